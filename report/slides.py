"""The statistics of an area as slides of its scene: in order, each with an address and a way on."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from django.utils.text import slugify
from wagtail.blocks import StreamValue, StructValue

from report.layers import OwnPictures, Point


@dataclass
class Slide:
    """One statistic in the scene. `anchor` is its address on the page."""

    block: StreamValue.StreamChild
    anchor: str
    position: int
    total: int
    previous: "Slide | None" = None
    next: "Slide | None" = None

    @property
    def heading(self) -> str:
        return self.block.value["heading"]


@dataclass(frozen=True)
class Sign:
    """An information sign in the picture. `box` is the id of the infobox that it opens."""

    heading: str
    box: str
    anchor: str
    shift: int
    wide: tuple[str, str] | None
    upright: tuple[str, str] | None

    @property
    def side(self) -> str:
        """Which edge of a phone the sign is near, so that its label goes the other way."""
        across = float(self.upright[0].removesuffix("%")) if self.upright else 50.0
        return "start" if across < 34 else "end" if across > 66 else ""


@dataclass(frozen=True)
class Loose:
    """An infobox that belongs to the picture and to no statistic."""

    block: StreamValue.StreamChild
    anchor: str


def slides_of(statistics: StreamValue) -> list[Slide]:
    """The area's statistics, tied to their neighbours."""
    blocks = [block for block in statistics if block.block_type == "statistic"]
    seen: Counter[str] = Counter()
    slides = [
        Slide(block, anchor_for(block.value["heading"], seen), position, len(blocks))
        for position, block in enumerate(blocks, 1)
    ]
    for slide, following in pairwise(slides):
        slide.next, following.previous = following, slide
    return slides


def headline_of(statistics: StreamValue, chosen: set[UUID]) -> Slide | None:
    """The slide that the cover shows of an area: the chosen one, or else the first."""
    slides = slides_of(statistics)
    wanted = (slide for slide in slides if slide.block.value["statistic_id"] in chosen)
    return next(wanted, slides[0] if slides else None)


def loose_of(statistics: StreamValue) -> list[Loose]:
    """The infoboxes that stand on their own."""
    blocks = [block for block in statistics if block.block_type == "infobox"]
    return [Loose(block, f"box-{position}") for position, block in enumerate(blocks, 1)]


def signs_of(slides: list[Slide], loose: list[Loose], own: OwnPictures | None) -> list[Sign]:
    """The signs: at named anchors in a drawing of ours, at points in an editor's own picture."""
    boxes = [(s.block.value, f"{s.anchor}-info") for s in slides if s.block.value["infobox"]]
    boxes += [(box.block.value, box.anchor) for box in loose]
    taken: Counter[str] = Counter()
    signs = []
    for value, box in boxes:
        whole = point(value, "x", "y") if own else None
        anchor = "" if own else value["anchor"]
        if not (whole or anchor):
            continue
        wide = upright = None
        if whole:
            wide = lengths(own.wide(*whole))
            upright = lengths(point(value, "upright_x", "upright_y") or own.upright(*whole))
        signs.append(Sign(value["heading"], box, anchor, taken[anchor], wide, upright))
        taken[anchor] += 1
    return signs


def point(value: StructValue, x: str, y: str) -> Point | None:
    """A place in per cent; None when not given in full."""
    if value[x] is None or value[y] is None:
        return None
    return float(value[x]), float(value[y])


def lengths(place: Point) -> tuple[str, str]:
    """A place as SVG writes lengths, never beyond the picture's edges."""
    return tuple(f"{min(max(round(number, 2), 0.0), 100.0):g}%" for number in place)


def anchor_for(heading: str, seen: Counter[str]) -> str:
    """An address made from the heading; a number tells equal ones apart."""
    anchor = slugify(heading) or "statistik"
    seen[anchor] += 1
    return anchor if seen[anchor] == 1 else f"{anchor}-{seen[anchor]}"
