"""What crawlers ask for first: the list of all pages, and where not to look."""

from collections import defaultdict
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.api.utils import get_full_url
from wagtail.models import Page

from home.pages import HomePage
from home.search import address_in
from report.pages import ReportPage
from report.public import public_pages
from report.statistics.page import StatisticPage
from report.statistics.register import PublishedFigure

#: What the protocol allows in one file.
MOST = 50_000


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """All pages and statistics that anyone may read, in all languages, with translations."""
    pages = list(public_pages().order_by("path").select_related("locale", "content_type")[:MOST])
    reports = {page.path[: -Page.steplen] for page in pages if is_a(page, ReportPage)}
    entries = defaultdict(list)
    for page in pages:
        # A home page without a report has nothing to read yet, and says so to crawlers too.
        if page.path in reports or not is_a(page, HomePage):
            entries[page.translation_key].append(entry(request, page))
    for figure in PublishedFigure.objects.public().select_related("statistic", "locale", "page"):
        entries[figure.year, figure.statistic_id].append(statistic_entry(figure))
    groups = [(e, group) for group in entries.values() for e in group]
    given = {"groups": groups, "original": settings.LANGUAGE_CODE}
    return render(request, "home/sitemap.xml", given, "application/xml")


def is_a(page: Page, model: type[Page]) -> bool:
    return page.content_type.model_class() is model


def entry(request: HttpRequest, page: Page) -> dict:
    return {
        "address": get_full_url(None, page.get_url(request)),
        "language": page.locale.language_code,
        "changed": changed(page),
    }


def statistic_entry(figure: PublishedFigure) -> dict:
    """A statistic's own address. Only its page is listed: files are found from there."""
    page = StatisticPage(figure)
    return {
        "address": page.address,
        "language": figure.locale.language_code,
        "changed": page.changed,
    }


def changed(page: Page) -> datetime | None:
    """When readers last got something new."""
    return page.last_published_at or page.first_published_at


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read by everyone, but the editors' rooms and lists of search results."""
    others = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    searches = [
        f"/{address_in(settings.LANGUAGE_CODE)}",
        *(f"/{code}/{address_in(code)}" for code in others),
    ]
    lines = ["User-agent: *", *(f"Disallow: {p}" for p in ["/admin/", "/django-admin/", *searches])]
    lines += ["", f"Sitemap: {get_full_url(None, reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
