"""The table as it was understood, small enough to look at."""

from collections.abc import Iterator
from itertools import islice, product
from math import prod

from django.utils.translation import get_language

from report.imports.cube import Cell, Cube
from report.statistics.number import Percentage, format_number, format_percent
from report.statistics.value import Missing

MOST_ROWS, MOST_COLUMNS = 20, 8


class Preview:
    """The first rows and columns: the last dimension stands across, the others down."""

    def __init__(self, cube: Cube):
        self.cube = cube
        *self.down, self.across = cube.dimensions
        self.names = [dimension.label for dimension in self.down]
        self.columns = [c.label for c in self.across.categories[:MOST_COLUMNS]]
        self.hidden_columns = max(0, len(self.across.categories) - MOST_COLUMNS)
        self.total_rows = prod(len(dimension.categories) for dimension in self.down)
        self.hidden_rows = max(0, self.total_rows - MOST_ROWS)

    @property
    def rows(self) -> Iterator[tuple[list[str], list[tuple[str, bool]]]]:
        """The labels of each row, and its cells: what is shown, and whether it is a number."""
        for categories in islice(product(*(d.categories for d in self.down)), MOST_ROWS):
            codes = {d.code: c.code for d, c in zip(self.down, categories, strict=True)}
            cells = [
                self.cube.at({**codes, self.across.code: category.code})
                for category in self.across.categories[:MOST_COLUMNS]
            ]
            yield (
                [category.label for category in categories],
                [(_shown(cell), cell.number is not None) for cell in cells],
            )


def _shown(cell: Cell) -> str:
    if isinstance(cell.number, Percentage):
        return format_percent(cell.number, get_language(), decimals=None)
    if cell.number is not None:
        return format_number(cell.number, get_language())
    return str(Missing(cell.missing).label) if cell.missing else ""
