"""How a number is typed, shown and sent.

Editors type numbers the Swedish way; `parse_number` answers with a Decimal or with a
sentence. What a reader sees comes from the `format_…` functions, what a machine gets
from `json_number`.
"""

import re
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MINUS = "\u2212"
# Typed from a keyboard, or pasted: no-break, narrow no-break and thin space.
SPACES = " \u00a0\u202f\u2009"
# The hyphen of the keyboard, the real minus, and the en dash that Word puts in its place.
DASHES = r"\-\u2212\u2013"  # as they stand inside the brackets of a pattern
MISSING = {"", ".", "..", "-", "\u2212", "\u2013"}
# A float keeps fifteen significant digits exactly; JSON numbers are floats to most readers.
MAX_DIGITS = 15

# Python's own contexts stop at 28 digits, which a long value with many decimals can pass.
ROUNDING = Context(prec=100, rounding=ROUND_HALF_UP)

STRAY = re.compile(rf"[^0-9,.%{SPACES}{DASHES}]+")
NUMBER = re.compile(
    rf"(?P<minus>[{DASHES}])?"
    rf"(?P<whole>[0-9](?:[0-9{SPACES}]*[0-9])?)"
    r"(?:[,.](?P<decimals>[0-9]+))?"
    rf"(?:[{SPACES}]*(?P<percent>%))?"
)
GROUPED = re.compile(rf"[0-9]+|[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}})+")

REFUSALS = {
    "stray": _(
        "“%(typed)s” contains “%(stray)s”, which is not part of a number. "
        "Write only the number, for example 1 037 034 or 6,8."
    ),
    "invisible": _(
        "“%(typed)s” contains an invisible character (%(stray)s). "
        "Type the number instead of pasting it, for example 1 037 034."
    ),
    "marks": _(
        "“%(typed)s” has more than one decimal sign. Write spaces between the thousands "
        "and one decimal comma, for example 1 037 034 or 6,8."
    ),
    "groups": _(
        "The spaces in “%(typed)s” do not divide the number into groups of three. "
        "Write for example 1 037 034, or 1037034 without spaces."
    ),
    "digits": _(
        "“%(typed)s” has more than 15 digits. Write at most 15; "
        "a larger unit, such as millions, makes the number shorter."
    ),
    "shape": _(
        "“%(typed)s” is not written as a number. Write for example 1 037 034, 6,8, −12 or 10 %%."
    ),
}


class Percentage(Decimal):
    """A number typed with a per cent sign: `10 %` is Percentage(10), not 0.1."""


class NumberRefused(ValidationError):
    """What was typed is no number; the message repeats it and says what would do."""


def as_typed(text: str, length: int = 24) -> str:
    """The typed text, safe and short enough to stand inside a sentence."""
    text = re.sub(f"[{SPACES}]", " ", text[: length + 1])
    text = "".join(sign if sign.isprintable() else "\ufffd" for sign in text)
    return text if len(text) <= length else f"{text[:length]}…"


def parse_number(text: str) -> Decimal | None:
    """Read what an editor typed: a Decimal, a Percentage, or None for a missing number.

    The comma is always the decimal sign, never a mark between thousands, so `1,037` is
    a little more than one. Raises NumberRefused rather than guess.
    """
    typed = text.strip(SPACES)
    if typed in MISSING:
        return None
    if stray := STRAY.search(typed):
        raise _refused_stray(typed, stray.group())
    if typed.count(",") + typed.count(".") > 1:
        raise _refused("marks", typed)
    match = NUMBER.fullmatch(typed)
    if not match:
        raise _refused("shape", typed)
    if not GROUPED.fullmatch(match["whole"]):
        raise _refused("groups", typed)

    whole = re.sub(f"[{SPACES}]", "", match["whole"])
    decimals = match["decimals"] or ""
    significant = (whole + decimals).lstrip("0")
    if max(len(whole), len(decimals), len(significant)) > MAX_DIGITS:
        raise _refused("digits", typed)

    number = Decimal(f"{whole}.{decimals}" if decimals else whole)
    if match["minus"] and number:  # there is no minus zero in a report
        number = -number
    return Percentage(number) if match["percent"] else number


def _refused(code: str, typed: str, **params: str) -> NumberRefused:
    return NumberRefused(REFUSALS[code], code, {"typed": as_typed(typed), **params})


def _refused_stray(typed: str, stray: str) -> NumberRefused:
    for sign in stray:
        if not sign.isprintable():
            return _refused("invisible", typed, stray=f"U+{ord(sign):04X}")
    return _refused("stray", typed, stray=as_typed(stray))


@lru_cache(maxsize=32)
def locale_of(language: str | None) -> Locale:
    """Babel's locale for a Django language code; without a language, the site's own."""
    language = language or settings.LANGUAGE_CODE
    try:
        return Locale.parse(language, sep="-")
    except UnknownLocaleError:  # a territory Babel does not know: the language will do
        return Locale.parse(language.split("-")[0])


def format_number(value: Decimal, language: str | None, decimals: int | None = None) -> str:
    """Show a number to a reader: `1 037 034` and `6,8` in Swedish, with no-break spaces.

    Without `decimals` the number shows the decimals it carries.
    """
    rounded = _rounded(value, decimals)
    carried = -rounded.as_tuple().exponent
    pattern = f"#,##0.{'0' * carried}" if carried else "#,##0"
    with localcontext(ROUNDING):
        digits = format_decimal(
            rounded.copy_abs(), pattern, locale=locale_of(language), decimal_quantization=False
        )
    return f"{MINUS}{digits}" if rounded < 0 else digits


def _rounded(value: Decimal, decimals: int | None) -> Decimal:
    """Halves go away from zero, as in official statistics and in school: 2,5 becomes 3.

    Babel and Python would go to the even neighbour and show 2.
    """
    if decimals is None:
        decimals = max(0, -value.as_tuple().exponent)
    return value.quantize(Decimal(1).scaleb(-decimals), context=ROUNDING)


def format_percent(share: Decimal, language: str | None, decimals: int | None = 1) -> str:
    """Show a share of the whole: 0.41 is `41,0 %`, and so is Percentage(41)."""
    percent = share if isinstance(share, Percentage) else ROUNDING.multiply(share, Decimal(100))
    return f"{format_number(percent, language, decimals)}{percent_sign(language)}"


def percent_sign(language: str | None) -> str:
    """What follows a number of per cent: `%` after a no-break space in Swedish, at once in English.

    A language that has the sign before the number is not provided for.
    """
    return locale_of(language).percent_formats[None].suffix[0]


def format_change(value: Decimal, language: str | None, decimals: int | None = None) -> str:
    """Show a change with its sign: `+3,2`, `−3,2`; what rounds to zero has no sign."""
    rounded = _rounded(value, decimals)
    text = format_number(rounded, language)
    return f"+{text}" if rounded > 0 else text


def json_number(value: Decimal | None) -> int | float | None:
    """The number as JSON has it: an int when whole, else a float; None when missing."""
    if value is None:
        return None
    if not value.is_finite():
        raise ValueError(f"{value} has no place in JSON")
    return int(value) if value == value.to_integral_value() else float(value)


def decimal_from_json(value: object) -> Decimal | None:
    """Read a stored number (string, int or float) as exactly as it was stored."""
    if value is None or (isinstance(value, Decimal) and value.is_finite()):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # 12.0 was never typed with a decimal
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = Decimal(str(value))
        if number.is_finite():
            return number
    return parse_number(str(value))
