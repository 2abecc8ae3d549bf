"""A part of a list, with the addresses of the parts beside it."""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from wagtail.api.utils import get_full_url


def listing(
    request: HttpRequest,
    total: int,
    limit: int,
    offset: int,
    rows: Callable[[int, int], Sequence[Any]],
) -> dict:
    """The envelope; `rows` gives what stands from one place to before another."""

    def at(place: int) -> str:
        asked = {**request.GET.dict(), "limit": limit, "offset": place}
        return get_full_url(request, f"{request.path}?{urlencode(asked)}")

    return {
        "total": total,
        "limit": limit,
        "offset": offset,
        "next": at(offset + limit) if offset + limit < total else None,
        "previous": at(max(0, min(offset, total) - limit)) if offset else None,
        "items": rows(offset, offset + limit) if offset < total else [],
    }
