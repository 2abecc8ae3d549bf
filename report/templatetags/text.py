"""The order of pages and of their text: sections, neighbours, the way on."""

from collections import Counter
from dataclasses import dataclass, field

from django import template
from wagtail.blocks import StreamValue
from wagtail.models import Page

from report.public import public_pages
from report.slides import anchor_for

register = template.Library()


@dataclass
class Section:
    """A heading with what stands below it; the first may have none."""

    heading: StreamValue.StreamChild | None
    anchor: str
    blocks: list[StreamValue.StreamChild] = field(default_factory=list)


@register.simple_tag
def sections(body: StreamValue) -> list[Section]:
    """`{% sections page.body as sections %}`: the text, divided at its headings."""
    seen: Counter[str] = Counter()
    found: list[Section] = []
    for block in body:
        if block.block_type == "heading":
            found.append(Section(block, anchor_for(block.value, seen)))
        else:
            if not found:
                found.append(Section(None, ""))
            found[-1].blocks.append(block)
    return found


@register.simple_tag
def neighbours(page: Page) -> dict[str, Page | None]:
    """`{% neighbours page as near %}`: the readable pages before and after this one, in order."""
    if not page.path:
        return {"previous": None, "next": None}
    siblings = public_pages().sibling_of(page)
    return {
        "previous": siblings.filter(path__lt=page.path).last(),
        "next": siblings.filter(path__gt=page.path).first(),
    }


@register.simple_tag
def following(areas: list) -> object | None:
    """`{% following chrome.areas as onward %}`: the area after the current one, round and round."""
    for position, area in enumerate(areas):
        if area.current and len(areas) > 1:
            return areas[(position + 1) % len(areas)]
    return None


@register.filter
def are_short(items: list) -> bool:
    """Whether points are few words each, so that two columns of them can be read."""
    texts = [len(str(item.source if hasattr(item, "source") else item)) for item in items]
    return len(texts) > 3 and max(texts, default=0) < 140
