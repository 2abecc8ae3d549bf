"""The site's own files come back: the layout of `report.statistics.files.table`, edited or not."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from report.imports.cube import Cell
from report.imports.grid import Field, Grid, Unusable, is_empty, label
from report.imports.notation import Notation, parse
from report.imports.proposal import GivenDerived, GivenPart, GivenPoint, Proposal
from report.imports.refusal import ImportRefused
from report.imports.table import check_width
from report.statistics.files import table
from report.statistics.number import as_typed
from report.statistics.value import Kind, Missing, UnitCode

#: Columns that hold one of a few codes.
CODES = {
    "measure": table.MEASURES,
    "status": tuple(Missing.values),
    "unit_code": tuple(UnitCode.values),
    "kind": tuple(Kind.values),
    "example": ("true", "false"),
}
#: What the file says of a statistic beside its numbers, under the names of the block.
TEXTS = ("heading", "label", "unit", "unit_code", "kind", "qualifier", "comment", "break_note")


@dataclass(frozen=True)
class SiteFile:
    """The statistics of a file, by a name that an editor knows them by."""

    given: dict[str, Proposal]

    def one(self, name: str = "") -> Proposal:
        """The statistic by its name, or the only one. Raises ImportRefused."""
        if name in self.given:
            return self.given[name]
        if not name and len(self.given) == 1:
            return next(iter(self.given.values()))
        raise ImportRefused(
            gettext("The file holds %(count)s statistics. Choose which one: %(known)s.")
            % {"count": len(self.given), "known": ", ".join(self.given)}
        )


def is_ours(grid: Grid) -> bool:
    """Whether the first row is the header of a file that the site has published."""
    return bool(grid.rows) and table.is_ours(map(label, grid.rows[0]))


def is_about(grid: Grid) -> bool:
    """Whether this is the sheet that stands before the table and tells what its columns are."""
    told = {label(row[0]).lower() for row in grid.rows if row}
    return len(told & table.ENGLISH.keys()) > len(table.COLUMNS) // 2


def read(grid: Grid) -> SiteFile:
    """The statistics of the file. Raises ImportRefused with row and column."""
    if not is_ours(grid):
        raise ImportRefused(
            gettext(
                "The file is not one that this site has published: the columns are others. Choose "
                "another source."
            )
        )
    header = [label(field).lower() for field in grid.rows[0]]
    notation = Notation.SWEDISH if table.COLUMNS["value"] in header else Notation.ENGLISH
    names = [table.ENGLISH.get(name, "") for name in header]
    rows = [
        [
            _at(number, column, lambda n=name, c=content: _content(n, c, notation))
            for column, (name, content) in enumerate(zip(names, row, strict=False), 1)
        ]
        for number, row in enumerate(grid.rows[1:], 2)
        if row
    ]
    for number, row in enumerate(grid.rows[1:], 2):
        check_width(number, row or header, len(header), grid.is_text)
    _check_measures(names, rows)
    try:
        found = table.read(header, rows)
    except KeyError:
        raise ImportRefused(
            gettext("The statistic’s row “value” is missing in the file. Fetch it anew.")
        ) from None
    if not found:
        raise ImportRefused(gettext("The file holds no statistic. Fetch it anew."))
    return SiteFile({_name(one, found): _proposal(one) for one in found})


def _at(row: int, column: int, read: Callable[[], table.Cell]) -> table.Cell:
    """What is read, or the refusal with its place."""
    try:
        return read()
    except ImportRefused as refused:
        raise ImportRefused(refused.sentence, row, column) from None


def _content(name: str, content: Field, notation: Notation) -> table.Cell:
    if is_empty(content) and not (content and name not in table.NUMERIC):
        return None
    if name in table.NUMERIC:
        if isinstance(content, Unusable):
            raise ImportRefused(content.reason)
        return content if isinstance(content, Decimal) else parse(content, notation)
    text = content if isinstance(content, str) else label(content)
    if name in CODES and text.lower() not in CODES[name]:
        raise ImportRefused(
            gettext("“%(text)s” is no code of “%(column)s”. Write one of: %(known)s.")
            % {"text": as_typed(text), "column": name, "known": ", ".join(CODES[name])}
        )
    return text.lower() if name in CODES else text


def _check_measures(names: list[str], rows: list[list[table.Cell]]) -> None:
    """Every row says what it is, and parts and derived numbers have a number."""
    measure, value = names.index("measure"), names.index("value")
    for number, row in enumerate(rows, 2):
        kind = row[measure] if measure < len(row) else None
        if kind is None:
            raise ImportRefused(
                gettext("The row does not say what it is. Write one of: %(known)s.")
                % {"known": ", ".join(table.MEASURES)},
                number,
                measure + 1,
            )
        if kind in ("part", "derived") and (value >= len(row) or row[value] is None):
            raise ImportRefused(
                gettext("A part and a derived number need a number."), number, value + 1
            )


def _name(one: dict, others: list[dict]) -> str:
    """The slug; with the edition where the file has several."""
    name = str(one["slug"] or one["heading"] or one["id"])
    same = [other for other in others if other["slug"] == one["slug"]]
    return f"{name} ({one['year']})" if len(same) > 1 else name


def _proposal(one: dict) -> Proposal:
    texts = {name: one[name] or "" for name in TEXTS}
    texts["decimals"] = "" if one["decimals"] is None else str(one["decimals"])
    texts["is_example"] = one["is_example"]
    if one["source"]:
        texts |= {"source": one["source"]["name"], "source_url": one["source"]["url"] or ""}
    return Proposal(
        value=_cell(one),
        period=one["period"],
        unit_code=one["unit_code"],
        parts=tuple(GivenPart(part["label"] or "", Cell(part["value"])) for part in one["parts"]),
        derived=tuple(GivenDerived(item["value"], item["text"] or "") for item in one["derived"]),
        series=tuple(
            GivenPoint(point["period"] or "", _cell(point), point["break_note"] or "")
            for point in one["series"]
        ),
        texts=texts,
    )


def _cell(told: dict) -> Cell:
    if told["value"] is not None:
        return Cell(told["value"])
    return Cell(None, told["missing"] or Missing.NOT_AVAILABLE.value)
