"""Periods as they are typed, kept, shown and sorted."""

import pytest
from django.core.exceptions import ValidationError
from django.db.migrations.writer import MigrationWriter
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor

from report.blocks.period import PeriodBlock
from report.statistics.period import (
    PeriodRefused,
    format_period,
    parse_period,
    period_sort_key,
    period_year,
)


@pytest.fixture(autouse=True)
def english():
    """The sentences as they stand in the code."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True, scope="module")
def sentences_in_english():
    """Refusals are compared with their source text, whatever the site's language."""
    with translation.override("en"):
        yield


years = st.integers(1700, 2198)
codes = st.one_of(
    years.map(str),
    st.builds("{}M{:02d}".format, years, st.integers(1, 12)),
    st.builds("{}K{}".format, years, st.integers(1, 4)),
    st.builds(lambda year, more: f"{year}-{min(2199, year + more)}", years, st.integers(1, 50)),
    years.map(lambda year: f"{year}/{year + 1}"),
)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2018", "2018"),
        (" 2018 ", "2018"),
        ("år 2018", "2018"),
        ("mars 2018", "2018M03"),
        ("Mars\u00a02018", "2018M03"),
        ("2018 mars", "2018M03"),
        ("sept. 2018", "2018M09"),
        ("okt 2018", "2018M10"),
        ("March 2018", "2018M03"),
        ("2018-03", "2018M03"),
        ("2018M3", "2018M03"),
        ("2018M03", "2018M03"),
        ("2018m12", "2018M12"),
        ("kvartal 1 2018", "2018K1"),
        ("Kvartal 1, 2018", "2018K1"),
        ("kv. 4 2018", "2018K4"),
        ("2018 kv 1", "2018K1"),
        ("2018 kvartal 1", "2018K1"),
        ("2018K1", "2018K1"),
        ("2018k2", "2018K2"),
        ("2018Q1", "2018K1"),
        ("Q1 2018", "2018K1"),
        ("2018\u20132019", "2018-2019"),
        ("2018 \u2013 2019", "2018-2019"),
        ("2018-2019", "2018-2019"),
        ("2016-2019", "2016-2019"),
        ("2018/19", "2018/2019"),
        ("1999/00", "1999/2000"),
        ("2018/2019", "2018/2019"),
        ("läsåret 2018/2019", "2018/2019"),
        ("Läsåret 2018\u201319", "2018/2019"),
        ("läsår 2018/19", "2018/2019"),
    ],
)
def test_a_period_is_read_as_a_swedish_editor_types_it(typed, code):
    assert parse_period(typed) == code


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "förra året",
        "18",
        "20188",
        "2018M13",
        "2018M00",
        "2018-13",
        "2018-19",
        "2018-03-31",
        "2018K5",
        "2018K0",
        "kvartal 2018",
        "marsipan 2018",
        "\u0662\u0660\u0661\u0668",
        "2018\x00",
    ],
)
def test_what_is_no_period_is_refused_with_examples(typed):
    with pytest.raises(PeriodRefused) as refused:
        parse_period(typed)
    (sentence,) = refused.value.messages
    assert "mars 2018" in sentence
    assert f"“{typed}”".replace("\x00", "\ufffd") in sentence


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("2019-2018", "order"),
        ("2018\u20132018", "order"),
        ("2018/2020", "school"),
        ("2018/18", "school"),
        ("2018/17", "school"),
    ],
)
def test_a_period_that_runs_wrong_is_told_so(typed, reason):
    with pytest.raises(PeriodRefused) as refused:
        parse_period(typed)
    assert refused.value.code == reason
    assert typed in refused.value.messages[0]


@pytest.mark.parametrize(
    ("code", "swedish", "english"),
    [
        ("2018", "2018", "2018"),
        ("2018M03", "mars 2018", "March 2018"),
        ("2018K1", "kvartal 1 2018", "Q1 2018"),
        ("2018-2019", "2018\u20132019", "2018\u20132019"),
        ("2018/2019", "läsåret 2018/2019", "school year 2018/2019"),
    ],
)
def test_a_period_is_shown_as_each_language_writes_it(code, swedish, english):
    assert format_period(code, "sv") == swedish
    assert format_period(code, "sv-se") == swedish
    assert format_period(code, "en") == english


@given(codes)
def test_what_is_shown_can_be_typed_again(code):
    assert parse_period(code) == code
    assert parse_period(format_period(code, "sv")) == code
    assert parse_period(format_period(code, "en")) == code


@given(st.text())
def test_any_text_is_a_period_or_refused(typed):
    try:
        assert parse_period(parse_period(typed)) == parse_period(typed)
    except PeriodRefused as refused:
        assert refused.messages[0]


def test_periods_sort_by_time_and_the_shorter_first():
    mixed = ["2018M12", "2018/2019", "2018-2019", "2018", "2018K2", "2018K1", "2018M01", "2017"]
    assert sorted(mixed, key=period_sort_key) == [
        *("2017", "2018M01", "2018K1", "2018", "2018-2019", "2018K2", "2018/2019", "2018M12")
    ]


def test_the_year_of_a_period_is_the_last_it_covers():
    years = {"2018": 2018, "2018M12": 2018, "2018K4": 2018, "2018-2020": 2020, "2018/2019": 2019}
    assert {code: period_year(code) for code in years} == years


@pytest.mark.parametrize("code", ["2018Q1", "mars 2018", ""])
def test_only_a_code_can_be_shown_or_sorted(code):
    with pytest.raises(PeriodRefused):
        format_period(code, "sv")
    with pytest.raises(PeriodRefused):
        period_sort_key(code)


# The block


def test_the_block_keeps_the_code_and_shows_the_words():
    block = PeriodBlock()
    value = block.clean("2018-03")
    assert value == "2018M03"
    assert block.get_prep_value(value) == "2018M03"
    assert block.to_python("2018M03") == "2018M03"
    assert block.get_form_state(value) == "mars 2018"
    assert block.get_api_representation(value) == "2018M03"
    assert block.clean(block.value_for_form(value)) == value
    with translation.override("en"):
        assert block.render_basic(value) == "March 2018"


def test_a_refused_period_is_shown_again_beside_its_sentence():
    block = PeriodBlock()
    typed = block.value_from_datadict({"p": "2018-13"}, {}, "p")
    with pytest.raises(PeriodRefused, match="2018-13"):
        block.clean(typed)
    assert block.get_form_state(typed) == "2018-13"
    stored = block.to_python("2018-13")
    assert block.get_prep_value(stored) == "2018-13"
    assert block.get_api_representation(stored) is None
    assert block.render_basic(stored) == "2018-13"


def test_an_empty_period_is_asked_for_only_when_one_is_needed():
    assert PeriodBlock(required=False).clean("") is None
    assert PeriodBlock(required=False).clean(" ") is None
    assert PeriodBlock(required=False).clean(None) is None
    with pytest.raises(ValidationError, match="Write a period"):
        PeriodBlock().clean("")
    assert PeriodBlock().get_api_representation(None) is None
    assert PeriodBlock().render_basic(None) == ""


def test_a_translator_is_not_asked_to_translate_a_period():
    extractor = StreamFieldSegmentExtractor(None)
    assert extractor.handle_block(PeriodBlock(), "2018M03") == []


def test_code_may_write_a_period_in_any_form():
    assert PeriodBlock(default=2018).get_default() == "2018"
    (child,) = StreamBlock([("period", PeriodBlock())]).normalize([("period", "mars 2018")])
    assert child.value == "2018M03"


def test_a_migration_rebuilds_the_block_as_it_was():
    field = StreamField([("period", PeriodBlock(required=False, help_text="Tid"))])
    _, _, args, kwargs = field.deconstruct()
    text, imports = MigrationWriter.serialize(kwargs)
    frozen = {}
    exec("\n".join(imports), frozen)  # noqa: S102 - our own migration text
    rebuilt = StreamField(*args, **eval(text, frozen)).stream_block.child_blocks["period"]  # noqa: S307
    assert isinstance(rebuilt, PeriodBlock)
    assert not rebuilt.required
    assert rebuilt.field.help_text == "Tid"


def test_templates_show_periods_in_the_language_of_the_page():
    template = Template("{% load numbers %}{{ p|period }}")
    with translation.override("sv"):
        assert template.render(Context({"p": "2018M03"})) == "mars 2018"
        assert template.render(Context({"p": None})) == ""
        assert template.render(Context({"p": "<i>"})) == "&lt;i&gt;"
    with translation.override("en"):
        assert template.render(Context({"p": "2018K1"})) == "Q1 2018"
