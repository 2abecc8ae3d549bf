"""Whether a page says everything in its own language, and the sentence for when it does not."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from report.languages.names import language_name

#: A name or a year reads alike in many languages; so many words do not.
SURELY_PROSE = 4


def translation_of(page: Page) -> Translation | None:
    """The translation that the page is made by; None where its words are an editor's own."""
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).first()


def waiting_segments(translation: Translation) -> QuerySet[StringSegment]:
    """The texts that wait for a translation, in the page's order; those with errors among them."""
    done = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=translation.target_locale_id,
        has_error=False,
    )
    return (
        StringSegment.objects.filter(~Exists(done), source=translation.source_id)
        .select_related("string", "context")
        .order_by("order")
    )


def untranslated(page: Page) -> list[str]:
    """The texts on the page that still stand in the language that it is translated from.

    It is the page's own content that counts, not how far the translators have come: a page whose
    original has a new sentence stays whole, and may be published again with its old text.
    """
    translation = (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale=page.locale_id
        )
        .select_related("source")
        .first()
    )
    waiting = list(waiting_segments(translation)) if translation else []
    if not waiting:
        return []
    here = {
        (segment.path, segment.string.data)
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue)
    }
    texts = [s.string for s in waiting if (s.context.path, s.string.data) in here]
    left = [string.as_value().render_text() for string in texts]
    if not translation.enabled:
        # Nobody can say any more that a text reads alike in both languages.
        left = [text for text in left if len(text.split()) >= SURELY_PROSE]
    return left


def refusal(title: str, code: str, texts: list[str]) -> str:
    """Why a page cannot be published, and what to do."""
    reason = ngettext(
        "“%(title)s” cannot be published in %(language)s yet: one text is not translated.",
        "“%(title)s” cannot be published in %(language)s yet: %(count)s texts are not translated.",
        len(texts),
    ) % {"title": title, "language": language_name(code), "count": len(texts)}
    advice = gettext(
        "The first one is “%(text)s”. Translate it, and publish then. A text that shall read alike "
        "in both languages is translated by writing it once more."
    ) % {"text": Truncator(texts[0]).words(12)}
    return f"{reason} {advice}"


def other_language(parent: Page) -> str:
    """Why a page cannot stand below one in another language, and what to do."""
    return gettext(
        "“%(parent)s” is in another language than this page. Choose a page in the same language. "
        "To have this page in the other language, choose Translate in its menu."
    ) % {"parent": parent.get_admin_display_title()}
