"""The screens that communicators meet speak Swedish, those of Wagtail's own among them."""

import re
from io import BytesIO
from pathlib import Path

import catalogues
import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed
from wagtail.models import Locale
from wagtail.users.models import UserProfile
from wagtail_localize.operations import translate_object

from report.models import Statistic
from tests import build
from tests.english import english_in

pytestmark = pytest.mark.django_db

#: Words that Swedish and English share, and formats without words.
ALIKE = {"Wagtail", "Status", "Text", "Video", "Index", "Start", "Information", "Format", "Layout"}
ALIKE |= {"Alias", "Maximum", "Minimum", "Permanent", "system"}
#: What a screen says outside its elements.
SPOKEN = ("placeholder", "title", "aria-label", "alt")


@pytest.fixture(scope="module")
def english_texts() -> set[str]:
    """What Wagtail and the translation engine say in English, and we not in Swedish."""
    catalogues.compile_changed()
    translation_file_changed(None, Path("django.mo"))
    texts = set()
    for app in apps.get_app_configs():
        path = Path(app.path) / "locale/en/LC_MESSAGES/django.po"
        if app.name.startswith("wagtail") and path.is_file():
            for message in read_po(BytesIO(path.read_bytes())):
                texts.update(catalogues.texts(message.id) if message.id else ())
    with translation.override("sv"):
        left = {text for text in texts if translation.gettext(text) == text}
    words = {text for text in left if re.search(r"[A-Za-z]{3}", text) and "%(" not in text}
    return {" ".join(text.split()) for text in words} - ALIKE


def said(html: str) -> set[str]:
    """The texts of a page, each in one piece, and what its elements say aloud."""
    page = BeautifulSoup(html, "html.parser")
    for element in page(["script", "style", "template"]):
        element.decompose()
    texts = [*page.stripped_strings]
    texts += [e[name] for e in page(True) for name in SPOKEN if isinstance(e.get(name), str)]
    texts += [e["value"] for e in page("input", type="submit") if e.get("value")]
    return {" ".join(text.split()) for text in texts}


@pytest.fixture
def screens(administrator) -> dict[str, str]:
    """Every screen by what it is."""
    UserProfile.objects.create(user=administrator, preferred_language="sv")
    english = Locale.objects.get(language_code="en")
    report = build.report()
    home = report.get_parent().specific
    area = build.area(report, [build.statistic()])
    pages = {
        "home": home,
        "report": report,
        "area": area,
        "article": build.article(area, [build.block("heading", "En rubrik")]),
        "strategy": build.strategy(area),
        "information": build.information(home),
        "statement": build.statement(home),
    }
    image = build.image()
    for page in (home, report, area):
        translate_object(page, [english])
    article = pages["article"]
    article.lead = "Ny."
    article.save_revision()
    first, last = article.revisions.order_by("pk").values_list("pk", flat=True)[::1][:2]

    def named(name: str, *arguments: object) -> str:
        return reverse(name, args=arguments)

    shown = {
        f"editing: {kind}": named("wagtailadmin_pages:edit", p.pk) for kind, p in pages.items()
    }
    shown |= {
        f"adding: {p._meta.model_name}": named(
            "wagtailadmin_pages:add", p._meta.app_label, p._meta.model_name, p.get_parent().pk
        )
        for p in pages.values()
        if p.depth > 2
    }
    for name in ("history", "workflow_history", "delete", "unpublish", "copy", "move", "usage"):
        shown[name] = named(f"wagtailadmin_pages:{name}", article.pk)
    return shown | {
        "dashboard": named("wagtailadmin_home"),
        "explorer": named("wagtailadmin_explore", report.pk),
        "comparing": named("wagtailadmin_pages:revisions_compare", article.pk, first, last),
        "search": named("wagtailadmin_pages:search"),
        "account": named("wagtailadmin_account"),
        "images": named("wagtailimages:index"),
        "adding an image": named("wagtailimages:add"),
        "an image": named("wagtailimages:edit", image.pk),
        "documents": named("wagtaildocs:index"),
        "adding a document": named("wagtaildocs:add"),
        "redirects": named("wagtailredirects:index"),
        "users": named("wagtailusers_users:index"),
        "adding a user": named("wagtailusers_users:add"),
        "groups": named("wagtailusers_groups:index"),
        "workflows": named("wagtailadmin_workflows:index"),
        "reports": named("wagtailadmin_reports:site_history"),
        "locked pages": named("wagtailadmin_reports:locked_pages"),
        "ageing pages": named("wagtailadmin_reports:aging_pages"),
        "the register": named(Statistic.snippet_viewset.get_url_name("list")),
        "translations": named("translations", report.pk, "en"),
        "translating": named("wagtailadmin_pages:edit", area.get_translation(english).pk),
        "languages": named("wagtaillocales:index"),
    }


def test_no_screen_says_anything_in_english(client: Client, screens, english_texts):
    found = {}
    for name, address in screens.items():
        response = client.get(address)
        assert response.status_code == 200, f"{name}: {response.status_code}"
        if left := said(response.content.decode()) & english_texts:
            found[name] = left
    assert found == {}


def test_signing_in_is_swedish(client: Client, english_texts):
    response = client.get(reverse("wagtailadmin_login"))
    assert not said(response.content.decode()) & english_texts


def test_the_choosers_are_swedish(client: Client, administrator, english_texts):
    build.home()
    UserProfile.objects.create(user=administrator, preferred_language="sv")
    for name in (
        "wagtailadmin_choose_page",
        "wagtailimages_chooser:choose",
        "wagtaildocs_chooser:choose",
    ):
        chooser = client.get(reverse(name)).json()["html"]
        assert said(chooser) & english_texts == set(), name


def test_the_walk_finds_a_text_that_is_left(english_texts):
    assert said('<p>Hej</p><input placeholder="Left over">') & {"Left over"}
    assert len(english_texts) > 10


def test_an_empty_choice_is_swedish():
    with translation.override("sv"):
        assert translation.gettext("- Select an option -") == "– Välj –"


def test_a_word_that_is_left_in_english_is_found():
    assert english_in(["Sparat", "Saved", "Autosave is off", "En bild"]) == [
        "Saved: saved",
        "Autosave is off: autosave, is, off",
    ]
