"""Restricting a page or a collection, in one transaction with the content version."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

#: The views of Wagtail that change what readers see without a transaction around it.
VIEWS = ("wagtailadmin_pages:set_privacy", "wagtailadmin_collections:set_privacy")


class PrivacyMiddleware:
    """Without it a page could be private a moment before the version says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: list, kwargs: dict
    ) -> HttpResponseBase | None:
        if request.method == "POST" and request.resolver_match.view_name in VIEWS:
            return transaction.atomic(view)(request, *args, **kwargs)
        return None
