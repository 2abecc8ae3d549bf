"""Where the numbers of a page and its translations cannot go together, told to the editor."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext
from wagtail.blocks import StreamBlockValidationError, StreamValue, StructBlockValidationError
from wagtail.models import Page

from report.checks.corrections import changes_in_words, is_statistic
from report.languages.names import language_name
from report.statistics.carrying import original_of, unlike
from report.statistics.change import changes, stated
from report.statistics.recording import statistics_of

if TYPE_CHECKING:
    from report.pages import AreaPage


def unlike_translations(original: "AreaPage") -> list[str]:
    """One sentence for each block of a translation that does not follow the published page."""
    return [
        gettext(
            "“%(heading)s” on the page “%(page)s” (%(language)s) has no counterpart on this page. "
            "Its numbers were not carried over: change them there."
        )
        % {
            "heading": heading,
            "page": page.title,
            "language": language_name(page.locale.language_code),
        }
        for page in translations_of(original)
        for heading in unlike(page, original)
    ]


def translations_of(original: Page) -> QuerySet[Page]:
    """The pages in other languages that take their numbers from this one."""
    if original.alias_of_id or original.locale.language_code != settings.LANGUAGE_CODE:
        return type(original).objects.none()
    translations = type(original).objects.filter(
        translation_key=original.translation_key, alias_of=None
    )
    return translations.exclude(pk=original.pk).select_related("locale")


def number_errors(page: Page, statistics: StreamValue) -> StreamBlockValidationError | None:
    """An error at each statistic of a translation whose numbers are not those of its original."""
    original = original_of(page) if page.pk else None
    if original is None:
        return None
    theirs = {value["statistic_id"]: value for value in statistics_of(original)}
    errors = {}
    for position, block in enumerate(statistics):
        if not is_statistic(block) or block.value["statistic_id"] not in theirs:
            continue
        value = theirs[block.value["statistic_id"]]
        if changed := changes(stated(block.value), stated(value)):
            sentence = gettext(
                "Numbers are never translated: %(changes)s, as on the page “%(page)s”. Change "
                "numbers there; they come here when that page is published."
            ) % {"changes": changes_in_words(changed), "page": original.title}
            errors[position] = StructBlockValidationError(
                non_block_errors=[ValidationError(sentence)]
            )
    return StreamBlockValidationError(errors) if errors else None
