"""A file as an HTTP answer: what it is, what it is called, and that any site may read it."""

from urllib.parse import quote

from django.http import HttpResponse


def answer(body: bytes, media_type: str, names: tuple[str, str]) -> HttpResponse:
    """The file under its name in ASCII and in full, `names`."""
    response = HttpResponse(body, content_type=media_type)
    response.headers["Content-Disposition"] = disposition(media_type, *names)
    return for_any_site(response)


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
