"""The demo in another language: put in text by text, the way a translator works."""

from babel.messages.pofile import read_po
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from home.demo.document import TEXTS
from home.pages import HomePage


def translate(home: HomePage, code: str) -> None:
    """Publish every page from `home` down in the language of `texts/<code>.po`.

    Raises LookupError with all texts that the file lacks.
    """
    locale, _ = Locale.objects.get_or_create(language_code=code)
    texts = texts_of(code)
    # From above to below, each parent before its children, so that their order is kept.
    for page in home.get_descendants(inclusive=True).order_by("path").specific():
        translate_page(page, locale, texts)


def texts_of(code: str) -> dict[str, str]:
    """The translation of each Swedish text, by that text."""
    with (TEXTS / f"{code}.po").open("rb") as file:
        return {message.id: message.string for message in read_po(file) if message.id}


def translate_page(page: Page, locale: Locale, texts: dict[str, str]) -> None:
    source, _ = TranslationSource.update_or_create_from_instance(page)
    segments = StringSegment.objects.filter(source=source).select_related("string")
    if missing := [s.string.data for s in segments if not texts.get(s.string.data)]:
        raise LookupError(f"{page.title}: no translation of {missing}")
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of=segment.string,
            locale=locale,
            context_id=segment.context_id,
            data=texts[segment.string.data],
        )
        for segment in segments
    )
    translation = Translation.objects.create(source=source, target_locale=locale)
    translation.save_target(publish=False)
    translation.get_target_instance().get_latest_revision().publish()
