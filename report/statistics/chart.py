"""Where the marks of a series stand: numbers in, per cent of the drawing out.

A chart is an SVG without a viewBox: its marks stretch with the page and its words keep their size.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from report.statistics.labels import (
    ABOVE,
    BELOW,
    PERIODS,
    Box,
    Drawn,
    Line,
    Place,
    Word,
    placed,
    width_of,
)
from report.statistics.number import format_number
from report.statistics.period import format_period
from report.statistics.value import Kind, Missing, StatisticValue

#: Above this, a chart left to us is a line.
MOST_BARS = 12
#: The part of the height, in per cent, that words above and below leave to the marks. More is left
#: below where a number may stand between the lowest mark and the periods.
TOP, BOTTOM, BOTTOM_WITH_NUMBERS = 13.0, 86.0, 80.0
#: The least height of a bar: so little can be told from nothing.
LEAST = 1.0
#: How far from the axis a number's words are still understood on its other side.
NEAR = 10.0


@dataclass(frozen=True)
class Mark:
    """A point in time. All places are per cent; `y` is None where there is no number.

    The number and the period are written at their places, or not where there is no room.
    """

    period: str
    number: Decimal | None
    shown: str
    missing: str
    break_note: str
    x: float
    left: float
    width: float
    y: float | None
    top: float
    height: float
    is_now: bool
    label: Place | None = None
    period_label: Place | None = None

    @property
    def missing_label(self) -> str:
        return Missing(self.missing or Missing.NOT_AVAILABLE).label if self.number is None else ""


@dataclass(frozen=True)
class Segment:
    """The line between two neighbouring points that both have a number."""

    x1: float
    y1: float
    x2: float
    y2: float
    is_last: bool


@dataclass(frozen=True)
class Series:
    """Earlier values and this one, as bars or a line."""

    marks: list[Mark]
    style: str
    zero: float
    kind: str
    from_zero: bool

    @property
    def segments(self) -> list[Segment]:
        return [
            Segment(a.x, a.y, b.x, b.y, b.is_now)
            for a, b in pairwise(self.marks)
            if a.y is not None and b.y is not None and not b.break_note
        ]

    @property
    def breaks(self) -> list[Mark]:
        return [mark for mark in self.marks if mark.break_note]

    @property
    def has_missing(self) -> bool:
        return any(mark.number is None for mark in self.marks)


def series_of(value: StatisticValue, language: str) -> Series | None:
    """The statistic over time, its own value last; None where no chart is wanted or possible."""
    points = [(p["period"], p["number"], p["missing"], p["break_note"]) for p in value["series"]]
    if not points or value.get("chart") == "none":
        return None
    own = (value["period"], value.number, value.missing_reason, value.get("break_note", ""))
    points = [p for p in points if p[0] != own[0]] + [own]
    numbers = [number for _, number, _, _ in points if number is not None]
    if len(numbers) < 2:
        return None
    style = value.get("chart") or ("bars" if len(points) <= MOST_BARS else "line")
    low, high = extent([float(n) for n in numbers], from_zero=style == "bars")
    bottom = BOTTOM_WITH_NUMBERS if style == "line" or low < 0 else BOTTOM

    def place(number: float) -> float:
        return round(TOP + (high - number) / (high - low) * (bottom - TOP), 2)

    decimals = value.displayed_decimals
    zero = place(min(max(0.0, low), high))
    step, last = 100 / len(points), len(points) - 1
    marks = []
    for i, (period, number, missing, break_note) in enumerate(points):
        y = None if number is None else place(float(number))
        # Neither what is missing nor zero has a bar.
        height = round(max(abs(zero - y), LEAST), 2) if number else 0.0
        left, width = step * i, step * 0.8
        if style == "line":  # points reach from edge to edge
            left, width = 1.5 + 97 * (i - 0.5) / last, 97 / last
        marks.append(
            Mark(
                period=format_period(period, language),
                number=number,
                shown="–" if number is None else format_number(number, language, decimals),
                missing=missing if number is None else "",
                break_note=break_note or "",
                x=round(left + width / 2, 2),
                left=round(left, 2),
                width=round(width, 2),
                y=y,
                top=round(zero - height, 2) if number and number > 0 else zero,
                height=height,
                is_now=i == last,
            )
        )
    kind = value.get("kind") or Kind.OUTCOME
    return labelled(Series(marks, style, zero, kind, low <= 0 <= high))


def labelled(series: Series) -> Series:
    """The series with its words in their places, those that matter first.

    These are the last, the first, the highest and the lowest number, and that one is missing. Of
    the rest, those are written that fit in the columns of their marks; on a line, where all fit.
    """
    marks, last = series.marks, len(series.marks) - 1
    known = [i for i, mark in enumerate(marks) if mark.number is not None]
    highest = max(known, key=lambda i: marks[i].number)
    lowest = min(known, key=lambda i: marks[i].number)
    missing = [i for i, mark in enumerate(marks) if mark.number is None]
    matter = list(dict.fromkeys([last, 0, highest, lowest, *missing]))
    rest = [i for i in known if i not in matter]
    longest = max((width_of(marks[i].shown) for i in rest), default=0.0)
    column = (marks[-1].x - marks[0].x) / 100 / last

    def least(i: int) -> float:
        if i in matter:
            return 0.0
        return (longest if series.style == "line" else width_of(marks[i].shown)) / column

    order = [*matter, *rest]
    numbers = placed(
        (Word(marks[i].shown, places(series, i), least(i)) for i in order), drawn(series)
    )
    periods = placed((Word(marks[i].period, beside(series, i, PERIODS)) for i in order), Drawn())
    label, period = dict(zip(order, numbers, strict=True)), dict(zip(order, periods, strict=True))
    return replace(
        series,
        marks=[
            replace(mark, label=label[i], period_label=period[i]) for i, mark in enumerate(marks)
        ],
    )


def drawn(series: Series) -> Drawn:
    """What words must keep away from."""
    axis = Line(0, series.zero, 100, series.zero)
    if series.style == "line":
        lines = [Line(part.x1, part.y1, part.x2, part.y2) for part in series.segments]
        points = [(mark.x, mark.y) for mark in series.marks if mark.y is not None]
        return Drawn(lines=[axis, *lines], points=points)
    bars = [Box(m.left, m.top, m.left + m.width, m.top + m.height) for m in series.marks]
    return Drawn(lines=[axis], bars=bars)


def places(series: Series, i: int) -> list[Place]:
    """Where a number may stand: under what is negative, above all else; out of a line's way."""
    mark = series.marks[i]
    if mark.number is None:
        return beside(series, i, series.zero, ABOVE)
    if series.style == "bars":
        return beside(series, i, mark.y, BELOW if mark.number < 0 else ABOVE)
    around = [m.number for m in series.marks[max(i - 1, 0) : i + 2] if m.number is not None]
    in_valley = mark.number == min(around) < max(around)
    sides = (BELOW, ABOVE) if mark.number < 0 or in_valley else (ABOVE, BELOW)
    found = [place for side in sides for place in beside(series, i, mark.y, side)]
    # A line that rises or falls steeply leaves room on one side of its points only.
    found += [Place(mark.x, mark.y, side, align) for side in sides for align in ("ends", "begins")]
    # The axis leaves no room on its side of the points that are near, but has some behind it.
    if abs(mark.y - series.zero) < NEAR:
        found += beside(series, i, series.zero, BELOW if mark.y <= series.zero else ABOVE)
    return found


def beside(series: Series, i: int, y: float, dy: float = 0.0) -> list[Place]:
    """At this height, in the middle of a mark; the first and the last also flush with the edge.

    A line's first and last points are at the edge, where a middle would reach out.
    """
    mark, last = series.marks[i], len(series.marks) - 1
    middle = Place(mark.x, y, dy)
    if i == 0:
        flush = Place(round(max(mark.left, 0.0), 2), y, dy, "begins")
    elif i == last:
        flush = Place(round(min(mark.left + mark.width, 100.0), 2), y, dy, "ends")
    else:
        return [middle]
    return [flush] if series.style == "line" else [middle, flush]


def extent(numbers: list[float], from_zero: bool) -> tuple[float, float]:
    """The lowest and highest value of the scale. Bars begin at zero; a line need not."""
    low, high = min(numbers), max(numbers)
    if from_zero or low <= 0 <= high or (low > 0 and (high - low) > high / 2):
        low, high = min(low, 0.0), max(high, 0.0)
    elif low == high:
        low, high = low - abs(low) / 2, high + abs(high) / 2
    else:
        margin = (high - low) / 4
        low, high = low - margin, high + margin
    return (low, high) if low < high else (low, low + 1)


def as_sentence(series: Series) -> list[tuple[str, str]]:
    """First, lowest, highest and last: what a chart says, for those who do not see it."""
    known = [mark for mark in series.marks if mark.number is not None]
    chosen = [known[0], min(known, key=lambda m: m.number), max(known, key=lambda m: m.number)]
    return [(mark.period, mark.shown) for mark in [*chosen, known[-1]]]
