"""Old addresses lead on with the question that was asked of them."""

from django.http import HttpRequest, HttpResponseBase
from wagtail.contrib.redirects.middleware import RedirectMiddleware


class QueryKeepingMiddleware(RedirectMiddleware):
    """Wagtail's redirects drop what stands after the question mark: a campaign's mark, a search."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        answer = super().process_response(request, response)
        query = request.META.get("QUERY_STRING", "")
        # A target that an editor gave a question or a place of its own is left as it is.
        if answer is not response and query and not {"?", "#"} & set(answer.headers["Location"]):
            answer.headers["Location"] += f"?{query}"
        return answer
