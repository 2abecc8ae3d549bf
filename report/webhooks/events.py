"""What subscribers are told of a change: public facts, and of what is gone only the id."""

from collections.abc import Iterable

from django.conf import settings
from wagtail.api.utils import get_full_url
from wagtail.models import Page

from report.page_changes import PageChange


def events(changes: Iterable[PageChange]) -> list[dict]:
    """An event for each change.

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
        "type": page.specific_class._meta.label,
        "locale": change.locale,
        "url": page.url and get_full_url(None, page.url),
        "api_url": f"{settings.WAGTAILAPI_BASE_URL}/api/report/v1/pages/{page.pk}",
    }
