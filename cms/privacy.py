"""What is private: changed in one step, found by no guess."""

from collections.abc import Callable

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from wagtail.models import Page

from report.public import is_below_unpublished

#: The views of Wagtail that change what readers see without a transaction around it.
VIEWS = ("wagtailadmin_pages:set_privacy", "wagtailadmin_collections:set_privacy")
#: The form for a restricted page's password, which Wagtail shows with the id of any page.
LOCK = "wagtailcore_authenticate_with_password"


class PrivacyMiddleware:
    """Restricts a page or a collection in one transaction with the content version.

    Without it a page could be private a moment before the version says so.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: list, kwargs: dict
    ) -> HttpResponseBase | None:
        name = request.resolver_match.view_name
        if name == LOCK and not fits(**kwargs):
            raise Http404
        if request.method == "POST" and name in VIEWS:
            return transaction.atomic(view)(request, *args, **kwargs)
        return None


def fits(page_view_restriction_id: int, page_id: int) -> bool:
    """Whether this page is restricted so, by password. Otherwise any page's id could be tried."""
    page = Page.objects.live().filter(pk=page_id).first()
    if page is None or is_below_unpublished(page):
        return False
    restrictions = page.specific.get_view_restrictions()
    return restrictions.filter(pk=page_view_restriction_id, restriction_type="password").exists()
