"""Old addresses lead on with the question that was asked of them."""

from collections.abc import Callable

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)

from report.redirects import may_follow, redirect_at


class RedirectMiddleware:
    """Answers with an editor's redirect where there is no page.

    Wagtail's own leads to pages that are not published, and so tells their addresses; and it drops
    what stands after the question mark: a campaign's mark, a search.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code != 404:
            return response
        redirect = redirect_at(request.get_full_path(), request)
        if redirect is None or not may_follow(request, redirect):
            return response
        return leading_to(
            redirect.link, request.META.get("QUERY_STRING", ""), redirect.is_permanent
        )


def leading_to(target: str, query: str, is_permanent: bool) -> HttpResponse:
    """A target that an editor gave a question or a place of its own is left as it is."""
    if query and not {"?", "#"} & set(target):
        target += f"?{query}"
    return (HttpResponsePermanentRedirect if is_permanent else HttpResponseRedirect)(target)
