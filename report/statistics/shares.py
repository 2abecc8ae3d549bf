"""How the whole divides: the pieces of a share bar, or rows where a bar cannot tell them."""

from dataclasses import dataclass
from decimal import Decimal

from report.statistics.value import StatisticValue

#: Above this, parts are told as rows: a bar with more pieces can no longer be read.
MOST_PIECES = 4


@dataclass(frozen=True)
class Piece:
    """A part of the whole; `start` and `width` are per cent of the bar, `fill` its pattern."""

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
    #: Whether shares say anything: not where parts are negative or there is nothing to share.
    has_shares: bool

    @property
    def split(self) -> int:
        """Where the second of two pieces begins, in whole per cent, for the label below it."""
        return min(max(round(self.pieces[0].width), 20), 70)

    @property
    def rest(self) -> int:
        return 100 - self.split


def shares_of(value: StatisticValue) -> Shares | None:
    """The parts of the statistic; None when it has none or only one."""
    parts = value.shared_parts
    if len(parts) < 2:
        return None
    # Parts that do not add up to the value leave a piece of the bar empty, as they should.
    whole = max(value.number or 0, sum(part.number for part in parts))
    has_shares = whole > 0 and all(part.number >= 0 for part in parts)
    is_bar = has_shares and len(parts) <= MOST_PIECES
    largest = max(abs(part.number) for part in parts) or 1
    pieces, start = [], 0.0
    for position, part in enumerate(parts, 1):
        width = float(abs(part.number) / (whole if is_bar else largest) * 100)
        fill = position if is_bar else 1
        pieces.append(
            Piece(part.label, part.number, part.share, round(start, 2), round(width, 2), fill)
        )
        start += width if is_bar else 0
    return Shares(pieces, is_bar, has_shares)
