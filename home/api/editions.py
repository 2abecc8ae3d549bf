"""`/editions/{year}` and `/chrome`: the whole report in one call, and what stands around it."""

from collections import defaultdict

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from ninja import Router
from wagtail.models import Page, Site

from home.api.schemas import Chrome, Edition
from home.pages import AccessibilityStatementPage, HomePage
from report.api.editions import edition_or_missing
from report.api.page_json import pages_json, summary_json
from report.api.parameters import Locale, Year
from report.api.problems import missing
from report.pages import AreaPage, ArticlePage, ReportPage, StrategyPage
from report.public import public_pages
from report.references import fetched, gather

router = Router(tags=["Editions"])


def home_or_missing(locale: str) -> HomePage:
    """The home page of a language; refused when there is none that anyone may read.

    Its `statement` is the id of the accessibility statement below it, if that is public.
    """
    roots = [root for root in Site.get_site_root_paths() if root.language_code == locale]
    homes = HomePage.objects.filter(
        page_ptr__in=public_pages(), url_path__in=[root.root_path for root in roots]
    )
    statements = AccessibilityStatementPage.objects.filter(
        page_ptr__in=public_pages(), path__startswith=OuterRef("path"), depth=OuterRef("depth") + 1
    )
    home = (
        homes.select_related("locale")
        .annotate(statement=Subquery(statements.order_by("path").values("pk")[:1]))
        .order_by("path")
        .first()
    )
    if home is None:
        raise missing(f"The site has no pages in the language “{locale}”.", "locale")
    return home


def chrome_json(home: HomePage, written: dict) -> dict:
    """The chrome, from the gathered home page as it was written."""
    statement = fetched(Page, [home.statement]).get(home.statement) if home.statement else None
    return {**written, "accessibility_statement": statement and summary_json(statement)}


def gather_with_statement(home: HomePage) -> None:
    """Let the accessibility statement be fetched with all that the shown pages refer to."""
    gather([], [(Page, home.statement)] if home.statement else [])


@router.get("/chrome", response=Chrome, operation_id="getChrome")
def chrome(request: HttpRequest, locale: Locale):
    """What stands around every page: sender, help dialog, notices, footer and languages."""
    home = home_or_missing(locale)
    gather_with_statement(home)
    (written,) = pages_json([home])
    return chrome_json(home, written)


@router.get("/editions/{year}", response=Edition, operation_id="getEdition")
def edition(request: HttpRequest, year: Year, locale: Locale):
    """The whole report of a year in one call, in the editors' order."""
    home = home_or_missing(locale)
    report = edition_or_missing(year, locale)
    below = [
        page for model in (AreaPage, ArticlePage, StrategyPage) for page in part(report, model)
    ]
    gather_with_statement(home)
    written_home, written_report, *rest = pages_json([home, report, *below])
    children = defaultdict(lambda: defaultdict(list))
    for page, written in sorted(zip(below, rest, strict=True), key=lambda both: both[0].path):
        children[page.path[: -Page.steplen]][type(page)].append((page, written))

    def those(path: str, model: type[Page]) -> list[dict]:
        return [written for page, written in children[path][model]]

    return {
        "year": report.year,
        "locale": locale,
        "chrome": chrome_json(home, written_home),
        "report": written_report,
        "areas": [
            {
                **written,
                "articles": those(area.path, ArticlePage),
                "strategies": those(area.path, StrategyPage),
            }
            for area, written in children[report.path][AreaPage]
        ],
        "strategies": those(report.path, StrategyPage),
    }


def part(report: ReportPage, model: type[Page]) -> list[Page]:
    """The report's public pages of one type."""
    pages = model.objects.descendant_of(report).filter(page_ptr__in=public_pages())
    return list(pages.select_related("locale"))
