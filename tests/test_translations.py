"""Everything that we show is Swedish for those who read Swedish, and the catalogue is complete."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import catalogues
import pytest
from django.apps import apps
from django.db.models import Model
from django.forms import ModelChoiceField
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed
from wagtail import hooks
from wagtail.admin.panels import Panel
from wagtail.admin.ui.tables import Column
from wagtail.blocks import Block, ListBlock
from wagtail.models import get_page_models
from wagtail.snippets.models import get_snippet_models

from report.models import ReportImage
from report.statistics.register import Statistic

APPS = ("home", "report")
#: Words that Swedish and English share. Everything else that reads alike in both is not translated.
SAME_IN_SWEDISH = {
    "Film",
    "Period",
    "Text",
    "Video",
    "index",
    "kronor",
    "organisation",
    "per person",
    "text",
}
#: What Wagtail writes on an empty choice; it has no Swedish for it.
WAGTAILS_BLANK = ("- Select an option -", "– Välj –")  # in either language
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|\{\w*\}")
PAGE_MODELS = [model for model in get_page_models() if model._meta.app_label in APPS]


@pytest.fixture(scope="module", autouse=True)
def compiled():
    """The catalogue as it stands now, whenever it was compiled last."""
    catalogues.compile_changed()
    translation_file_changed(None, Path("django.mo"))


# --- The catalogue --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def swedish():
    (path,) = catalogues.catalogues()
    return catalogues.read(path)


def pairs(swedish) -> Iterator[tuple[str, str]]:
    """Every English text with its Swedish one, both of two plural forms each."""
    for message in swedish:
        if message.id:
            yield from zip(
                catalogues.texts(message.id), catalogues.texts(message.string), strict=True
            )


def test_every_text_of_the_sources_is_translated_and_nothing_else():
    catalogues.check()


def test_nothing_obsolete_is_kept(swedish):
    assert not swedish.obsolete


def test_no_text_hides_from_the_extraction():
    """It goes by the name of the function, so an import under another name would lose texts."""
    strange = [
        f"{path.relative_to(catalogues.ROOT)}: {name.name} as {name.asname}"
        for source in catalogues.SOURCES
        for path in (catalogues.ROOT / source).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
        if "gettext" in name.name and (name.asname or name.name) not in catalogues.KEYWORDS
    ]
    assert not strange


def test_both_languages_have_the_same_placeholders(swedish):
    different = [
        (english, text)
        for english, text in pairs(swedish)
        if sorted(PLACEHOLDER.findall(english)) != sorted(PLACEHOLDER.findall(text))
    ]
    assert not different


def test_both_languages_begin_and_end_alike(swedish):
    """A sentence stays a sentence, a label a label, and space around a text stays."""

    def frame(text: str) -> tuple:
        text = text.replace("\u00a0", " ")
        return text[:1].islower(), text[:1].isspace(), re.search(r"[^\w”)]*$", text).group()

    different = [(en, sv) for en, sv in pairs(swedish) if frame(en) != frame(sv)]
    assert not different


def test_swedish_has_swedish_quotation_marks(swedish):
    texts = [re.sub("<.*?>", "", text) for _, text in pairs(swedish)]
    assert not [text for text in texts if re.search("[“\"']", text)]


# --- What the editor shows ------------------------------------------------------------------------


def texts_of_block(block: Block, where: str) -> Iterator[tuple[str, object]]:
    """What the form and the menu say of a block of ours, and of the blocks inside it."""
    yield f"{where}: label", block.label
    yield f"{where}: description", block.get_description()
    yield f"{where}: help", getattr(block.meta, "help_text", "")
    yield f"{where}: group", getattr(block.meta, "group", "")
    if field := getattr(block, "field", None):
        yield f"{where}: help", field.help_text
        # What a chooser offers is content.
        if not isinstance(field, ModelChoiceField):
            yield from texts_of_choices(getattr(field, "choices", ()), where)
    if isinstance(block, ListBlock):
        yield from texts_of_block(block.child_block, f"{where}.item")
    # A block of Wagtail's own, such as ImageBlock, speaks with Wagtail's words inside.
    elif type(block).__module__.split(".")[0] in APPS:
        for name, child in getattr(block, "child_blocks", {}).items():
            yield from texts_of_block(child, f"{where}.{name}")


def texts_of_choices(choices, where: str) -> Iterator[tuple[str, object]]:
    """The labels of choices and of the groups that they stand in."""
    for _, label in choices:
        if isinstance(label, list | tuple):
            yield from texts_of_choices(label, where)
        elif str(label) not in WAGTAILS_BLANK:
            yield f"{where}: choice", label


def texts_of_panel(panel: Panel, where: str) -> Iterator[tuple[str, object]]:
    """The headings and helps of a form's panels."""
    # Where a field names the panel, the field is asked below; Wagtail names its own fields.
    if not getattr(panel, "field_name", None):
        yield f"{where}: panel", panel.heading
        yield f"{where}: panel", panel.help_text
    for child in getattr(panel, "children", ()):
        yield from texts_of_panel(child, where)


def texts_of_model(model: type[Model]) -> Iterator[tuple[str, object]]:
    """A model's names and what its own fields say in a form."""
    where = model.__name__
    yield where, model._meta.verbose_name
    yield where, model._meta.verbose_name_plural
    for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
        of_ours = field.editable and not field.primary_key and not field.auto_created
        if not of_ours or wagtails(model, field.name):
            continue
        yield f"{where}.{field.name}", field.verbose_name
        yield f"{where}.{field.name}: help", field.help_text
        yield from texts_of_choices(field.flatchoices, f"{where}.{field.name}")
        if hasattr(field, "stream_block"):
            yield from texts_of_block(field.stream_block, f"{where}.{field.name}")


def wagtails(model: type[Model], name: str) -> bool:
    """Whether a model of Wagtail's that ours builds on has this field."""
    return any(
        parent.__module__.startswith("wagtail.") and name in {f.name for f in parent._meta.fields}
        for parent in model.__mro__
        if hasattr(parent, "_meta")
    )


def untranslated(texts: Iterator[tuple[str, object]]) -> list[tuple[str, str]]:
    """Those texts that read alike in English and in Swedish, although the languages do not."""
    found = []
    for where, text in texts:
        with translation.override("en"):
            english = str(text or "")
        with translation.override("sv"):
            same = str(text or "") == english
        if same and re.search(r"[^\W\d_]", english) and english not in SAME_IN_SWEDISH:
            found.append((where, english))
    return found


def test_there_are_pages_to_look_at():
    assert {model.__name__ for model in PAGE_MODELS} >= {"HomePage", "ReportPage", "AreaPage"}


@pytest.mark.django_db
@pytest.mark.parametrize("model", PAGE_MODELS, ids=lambda model: model.__name__)
def test_the_form_of_every_page_type_is_swedish(model):
    assert not untranslated(texts_of_model(model))
    assert not untranslated(texts_of_panel(model.get_edit_handler(), model.__name__))


def test_the_form_of_a_picture_is_swedish():
    assert not untranslated(texts_of_model(ReportImage))


def test_the_register_and_all_other_snippets_are_swedish():
    """Their forms, their place in the menu and the headings of their lists."""
    hooks.search_for_hooks()
    models = [model for model in get_snippet_models() if model._meta.app_label in APPS]
    assert Statistic in models
    for model in models:
        view = model.snippet_viewset
        columns = [column for column in view.list_display if isinstance(column, Column)]
        assert not untranslated(texts_of_model(model))
        assert not untranslated((model.__name__, column.label) for column in columns)
        assert not untranslated(iter([(model.__name__, view.menu_label)]))


def test_the_apps_are_swedish():
    assert not untranslated((app, apps.get_app_config(app).verbose_name) for app in APPS)


def test_a_text_that_was_never_marked_is_found():
    """The examination itself: a block that forgets to mark its label or to give one is named."""
    from wagtail.blocks import CharBlock, StructBlock

    class Forgetful(StructBlock):
        unmarked = CharBlock(label="Number of visits")
        unnamed = CharBlock(help_text="Write it here.")

        class Meta:
            label = "Siffra"

    Forgetful.__module__ = "report.blocks.forgetful"
    assert {text for _, text in untranslated(texts_of_block(Forgetful(), "block"))} == {
        "Siffra",
        "Number of visits",
        "Unnamed",
        "Write it here.",
    }


def test_the_shared_words_are_really_used(swedish):
    """What is listed above as shared stands in the catalogue and reads alike there."""
    alike = {english for english, text in pairs(swedish) if english == text}
    assert alike == SAME_IN_SWEDISH


def test_the_page_types_have_the_names_that_communicators_use():
    with translation.override("sv"):
        names = {str(model._meta.verbose_name) for model in PAGE_MODELS}
    assert names == {
        "artikel",
        "informationssida",
        "område",
        "startsida",
        "strategi",
        "tillgänglighetsredogörelse",
        "årsberättelse",
    }
