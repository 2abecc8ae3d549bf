"""How translations follow their original when it is published anew."""

import json

from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from report.languages.completeness import waiting_segments
from report.languages.memory import recall


@transaction.atomic
def follow(page: Page) -> None:
    """Show translators what is new in the page, and carry over what needs no translator.

    A translation that is public is published anew when nothing of it waits; else it stays as it is.
    """
    source = TranslationSource.objects.get_for_instance_or_none(page)
    if source is None or is_told(source):
        return
    source.update_from_db()
    for translation in source.translations.filter(enabled=True).select_related("target_locale"):
        recall(translation)
        target = page.get_translation_or_none(translation.target_locale)
        if target and target.live and not waiting_segments(translation).exists():
            translation.save_target(publish=True)


def is_told(source: TranslationSource) -> bool:
    """Whether translations have been told all that the page says now: it may be published again
    with nothing new in it, or a translation may have begun since it was."""
    page = source.get_source_instance()
    told, now = json.loads(source.content_json), json.loads(page.to_json())
    names = [field.field_name for field in page.translatable_fields]
    return all(told.get(name) == now.get(name) for name in names)
