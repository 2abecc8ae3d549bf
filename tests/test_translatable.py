"""A contract of every block and every page: texts are translated, numbers, codes and names are not.

A block is filled with a text of its own for each of its fields, and the translation engine is asked
which of them it would show to a translator.
"""

import json
import uuid

import pytest
from wagtail.blocks import (
    Block,
    BooleanBlock,
    CharBlock,
    ChooserBlock,
    FieldBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Locale, Page, get_page_models
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.types import StringSegmentValue

from home.blocks import FooterLinks, HelpSteps, Notices
from report.blocks import BodyBlock, StatisticsBlock
from report.blocks.number import NumberBlock
from report.blocks.period import PeriodBlock
from report.models import AreaPage, ArticlePage
from tests import build

pytestmark = pytest.mark.django_db

PAGE_TYPES = [m for m in get_page_models() if m._meta.app_label in ("home", "report")]
MENUS = [BodyBlock(), StatisticsBlock(), HelpSteps(), Notices(), FooterLinks()]
BLOCKS = {name: block for menu in MENUS for name, block in menu.child_blocks.items()}


class Filling:
    """Stored values for any block. `texts` is what a translator shall meet."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def text(self) -> str:
        self.texts.append(f"Text nummer {len(self.texts)} att översätta")
        return self.texts[-1]

    def of(self, block: Block) -> object:
        if isinstance(block, ImageBlock):
            return {"image": build.drawing().pk, "alt_text": self.text(), "decorative": False}
        if isinstance(block, TypedTableBlock):
            return {
                "caption": self.text(),
                "columns": [
                    {"type": "text", "heading": self.text()},
                    {"type": "number", "heading": self.text()},
                ],
                "rows": [{"values": [self.text(), "424868"]}, {"values": ["2018", "1"]}],
            }
        if isinstance(block, StructBlock):
            return {name: self.of(child) for name, child in block.child_blocks.items()}
        if isinstance(block, ListBlock):
            return build.items(self.of(block.child_block), self.of(block.child_block))
        if isinstance(block, StreamBlock):
            kind = "address" if "address" in block.child_blocks else next(iter(block.child_blocks))
            return [build.block(kind, self.of(block.child_blocks[kind]))]
        return self.of_field(block)

    def of_field(self, block: FieldBlock) -> object:
        if isinstance(block, RichTextBlock):
            return f'<p>{self.text()} <b>med</b> <a href="https://example.org/">länk</a></p>'
        if isinstance(block, NumberBlock):
            return "424868"
        if isinstance(block, PeriodBlock):
            return "2018"
        if isinstance(block, URLBlock):
            return "https://example.org/"
        if isinstance(block, CharBlock | TextBlock):
            return self.text()
        if isinstance(block, BooleanBlock):
            return True
        if isinstance(block, ChooserBlock):
            return None
        if choices := getattr(block.field, "choices", None):
            return next((value for value, _ in flat(choices) if value), None)
        return None


def flat(choices):
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from flat(label)
        else:
            yield value, label


def page_with(name: str, stored: object) -> Page:
    """A saved page that holds the block where it belongs."""
    menu = next(menu for menu in MENUS if name in menu.child_blocks)
    block = build.block(name, stored)
    if isinstance(menu, BodyBlock):
        page = build.article(body=[block], live=False)
    elif isinstance(menu, StatisticsBlock):
        page = build.area(statistics=[block], live=False)
    else:
        fields = {HelpSteps: "help_steps", Notices: "notices", FooterLinks: "footer_links"}
        page = build.home()
        field = page._meta.get_field(fields[type(menu)])
        setattr(page, field.name, field.to_python([block]))
        page.save()
    return type(page).objects.get(pk=page.pk)


def shown_to_translators(page: Page) -> list[StringSegmentValue]:
    return [s for s in extract_segments(page) if isinstance(s, StringSegmentValue)]


@pytest.fixture
def english() -> Locale:
    return Locale.objects.get(language_code="en")


@pytest.mark.parametrize("name", BLOCKS)
def test_a_translator_meets_every_text_of_a_block_and_nothing_else(name: str):
    filling = Filling()
    page = page_with(name, filling.of(BLOCKS[name]))
    fields = {"title", "slug", "lead", "organisation"}
    met = [s.string.render_text() for s in shown_to_translators(page) if s.path not in fields]
    assert filling.texts, "the block has no text to translate"
    missed = [text for text in filling.texts if not any(text in seen for seen in met)]
    assert missed == []
    others = [seen for seen in met if not any(text in seen for text in filling.texts)]
    assert others == [], "a number, a code or a name is shown to translators"


@pytest.mark.parametrize("name", BLOCKS)
def test_a_translated_text_comes_back_to_its_place(name: str, english):
    """Into the engine, translated, and into the other page, where the rest is as it was."""
    filling = Filling()
    page = page_with(name, filling.of(BLOCKS[name]))
    for above in [*page.get_ancestors().filter(depth__gt=1), page]:
        translate_object(above.specific, [english])
    for segment in StringSegment.objects.filter(source__object_id=page.translation_key):
        data = segment.string.data.replace("Text nummer", "Text number")
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=english,
            defaults={"data": "slug-en" if segment.context.path == "slug" else data},
        )
    Translation.objects.get(source__object_id=page.translation_key).save_target(publish=False)
    target = page.get_translation(english).specific
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            stream = field.stream_block
            expected = json.dumps(stream.get_prep_value(getattr(page, field.name)), default=str)
            given = json.dumps(stream.get_prep_value(getattr(target, field.name)), default=str)
            expected = expected.replace("Text nummer", "Text number")
            assert json.loads(given) == json.loads(expected)


def test_a_year_in_a_table_is_nothing_to_translate():
    table = {
        "caption": "Två år",
        "columns": [{"type": "text", "heading": "Ort"}, {"type": "number", "heading": "2018"}],
        "rows": [{"values": ["Växjö", "1"]}],
    }
    page = page_with("table", table)
    met = {s.string.data for s in shown_to_translators(page) if s.path.startswith("body")}
    assert met == {"Två år", "Ort", "Växjö"}


#: Fields of text that are the same in every language: codes, addresses, colours.
NO_WORDS = {"icon", "colour", "scene", "conformance", "brand_light", "brand_dark"}
NO_WORDS |= {"data_licence_url", "accounts_url"}


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_every_text_of_a_page_is_translated_and_every_number_follows(model: type[Page]):
    handled = {f.field_name: type(f).__name__ for f in get_translatable_fields(model)}
    for field in model._meta.get_fields():
        if field.name not in {f.name for f in model.api_fields} - {"area_key"}:
            continue
        kind = field.get_internal_type()
        wordy = isinstance(field, StreamField | RichTextField) or kind in ("CharField", "TextField")
        if field.name == "headlines":  # chosen numbers, no words
            wordy = False
        if field.name not in NO_WORDS:
            expected = "TranslatableField" if wordy else "SynchronizedField"
            assert handled[field.name] == expected, field.name


@pytest.mark.parametrize("model", [AreaPage, ArticlePage])
def test_the_fields_of_every_page_are_translated(model: type[Page]):
    handled = {f.field_name: type(f).__name__ for f in get_translatable_fields(model)}
    for name in ("title", "slug", "seo_title", "search_description", "lead"):
        assert handled[name] == "TranslatableField"


def test_a_block_that_forgets_its_text_is_found():
    """The examination itself: a filling knows of every text that it gave."""

    class Forgetful(StructBlock):
        seen = CharBlock()
        forgotten = CharBlock()

        def get_translatable_segments(self, value):
            return [StringSegmentValue("seen", value["seen"])]

    filling = Filling()
    stored = filling.of(Forgetful())
    assert set(stored.values()) == set(filling.texts)
    assert uuid.UUID(build.items("x")[0]["id"])
