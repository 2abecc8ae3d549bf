"""Tables of a translation: their numbers are the original's, and a table may have to wait."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from wagtail.blocks import StreamBlockValidationError, StreamValue
from wagtail.contrib.typed_table_block.blocks import TypedTableBlockValidationError
from wagtail.models import Page

from report.checks.translations import translations_of
from report.languages.names import language_name
from report.statistics.carrying import original_of
from report.statistics.carrying_tables import Words, kinds, number, numbers_in, rows_behind
from report.statistics.number import format_number


def tables_in(page: Page) -> dict[str, dict]:
    """The tables of a page's text in their stored form, by the ids of their blocks."""
    body = getattr(page, "body", None)
    if not isinstance(body, StreamValue):
        return {}
    blocks = (child.get_prep_value() for child in body if child.block_type == "table")
    return {block["id"]: block["value"] for block in blocks}


def waiting_tables(original: Page) -> list[str]:
    """One sentence for each table of a public translation that cannot follow the original."""
    theirs = tables_in(original)
    return [
        gettext(
            "The table “%(caption)s” on the page “%(page)s” (%(language)s) waits for its "
            "translation, because rows or columns were changed here. Until then it shows the "
            "numbers that it had."
        )
        % {
            "caption": table["caption"],
            "page": page.title,
            "language": language_name(page.locale.language_code),
        }
        for page in (translations_of(original).filter(live=True) if theirs else ())
        for identity, table in tables_in(page).items()
        if identity in theirs and rows_behind(table, theirs[identity], Words(page)) is None
    ]


def table_errors(page: Page, body: StreamValue) -> StreamBlockValidationError | None:
    """An error at each number that was typed into a translation's table.

    `page` is the translation as it is stored, `body` what the form holds.
    """
    typed = {place: child for place, child in enumerate(body) if child.block_type == "table"}
    original = original_of(page) if typed and page.pk else None
    if original is None:
        return None
    before, theirs, words = tables_in(page), tables_in(original), Words(page)
    errors = {}
    for place, child in typed.items():
        block = child.get_prep_value()
        if (identity := block["id"]) in theirs:
            own = block["value"]
            error = table_error(own, before.get(identity), theirs[identity], words, original)
            errors |= {place: error} if error else {}
    return StreamBlockValidationError(errors) if errors else None


def table_error(
    own: dict, before: dict | None, theirs: dict, words: Words, original: Page
) -> TypedTableBlockValidationError | None:
    """What is wrong with the numbers of a typed table; nothing if it is as it was before."""
    behind = rows_behind(own, theirs, words)
    if behind is not None:
        cells = dict(cell_errors(own, behind, original))
        return TypedTableBlockValidationError(cell_errors=cells) if cells else None
    if before is not None and numbers_in(own) == numbers_in(before):
        return None
    sentence = gettext(
        "The table has to have the same rows, columns and numbers as on the page “%(page)s”. "
        "Change rows, columns and numbers there, and translate only the words here."
    )
    error = ValidationError(sentence % {"page": original.title})
    return TypedTableBlockValidationError(non_block_errors=[error])


def cell_errors(
    own: dict, behind: list[dict], original: Page
) -> Iterator[tuple[int, dict[int, ValidationError]]]:
    """The errors of each row by the place of the cell."""
    for row, (mine, their) in enumerate(zip(own["rows"], behind, strict=True)):
        errors = {}
        for place, kind in enumerate(kinds(own)):
            known = number(their["values"][place]) if kind == "number" else None
            if kind == "number" and number(mine["values"][place]) != known:
                told = gettext("nothing") if known is None else format_number(known, get_language())
                sentence = gettext(
                    "Numbers are never translated: here stands %(number)s, as on the page "
                    "“%(page)s”. Change numbers there; they come here when that page is published."
                )
                errors[place] = ValidationError(sentence % {"number": told, "page": original.title})
        if errors:
            yield row, errors
