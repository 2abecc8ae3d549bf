"""What subscribers are told of a change: public facts, and of what is gone only the id."""

from collections.abc import Iterable

from wagtail.models import Page

from report.api.page_json import address_of, route, type_of
from report.page_changes import PageChange


def events(changes: Iterable[PageChange]) -> list[dict]:
    """An event for each change, in the words of the report API.

    {"event", "id"} and, unless readers lost the page, "type", "locale", "url", "api_url".
    """
    ids = [change.page_id for change in changes if not change.is_gone]
    pages = Page.objects.select_related("content_type", "locale").in_bulk(ids)
    return [event(change, pages.get(change.page_id)) for change in changes]


def event(change: PageChange, page: Page | None) -> dict:
    """What readers may know of the change."""
    told = {"event": str(change.what), "id": change.page_id}
    if page is None:
        return told
    return told | {
        "type": type_of(page),
        "locale": change.locale,
        "url": address_of(page),
        "api_url": route("page", page_id=page.pk),
    }
