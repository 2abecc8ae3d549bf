"""Where a statistic answers: its page, its files and its card, whatever area it stands in today."""

import uuid
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import translation
from wagtail.api.utils import get_full_url

from report.statistics.register import PublishedFigure

if TYPE_CHECKING:
    from report.pages import AreaPage

#: The files of a statistic by the ending of their address, in the order in which they are offered.
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "sv.csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "jsonstat.json": "application/json",
    "svg": "image/svg+xml",
}


def page_path(year: int, slug: str, language: str) -> str:
    """The permanent address, without the site's name: `/en/2018/statistik/visits/`."""
    return _path("statistic", language, year, slug)


def embed_path(year: int, slug: str, language: str) -> str:
    """The card that other sites show in a frame."""
    return _path("statistic_embed", language, year, slug)


def file_path(year: int, slug: str, language: str, ending: str) -> str:
    """One of the statistic's files; `ending` is a key of MEDIA_TYPES."""
    return _path("statistic_file", language, year, slug, ending)


def addresses(page: "AreaPage") -> dict[uuid.UUID, str]:
    """The permanent addresses of the page's public statistics, by identity; one query."""
    figures = PublishedFigure.objects.public().filter(page=page.pk).select_related("statistic")
    language = page.locale.language_code
    return {f.statistic_id: page_path(f.year, f.statistic.slug, language) for f in figures}


def edition_path(year: int, language: str) -> str:
    """The archive with all statistics of an edition."""
    return _path("edition_data", language, year)


def in_full(path: str) -> str:
    """The address with the site's name, as it is given to other sites."""
    return get_full_url(None, path)


def _path(name: str, language: str, *arguments: object) -> str:
    with translation.override(language):
        return reverse(name, args=arguments)
