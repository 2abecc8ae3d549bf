"""What answers at a statistic's permanent address: its page, its card for other sites, its files.

Whatever is asked for, the one rule of `PublishedFigure.objects.public()` decides what there is. Who
asks makes no difference.
"""

from collections.abc import Callable

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from report.statistics.address import MEDIA_TYPES
from report.statistics.files.answer import answer
from report.statistics.files.csv_file import csv_file, swedish_csv_file
from report.statistics.files.json_file import json_file
from report.statistics.files.jsonstat_file import jsonstat
from report.statistics.files.svg_file import style_source, svg_file
from report.statistics.files.xlsx_file import xlsx_file
from report.statistics.page import StatisticPage
from report.statistics.publication import figure_json

#: How each file is made, by the ending of its address.
FILES: dict[str, Callable[[StatisticPage], bytes]] = {
    "csv": lambda page: csv_file([figure_json(page.figure)]),
    "sv.csv": lambda page: swedish_csv_file([figure_json(page.figure)]),
    "xlsx": lambda page: xlsx_file([figure_json(page.figure)]),
    "json": lambda page: json_file(figure_json(page.figure)),
    "jsonstat.json": lambda page: json_file(jsonstat(figure_json(page.figure))),
    "svg": svg_file,
}


@require_safe
def page(request: HttpRequest, year: str, slug: str) -> HttpResponse:
    """The statistic's page."""
    statistic = StatisticPage.at(int(year), slug, get_language())
    context = {"page": statistic.figure.page, "statistic": statistic, "value": statistic.value}
    return render(request, "report/statistic_page.html", context)


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def embed(request: HttpRequest, year: str, slug: str) -> HttpResponse:
    """The statistic as a small card, which any site may show in a frame."""
    statistic = StatisticPage.at(int(year), slug, get_language())
    context = {"statistic": statistic, "value": statistic.value}
    return render(request, "report/statistic_embed.html", context)


@require_safe
def file(request: HttpRequest, year: str, slug: str, ending: str) -> HttpResponse:
    """One of the statistic's files."""
    statistic = StatisticPage.at(int(year), slug, get_language())
    names = statistic.file_name(ending), f"{statistic.title} {year}.{ending}"
    body = FILES[ending](statistic)
    response = answer(request, body, MEDIA_TYPES[ending], names, statistic.changed)
    if ending == "svg":  # its one style sheet stands in it, and nothing else may
        palette = statistic.figure.page.colour
        return csp_replace({"style-src": [style_source(palette)]})(lambda _: response)(request)
    return response
