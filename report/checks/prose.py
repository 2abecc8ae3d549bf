"""Sentences that still say a number as it was before it was corrected."""

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags
from django.utils.text import capfirst
from wagtail.blocks import (
    Block,
    CharBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.rich_text import RichText

from report.statistics.change import Change, kind, stated
from report.statistics.number import SPACES, decimal_from_json, format_number
from report.statistics.recording import statistics_of
from report.statistics.register import PublishedFigure

#: A number of fewer digits stands for too many things to be looked for alone.
TELLING_DIGITS = 3
#: So many characters before and after the number are shown.
REACH = 45
#: The texts of a page outside its blocks.
PLAIN = {"title", "lead", "seo_title", "search_description"}
#: How texts say that a number is per cent, in the languages of the site.
PER_CENT = rf"(?:[{SPACES}]?%|[{SPACES}](?:procent|per cent|percent)\b)"
TEXTS = (CharBlock, TextBlock, RichTextBlock)


@dataclass(frozen=True)
class Place:
    """Where the old number stands: the page, the field or block, and the words around it."""

    page: Page
    where: str
    words: str


def places(page: Page, changed: Mapping[uuid.UUID, list[Change]], year: int) -> list[Place]:
    """Where `page` as it is typed, its articles and strategies, and all their public translations
    still say a number that changes."""
    published = list(PublishedFigure.objects.filter(statistic__in=changed.keys(), year=year))
    words = words_beside(changed, published)
    patterns = [
        found
        for identity, changes in changed.items()
        for change in changes
        if (found := pattern(change, words[identity, change.key]))
    ]
    stated_now = {value["statistic_id"]: stated(value) for value in statistics_of(page)}
    patterns += [
        share_pattern(text)
        for figure in published
        if figure.locale_id == page.locale_id
        for text in gone_shares(figure.numbers, stated_now.get(figure.statistic_id, {}))
    ]
    if not patterns:
        return []
    others = page.get_translations().live().specific() if page.pk else []
    pages = [page, *others]
    for area in [p for p in pages if p.pk]:
        pages += area.get_children().live().specific()
    return [
        Place(page, where, around(text, found))
        for page in pages
        for where, text in texts_of(page)
        for found in first_matches(text, patterns)
    ]


def words_beside(
    changed: Mapping[uuid.UUID, list[Change]], published: Iterable[PublishedFigure]
) -> dict[tuple, set[str]]:
    """The words that a short number may stand beside, in every language, by statistic and key."""
    found = {(i, change.key): {change.label} for i, all_ in changed.items() for change in all_}
    for figure in published:
        for change in changed[figure.statistic_id]:
            label = figure.numbers.get(change.key, {}).get("label") or figure.label
            found[figure.statistic_id, change.key] |= {figure.unit, label}
    return {key: words | {w.split()[0] for w in words if w} for key, words in found.items()}


def pattern(change: Change, words: Iterable[str]) -> re.Pattern | None:
    """What finds the old number in any notation; None where there was no number.

    `424868` is found as 424 868 with any space, 424868, 424,868 and 424.868; `6.8` as 6,8 and 6.8.
    A whole number of one or two digits, and a year, are found only beside the per cent sign or one
    of `words`: alone they stand for too many things.
    """
    if not isinstance(change.old, int | float):
        return None
    whole, _point, decimals = format(abs(decimal_from_json(change.old)), "f").partition(".")
    groups = [whole[max(0, end - 3) : end] for end in range(len(whole), 0, -3)][::-1]
    digits = rf"[{SPACES},.]?".join(groups) + (rf"[,.]{decimals}0*" if decimals else "")
    number = rf"(?<![0-9])(?<![0-9][,.{SPACES}]){digits}(?![0-9])(?![,.{SPACES}][0-9])"
    if decimals or (len(whole) >= TELLING_DIGITS and not 1900 <= change.old <= 2100):
        return re.compile(number)
    beside = "|".join(rf"[{SPACES}]{re.escape(word)}\b" for word in sorted(words) if word)
    return re.compile(rf"{number}(?:{PER_CENT}{'|' + beside if beside else ''})", re.IGNORECASE)


def gone_shares(before: Mapping[str, dict], after: Mapping[str, dict]) -> set[str]:
    """The shares of the parts as readers saw them, `41.0` and `41`, that they no longer see."""
    return {
        text
        for key, shown in shares_shown(before).items()
        for text in shown - shares_shown(after).get(key, set())
    }


def shares_shown(numbers: Mapping[str, dict]) -> dict[str, set[str]]:
    """Each part's share of the whole in per cent, with one decimal and with none, by its key.

    The whole is the value, or the sum of the parts where the value is missing, as on the page.
    """
    parts = {
        key: decimal_from_json(number["said"])
        for key, number in numbers.items()
        if kind(key) == "part" and isinstance(number["said"], int | float)
    }
    value = numbers.get("value", {}).get("said")
    whole = decimal_from_json(value) if isinstance(value, int | float) else sum(parts.values())
    if not whole:
        return {}
    return {
        key: {format_number(abs(number / whole) * 100, "en", decimals) for decimals in (1, 0)}
        for key, number in parts.items()
    }


def share_pattern(share: str) -> re.Pattern:
    """What finds a share, only where it is said to be per cent."""
    digits = share.replace(".", "[,.]")
    return re.compile(rf"(?<![0-9])(?<![0-9][,.]){digits}{PER_CENT}", re.IGNORECASE)


def first_matches(text: str, patterns: list[re.Pattern]) -> list[re.Match]:
    """The first place of each number in the text."""
    return [match for number in patterns if (match := number.search(text))]


def around(text: str, match: re.Match) -> str:
    """The number with the words before and after it."""
    start, end = max(0, match.start() - REACH), min(len(text), match.end() + REACH)
    before = text[start : match.start()]
    after = text[match.end() : end]
    if start:
        before = "…" + before.partition(" ")[2]
    if end < len(text):
        after = after.rpartition(" ")[0] + "…"
    return f"{before}{match.group()}{after}".strip()


def texts_of(page: Page) -> Iterator[tuple[str, str]]:
    """Every text of the page with the name of its field or block."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for child in getattr(page, field.name):
                yield from texts_in(child.block, child.value, child.block.label)
        elif field.name in PLAIN:
            yield capfirst(field.verbose_name), getattr(page, field.name) or ""


def texts_in(block: Block, value: object, where: str) -> Iterator[tuple[str, str]]:
    """Every text in a block; of a struct each with the name of its field."""
    if isinstance(block, StructBlock):
        title = value.get("heading") if isinstance(value.get("heading"), str) else ""
        name = f"{where}, {title}" if title else where
        for key, child in block.child_blocks.items():
            if key != "correction_note":  # which may well say what the number was
                yield from texts_in(child, value.get(key), f"{name}, {child.label}")
    elif isinstance(block, ListBlock):
        for item in value:
            yield from texts_in(block.child_block, item, where)
    elif isinstance(block, StreamBlock):
        for child in value:
            yield from texts_in(child.block, child.value, where)
    elif isinstance(block, TypedTableBlock):
        yield where, value.caption
        for row in value.row_data:
            yield from ((where, cell) for cell in row["values"] if isinstance(cell, str))
    elif isinstance(block, TEXTS) and value:
        source = value.source if isinstance(value, RichText) else value
        yield where, unescape(strip_tags(re.sub(r"</(p|li|h\d)>", " ", source)))
