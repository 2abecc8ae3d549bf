"""Answers that belong to no app."""

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

#: Read once at start: an error page must not need a template, a database or a translation.
SERVER_ERROR = (Path(settings.ROOT) / "templates" / "500.html").read_text(encoding="utf-8")


def server_error(request: HttpRequest) -> HttpResponse:
    if request.path.startswith("/api/"):
        return JsonResponse({"message": "Something went wrong here. Try again later."}, status=500)
    return HttpResponse(SERVER_ERROR, status=500)


def api_not_found(request: HttpRequest) -> JsonResponse:
    """An unknown address below /api/ is a 404 in JSON, never a page of the site or a redirect."""
    return JsonResponse({"message": "There is nothing at this address of the API."}, status=404)
