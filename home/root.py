"""The home page that a request without a page of its own is about."""

from django.http import Http404, HttpRequest
from django.utils.translation import get_language

from home.chrome import Chrome
from home.pages import HomePage


def home_page_or_404(request: HttpRequest) -> HomePage:
    """The home page in the language of the address; Http404 where the site has none in it."""
    home = Chrome(request).home
    if home is None or home.locale.language_code != get_language():
        raise Http404
    return home
