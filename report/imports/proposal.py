"""What a file gives for one statistic: the step between a table and a block."""

from dataclasses import dataclass, field
from decimal import Decimal

from report.imports.cube import Cell


@dataclass(frozen=True)
class GivenPart:
    label: str
    cell: Cell


@dataclass(frozen=True)
class GivenPoint:
    period: str
    cell: Cell
    break_note: str | None = None


@dataclass(frozen=True)
class GivenDerived:
    number: Decimal
    text: str


@dataclass(frozen=True)
class Proposal:
    """The fields of a statistic that a file has something to say about.

    None says nothing: the block keeps what it has. `texts` are the other fields of the block, by
    name, which only files of this site hold.
    """

    value: Cell
    period: str | None = None
    unit: str | None = None
    unit_code: str | None = None
    decimals: int | None = None
    source: str | None = None
    parts: tuple[GivenPart, ...] | None = None
    series: tuple[GivenPoint, ...] | None = None
    derived: tuple[GivenDerived, ...] | None = None
    texts: dict[str, object] = field(default_factory=dict)
