"""Where the marks of a chart stand. Numbers in, per cent of the drawing out; templates do the rest.

A chart is an SVG without a viewBox: its marks stretch with the page and its words keep their size.
"""

from dataclasses import dataclass
from decimal import Decimal

from report.statistics.number import format_number
from report.statistics.period import format_period
from report.statistics.value import Kind, Missing, StatisticValue

#: Above this, parts are told as rows: a bar with more pieces can no longer be read.
MOST_PIECES = 4
#: Above this, a chart left to us is a line.
MOST_BARS = 12
#: The part of the height, in per cent, that words above and below leave to the marks.
TOP, BOTTOM = 13.0, 86.0
#: Widths of a chart in pixels: a phone, half a screen. A label is about seven pixels a character.
NARROW, MIDDLE, CHARACTER = 300, 520, 7.2


@dataclass(frozen=True)
class Piece:
    """A part of the whole. `start` and `width` are per cent of the bar; `fill` numbers its pattern."""

    label: str
    number: Decimal
    share: Decimal | None
    start: float
    width: float
    fill: int


@dataclass(frozen=True)
class Shares:
    """The parts of a statistic: as one bar, or as rows where a bar cannot tell them."""

    pieces: list[Piece]
    is_bar: bool

    @property
    def split(self) -> int:
        """Where the second of two pieces begins, in whole per cent, for labels that stand below it."""
        return min(max(round(self.pieces[0].width), 20), 70)

    @property
    def rest(self) -> int:
        return 100 - self.split


@dataclass(frozen=True)
class Mark:
    """A point in time. All places are per cent; `y` is None where there is no number, never zero."""

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
    value_shows: str
    period_shows: str

    @property
    def middle(self) -> float:
        """The middle of the bar."""
        return round(self.left + self.width / 2, 2)

    @property
    def label_dy(self) -> int:
        """The label's distance in pixels: above what is positive, below what is negative."""
        return 16 if self.number is not None and self.number < 0 else -8

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


@dataclass(frozen=True)
class Series:
    """Earlier values and this one, as bars or a line."""

    marks: list[Mark]
    style: str
    zero: float
    kind: str

    @property
    def segments(self) -> list[Segment]:
        pairs = zip(self.marks, self.marks[1:], strict=False)
        return [
            Segment(a.x, a.y, b.x, b.y)
            for a, b in pairs
            if a.y is not None and b.y is not None and not b.break_note
        ]

    @property
    def breaks(self) -> list[Mark]:
        return [mark for mark in self.marks if mark.break_note]

    @property
    def has_missing(self) -> bool:
        return any(mark.number is None for mark in self.marks)


def shares_of(value: StatisticValue) -> Shares | None:
    """The parts of the statistic; None when it has none or only one."""
    parts = value.shared_parts
    if len(parts) < 2:
        return None
    whole = sum(abs(part.number) for part in parts)
    is_bar = (
        len(parts) <= MOST_PIECES and whole > 0 and all(part.number >= 0 for part in parts)
    )
    largest = max(abs(part.number) for part in parts) or 1
    pieces, start = [], 0.0
    for position, part in enumerate(parts, 1):
        width = float(abs(part.number) / (whole if is_bar else largest) * 100)
        fill = position if is_bar else 1
        pieces.append(
            Piece(part.label, part.number, part.share, round(start, 2), round(width, 2), fill)
        )
        start += width if is_bar else 0
    return Shares(pieces, is_bar)


def series_of(value: StatisticValue, language: str) -> Series | None:
    """The statistic's values over time, its own last; None where a chart is not wanted or possible."""
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
    words = [format_number(n, language, decimals) if n is not None else "–" for _, n, _, _ in points]
    periods = [format_period(period, language) for period, _, _, _ in points]
    zero = place(min(max(0.0, low), high))
    step = 100 / len(points)
    show = labelling(words, periods)
    marks = []
    for i, (_, number, missing, break_note) in enumerate(points):
        y = None if number is None else place(float(number))
        top = zero if y is None else min(y, zero)
        marks.append(
            Mark(
                period=periods[i],
                number=number,
                shown=words[i],
                missing=missing if number is None else "",
                break_note=break_note or "",
                x=round(step * (i + 0.5), 2),
                left=round(step * i, 2),
                width=round(step * (0.8 if len(points) <= MOST_BARS else 0.7), 2),
                y=y,
                top=top,
                height=0.0 if y is None else max(abs(zero - y), 0.6),
                label_y=zero if y is None else y,
                is_now=i == len(points) - 1,
                value_shows=show[0][i],
                period_shows=show[1][i],
            )
        )
    return Series(marks, style, zero, value.get("kind") or Kind.OUTCOME)


def extent(numbers: list[float], from_zero: bool) -> tuple[float, float]:
    """The lowest and highest value of the scale. Bars begin at zero; a line may leave it far below."""
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
        rest = "" if needed <= NARROW else "in-middle" if needed <= MIDDLE else "in-wide"
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
