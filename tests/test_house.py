"""The shape of the house: which way imports run, what each block and page type must have."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.template.loader import get_template
from django.utils import translation
from wagtail.blocks import Block, CharBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor

from home.blocks import FooterLinks, HelpSteps, Notices
from report.blocks import BodyBlock, StatisticsBlock
from tests import build

ROOT = Path(__file__).resolve().parent.parent
STREAMS = (StatisticsBlock, BodyBlock, HelpSteps, Notices, FooterLinks)
BLOCKS = {name: block for stream in STREAMS for name, block in stream().child_blocks.items()}
PAGES = [
    model
    for model in apps.get_models()
    if issubclass(model, Page) and model._meta.app_label in ("home", "report")
]
#: Their looks are the chrome's: home/static/home/css/chrome.css.
PIECES_OF_THE_CHROME = {"step", "notice"}
page_types = pytest.mark.parametrize("model", PAGES, ids=lambda model: model.__name__)
blocks = pytest.mark.parametrize("name", BLOCKS)


def imports(path: Path) -> set[str]:
    """The modules of ours that a file imports, at its top or in a function."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return {name for name in found if name.split(".")[0] in ("cms", "home", "report", "tests")}


def offenders(folder: str, forbidden: tuple[str, ...]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in (ROOT / folder).rglob("*.py")
        for name in imports(path)
        if name.startswith(forbidden)
    ]


def test_imports_run_one_way():
    assert offenders("report", ("home", "cms", "tests")) == []
    assert offenders("home", ("cms", "tests")) == []
    assert offenders("cms", ("tests",)) == []


def test_blocks_know_no_pages():
    assert offenders("report/blocks", ("report.pages", "report.lead_page")) == []


def test_migrations_name_only_blocks_of_the_living_code():
    for folder in ("report/migrations", "home/migrations"):
        assert offenders(folder, ("report.", "home.", "cms.")) == []


def test_no_room_is_a_drawer():
    drawers = {"utils", "core", "common", "helpers", "base", "misc"}
    modules = [p for app in ("cms", "home", "report") for p in (ROOT / app).rglob("*.py")]
    assert [p for p in modules if p.stem in drawers or p.parent.name in drawers] == []


# --- Blocks ---------------------------------------------------------------------------------------


@blocks
def test_a_block_has_its_template_and_stylesheet_under_its_name(name: str):
    block = BLOCKS[name]
    assert block.meta.template == f"blocks/{name}.html"
    get_template(block.meta.template)
    if name not in PIECES_OF_THE_CHROME:
        assert (ROOT / f"report/static/report/blocks/{name}.css").is_file()


@blocks
def test_a_block_says_what_it_is(name: str):
    meta = BLOCKS[name].meta
    assert meta.icon != "placeholder"
    assert meta.description
    assert BLOCKS[name].label


@pytest.mark.django_db
@blocks
def test_a_block_renders_its_own_example(name: str):
    block = BLOCKS[name]
    build.image()
    assert block.render(block.get_preview_value()).strip()


@blocks
def test_a_block_gives_its_example_as_json(name: str):
    block = BLOCKS[name]
    value = block.normalize(block.to_python(block.meta.preview_value))
    given = block.get_api_representation(value)
    assert isinstance(given, (dict, str))
    if isinstance(block, StructBlock):
        assert type(block).get_api_representation is not StructBlock.get_api_representation, (
            "a block lists its public fields itself"
        )


def children(block: Block, path: str = "") -> list[tuple[str, Block]]:
    """The block and all blocks within it, each with its path."""
    inner = getattr(block, "child_blocks", None) or {}
    if hasattr(block, "child_block"):
        inner = {"item": block.child_block}
    found = [(path, block)]
    for name, child in inner.items():
        found += children(child, f"{path}.{name}" if path else name)
    return found


@blocks
def test_no_struct_stands_directly_in_a_struct(name: str):
    """The translation engine crashes on one whose child is named value."""
    for path, block in children(BLOCKS[name]):
        if isinstance(block, StructBlock) and type(block).__name__ != "ImageBlock":
            direct = [
                n
                for n, child in block.child_blocks.items()
                if isinstance(child, StructBlock) and type(child).__name__ != "ImageBlock"
            ]
            assert direct == [], f"{path}: {direct}"


@blocks
def test_what_is_no_text_is_no_char_block(name: str):
    """The translation engine takes every CharBlock for text."""
    codes = {"statistic_id", "value", "number", "period", "unit_code", "anchor", "x", "y", "kind"}
    for path, block in children(BLOCKS[name]):
        if path.split(".")[-1] in codes:
            assert not isinstance(block, CharBlock), path


#: Words that are the same in both languages.
ALIKE = {"", "Text", "Video", "Index", "Period", "Film", "Item"}


@blocks
def test_every_field_of_a_block_has_a_swedish_label(name: str):
    with translation.override("en"):
        english = {path: str(block.label) for path, block in children(BLOCKS[name])}
    with translation.override("sv"):
        for path, block in children(BLOCKS[name]):
            label = str(block.label)
            if english[path] not in ALIKE and not path.startswith("image."):
                assert label != english[path], f"{path or name}: {label}"


# --- Page types -----------------------------------------------------------------------------------


@page_types
def test_a_page_type_has_its_template_names_and_rules(model: type[Page]):
    get_template(model.template)
    assert model.parent_page_types
    assert model.api_fields
    assert model.search_fields
    with translation.override("en"):
        english = str(model._meta.verbose_name)
    with translation.override("sv"):
        assert str(model._meta.verbose_name) != english


@page_types
def test_every_own_field_of_a_page_is_in_the_api_or_named_as_private(model: type[Page]):
    own = {field.name for field in model._meta.local_concrete_fields} - {"page_ptr"}
    assert own == {field.name for field in model.api_fields}


@page_types
def test_every_own_field_of_a_page_is_translated_or_carried_along(model: type[Page]):
    handled = {field.field_name for field in get_translatable_fields(model)}
    own = {field.name for field in model.api_fields} - {"area_key"}
    assert own <= handled


@page_types
def test_the_texts_of_a_page_can_be_searched(model: type[Page]):
    searched = {getattr(field, "field_name", "") for field in model.search_fields}
    streams = {f.name for f in model._meta.get_fields() if isinstance(f, StreamField)}
    assert {"title", "lead"} <= searched
    assert streams - {"headlines", "help_steps", "notices", "footer_links"} <= searched


@pytest.mark.django_db
@blocks
def test_the_translation_engine_reads_every_block(name: str):
    block = BLOCKS[name]
    if block.meta.preview_value is None:
        return
    value = block.normalize(block.to_python(block.meta.preview_value))
    extractor = StreamFieldSegmentExtractor(field=None)
    raw = {"type": name, "value": block.get_prep_value(value), "id": "x"}
    segments = extractor.handle_block(block, value, raw_value=raw)
    texts = {getattr(segment, "string", None) and segment.render_text() for segment in segments}
    assert texts - {None}, f"nothing of {name} can be translated"
