"""Translations that nobody has to write again."""

from django.db.models.signals import post_save
from django.utils.text import slugify
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from report.languages.completeness import waiting_segments

TITLE, SLUG = "title", "slug"


def recall(translation: Translation) -> None:
    """Translate what waits but is known: a text without words, and one that was translated before.

    A text that has been translated in several ways is left to the translator.
    """
    locale = translation.target_locale_id
    waiting = list(waiting_segments(translation))
    known: dict[int, set[str]] = {}
    for string, data in (
        StringTranslation.objects.filter(
            translation_of__in=[segment.string_id for segment in waiting], locale=locale
        )
        .exclude(has_error=True)
        .values_list("translation_of", "data")
    ):
        known.setdefault(string, set()).add(data)
    for segment in waiting:
        texts = known.get(segment.string_id, set())
        if not any(sign.isalpha() for sign in segment.string.as_value().render_text()):
            texts = {segment.string.data}
        if len(texts) == 1 and segment.context.path != SLUG:
            store(segment, locale, next(iter(texts)))


def name_address(title: StringTranslation) -> None:
    """Make the page's address from its title, as soon as that is translated."""
    if title.context is None or title.context.path != TITLE or title.has_error:
        return
    slug = StringSegment.objects.filter(
        source__object=title.context.object_id, context__path=SLUG
    ).first()
    address = slugify(title.data)
    if slug and address and not translated(slug, title.locale_id):
        store(slug, title.locale_id, address)


def connect() -> None:
    """Have the address follow the title; called once when the site starts."""
    post_save.connect(title_saved, sender=StringTranslation, dispatch_uid="name_address")


def title_saved(instance: StringTranslation, **signal: object) -> None:
    name_address(instance)


def translated(segment: StringSegment, locale: int) -> bool:
    return StringTranslation.objects.filter(
        translation_of=segment.string_id, context=segment.context_id, locale=locale
    ).exists()


def store(segment: StringSegment, locale: int, text: str) -> None:
    StringTranslation.objects.update_or_create(
        translation_of_id=segment.string_id,
        context_id=segment.context_id,
        locale_id=locale,
        defaults={"data": text, "has_error": False, "field_error": ""},
    )
