"""Whose table it is. It decides what the symbols mean that stand where a number is missing."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from report.imports.refusal import ImportRefused
from report.statistics.number import as_typed
from report.statistics.value import Missing


class Source(models.TextChoices):
    """Where the table comes from."""

    SCB = "scb", _("Statistics Sweden (SCB), or another PxWeb database")
    KOLADA = "kolada", "Kolada"
    TABLE = "table", _("A table of our own, or from somewhere else")
    SITE = "site", _("A file that this site has published")


ZERO = Decimal(0)
#: What each source's symbols mean: a reason why the number is missing, or zero.
MEANINGS: dict[str, dict[str, Missing | Decimal]] = {
    Source.SCB: {
        "": Missing.NOT_AVAILABLE,
        "-": ZERO,
        ".": Missing.NOT_APPLICABLE,
        "..": Missing.NOT_AVAILABLE,
    },
    Source.KOLADA: {
        "": Missing.NOT_AVAILABLE,
        "Missing": Missing.NOT_AVAILABLE,
        "-": Missing.NOT_AVAILABLE,
        ".": Missing.NOT_APPLICABLE,
        "..": Missing.CONFIDENTIAL,
    },
    Source.TABLE: {
        "": Missing.NOT_AVAILABLE,
        "-": Missing.NOT_AVAILABLE,
        ".": Missing.NOT_APPLICABLE,
        "..": Missing.NOT_AVAILABLE,
    },
    Source.SITE: {"": Missing.NOT_AVAILABLE, **{reason.value: reason for reason in Missing}},
}
#: Word and Excel put other dashes in the place of the hyphen.
DASHES = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212", "------")
SYMBOLS = {symbol for meanings in MEANINGS.values() for symbol in meanings}


def as_symbol(text: str) -> str | None:
    """The symbol that the text is for some source, None for anything else."""
    plain = text.strip().translate(DASHES)
    return plain if plain in SYMBOLS else None


def meaning(text: str, source: Source) -> Missing | Decimal:
    """What a symbol means in the source's tables. Raises ImportRefused for an unknown one."""
    symbol = text.strip().translate(DASHES)
    meanings = MEANINGS[source]
    if symbol not in meanings:
        known = ", ".join(f"“{symbol}”" for symbol in meanings if symbol)
        raise ImportRefused(
            gettext(
                "“%(symbol)s” is neither a number nor a symbol of this source, whose symbols are: "
                "%(known)s. Choose another source, or change the file."
            )
            % {"symbol": as_typed(text.strip()), "known": known}
        )
    return meanings[symbol]


def explained(source: Source) -> list[tuple[str, str]]:
    """Each symbol of the source with what it means, for people."""
    return [
        (symbol, gettext("zero") if found == ZERO else str(Missing(found).label))
        for symbol, found in MEANINGS[source].items()
        if symbol
    ]


def notes_on_marks(marks: Mapping[str, int]) -> list[str]:
    """What to say of numbers that carry a mark, such as p for preliminary: it is left out."""
    return [
        ngettext(
            "%(count)s number is marked “%(mark)s”. The mark is not imported: choose the kind of "
            "the number yourself.",
            "%(count)s numbers are marked “%(mark)s”. The mark is not imported: choose the kind of "
            "the number yourself.",
            count,
        )
        % {"count": count, "mark": as_typed(mark)}
        for mark, count in marks.items()
    ]
