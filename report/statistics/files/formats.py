"""The files that are offered beside a statistic, in order: what each is for and how it is made."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.core.cache import cache
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from report.content_version import current
from report.statistics.address import MEDIA_TYPES, file_path
from report.statistics.files.csv_file import csv_file, swedish_csv_file
from report.statistics.files.json_file import json_file
from report.statistics.files.jsonstat_file import jsonstat
from report.statistics.files.svg_file import svg_file
from report.statistics.files.xlsx_file import xlsx_file
from report.statistics.number import format_number
from report.statistics.page import StatisticPage

#: Seconds; a new release may write its files in another way.
REMEMBERED = 60 * 60


@dataclass(frozen=True)
class Format:
    """A kind of file; `write` makes its bytes in the active language."""

    name: str | Promise
    purpose: str | Promise
    write: Callable[[StatisticPage], bytes]


FORMATS = {
    "xlsx": Format("Excel", _("workbook with an explanation"), lambda p: xlsx_file([p.json])),
    "sv.csv": Format(
        _("CSV for Excel"),
        _("for a Swedish Excel: semicolon, decimal comma"),
        lambda p: swedish_csv_file([p.json]),
    ),
    "csv": Format("CSV", _("for programs: comma, decimal point"), lambda p: csv_file([p.json])),
    "json": Format("JSON", _("for web sites and apps"), lambda p: json_file(p.json)),
    "jsonstat.json": Format(
        "JSON-stat", _("for statistics tools"), lambda p: json_file(jsonstat(p.json))
    ),
    "svg": Format("SVG", _("the chart as a picture"), svg_file),
}


@dataclass(frozen=True)
class Offer:
    """A file as the page offers it."""

    name: str | Promise
    purpose: str | Promise
    ending: str
    path: str
    media_type: str
    size: int

    @property
    def shown_size(self) -> str:
        """In thousands of bytes, as readers see sizes: `1,4 kB`."""
        thousands = format_number(Decimal(self.size) / 1000, get_language(), 1)
        return f"{thousands}\u00a0kB"


def offers(page: StatisticPage) -> list[Offer]:
    """The files of the statistic, each with its size."""
    language = page.figure.locale.language_code
    lengths = sizes(page)
    return [
        Offer(
            form.name,
            form.purpose,
            ending,
            file_path(*page.key, language, ending),
            MEDIA_TYPES[ending].partition(";")[0],
            lengths[ending],
        )
        for ending, form in FORMATS.items()
    ]


def sizes(page: StatisticPage) -> dict[str, int]:
    """How many bytes each file has, by ending. All six are made to find out, so it is remembered
    until anything is published."""
    version, published = current(), page.published
    key = f"file-sizes-{page.figure.pk}-{published.timestamp()}-{version.changed_at.timestamp()}"
    lengths = cache.get(key)
    if lengths is None:
        lengths = {ending: len(form.write(page)) for ending, form in FORMATS.items()}
        cache.set(key, lengths, REMEMBERED)
    return lengths
