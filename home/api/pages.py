"""`/pages/{id}` and `/resolve`: one page, and what answers at a public address."""

from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from django.utils import translation
from ninja import Router
from wagtail.api.utils import get_full_url

from home.api.schemas import AnyPage, Resolved
from report.api.page_json import pages_json, route, summary_json
from report.api.parameters import HERE, PageId, SitePath
from report.api.problems import missing
from report.api.v2.pages import page_at
from report.public import is_public, public_pages
from report.redirects import is_open_redirect, redirect_at
from report.statistics.page import StatisticPage

router = Router(tags=["Pages"])


@router.get("/pages/{page_id}", response=AnyPage, operation_id="getPage", url_name="page")
def page(request: HttpRequest, page_id: PageId):
    """One page with all that it holds, and its addresses in every language."""
    found = public_pages().filter(pk=page_id).select_related("locale").first()
    if found is None:
        raise missing(f"There is no page with the id {page_id}.", "page_id")
    specific = found.specific
    specific.locale = found.locale
    return pages_json([specific])[0]


@router.get("/resolve", response=Resolved, operation_id="resolvePath")
def what_answers(request: HttpRequest, path: SitePath):
    """What answers at a public address: a page, a statistic, or a redirect to somewhere else."""
    path = path.partition("?")[0].partition("#")[0]
    found = page_at(path, request)
    if is_public(found):
        return {"kind": "page", "page": summary_json(found)}
    answer = statistic_at(path) or redirect_json(path, request)
    if answer is None:
        raise missing("Nothing public answers at this path.", "path")
    return answer


def statistic_at(path: str) -> dict | None:
    """The public statistic whose permanent address this is, or the way to it from a former one."""
    language = translation.get_language_from_path(path) or HERE
    with translation.override(language):
        try:
            match = resolve(f"{path.rstrip('/')}/")
        except Resolver404:
            return None
    if match.url_name != "statistic":
        return None
    try:
        statistic = StatisticPage.at(int(match.kwargs["year"]), match.kwargs["slug"], language)
    except Http404:
        return None
    if match.kwargs["slug"] != statistic.key[1]:
        return {"kind": "redirect", "location": statistic.address, "is_permanent": True}
    identity = str(statistic.figure.statistic_id)
    return {
        "kind": "statistic",
        "statistic_id": identity,
        "year": statistic.figure.year,
        "locale": language,
        "url": statistic.address,
        "api_url": route("statistic", statistic_id=identity),
    }


def redirect_json(path: str, request: HttpRequest) -> dict | None:
    """The redirect at the path; one to a page only if anyone may read that page."""
    if path.startswith("//"):  # another site's address, not a path of this one
        return None
    found = redirect_at(path, request)
    if found is None or not is_open_redirect(found):
        return None
    return {
        "kind": "redirect",
        "location": get_full_url(None, found.link),
        "is_permanent": found.is_permanent,
    }
