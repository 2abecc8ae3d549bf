"""A page that must not be published says so in a sentence, whichever way somebody tried."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


class RefusalMiddleware:
    """Turns what a page refuses into messages in the editor.

    Wagtail's form for a page asks it beforehand. A review, a bulk action or a copy does not, and
    what the page then says would be a failure of the server. Nothing was written: Wagtail does
    each of these in a transaction.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        home = reverse("wagtailadmin_home")
        if not isinstance(exception, ValidationError) or not request.path.startswith(home):
            return None
        for sentence in exception.messages:
            messages.error(request, sentence)
        back = request.headers.get("referer", "")
        if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
            back = home
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # What the dialog of a review does when it is through.
            return JsonResponse({"step": "success", "redirect": back})
        return HttpResponseRedirect(back)
