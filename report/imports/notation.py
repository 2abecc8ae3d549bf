"""Swedish or English notation: settled once for a whole file, never for a single cell.

`6,8` is Swedish and `6.8` English; `1,037` is a small number in the one and a large number in the
other, so that a file with nothing clearer in it is asked about.
"""

import re
from collections.abc import Iterable
from decimal import Context, Decimal

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from report.imports.refusal import ImportRefused
from report.statistics.number import (
    MAX_DIGITS,
    SPACES,
    NumberRefused,
    Percentage,
    as_typed,
    parse_number,
)


class Notation(models.TextChoices):
    """How the numbers of a file are written."""

    SWEDISH = "sv", _("Swedish: 1 037,5")
    ENGLISH = "en", _("English: 1,037.5")


class NotationUnclear(ImportRefused):
    """The numbers could be meant in two ways, and somebody has to say which."""


#: A comma that is followed by three digits, as thousands have it and three decimals too.
EITHER = re.compile(r"[^0-9]*[1-9][0-9]{0,2},[0-9]{3}[^0-9]*")
THOUSANDS = re.compile(r"[^0-9]*[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?[^0-9]*")
# A spreadsheet shows fifteen digits of a number and keeps seventeen: the rest is noise.
PRECISE = Context(prec=MAX_DIGITS)
NOISY = re.compile(r"[-\u2212]?[0-9]{1,15}[.,][0-9]{2,17}")
LONGEST = 60


def notation_of(texts: Iterable[tuple[str, int, int]]) -> Notation:
    """The notation of a file's numbers, each with its row and column.

    Raises ImportRefused where both are used, NotationUnclear where neither can be told.
    """
    found: dict[Notation, tuple[str, int, int]] = {}
    unclear = None
    for text, row, column in texts:
        if "," not in text and "." not in text:
            continue
        if "." in text or text.count(",") > 1:
            notation = Notation.ENGLISH
        elif EITHER.fullmatch(text):
            unclear = unclear or (text, row, column)
            continue
        else:
            notation = Notation.SWEDISH
        found.setdefault(notation, (text, row, column))
        if len(found) == 2:
            raise _mixed(found, row, column)
    if unclear and not found:
        raise NotationUnclear(
            gettext(
                "“%(number)s” could be a small number with three decimals or a large one. "
                "Choose whether the numbers are in Swedish or English notation."
            )
            % {"number": as_typed(unclear[0])},
            unclear[1],
            unclear[2],
        )
    return next(iter(found), Notation.SWEDISH)


def _mixed(found: dict, row: int, column: int) -> ImportRefused:
    swedish, english = (as_typed(found[notation][0]) for notation in Notation)
    return ImportRefused(
        gettext(
            "The file has both decimal comma (“%(swedish)s”) and decimal point or commas between "
            "thousands (“%(english)s”). Write all numbers in the same way."
        )
        % {"swedish": swedish, "english": english},
        row,
        column,
    )


def parse(text: str, notation: Notation) -> Decimal:
    """A number of the file; a Percentage where it carries the sign. Raises ImportRefused."""
    if text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS:
        return Decimal(text)
    plain = text.strip(SPACES)
    if notation == Notation.ENGLISH and THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    elif notation == Notation.ENGLISH and "," in plain:
        raise _refused(text)
    if NOISY.fullmatch(plain):
        return shortened(Decimal(plain.replace(",", ".").replace("\u2212", "-")))
    try:
        number = parse_number(plain[:LONGEST])
    except NumberRefused as error:
        raise ImportRefused(error.messages[0]) from None
    if number is None:
        raise _refused(text)
    return number


def _refused(text: str) -> ImportRefused:
    return ImportRefused(
        gettext("“%(text)s” stands where a number should be.") % {"text": as_typed(text.strip())}
    )


def shortened(number: Decimal) -> Decimal:
    """At most fifteen significant digits, as a spreadsheet shows it. Raises ImportRefused.

    A whole number of more digits is refused: rounding it would change what it says.
    """
    if number.is_finite() and abs(number) < 10**MAX_DIGITS:
        short = number
        if len(number.as_tuple().digits) > MAX_DIGITS or -number.as_tuple().exponent > MAX_DIGITS:
            short = PRECISE.plus(number).normalize()
            short = round(short, min(MAX_DIGITS, -short.as_tuple().exponent))
        plain = Decimal(f"{short or abs(short):f}")  # there is no minus zero in a report
        return Percentage(plain) if isinstance(number, Percentage) else plain
    raise ImportRefused(
        gettext("“%(number)s” has more than 15 digits before the decimal sign.")
        % {"number": as_typed(str(number))}
    )
