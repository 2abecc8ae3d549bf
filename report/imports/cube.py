"""The table in the middle: whatever a file looks like, it becomes one of these."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from math import prod

from django.utils.translation import gettext

from report.imports.refusal import ImportRefused


@dataclass(frozen=True)
class Category:
    """One of the things that a dimension tells apart: a region, a year, a measure."""

    code: str
    label: str
    unit: str = ""
    decimals: int | None = None

    @property
    def name(self) -> str:
        """For a list of choices: the label, and the code where it says something else."""
        return self.label if self.label == self.code else f"{self.label} ({self.code})"


@dataclass(frozen=True)
class Dimension:
    """What the numbers are divided by. The codes of time are the product's period codes."""

    code: str
    label: str
    categories: tuple[Category, ...]
    is_time: bool = False

    @cached_property
    def places(self) -> dict[str, int]:
        return {category.code: place for place, category in enumerate(self.categories)}

    def category(self, code: str) -> Category:
        """The category by its code. Raises ImportRefused when there is none."""
        if code not in self.places:
            raise ImportRefused(
                gettext("“%(code)s” is not found in %(dimension)s.")
                % {"code": code, "dimension": self.label}
            )
        return self.categories[self.places[code]]


@dataclass(frozen=True)
class Cell:
    """A number; or why it is missing; or neither, where the file does not say anything."""

    number: Decimal | None
    missing: str = ""

    @property
    def is_told(self) -> bool:
        return self.number is not None or bool(self.missing)


@dataclass
class Cube:
    """Numbers by every combination of categories, row by row: the last dimension runs fastest."""

    dimensions: tuple[Dimension, ...]
    numbers: list[Decimal | None]
    #: Flat place → code of `Missing`; a place without number or reason is not in the file.
    missing: dict[int, str]
    title: str = ""
    publisher: str = ""
    #: Sentences about what the file says and the import leaves out.
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._by_code = {dimension.code: dimension for dimension in self.dimensions}

    def dimension(self, code: str) -> Dimension:
        """The dimension by its code. Raises ImportRefused when there is none."""
        if code not in self._by_code:
            raise ImportRefused(
                gettext("There is no dimension “%(code)s”. The file has: %(known)s.")
                % {"code": code, "known": ", ".join(self._by_code)}
            )
        return self._by_code[code]

    def at(self, codes: Mapping[str, str]) -> Cell:
        """The cell at one category of each dimension; a dimension with only one may be left out."""
        place = 0
        for dimension in self.dimensions:
            code = codes.get(dimension.code) or dimension.categories[0].code
            place = place * len(dimension.categories) + dimension.places[code]
        return Cell(self.numbers[place], self.missing.get(place, ""))

    @property
    def size(self) -> int:
        return prod(len(dimension.categories) for dimension in self.dimensions)
