"""Where the marks of a series stand: numbers in, per cent of the drawing out.

A chart is an SVG without a viewBox: its marks stretch with the page and its words keep their size.
"""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from report.statistics.number import format_number
from report.statistics.period import format_period
from report.statistics.value import Kind, Missing, StatisticValue

#: Above this, a chart left to us is a line.
MOST_BARS = 12
#: The part of the height, in per cent, that words above and below leave to the marks.
TOP, BOTTOM = 13.0, 86.0
#: Widths of a chart in pixels: a phone, half a screen. A label is about seven pixels a character.
NARROW, MIDDLE, CHARACTER = 300, 520, 7.2
#: How far above or below its mark a label stands, in pixels.
ABOVE, BELOW = -8, 20


@dataclass(frozen=True)
class Mark:
    """A point in time. All places are per cent; `y` is None where there is no number."""

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
    label_y: float
    is_now: bool
    align: str
    label_dy: int
    value_shows: str
    period_shows: str

    @property
    def label_x(self) -> float:
        """Where the words begin, end or have their middle, as `align` says."""
        end = round(min(self.left + self.width, 100.0), 2)
        ends = {"begins": max(self.left, 0.0), "ends": end}
        return ends.get(self.align, self.x)

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

    def place(number: float) -> float:
        return round(TOP + (high - number) / (high - low) * (BOTTOM - TOP), 2)

    decimals = value.displayed_decimals
    words = [
        format_number(n, language, decimals) if n is not None else "–" for _, n, _, _ in points
    ]
    periods = [format_period(period, language) for period, _, _, _ in points]
    zero = place(min(max(0.0, low), high))
    step = 100 / len(points)
    show = labelling(words, periods)
    last = len(points) - 1
    numbers_at = [number for _, number, _, _ in points]
    crowded = style == "line" or show[0][min(1, last)] not in ("", "in-narrow")
    marks = []
    for i, (_, number, missing, break_note) in enumerate(points):
        y = None if number is None else place(float(number))
        left, width = step * i, step * 0.8
        if style == "line":  # points reach from edge to edge
            left, width = 1.5 + 97 * (i - 0.5) / last, 97 / last
        marks.append(
            Mark(
                period=periods[i],
                number=number,
                shown=words[i],
                missing=missing if number is None else "",
                break_note=break_note or "",
                x=round(left + width / 2, 2),
                left=round(left, 2),
                width=round(width, 2),
                y=y,
                top=zero if y is None else min(y, zero),
                height=0.0 if y is None else round(max(abs(zero - y), 0.6), 2),
                label_y=zero if y is None else y,
                is_now=i == last,
                align={0: "begins", last: "ends"}.get(i, "") if crowded else "",
                label_dy=BELOW if is_below(i, numbers_at, style) else ABOVE,
                value_shows=show[0][i],
                period_shows=show[1][i],
            )
        )
    return Series(marks, style, zero, value.get("kind") or Kind.OUTCOME, low <= 0 <= high)


def is_below(i: int, numbers: list[Decimal | None], style: str) -> bool:
    """Whether a point's label stands below it: under what is negative, out of the way of a line."""
    number = numbers[i]
    if number is None:
        return False
    if style == "bars":
        return number < 0
    following = numbers[i + 1] if i + 1 < len(numbers) else None
    return following is not None and following > number


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


def labelling(words: list[str], periods: list[str]) -> tuple[list[str], list[str]]:
    """For each point, how wide a chart must be to show its value and its period: a CSS class each.

    The first and the last are always shown; the others only where they cannot collide.
    """

    def classes(labels: list[str]) -> list[str]:
        needed = len(labels) * (max(map(len, labels)) * CHARACTER + 8)
        rest = "in-narrow" if needed <= NARROW else "in-middle" if needed <= MIDDLE else "in-wide"
        if needed > 2 * MIDDLE:
            rest = "never"
        last = len(labels) - 1
        return ["" if i in (0, last) else rest for i in range(len(labels))]

    return classes(words), classes(periods)


def as_sentence(series: Series) -> list[tuple[str, str]]:
    """First, lowest, highest and last: what a chart says, for those who do not see it."""
    known = [mark for mark in series.marks if mark.number is not None]
    chosen = [known[0], min(known, key=lambda m: m.number), max(known, key=lambda m: m.number)]
    return [(mark.period, mark.shown) for mark in [*chosen, known[-1]]]
