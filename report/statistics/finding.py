"""Finding statistics in the register by their words and numbers."""

from decimal import ROUND_HALF_UP, Decimal

from report.statistics.number import decimal_from_json
from report.statistics.register import PublishedFigureQuerySet
from report.terms import Term, fold

#: In which of a figure's columns a word may stand, and what else is read of it.
SEARCHED = ("heading", "label", "unit", "year", "period", "page__title")
READ = (
    *("pk", "statistic_id", "statistic__slug", *SEARCHED),
    *("missing", "is_example", "data", "page__path", "page__colour"),
)


def figures_with(terms: list[Term], figures: PublishedFigureQuerySet) -> list[dict]:
    """Those of the figures that have every term, newest edition first, as rows.

    The rows are compared here, not in the database: SQLite does not know that Å is å, and a number
    is equal to itself however it is written.
    """
    found = []
    for row in figures.values(*READ).order_by("-year", "page__path", "position"):
        text = fold(" ".join(str(row[name]) for name in SEARCHED))
        numbers = numbers_of(row["data"])
        if all(term.is_in(text, numbers) for term in terms):
            found.append(row)
    return found


def numbers_of(data: dict) -> set[Decimal]:
    """The numbers that stand with a statistic, without sign: as stored, and as shown."""
    given = [data["value"]]
    given += [item["value"] for name in ("parts", "derived", "series") for item in data[name]]
    numbers = {abs(decimal_from_json(value)) for value in given if value is not None}
    if data["value"] is not None and data["decimals"] is not None:
        shown = Decimal(1).scaleb(-data["decimals"])
        numbers.add(abs(decimal_from_json(data["value"])).quantize(shown, ROUND_HALF_UP))
    return numbers
