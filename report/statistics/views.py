"""What answers at a statistic's permanent address: its page, its card for other sites, its files.

Whatever is asked for, the one rule of `PublishedFigure.objects.public()` decides what there is. Who
asks makes no difference.
"""

from collections.abc import Callable
from functools import wraps

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from report.statistics.address import MEDIA_TYPES, edition_path
from report.statistics.files.answer import answer, for_any_site
from report.statistics.files.edition_zip import edition_zip
from report.statistics.files.formats import FORMATS, offers
from report.statistics.files.svg_file import style_source
from report.statistics.page import StatisticPage


def of_statistic(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the statistic of its address; a former address leads to the one of today."""

    @wraps(view)
    def found(request: HttpRequest, year: str, slug: str, **rest: str) -> HttpResponse:
        statistic = StatisticPage.at(int(year), slug, get_language())
        is_former = slug != statistic.key[1]
        return moved(request, statistic, rest) if is_former else view(request, statistic, **rest)

    return require_safe(found)


def moved(request: HttpRequest, statistic: StatisticPage, rest: dict) -> HttpResponse:
    """The same page, card or file under the statistic's slug of today, its question kept."""
    year, slug = statistic.key
    arguments = {"year": year, "slug": slug, **rest}
    path = reverse(request.resolver_match.view_name, kwargs=arguments)
    query = request.META.get("QUERY_STRING", "")
    return for_any_site(HttpResponsePermanentRedirect(f"{path}?{query}" if query else path))


@of_statistic
def page(request: HttpRequest, statistic: StatisticPage) -> HttpResponse:
    """The statistic's page."""
    context = {
        "page": statistic.figure.page,
        "statistic": statistic,
        "value": statistic.value,
        "comparison": statistic.comparison,
        "files": offers(statistic),
        "edition_data": edition_path(statistic.figure.year, get_language()),
        "today": timezone.localdate(),
    }
    return render(request, "report/statistic_page.html", context)


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@of_statistic
def embed(request: HttpRequest, statistic: StatisticPage) -> HttpResponse:
    """The statistic as a small card, which any site may show in a frame."""
    context = {"statistic": statistic, "value": statistic.value}
    return render(request, "report/statistic_embed.html", context)


@of_statistic
def file(request: HttpRequest, statistic: StatisticPage, ending: str) -> HttpResponse:
    """One of the statistic's files."""
    names = statistic.file_name(ending), f"{statistic.title} {statistic.figure.year}.{ending}"
    body = FORMATS[ending].write(statistic)
    response = answer(body, MEDIA_TYPES[ending], names)
    if ending == "svg":  # its one style sheet stands in it, and nothing else may
        palette = statistic.figure.page.colour
        return csp_replace({"style-src": [style_source(palette)]})(lambda _: response)(request)
    return response


@require_safe
def data(request: HttpRequest, year: str) -> HttpResponse:
    """All statistics of an edition in one archive."""
    found = edition_zip(int(year), get_language())
    return answer(found.body, "application/zip", found.names)
