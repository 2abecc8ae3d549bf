"""What answers at a statistic's permanent address: its page, its card for other sites, its files.

Whatever is asked for, the one rule of `PublishedFigure.objects.public()` decides what there is. Who
asks makes no difference.
"""

import json

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from report.statistics.page import StatisticPage
from report.statistics.publication import figure_json


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
    data = figure_json(StatisticPage.at(int(year), slug, get_language()).figure)
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    return HttpResponse(text, content_type="application/json")
