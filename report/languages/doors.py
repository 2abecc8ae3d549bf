"""The ways by which a page is published: each says in a sentence when a translation has gaps.

What none of them catches is refused by `LeadPage.clean()`, so that it is never published.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import Page

from report.languages.completeness import (
    other_language,
    refusal,
    translation_of,
    untranslated,
    waiting_segments,
)


def refuse_in_translation_editor(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The translation editor's button: it would put the original's text where a translation lacks.

    It also invites to press it again after an error, “to ignore”, which means the same.
    """
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    translation = translation_of(page)
    waiting = waiting_segments(translation) if translation else ()
    texts = [segment.string.as_value().render_text() for segment in waiting]
    if not texts:
        return None
    messages.error(request, refusal(page.draft_title, page.locale.language_code, texts))
    return redirect(request.path)


def refuse_in_bulk(
    request: HttpRequest, action: str, pages: list[Page], bulk_action
) -> HttpResponse | None:
    """Publishing many pages at once: either all of them can be published, or none is."""
    if action != "publish" or not all(isinstance(page, Page) for page in pages):
        return None
    chosen = list(pages)
    if bulk_action.cleaned_form.cleaned_data.get("include_descendants"):
        chosen += [below for page in pages for below in page.get_descendants().not_live()]
    refused = False
    for page in {page.pk: page for page in chosen}.values():
        draft = page.get_latest_revision_as_object()
        if texts := untranslated(draft):
            refused = True
            messages.error(request, refusal(draft.title, page.locale.language_code, texts))
    return redirect(bulk_action.next_url) if refused else None


def refuse_move(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Moving a page below one in another language; Wagtail would speak of permissions."""
    if page.locale_id == destination.locale_id:
        return None
    messages.error(request, other_language(destination))
    return redirect("wagtailadmin_pages:move", page.pk)
