"""This year's number beside the same number of an earlier edition."""

import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from report.statistics.recording import statistics_of
from report.statistics.register import PublishedFigure
from report.statistics.value import UnitCode

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


def comparisons(page: "AreaPage") -> dict[uuid.UUID, Comparison]:
    """The comparisons that the page's statistics allow, by identity; one query.

    None across different unit codes, none where either number is missing, none past a break.
    """
    values = {value["statistic_id"]: value for value in statistics_of(page)}
    figures = PublishedFigure.objects.public().filter(
        statistic__in=[i for i in values if i], locale=page.locale_id, year__lt=page.edition.year
    )
    latest: dict[uuid.UUID, PublishedFigure] = {}
    for figure in figures.order_by("year"):
        latest[figure.statistic_id] = figure
    found = {}
    for identity, figure in latest.items():
        value = values[identity]
        if value["unit_code"] != figure.unit_code or value["break_note"]:
            continue
        if value.number is None or figure.value is None:
            continue
        difference = value.number - figure.value
        in_points = figure.unit_code == UnitCode.PERCENT
        ratio = None if in_points or not figure.value else difference / abs(figure.value)
        found[identity] = Comparison(
            figure.year, figure.value.normalize(), difference.normalize(), ratio, in_points
        )
    return found
