"""Do the parts add up? A difference is told, never refused: some sources add noise on purpose."""

from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext

from report.statistics.number import format_change
from report.statistics.recording import statistics_of

if TYPE_CHECKING:
    from report.pages import AreaPage


def sum_warnings(page: "AreaPage") -> list[str]:
    """One sentence for each statistic whose parts differ from its value, and by how much."""
    return [
        gettext("The parts of “%(heading)s” differ from its value by %(difference)s.")
        % {
            "heading": value["heading"],
            "difference": format_change(value.parts_difference, get_language()),
        }
        for value in statistics_of(page)
        if value.parts_difference
    ]
