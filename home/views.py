"""What is answered where no page is."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A 404 that wears the chrome, so that the reader can go on."""
    return HttpResponse(render_to_string("404.html", {"page": None}, request), status=404)
