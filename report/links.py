"""Where links lead: only to what anyone may see, in the language of the page they stand on."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import get_language
from wagtail.api.utils import get_full_url
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page

from report.public import is_answering, is_public_file, public_pages


def link_targets(ids: Iterable[int]) -> dict[int, Page]:
    """The page behind a link to each id; an id that leads to nothing public is absent.

    That is the page's translation into the active language, or else the page itself.
    """
    keys = dict(Page.objects.filter(pk__in=ids).values_list("pk", "translation_key"))
    translations: dict = defaultdict(dict)
    if keys:
        found = public_pages().filter(translation_key__in=set(keys.values()))
        for page in found.select_related("locale"):
            translations[page.translation_key][page.locale.language_code] = page
    targets = {}
    for pk, key in keys.items():
        itself = (page for page in translations[key].values() if page.pk == pk)
        page = translations[key].get(get_language()) or next(itself, None)
        if page and page.url:
            targets[pk] = page
    return targets


def address(url: str) -> str:
    """The address as a link writes it: with the site's name in the API, which is read elsewhere."""
    return get_full_url(None, url) if is_answering() else url


def file_address(document: AbstractDocument | None) -> str | None:
    """A document's address in full; None when it is not for everyone."""
    return get_full_url(None, document.url) if is_public_file(document) else None
