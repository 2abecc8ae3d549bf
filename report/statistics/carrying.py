"""Numbers are never translated: a translation has those of the page that it translates.

Whenever a translation is read from a draft or saved, its own texts are joined with everything else
of the original that is public: numbers, codes, periods, addresses, pictures, places, and the order
of the blocks. So no draft, schedule or old version of a translation can bring an old number back.
Blocks and list items are matched by their ids, which survive translation.
"""

from typing import TYPE_CHECKING

from django.conf import settings
from wagtail.blocks import (
    Block,
    CharBlock,
    ListBlock,
    RichTextBlock,
    StreamValue,
    StructBlock,
    TextBlock,
)
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField
from wagtail_localize.models import TranslationContext

from report.statistics.carrying_body import joined_body
from report.statistics.register import PublishedFigure

if TYPE_CHECKING:
    from report.pages import AreaPage

#: What a translation says in its own words.
TEXTS = (CharBlock, TextBlock, RichTextBlock)


def original_of(page: Page) -> Page | None:
    """The public page that the page translates; None where it is no translation. One query."""
    is_new = page.locale_id is None
    if page.alias_of_id or is_new or page.locale.language_code == settings.LANGUAGE_CODE:
        return None
    originals = type(page).objects.filter(
        translation_key=page.translation_key,
        locale__language_code=settings.LANGUAGE_CODE,
        live=True,
    )
    return originals.first()


def take_numbers(page: Page) -> bool:
    """Give a translation what it shares with its original; whether that changed anything."""
    original = original_of(page)
    if original is None:
        return False
    before, shared = shared_fields(page), shared_fields(original)
    for name, value in shared.items():
        setattr(page, name, value)
    changed = before != shared
    for name, join in (("statistics", joined_statistics), ("body", joined_body)):
        stream = getattr(page, name, None)
        # The text of some pages is no stream of blocks.
        if isinstance(stream, StreamValue) and stored(stream) != (wanted := join(page, original)):
            setattr(page, name, stream.stream_block.to_python(wanted))
            changed = True
    return changed


def carry_numbers(original: Page) -> None:
    """Bring every translation of a page that is saved live up to date, in the same transaction."""
    if original.alias_of_id or original.locale.language_code != settings.LANGUAGE_CODE:
        return
    translations = type(original).objects.filter(
        translation_key=original.translation_key, alias_of=None
    )
    for translation in translations.exclude(pk=original.pk):
        if take_numbers(translation):
            if translation.live:
                translation.last_published_at = original.last_published_at
            # What an editor has to mend in a translation must not stop the original.
            translation.save(clean=False)


def shared_fields(page: Page) -> dict:
    """What a page and its translations have in common beside the blocks, by attribute."""
    return {
        attribute: getattr(page, attribute)
        for field in page.translatable_fields
        if isinstance(field, SynchronizedField)
        for attribute in [page._meta.get_field(field.field_name).attname]
    }


def stored(stream: StreamValue) -> list[dict]:
    """The blocks in their stored form; reading them gives items of an older form their ids."""
    return [child.get_prep_value() for child in stream]


def joined_statistics(page: "AreaPage", original: "AreaPage") -> list[dict]:
    """The original's blocks in its order, as far as they are translated, in the page's words."""
    blocks = page.statistics.stream_block.child_blocks
    own = {name: block for block in stored(page.statistics) for name in names(block)}
    taken, found = set(), []
    for theirs in stored(original.statistics):
        match = next((own[name] for name in names(theirs) if name in own), None)
        if match is None or match["type"] != theirs["type"] or match["id"] in taken:
            continue
        taken.add(match["id"])
        value = joined(blocks[match["type"]], match["value"], theirs["value"])
        found.append({**theirs, "value": value})
    return found + [block for block in strays(page, original) if block["id"] not in taken]


def names(block: dict) -> list[tuple[str, str]]:
    """What a block is known by: its id, and a statistic by its identity."""
    identity = block["value"].get("statistic_id")
    return [("block", block["id"])] + ([("statistic", identity)] if identity else [])


def joined(block: Block, own, theirs):
    """The stored value with the texts of the one and all the rest of the other."""
    if isinstance(block, StructBlock):
        own, theirs = own or {}, theirs or {}
        return {
            name: joined(child, own.get(name), theirs.get(name))
            for name, child in block.child_blocks.items()
        }
    if isinstance(block, ListBlock):
        return joined_items(block.child_block, own or [], theirs or [])
    return own if isinstance(block, TEXTS) else theirs


def joined_items(block: Block, own: list[dict], theirs: list[dict]) -> list[dict]:
    """The items in their order. A new one comes along when it holds no text to translate.

    A list whose items were all written anew in the translation is left as it is.
    """
    known = {item["id"]: item for item in own}
    if own and theirs and not any(item["id"] in known for item in theirs):
        return own
    return [
        {**item, "value": joined(block, known[item["id"]]["value"], item["value"])}
        if item["id"] in known
        else item
        for item in theirs
        if item["id"] in known or not has_text(block, item["value"])
    ]


def has_text(block: StructBlock, value: dict) -> bool:
    """Whether the item has something to translate."""
    return any(
        value.get(name) for name, child in block.child_blocks.items() if isinstance(child, TEXTS)
    )


def strays(page: "AreaPage", original: "AreaPage") -> list[dict]:
    """The translation's blocks that the original never had: they stay, and editors are told.

    What the original had and has no more is gone from the translation too. The register knows a
    statistic that was public, and the translation engine every block that it was given.
    """
    theirs = {name for block in stored(original.statistics) for name in names(block)}
    own = [b for b in stored(page.statistics) if not theirs.intersection(names(b))]
    if not own:
        return []
    identities = [b["value"]["statistic_id"] for b in own if b["value"].get("statistic_id")]
    published = PublishedFigure.objects.filter(
        statistic__in=identities, locale=original.locale_id, year=original.edition.year
    )
    gone = {str(identity) for identity in published.values_list("statistic_id", flat=True)}
    given = TranslationContext.objects.filter(
        object=page.translation_key, path__startswith="statistics."
    )
    gone |= {path.split(".")[1] for path in given.values_list("path", flat=True)}
    return [b for b in own if not gone.intersection((b["id"], b["value"].get("statistic_id")))]


def unlike(page: "AreaPage", original: "AreaPage") -> list[str]:
    """Headings of what cannot follow: blocks without a counterpart, lists written anew."""
    blocks = {name: block for block in stored(original.statistics) for name in names(block)}
    found = [block["value"]["heading"] for block in strays(page, original)]
    for block in stored(page.statistics):
        theirs = next((blocks[name] for name in names(block) if name in blocks), None)
        if theirs and any(
            block["value"].get(name)
            and theirs["value"].get(name)
            and not {item["id"] for item in block["value"][name]}
            & {item["id"] for item in theirs["value"][name]}
            for name in ("parts", "derived", "series")
        ):
            found.append(block["value"]["heading"])
    return found
