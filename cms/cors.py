"""Pages of any other site may read the API from the browser: it is public, and takes no cookie."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

METHODS = "GET, HEAD, OPTIONS"
ON_EVERY_ANSWER = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link, Location",
}
ON_QUESTIONS = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, Authorization, If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Cache-Control": "public, max-age=86400",
}


class CorsMiddleware:
    """The same headers whatever the Origin, so that a cache keeps one copy for all of them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith("/api/"):
            return self.get_response(request)
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers=ON_QUESTIONS)
        else:
            response = self.get_response(request)
        for name, value in ON_EVERY_ANSWER.items():
            response[name] = value
        return response
