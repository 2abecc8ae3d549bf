"""`/changes`: what was published, moved, unpublished or deleted since somebody last asked."""

from django.http import HttpRequest
from ninja import Router

from report.api.page_json import route, summary_json
from report.api.parameters import Cursor, Limit
from report.api.problems import missing
from report.api.schemas.changes import Changes
from report.page_changes import changes_since
from report.public import public_pages
from report.statistics.publication import timestamp

router = Router(tags=["Changes"])

NOT_OURS = "This site has not given the cursor in “since” yet. Begin anew with since=0."


@router.get("/changes", response=Changes, operation_id="listChanges")
def changes(request: HttpRequest, since: Cursor, limit: Limit):
    """What happened to pages since the cursor of your last answer; each page once.

    Begin with 0: that is every page there is. Changes that were made together stay together, so
    there can be more of them than `limit`. A cursor that this site has not given, as after a backup
    was restored, is a 404: begin anew.
    """
    try:
        found = changes_since(since, limit)
    except ValueError as error:
        raise missing(NOT_OURS, "since") from error
    shown = [change.page_id for change in found.items if not change.is_gone]
    pages = public_pages().filter(pk__in=shown).select_related("locale").in_bulk()
    items = []
    for change in found.items:
        told = {
            "what": change.what,
            "changed_at": timestamp(change.changed_at),
            "page_id": change.page_id,
        }
        if change.is_gone:
            items.append(told)
        elif change.page_id in pages:  # or else it has changed once more: the next answer tells
            items.append({**told, "page": summary_json(pages[change.page_id])})
    return {
        "cursor": found.cursor,
        "has_more": found.more,
        "next": f"{route('changes')}?since={found.cursor}&limit={limit}",
        "items": items,
    }
