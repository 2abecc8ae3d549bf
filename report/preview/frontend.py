"""The preview panel's way to a front end elsewhere.

The token travels behind the # of the address: browsers send that part to no server, so it is in no
log and no Referer on its way.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from report.preview.token import issue

MODE = "frontend"


def frontend_address(page: Page) -> str:
    """Where the page is previewed elsewhere: by its type, else its language, else any; or ""."""
    addresses = settings.PREVIEW_FRONTEND_URL
    names = (page._meta.label, page.locale.language_code, "*")
    return next((addresses[name] for name in names if name in addresses), "")


def open_frontend(request: HttpRequest, page: Page) -> HttpResponse:
    """Send the preview panel, or the tab, to the front end with a token for the draft."""
    response = HttpResponseRedirect(
        f"{frontend_address(page)}#preview-token={issue(request.user, page)}"
    )
    add_never_cache_headers(response)
    response["Referrer-Policy"] = "no-referrer"
    return response


class FrontendPreview:
    """A page that can be previewed by a front end elsewhere, where there is one."""

    @property
    def preview_modes(self) -> list[tuple]:
        if not frontend_address(self):
            return super().preview_modes
        return [("", _("The website")), (MODE, _("External client"))]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        if mode_name == MODE and frontend_address(self):
            return open_frontend(request, self)
        return super().serve_preview(request, mode_name)
