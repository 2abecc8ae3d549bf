"""`/search`: the search of the site, as data."""

from django.http import HttpRequest
from ninja import Router

from home.api.editions import home_or_missing
from home.api.schemas import FoundList
from home.pages import HomePage
from home.search import Hit, Search
from report.api.editions import edition_or_missing
from report.api.page_json import route, summary_json
from report.api.paging import listing
from report.api.parameters import InYear, Limit, Locale, Offset, Words
from report.statistics.address import in_full, page_path

router = Router(tags=["Search"])


@router.get("/search", response=FoundList, operation_id="search")
def found(
    request: HttpRequest,
    q: Words,
    locale: Locale,
    year: InYear,
    limit: Limit,
    offset: Offset,
):
    """Pages and statistics of a language that have every word or number, best first."""
    home = home_or_missing(locale)
    within = edition_or_missing(year, locale) if year is not None else None
    search = Search(request, home, q, within=within)

    def rows(start: int, stop: int) -> list[dict]:
        return [hit_json(hit, home) for hit in search.between(start, stop)]

    return listing(request, search.total, limit, offset, rows)


def hit_json(hit: Hit, home: HomePage) -> dict:
    if hit.page:
        hit.page.locale = home.locale  # all of them speak it: no query for each
        return {
            **summary_json(hit.page),
            "kind": "page",
            "excerpt": hit.excerpt or None,
            "trail": hit.trail,
            "is_example": hit.is_example,
        }
    row = hit.figure
    identity = str(row["statistic_id"])
    return {
        "kind": "statistic",
        "statistic_id": identity,
        "heading": row["heading"],
        "label": row["label"],
        "value": row["data"]["value"],
        "missing": row["missing"] or None,
        "unit": row["unit"] or None,
        "year": row["year"],
        "locale": home.locale.language_code,
        "url": in_full(page_path(row["year"], row["statistic__slug"], home.locale.language_code)),
        "api_url": route("statistic", statistic_id=identity),
        "trail": hit.trail,
        "is_example": hit.is_example,
    }
