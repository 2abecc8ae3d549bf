"""Numbers as they are typed, shown and sent."""

import json
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from report.statistics.number import (
    MAX_DIGITS,
    NumberRefused,
    Percentage,
    decimal_from_json,
    format_change,
    format_number,
    format_percent,
    json_number,
    parse_number,
)


@pytest.fixture(autouse=True)
def english():
    """The sentences as they stand in the code."""
    with translation.override("en"):
        yield


NBSP, NNBSP, THIN, MINUS = "\u00a0", "\u202f", "\u2009", "\u2212"
FORTY_DIGITS = "1234567890" * 4


@pytest.fixture(autouse=True, scope="module")
def sentences_in_english():
    """Refusals are compared with their source text, whatever the site's language."""
    with translation.override("en"):
        yield


numbers = st.builds(
    lambda digits, decimals: Decimal(digits).scaleb(-decimals),
    st.integers(-(10**MAX_DIGITS) + 1, 10**MAX_DIGITS - 1),
    st.integers(0, MAX_DIGITS),
)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1 037 034", "1037034"),
        (f"1{NBSP}037{NBSP}034", "1037034"),
        (f"1{NNBSP}037{NNBSP}034", "1037034"),
        (f"1{THIN}037{THIN}034", "1037034"),
        (f"1{NBSP}037 034", "1037034"),
        ("1037034", "1037034"),
        ("4000", "4000"),
        ("6,8", "6.8"),
        ("6.8", "6.8"),
        ("1,037", "1.037"),
        ("1 037,5", "1037.5"),
        ("0", "0"),
        ("0,0", "0.0"),
        ("-3", "-3"),
        (f"{MINUS}3", "-3"),
        (f"{MINUS}12", "-12"),
        ("-12", "-12"),
        ("\u201312", "-12"),
        (f"{NBSP} 12 ", "12"),
        ("999999999999999", "999999999999999"),
        ("0,123456789012345", "0.123456789012345"),
    ],
)
def test_a_number_is_read_as_it_was_meant(typed, number):
    assert str(parse_number(typed)) == number


@pytest.mark.parametrize("typed", ["10 %", "10%", f"10{NBSP}%"])
def test_a_per_cent_sign_is_remembered(typed):
    number = parse_number(typed)
    assert number == 10
    assert isinstance(number, Percentage)
    assert not isinstance(parse_number("10"), Percentage)


@pytest.mark.parametrize("typed", ["", " ", NBSP, "..", ".", "-", "\u2013", MINUS, " .. "])
def test_an_empty_box_or_a_sign_for_it_means_missing(typed):
    assert parse_number(typed) is None


@pytest.mark.parametrize("typed", ["-0", f"{MINUS}0,00", "0"])
def test_zero_is_a_value_and_never_minus_zero(typed):
    number = parse_number(typed)
    assert number is not None
    assert number == 0
    assert not number.is_signed()


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("1 037 O34", "stray"),
        ("12;5", "stray"),
        ("NaN", "stray"),
        ("inf", "stray"),
        ("-Infinity", "stray"),
        ("1e5", "stray"),
        ("0x10", "stray"),
        ("1_000", "stray"),
        ("1'000", "stray"),
        ("+5", "stray"),
        ("\u0661\u0662", "stray"),
        ("\uff11\uff12", "stray"),
        ("\u00bd", "stray"),
        ("cirka 1000", "stray"),
        ("12\t", "invisible"),
        ("1\x002", "invisible"),
        ("12\n", "invisible"),
        ("\u200b12", "invisible"),
        ("\u202e12", "invisible"),
        ("1,0,3", "marks"),
        ("1.037.034", "marks"),
        ("1.037,5", "marks"),
        ("1,037,034", "marks"),
        ("12 34", "groups"),
        ("1037 034", "groups"),
        ("1  037", "groups"),
        ("1 03", "groups"),
        (FORTY_DIGITS, "digits"),
        ("0" * 40, "digits"),
        ("1234567890123456", "digits"),
        ("1234567890,123456", "digits"),
        ("5,", "shape"),
        (",5", "shape"),
        ("3,141 592", "shape"),
        ("%", "shape"),
        ("10 % %", "shape"),
        ("1 037 ,5", "shape"),
        ("--3", "shape"),
        ("3-5", "shape"),
        ("- 3", "shape"),
        ("...", "marks"),
    ],
)
def test_what_is_no_number_is_refused_with_its_reason(typed, reason):
    with pytest.raises(NumberRefused) as refused:
        parse_number(typed)
    assert refused.value.code == reason


@pytest.mark.parametrize("typed", ["1 037 O34", "1.037.034", "1,0,3", "12;5", "12 34", "3-5"])
def test_a_refusal_repeats_what_was_typed_and_says_what_would_do(typed):
    with pytest.raises(NumberRefused) as refused:
        parse_number(typed)
    (sentence,) = refused.value.messages
    assert f"“{typed}”" in sentence
    assert "1 037 034" in sentence


def test_a_refusal_names_the_sign_that_does_not_belong():
    with pytest.raises(NumberRefused, match="contains “O”"):
        parse_number("1 037 O34")
    with pytest.raises(NumberRefused, match="contains “;”"):
        parse_number("12;5")
    with pytest.raises(NumberRefused, match=r"invisible character \(U\+200B\)"):
        parse_number("\u200b12")


def test_a_refusal_of_forty_digits_is_short_and_safe_to_show():
    with pytest.raises(NumberRefused) as refused:
        parse_number(FORTY_DIGITS)
    assert f"“{FORTY_DIGITS[:24]}…”" in refused.value.messages[0]
    with pytest.raises(NumberRefused) as refused:
        parse_number("\u202e" + "x\x00" * 500_000)
    assert len(refused.value.messages[0]) < 200
    assert "\u202e" not in refused.value.messages[0]
    assert "\x00" not in refused.value.messages[0]


@given(st.text(alphabet=st.sampled_from("0123456789 ,.-%\u00a0\u2212") | st.characters()))
def test_any_text_is_a_number_or_missing_or_refused(typed):
    try:
        number = parse_number(typed)
    except NumberRefused as refused:
        assert refused.messages[0]
        return
    if number is not None:
        assert number.is_finite()
        assert len("".join(map(str, number.as_tuple().digits)).lstrip("0")) <= MAX_DIGITS
        assert -MAX_DIGITS <= number.as_tuple().exponent <= 0
        assert decimal_from_json(json.loads(json.dumps(json_number(number)))) == number


@given(numbers)
def test_what_is_shown_in_swedish_can_be_typed_again(number):
    assert parse_number(format_number(number, "sv")) == number
    assert parse_number(format_percent(Percentage(number), "sv", None)) == number


@given(numbers)
def test_json_keeps_every_number_that_can_be_typed(number):
    assert decimal_from_json(json.loads(json.dumps(json_number(number)))) == number
    assert decimal_from_json(format(number, "f")) == number


@pytest.mark.parametrize(
    ("value", "swedish", "english"),
    [
        ("1037034", f"1{NBSP}037{NBSP}034", "1,037,034"),
        ("6.8", "6,8", "6.8"),
        ("4000", f"4{NBSP}000", "4,000"),
        ("-12", f"{MINUS}12", f"{MINUS}12"),
        ("0", "0", "0"),
        ("6.0", "6,0", "6.0"),
        ("1E+3", f"1{NBSP}000", "1,000"),
        ("-1234.5", f"{MINUS}1{NBSP}234,5", f"{MINUS}1,234.5"),
        (
            "123456789012345.123456789012345",
            f"123{NBSP}456{NBSP}789{NBSP}012{NBSP}345,123456789012345",
            "123,456,789,012,345.123456789012345",
        ),
    ],
)
def test_a_number_is_shown_as_each_language_writes_it(value, swedish, english):
    assert format_number(Decimal(value), "sv") == swedish
    assert format_number(Decimal(value), "en") == english


@pytest.mark.parametrize("language", ["sv-se", "sv-xx"])
def test_a_territory_does_not_disturb_the_language(language):
    assert format_number(Decimal("1037.5"), language) == f"1{NBSP}037,5"


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        ("2.5", 0, "3"),
        ("3.5", 0, "4"),
        ("-2.5", 0, f"{MINUS}3"),
        ("0.25", 1, "0,3"),
        ("-0.04", 1, "0,0"),
        ("6.8", 2, "6,80"),
        ("6.84", 1, "6,8"),
    ],
)
def test_halves_are_rounded_away_from_zero(value, decimals, shown):
    assert format_number(Decimal(value), "sv", decimals) == shown


def test_a_share_is_shown_in_per_cent():
    share = Decimal(424868) / Decimal(1037034)
    assert format_percent(share, "sv") == f"41,0{NBSP}%"
    assert format_percent(share, "en") == "41.0%"
    assert format_percent(1 - share, "sv") == f"59,0{NBSP}%"
    assert format_percent(Percentage(41), "sv") == f"41,0{NBSP}%"
    assert format_percent(Percentage("10.2"), "sv", None) == f"10,2{NBSP}%"
    assert format_percent(Decimal("-0.03"), "sv", 0) == f"{MINUS}3{NBSP}%"


@pytest.mark.parametrize(
    ("value", "shown"),
    [("3.2", "+3,2"), ("-3.2", f"{MINUS}3,2"), ("0", "0,0"), ("0.04", "0,0"), ("-0.04", "0,0")],
)
def test_a_change_has_its_sign_and_no_change_has_none(value, shown):
    assert format_change(Decimal(value), "sv", 1) == shown


def test_a_json_number_is_whole_when_the_number_is():
    assert repr(json_number(Decimal("1037034"))) == "1037034"
    assert repr(json_number(Decimal("6.0"))) == "6"
    assert repr(json_number(Decimal("6.8"))) == "6.8"
    assert json_number(Decimal(0)) == 0
    assert json_number(None) is None
    with pytest.raises(ValueError, match="NaN"):
        json_number(Decimal("NaN"))


@pytest.mark.parametrize(
    ("stored", "number"),
    [
        ("1037034", "1037034"),
        ("6.8", "6.8"),
        (6.8, "6.8"),
        (12.0, "12"),
        (0, "0"),
        (-3, "-3"),
        (Decimal("1.50"), "1.50"),
    ],
)
def test_a_stored_number_is_read_exactly(stored, number):
    assert str(decimal_from_json(stored)) == number


@pytest.mark.parametrize("stored", [True, float("nan"), float("inf"), Decimal("NaN"), [1], {}])
def test_a_stored_value_that_is_no_number_is_refused(stored):
    with pytest.raises(NumberRefused):
        decimal_from_json(stored)


# The templates


def rendered(source, language, **values):
    with translation.override(language):
        return Template("{% load numbers %}" + source).render(Context(values))


def test_templates_show_numbers_in_the_language_of_the_page():
    visits = Decimal(1037034)
    assert rendered("{{ n|number }}", "sv", n=visits) == f"1{NBSP}037{NBSP}034"
    assert rendered("{{ n|number }}", "en", n=visits) == "1,037,034"
    assert rendered("{{ n|number:1 }}", "sv", n=Decimal("6.84")) == "6,8"
    assert rendered("{{ n|percent }}", "sv", n=Decimal("0.41")) == f"41,0{NBSP}%"
    assert rendered("{{ n|percent:0 }}", "en", n=Percentage("41")) == "41%"
    assert rendered("{{ n|signed:1 }}", "sv", n=Decimal("3.2")) == "+3,2"
    assert rendered("{{ n|number }}", None, n=Decimal(1)) == "1"


def test_templates_show_nothing_for_missing_and_escape_the_rest():
    for style in ("number", "number:1", "percent", "signed"):
        assert rendered(f"[{{{{ n|{style} }}}}{{{{ unknown|{style} }}}}]", "sv", n=None) == "[]"
    assert rendered("{{ n|number }}", "sv", n=0) == "0"
    assert rendered("{{ n|number }}", "sv", n="<b>12</b>") == "&lt;b&gt;12&lt;/b&gt;"
