"""A file as an HTTP answer: what it is, what it is called, whether the reader has it already."""

import hashlib
from datetime import datetime
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag


def answer(
    request: HttpRequest, body: bytes, media_type: str, names: tuple[str, str], changed: datetime
) -> HttpResponse:
    """The file, or 304 where the reader has the same one. Any site may read it.

    `names` are the file's name in ASCII and in full.
    """
    etag = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    response = HttpResponse(body, content_type=media_type)
    response.headers["Content-Disposition"] = disposition(media_type, *names)
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(changed.timestamp())
    response.headers["X-Content-Type-Options"] = "nosniff"
    for_any_site(response)
    return get_conditional_response(request, etag, int(changed.timestamp()), response)


def for_any_site(response: HttpResponse) -> HttpResponse:
    """Lets a script of any site read the answer; there is nothing in it that is not public."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def disposition(media_type: str, ascii_name: str, full_name: str) -> str:
    """RFC 6266: a browser shows text and pictures for programs, and saves what is for people."""
    shown = media_type.startswith(("application/json", "image/"))
    return (
        f'{"inline" if shown else "attachment"}; filename="{ascii_name}"; '
        f"filename*=utf-8''{quote(full_name, safe='')}"
    )
