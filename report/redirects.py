"""Old addresses that lead on: from where readers saw a page, never to one nobody may know of."""

from collections.abc import Iterable
from copy import copy

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from report.file_access import is_let_in
from report.page_changes import PageChange
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


def keep_old_addresses(changes: Iterable[PageChange], **kwargs) -> None:
    """Lead on from where readers saw a page that has moved (the receiver of `raised`).

    An address that only a draft or a restricted page had tells something, so it leads nowhere.
    What an editor wants an address to lead to stays.
    """
    moved = {change.pk: change.moved_from for change in changes if change.moved_from}
    if not moved:
        return
    pages = Page.objects.filter(pk__in=moved)
    made = [r for page in pages if (r := old_address(page, moved[page.pk]))]
    by_hand = Redirect.objects.filter(
        automatically_created=False, old_path__in={redirect.old_path for redirect in made}
    )
    taken = set(by_hand.values_list("old_path", "site"))
    redirects = [r for r in made if taken.isdisjoint([(r.old_path, r.site_id), (r.old_path, None)])]
    # No signal is sent, which would raise the version that is just being raised.
    Redirect.objects.bulk_create(
        redirects,
        update_conflicts=True,
        unique_fields=["old_path", "site"],
        update_fields=["redirect_page"],
    )


def old_address(page: Page, url_path: str) -> Redirect | None:
    """The redirect to the page from its former place in the tree, unless it has moved the site."""
    before = copy(page)
    before.url_path = url_path
    parts = before.get_url_parts()
    if parts is None:
        return None
    site, _root, path = parts
    return Redirect(
        old_path=Redirect.normalise_path(path),
        site_id=site,
        redirect_page=page,
        automatically_created=True,
    )
