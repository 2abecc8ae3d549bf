"""Beginning translations: many pages, a few at a time, so that no request becomes long."""

from time import monotonic

from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from report.languages.memory import recall
from report.languages.progress import progress_of

#: Seconds of work in one request; the page that was begun last is always finished.
BUDGET = 2.0


def pages_to_begin(top: Page, locale: Locale, *, below: bool) -> list[Page]:
    """The pages that have no translation yet, parents first.

    That is `top`, those above it, since a translation needs a place to stand in, and, if wanted,
    everything below.
    """
    above = top.get_ancestors().filter(depth__gt=1, locale=top.locale_id)
    missing = progress_of(top, locale, below=below).missing
    # One that was begun and has no page could not be made: it is not tried for ever.
    missing = [row.page for row in missing if row.translation is None]
    begun = Page.objects.filter(
        locale=locale, alias_of=None, translation_key__in=above.values("translation_key")
    ).values_list("translation_key", flat=True)
    return [*above.exclude(translation_key__in=list(begun)).order_by("path"), *missing]


def begin_some(top: Page, locale: Locale, user, *, below: bool) -> int:
    """Begin the translation of some pages, for about two seconds; how many remain afterwards.

    Each page is begun whole or not at all. Doing it again goes on where it stopped.
    """
    until = monotonic() + BUDGET
    remaining = pages_to_begin(top, locale, below=below)
    while remaining:
        page = remaining.pop(0)
        with transaction.atomic():
            translate_object(page.specific, [locale], user=user)
            recall(
                Translation.objects.get(source__object=page.translation_key, target_locale=locale)
            )
        if monotonic() > until:
            break
    return len(remaining)
