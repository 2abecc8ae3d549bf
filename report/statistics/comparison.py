"""A number beside the same number of other editions: the change, and when there can be none."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from report.statistics.number import decimal_from_json
from report.statistics.period import PeriodRefused, period_sort_key
from report.statistics.recording import statistics_of
from report.statistics.register import PublishedFigure
from report.statistics.value import StatisticValue, UnitCode

if TYPE_CHECKING:
    from report.pages import AreaPage


@dataclass(frozen=True)
class Comparison:
    """The change since an earlier edition.

    `difference` is in the statistic's own unit (percentage points where that is per cent).
    `ratio` is the change as a fraction of the earlier value; None when that was zero or the unit is
    per cent already, where a per cent of a per cent would mislead.
    """

    year: int
    earlier: Decimal
    difference: Decimal
    ratio: Decimal | None
    in_points: bool


@dataclass(frozen=True)
class Claim:
    """What of a number decides what it may be compared with.

    `breaks` are the periods from which on the number cannot be compared with earlier ones; None
    among them is the number's own.
    """

    number: Decimal | None
    unit_code: str
    is_example: bool
    breaks: tuple[str | None, ...]

    @classmethod
    def of_figure(cls, figure: PublishedFigure) -> "Claim":
        number = decimal_from_json(figure.data["value"])
        return cls(number, figure.unit_code, figure.is_example, breaks_of(figure.data))

    @classmethod
    def of_value(cls, value: StatisticValue) -> "Claim":
        return cls(value.number, value["unit_code"], bool(value["is_example"]), breaks_of(value))


def breaks_of(stated: Mapping) -> tuple[str | None, ...]:
    """Where a block, or its public JSON, says that the number cannot be compared; see `Claim`."""
    own = [None] if stated["break_note"] else []
    return (*own, *(point["period"] for point in stated["series"] if point["break_note"]))


def comparison(claim: Claim, earlier: PublishedFigure) -> Comparison | None:
    """The change since an earlier figure of the same statistic.

    None where the two are not comparable, and where either number is missing.
    """
    before = Claim.of_figure(earlier)
    if not comparable(claim, earlier) or claim.number is None or before.number is None:
        return None
    difference = claim.number - before.number
    in_points = claim.unit_code == UnitCode.PERCENT
    ratio = None if in_points or not before.number else difference / abs(before.number)
    return Comparison(earlier.year, before.number, difference.normalize(), ratio, in_points)


def comparable(claim: Claim, earlier: PublishedFigure) -> bool:
    """Whether a number may stand beside an earlier figure of the same statistic.

    Not across unit codes, not past a break, and not a number beside an example.
    """
    if claim.unit_code != earlier.unit_code or claim.is_example != earlier.is_example:
        return False
    return not any(parts_from(period, earlier.period) for period in claim.breaks)


def parts_from(broken: str | None, earlier: str) -> bool:
    """Whether a break at the one period lies between the other and the number itself."""
    if broken is None:
        return True
    try:
        return period_sort_key(broken) > period_sort_key(earlier)
    except PeriodRefused:  # a period that nobody can place might lie between
        return True


def comparisons(page: "AreaPage") -> dict[uuid.UUID, Comparison]:
    """The comparisons that the page's statistics allow, by identity; one query.

    Each with the newest earlier edition in which the statistic is public.
    """
    values = {value["statistic_id"]: value for value in statistics_of(page)}
    figures = PublishedFigure.objects.public().filter(
        statistic__in=[i for i in values if i], locale=page.locale_id, year__lt=page.edition.year
    )
    found = {}
    for identity, figure in newest(figures).items():
        if change := comparison(Claim.of_value(values[identity]), figure):
            found[identity] = change
    return found


def newest(figures: Iterable[PublishedFigure]) -> dict[uuid.UUID, PublishedFigure]:
    """Of each statistic its figure in the newest edition."""
    return {figure.statistic_id: figure for figure in sorted(figures, key=lambda f: f.year)}
