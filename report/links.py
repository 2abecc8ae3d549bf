"""Where links lead: only to what anyone may see, in the language of the page they stand on."""

from collections.abc import Iterable

from django.utils.translation import get_language
from wagtail.api.utils import get_full_url
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page

from report.public import is_answering, is_public_file, public_among
from report.references import with_translations


def link_targets(ids: Iterable[int]) -> dict[int, Page]:
    """The page behind a link to each id; an id that leads to nothing public is absent.

    That is the page's translation into the active language, or else the page itself.
    """
    families = with_translations(ids)
    public = {page.pk for page in public_among(p for family in families.values() for p in family)}
    targets = {}
    for pk, family in families.items():
        readable = [page for page in family if page.pk in public]
        itself = next((page for page in readable if page.pk == pk), None)
        spoken = (p for p in readable if p.locale.language_code == get_language())
        page = next(spoken, itself)
        if page and page.url:
            targets[pk] = page
    return targets


def address(url: str) -> str:
    """The address as a link writes it: with the site's name in the API, which is read elsewhere."""
    return get_full_url(None, url) if is_answering() else url


def file_address(document: AbstractDocument | None) -> str | None:
    """A document's address in full; None when it is not for everyone."""
    return get_full_url(None, document.url) if is_public_file(document) else None
