"""Answers that belong to no app."""

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views import defaults
from django.views.decorators.csrf import csrf_exempt

#: Read once at start: an error page must not need a template, a database or a translation.
SERVER_ERROR = (Path(settings.ROOT) / "templates" / "500.html").read_text(encoding="utf-8")


def server_error(request: HttpRequest) -> HttpResponse:
    if request.path.startswith("/api/"):
        return JsonResponse({"message": "Something went wrong here. Try again later."}, status=500)
    return HttpResponse(SERVER_ERROR, status=500)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Far too many parameters, a host that is not ours: what is refused before any view."""
    if request.path.startswith("/api/"):
        message = "This cannot be read: it is too much, or meant for another host."
        return JsonResponse({"message": message}, status=400)
    return defaults.bad_request(request, exception)


@csrf_exempt
def api_not_found(request: HttpRequest) -> JsonResponse:
    """An unknown address below /api/ is a 404 in JSON, never a page of the site or a redirect."""
    return JsonResponse({"message": "There is nothing at this address of the API."}, status=404)
