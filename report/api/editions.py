"""`/editions` and `/editions/{year}/tree`: which reports there are, and what pages they have."""

from collections import defaultdict

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Router
from wagtail.models import Page

from report.api.page_json import (
    address_of,
    moment_json,
    route,
    summary_json,
    translations_json,
)
from report.api.paging import listing
from report.api.parameters import Limit, Locale, Offset, Year
from report.api.problems import missing
from report.api.schemas.pages import EditionList, TreeNode
from report.pages import AreaPage, ReportPage
from report.public import public_pages

router = Router(tags=["Editions"])


def public_reports(locale: str) -> QuerySet:
    """The public editions in a language, newest first."""
    reports = ReportPage.objects.filter(page_ptr__in=public_pages(), locale__language_code=locale)
    return reports.select_related("locale").order_by("-year", "path")


def edition_or_missing(year: int, locale: str) -> ReportPage:
    """The edition of a year in a language; refused when there is none that anyone may read."""
    report = public_reports(locale).filter(year=year).first()
    if report is None:
        raise missing(f"There is no edition for {year} in the language “{locale}”.", "year")
    return report


def public_areas(reports: list[ReportPage]) -> dict[str, list[AreaPage]]:
    """The public areas of each report in the editors' order, by the report's tree path."""
    areas = defaultdict(list)
    parents = {report.path: report for report in reports}
    found = AreaPage.objects.filter(
        page_ptr__in=public_pages(), depth__in={r.depth + 1 for r in reports}
    )
    for area in found.select_related("locale").defer_streamfields().order_by("path"):
        if (parent := area.path[: -Page.steplen]) in parents:
            areas[parent].append(area)
    return areas


@router.get("/editions", response=EditionList, operation_id="listEditions")
def editions(request: HttpRequest, locale: Locale, limit: Limit, offset: Offset):
    """The editions of the report in a language, newest first."""
    reports = public_reports(locale)

    def rows(start: int, stop: int) -> list[dict]:
        return editions_json(list(reports[start:stop]))

    return listing(request, reports.count(), limit, offset, rows)


def editions_json(reports: list[ReportPage]) -> list[dict]:
    areas = public_areas(reports)
    translations = defaultdict(list)
    keys = [report.translation_key for report in reports]
    for page in public_pages().filter(translation_key__in=keys).select_related("locale"):
        translations[page.translation_key].append(page)
    return [
        {
            "year": report.year,
            "locale": report.locale.language_code,
            "title": report.title,
            "lead": report.lead or None,
            "is_example": report.is_example,
            "page_id": report.pk,
            "url": address_of(report),
            "api_url": edition_address(report),
            "first_published_at": moment_json(report.first_published_at),
            "last_published_at": moment_json(report.last_published_at),
            "languages": translations_json(translations[report.translation_key]),
            "areas": [area_json(area) for area in areas[report.path]],
        }
        for report in reports
    ]


def edition_address(report: ReportPage) -> str:
    """The address of the whole edition, in the report's language."""
    return f"{route('edition', year=report.year)}?locale={report.locale.language_code}"


def area_json(area: AreaPage) -> dict:
    return {
        "id": area.pk,
        "area_key": str(area.area_key),
        "title": area.title,
        "url": address_of(area),
        "icon": area.icon,
        "colour": area.colour,
    }


@router.get("/editions/{year}/tree", response=TreeNode, operation_id="getEditionTree")
def tree(request: HttpRequest, year: Year, locale: Locale):
    """The edition's pages as a tree, for navigation: the report itself and what is below it."""
    report = edition_or_missing(year, locale)
    looks = {area.pk: area for area in public_areas([report])[report.path]}
    pages = public_pages().descendant_of(report, inclusive=True).select_related("locale")
    nodes: dict[str, dict] = {}
    for page in pages.order_by("path"):
        area = looks.get(page.pk)
        node = {
            **summary_json(page),
            "icon": area and area.icon,
            "colour": area and area.colour,
            "children": [],
        }
        if parent := nodes.get(page.path[: -Page.steplen]):
            parent["children"].append(node)
        nodes[page.path] = node
    return nodes[report.path]
