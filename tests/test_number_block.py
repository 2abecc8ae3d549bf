"""Numbers in the editor's form, in the store and in the API."""

import json
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db.migrations.writer import MigrationWriter
from django.utils import translation
from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.blocks.base import BlockField
from wagtail.fields import StreamField
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor

from report.blocks.number import NumberBlock, PercentBlock
from report.statistics.number import NumberRefused, Percentage


@pytest.fixture(autouse=True)
def english():
    """The sentences as they stand in the code."""
    with translation.override("en"):
        yield


NBSP, MINUS = "\u00a0", "\u2212"
FORTY_DIGITS = "1234567890" * 4


@pytest.fixture(autouse=True, scope="module")
def sentences_in_english():
    """Refusals are compared with their source text, whatever the site's language."""
    with translation.override("en"):
        yield


class Numbers(StreamBlock):
    number = NumberBlock()
    share = PercentBlock(required=False)


class NumbersForm(forms.Form):
    body = BlockField(block=Numbers())


def posted(*typed, block="number"):
    data = {"body-count": str(len(typed))}
    for i, text in enumerate(typed):
        data |= {
            f"body-{i}-deleted": "",
            f"body-{i}-order": str(i),
            f"body-{i}-type": block,
            f"body-{i}-id": f"id-{i}",
            f"body-{i}-value": text,
        }
    return NumbersForm(data)


def state_of(form):
    """What the form shows again in each box."""
    value = form.fields["body"].prepare_value(form["body"].value())
    return [child["value"] for child in form.fields["body"].block.get_form_state(value)]


@pytest.mark.parametrize(
    ("typed", "stored", "api", "shown"),
    [
        ("0", "0", 0, "0"),
        ("-3", "-3", -3, f"{MINUS}3"),
        (f"{MINUS}3", "-3", -3, f"{MINUS}3"),
        ("1,037", "1.037", 1.037, "1,037"),
        ("1 037 034", "1037034", 1037034, f"1{NBSP}037{NBSP}034"),
        ("6.8", "6.8", 6.8, "6,8"),
    ],
)
def test_the_form_the_store_and_the_api_agree_on_a_number(typed, stored, api, shown):
    form = posted(typed)
    assert form.is_valid(), form.errors
    (child,) = form.cleaned_data["body"].get_prep_value()
    assert child["value"] == stored
    block = NumberBlock()
    value = block.to_python(stored)
    assert value == Decimal(stored)
    assert block.get_api_representation(value) == api
    assert type(block.get_api_representation(value)) is type(api)
    assert block.get_form_state(value) == shown
    assert state_of(form) == [shown]


@pytest.mark.parametrize("typed", ["1 037 O34", "1.037.034", "12;5", FORTY_DIGITS, "12 34", ".."])
def test_a_refused_number_is_shown_again_beside_its_sentence(typed):
    form = posted("4000", typed)
    assert not form.is_valid()
    (errors,) = form.errors["body"].as_data()
    assert list(errors.block_errors) == [1]
    assert typed[:24] in errors.block_errors[1].messages[0]
    assert state_of(form) == [f"4{NBSP}000", typed]
    assert json.dumps(typed).strip('"') in form.as_p().replace("&quot;", '"')


@pytest.mark.parametrize("typed", ["1 037 O34", ".."])
def test_a_refused_number_is_shown_again_inside_a_larger_block(typed):
    block = StructBlock([("figures", ListBlock(StructBlock([("number", NumberBlock())])))])
    data = {
        "p-figures-count": "1",
        "p-figures-0-deleted": "",
        "p-figures-0-order": "0",
        "p-figures-0-value-number": typed,
    }
    value = block.value_from_datadict(data, {}, "p")
    with pytest.raises(ValidationError):
        block.clean(value)
    assert block.get_form_state(value)["figures"][0]["value"]["number"] == typed


def test_a_translator_is_not_asked_to_translate_a_number():
    extractor = StreamFieldSegmentExtractor(None)
    assert extractor.handle_block(NumberBlock(), Decimal(12)) == []


def test_an_empty_box_is_asked_for_only_when_a_number_is_needed():
    assert "Write a number" in posted("").errors["body"].as_data()[0].block_errors[0].messages[0]
    for typed in ("", "..", ".", "-", "\u2013"):
        assert NumberBlock(required=False).clean(typed) is None
        with pytest.raises(ValidationError):
            NumberBlock().clean(typed)
    assert NumberBlock().clean("0") == 0
    assert NumberBlock().get_api_representation(None) is None
    assert NumberBlock().get_prep_value(None) is None


def test_a_draft_may_lack_the_number_but_not_the_sense():
    block = Numbers()
    assert block.clean_deferred(block.to_python([{"type": "number", "value": None}]))
    with pytest.raises(ValidationError):
        block.clean_deferred(block.to_python([{"type": "number", "value": "12;5"}]))


def test_text_in_the_store_that_is_no_number_is_kept_for_the_editor():
    block = NumberBlock()
    value = block.to_python("12;5")
    assert block.get_prep_value(value) == "12;5"
    assert block.get_form_state(value) == "12;5"
    assert block.get_api_representation(value) is None
    assert block.get_searchable_content(value) == []
    with pytest.raises(NumberRefused):
        block.clean(value)


def test_a_number_is_found_by_its_digits_and_as_it_is_written():
    block = NumberBlock()
    assert block.get_searchable_content(Decimal(1037034)) == [
        "1037034",
        f"1{NBSP}037{NBSP}034",
    ]
    assert block.get_searchable_content(Decimal(12)) == ["12"]
    assert block.get_searchable_content(None) == []


def test_limits_answer_with_what_was_typed_and_the_limit():
    block = NumberBlock(min_value=-1, max_value=Decimal("1000.5"))
    assert block.clean("1 000,5") == Decimal("1000.5")
    with pytest.raises(ValidationError) as refused:
        block.clean("-2")
    assert refused.value.messages == [
        f"“{MINUS}2” is too small. Write a number that is at least {MINUS}1."
    ]
    with pytest.raises(ValidationError) as refused:
        block.clean("1001")
    assert refused.value.messages == [
        f"“1 001” is too large. Write a number that is at most 1{NBSP}000,5."
    ]


def test_a_percentage_lies_between_0_and_100_with_or_without_its_sign():
    block = PercentBlock()
    for typed in ("41", "41 %"):
        value = block.clean(typed)
        assert isinstance(value, Percentage)
        assert value == 41
        assert block.get_prep_value(value) == "41"
        assert block.get_form_state(value) == f"41{NBSP}%"
    assert isinstance(block.to_python("10.2"), Percentage)
    assert block.get_api_representation(block.to_python("10.2")) == 10.2
    for typed in ("-1", "100,1", "101 %"):
        with pytest.raises(ValidationError):
            block.clean(typed)
    assert PercentBlock(required=False).clean("") is None


def test_a_per_cent_sign_in_a_plain_number_survives_until_the_form_is_saved():
    block = NumberBlock()
    assert isinstance(block.clean("10 %"), Percentage)
    assert block.get_form_state("10 %") == f"10{NBSP}%"
    assert block.get_prep_value(block.clean("10 %")) == "10"


def test_code_may_write_a_number_in_any_form():
    assert NumberBlock(default="6,8").get_default() == Decimal("6.8")
    assert NumberBlock(default=12).get_default() == 12
    assert NumberBlock().get_default() is None
    value = Numbers().normalize([("number", "1 037 034"), ("share", 10)])
    assert [child.value for child in value] == [1037034, 10]


def test_a_number_is_typed_in_a_text_box():
    html = NumberBlock().field.widget.render("number", None)
    assert 'type="text"' in html
    assert 'inputmode="decimal"' in html
    assert 'autocomplete="off"' in html


def test_two_versions_are_compared_in_the_editors_language():
    with translation.override("en"):
        assert NumberBlock().render_basic(Decimal(1037034)) == "1,037,034"
    assert NumberBlock().render_basic(None) == ""
    assert NumberBlock().render_basic("12;5") == "12;5"


def test_a_migration_rebuilds_the_blocks_as_they_were():
    field = StreamField(
        [
            ("number", NumberBlock(required=False, min_value=Decimal("-1.5"), help_text="Antal")),
            ("share", PercentBlock()),
        ]
    )
    _, path, args, kwargs = field.deconstruct()
    text, imports = MigrationWriter.serialize(kwargs)
    frozen = {}
    exec("\n".join(imports), frozen)  # noqa: S102 - our own migration text
    rebuilt = StreamField(*args, **eval(text, frozen)).stream_block.child_blocks  # noqa: S307
    assert "report.blocks.number.NumberBlock" in text
    assert rebuilt["number"].field.min_value == Decimal("-1.5")
    assert not rebuilt["number"].required
    assert rebuilt["share"].field.max_value == 100
    assert path == "wagtail.fields.StreamField"
