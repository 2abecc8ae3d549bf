"""A PO file of everything: what every block and every page type says goes out, in, and comes back.

Each text is one of its own, translated by a machine that knows two words.
"""

import json
import re
from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale, Page
from wagtail_localize.fields import TranslatableField

from report.languages.beginning import begin_some
from report.languages.progress import progress_of
from tests import build
from tests.test_translatable import Filling
from tests.test_translating import fetch, post, send

pytestmark = pytest.mark.django_db


def filled(page: Page, filling: Filling) -> Page:
    """The page with a text in every field that is translated, and with every block that it takes.

    It is published with them.
    """
    for field in page.translatable_fields:
        name, kind = field.field_name, page._meta.get_field(field.field_name)
        if not isinstance(field, TranslatableField) or name == "slug":
            continue
        if isinstance(kind, StreamField):
            blocks = kind.stream_block.child_blocks.items()
            stored = [build.block(block, filling.of(child)) for block, child in blocks]
            setattr(page, name, kind.stream_block.to_python(stored))
        elif isinstance(kind, RichTextField):
            setattr(page, name, f"<p>{filling.text()}, <b>{filling.text()}</b></p>")
        else:
            setattr(page, name, filling.text())
    return build.publish(page)


def in_english(text: str) -> str:
    return text.replace("Text nummer", "Text number")


def stored(page: Page) -> dict[str, object]:
    """All that is translated on the page, as it is stored."""
    names = [f.field_name for f in page.translatable_fields if isinstance(f, TranslatableField)]
    return {name: json.loads(json.dumps(value_of(page, name), default=str)) for name in names}


def value_of(page: Page, name: str) -> object:
    field = page._meta.get_field(name)
    return field.get_prep_value(getattr(page, name))


def shown(page: Page) -> set[str]:
    """The numbers of the texts that readers meet on the page."""
    answer = Client().get(page.url)
    assert answer.status_code == 200
    return set(re.findall(r"Text (?:nummer|number) (\d+)", answer.content.decode()))


def test_everything_that_is_said_comes_back_translated(
    client, administrator, django_capture_on_commit_callbacks: Callable
):
    filling, english = Filling(), Locale.objects.get(language_code="en")
    home = filled(build.home(), filling)
    area = filled(build.area(build.report(home)), filling)
    pages = [home, area, filled(build.statement(home), filling)]
    while begin_some(home, english, administrator, below=True):
        pass

    file = fetch(client, home)
    texts = " ".join(entry.msgid for entry in file)
    assert [text for text in filling.texts if text not in texts] == []
    for entry in file:
        slug = entry.msgctxt.endswith("|slug")
        entry.msgstr = f"{entry.msgid}-en" if slug else in_english(entry.msgid)
    send(client, home, file)
    assert progress_of(home, english).percent == 100
    with django_capture_on_commit_callbacks(execute=True):
        while "going" in post(client, home, action="publish").url:
            pass

    for page in pages:
        page, target = page.specific_class.objects.get(pk=page.pk), page.get_translation(english)
        assert target.live
        expected = {name: translated(value) for name, value in stored(page).items()}
        given = stored(target.specific)
        assert {**given, "slug": ""} == {**expected, "slug": ""}
        assert shown(page)
        assert shown(target) == shown(page)
        assert "Text nummer" not in Client().get(target.url).content.decode()


def translated(value: object) -> object:
    return json.loads(in_english(json.dumps(value)))
