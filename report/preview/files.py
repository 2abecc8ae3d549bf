"""Pictures and other files of a draft, for a front end elsewhere.

A file that no public page shows is its editors' alone, and an <img> elsewhere sends neither a token
nor a cookie. So the addresses of files in a previewed draft carry a signature: it opens this one
file, to those whom the draft's editor could show it, for as long as the preview itself is open.
"""

from urllib.parse import unquote, urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core import signing
from django.http import HttpRequest
from django.urls import reverse
from wagtail.api.utils import get_full_url

from report.preview.token import PreviewToken, TokenRefused, lifetime, open_token

SALT = "report.preview.files"
#: The name in the address that the signature stands behind.
PARAMETER = "preview"


def with_open_files(answer: object, token: PreviewToken) -> object:
    """The answer with a signature behind each address of an uploaded file."""
    places = places_of_files()

    def opened(value: object) -> object:
        if isinstance(value, dict):
            return {name: opened(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [opened(inner) for inner in value]
        if isinstance(value, str) and value.startswith(places):
            return f"{value}?{urlencode({PARAMETER: signature(token, value)})}"
        return value

    return opened(answer)


def places_of_files() -> tuple[str, str]:
    """What the addresses of pictures and of documents begin with."""
    documents = reverse("wagtaildocs_serve", args=[0, "x"]).removesuffix("0/x")
    return get_full_url(None, settings.MEDIA_URL), get_full_url(None, documents)


def signature(token: PreviewToken, address: str) -> str:
    return signing.dumps([str(token.pk), unquote(urlsplit(address).path)], salt=SALT)


def editor_of(request: HttpRequest) -> AbstractBaseUser | None:
    """The editor whose open preview the address of a file was written for; None for any other."""
    try:
        pk, path = signing.loads(request.GET.get(PARAMETER, ""), salt=SALT, max_age=lifetime())
        return open_token(pk).user if path == request.path else None
    except (signing.BadSignature, TokenRefused):
        return None
