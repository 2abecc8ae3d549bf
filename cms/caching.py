"""Who may keep an answer, and for how long: every answer is keyed by the content version.

A reader who comes again with the ETag of the last answer is told “not changed” after one query,
for the version, before any page is looked up. Nothing is kept by anyone that depends on who asks.
"""

from collections.abc import Callable
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils.cache import has_vary_header, patch_vary_headers
from django.utils.http import http_date, parse_etags

from cms.release import release
from report.content_version import Version, current
from report.preview.files import PARAMETER

#: Editors' rooms, checks of the machine, and files: they have rules of their own.
ELSEWHERE = (
    *("/admin/", "/django-admin/", "/healthz", "/readyz"),
    *(settings.STATIC_URL, settings.MEDIA_URL),
)
#: Wagtail gives them an ETag, the hash of the file, and does not say who may keep them.
DOCUMENTS = "/documents/"
#: Answers that anyone may keep: 301 and 404 are otherwise kept for as long as a cache likes.
SHARED = {200, 301, 302, 307, 308, 404, 410}
NOBODY = "private, no-store"
#: Who asks here wants to know what is new: nobody in between answers.
NEWS = "/api/report/v1/changes"


class CachingMiddleware:
    """Answers 304 when the reader has the current version, and says who may keep all others.

    A view that sets Cache-Control itself keeps what it set.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(ELSEWHERE):
            return self.get_response(request)
        if not is_for_everyone(request):
            return kept_by_nobody(self.get_response(request))
        if request.path_info.startswith(DOCUMENTS):
            return asked_for_again(self.get_response(request))
        version = current()  # before anything is rendered: what is rendered is never older
        tag = etag(request, version)
        if is_current(tag, request.headers.get("If-None-Match", "")):
            return kept_by_anyone(HttpResponseNotModified(), request, tag, version)
        response = self.get_response(request)
        if "Cache-Control" in response:
            return response
        if response.status_code not in SHARED or depends_on_the_reader(response):
            return kept_by_nobody(response)
        own = tag if response.status_code == 200 else None
        return kept_by_anyone(response, request, own, version)


def is_for_everyone(request: HttpRequest) -> bool:
    """Whether the answer is the same for all readers: nobody who asks is signed in, or shown a
    draft."""
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "Authorization" not in request.headers
        and not asks_for_a_draft(request)
        and not settings.DEBUG
    )


def asks_for_a_draft(request: HttpRequest) -> bool:
    """Whether the address is a draft's file; far too many parameters are the view's matter."""
    try:
        return PARAMETER in request.GET
    except TooManyFieldsSent:
        return False


def depends_on_the_reader(response: HttpResponseBase) -> bool:
    """Whether the view looked at the session, or made one: restricted pages, forms with a token."""
    return bool(response.cookies) or has_vary_header(response, "Cookie")


def etag(request: HttpRequest, version: Version) -> str:
    """The tag of what the address shows at this version; weak, since encodings share it."""
    address = f"{release()} {request.scheme} {request.get_host()} {request.get_full_path()}"
    return f'W/"{version.number}-{sha256(address.encode()).hexdigest()[:20]}"'


def is_current(tag: str, known: str) -> bool:
    """Whether the reader has what the tag names; compared weakly, as RFC 9110 has it."""
    return tag.removeprefix("W/") in [one.removeprefix("W/") for one in parse_etags(known)]


def kept_by_anyone(
    response: HttpResponse, request: HttpRequest, tag: str | None, version: Version
) -> HttpResponse:
    """Readers ask again each time; a CDN may answer by itself for CDN_SECONDS."""
    if tag:
        response["ETag"] = tag
        response["Last-Modified"] = http_date(version.changed_at.timestamp())
    seconds = 0 if request.path_info == NEWS else settings.CDN_SECONDS
    response["Cache-Control"] = f"public, max-age=0, s-maxage={seconds}" if seconds else "no-cache"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def asked_for_again(response: HttpResponseBase) -> HttpResponseBase:
    if depends_on_the_reader(response):
        return kept_by_nobody(response)
    response.headers.setdefault("Cache-Control", "no-cache")
    return response


def kept_by_nobody(response: HttpResponseBase) -> HttpResponseBase:
    response.headers.setdefault("Cache-Control", NOBODY)
    return response
