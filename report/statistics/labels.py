"""Where the words of a chart stand: at their marks, and never on each other, a bar or a line.

A page's chart is as wide as there is room, and its stylesheet shows more words the wider it is. So
every word is tried here in each of those widths, in pixels; what fits in one fits in wider ones.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import product
from typing import NamedTuple

#: The narrowest charts that show more words: the class of these words, and the width in pixels.
WIDTHS = {"": 240, "in-narrow": 272, "in-middle": 512, "in-wide": 704}
HEIGHT = 240
#: The size of the words, how wide one of their characters is at most, and the room between words.
EM, CHARACTER, GAP = 14, 8, 6
#: How far words may reach out of a chart: pages have more room beside it.
OVERHANG = 12
#: How high letters reach over the line they stand on, and how far below it, in their own size.
ASCENT, DESCENT = 0.9, 0.22
#: How far above or below its mark a label stands, in its own size.
ABOVE, BELOW = -0.7, 1.45
#: How far a point of a line reaches from its middle, in pixels.
POINT = 6
#: Where the periods stand, in per cent of the height.
PERIODS = 97


class Line(NamedTuple):
    """A straight line from left to right: in per cent, or in pixels of one width."""

    x1: float
    y1: float
    x2: float
    y2: float

    def at(self, x: float) -> float:
        """How high the line is at a place between its ends."""
        return self.y1 + (self.y2 - self.y1) * (x - self.x1) / ((self.x2 - self.x1) or 1)


class Box(NamedTuple):
    """A rectangle: in per cent, or in pixels of one width."""

    left: float
    top: float
    right: float
    bottom: float

    def scaled(self, width: float) -> "Box":
        """The same in pixels, where it was in per cent."""
        x, y = width / 100, HEIGHT / 100
        return Box(self.left * x, self.top * y, self.right * x, self.bottom * y)

    def meets(self, other: "Box") -> bool:
        """Whether two rectangles lie on each other."""
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)

    def is_crossed(self, line: Line) -> bool:
        """Whether a line runs through the rectangle."""
        left, right = max(self.left, line.x1), min(self.right, line.x2)
        if left > right:
            return False
        ends = line.at(left), line.at(right)
        return min(ends) < self.bottom and max(ends) > self.top


def width_of(text: str) -> float:
    """How many pixels these words may need, with the room to their neighbours."""
    return len(text) * CHARACTER + GAP


@dataclass(frozen=True)
class Place:
    """Where a word begins, ends or has its middle, as `align` says, and how wide a chart shows it.

    `x` and `y` are per cent, `dy` is in the word's own size, `align` and `shows` are CSS classes.
    """

    x: float
    y: float
    dy: float = 0.0
    align: str = ""
    shows: str = ""

    def box(self, words: str, width: float) -> Box:
        """What the words cover, in pixels, in a chart of this width."""
        long = width_of(words)
        before = {"begins": GAP / 2, "ends": long - GAP / 2}.get(self.align, long / 2)
        left = self.x * width / 100 - before
        line = self.y * HEIGHT / 100 + self.dy * EM
        return Box(left, line - ASCENT * EM, left + long, line + DESCENT * EM)


class Word(NamedTuple):
    """Something to be written, and the places where it may stand, the best one first.

    It is kept for charts of at least so many pixels, and written where there is room in those.
    """

    text: str
    places: list[Place]
    least: float = 0.0


@dataclass(frozen=True)
class Drawn:
    """What a chart draws beside words, in per cent; a point is where a line begins or ends."""

    bars: list[Box] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    points: list[tuple[float, float]] = field(default_factory=list)

    def in_pixels(self, width: float) -> tuple[list[Box], list[Line]]:
        """What words must not lie on in a chart of this width."""
        boxes = [bar.scaled(width) for bar in self.bars]
        for x, y in self.points:
            middle, height = x * width / 100, y * HEIGHT / 100
            boxes.append(Box(middle - POINT, height - POINT, middle + POINT, height + POINT))
        return boxes, [Line(*Box(*line).scaled(width)) for line in self.lines]


def placed(words: Iterable[Word], drawn: Drawn) -> list[Place | None]:
    """Where each word stands; None where there is no room. The words that matter come first."""
    obstacles = {width: drawn.in_pixels(width) for width in WIDTHS.values()}
    found: list[tuple[str, Place]] = []

    def fits(text: str, place: Place, width: float) -> bool:
        box = place.box(text, width)
        boxes, lines = obstacles[width]
        if box.left < -OVERHANG or box.right > width + OVERHANG:
            return False
        if any(map(box.meets, boxes)) or any(map(box.is_crossed, lines)):
            return False
        for other, where in found:
            both = max(width, WIDTHS[where.shows])
            if place.box(text, both).meets(where.box(other, both)):
                return False
        return True

    def place_of(word: Word) -> Place | None:
        for (shows, width), place in product(WIDTHS.items(), word.places):
            if width >= word.least and fits(word.text, place, width):
                return replace(place, shows=shows)
        return None

    places = []
    for word in words:
        place = place_of(word)
        places.append(place)
        if place:
            found.append((word.text, place))
    return places
