"""Old addresses that lead on, but never to a page whose address nobody may know."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from report.file_access import is_let_in
from report.public import is_public, public_pages


def public_redirects() -> QuerySet:
    """The redirects to pages that anyone may read, and to other addresses."""
    readable = Q(redirect_page=None) | Q(redirect_page__in=public_pages().order_by())
    return Redirect.objects.filter(readable)


def redirect_at(address: str, request: HttpRequest) -> Redirect | None:
    """The site's redirect from the address, a path with or without a question.

    One that was made for the question goes before one for the path alone, and one of this site
    before one of any site. Whether it may be told is for the caller to ask.
    """
    if "\0" in address or "%00" in address:
        return None
    asked = [address, address.partition("?")[0]]
    paths = [Redirect.normalise_path(a, decode_unicode=d) for a in asked for d in (True, False)]
    redirects = Redirect.get_for_site(Site.find_for_request(request)).filter(old_path__in=paths)
    found = sorted(
        redirects.select_related("redirect_page"),
        key=lambda redirect: (paths.index(redirect.old_path), redirect.site_id is None),
    )
    return next((redirect for redirect in found if redirect.link), None)


def is_open_redirect(redirect: Redirect) -> bool:
    """Whether anyone may know where it leads."""
    return redirect.redirect_page is None or is_public(redirect.redirect_page)


def may_follow(request: HttpRequest, redirect: Redirect) -> bool:
    """The same for this reader, who may have been let in to a restricted page."""
    page = redirect.redirect_page
    return is_open_redirect(redirect) or (page.live and is_let_in(request, page))
