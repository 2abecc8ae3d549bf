"""A grid becomes a cube: rows with labels, and columns of numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from math import prod

from django.utils.translation import gettext

from report.imports.columns import Heading, headings_of, label_columns, period_of
from report.imports.cube import Category, Cube, Dimension
from report.imports.grid import Field, Grid, Unusable, label, trimmed
from report.imports.limits import Tick, check_cells
from report.imports.notation import Notation, NotationUnclear, notation_of, parse
from report.imports.refusal import ImportRefused
from report.imports.source import Source, as_symbol, meaning
from report.statistics.number import as_typed

NOTE = re.compile(
    r"källa|source|senaste|latest|last updated|not[er]?\b|fotnot|anm|kommentar|[*¹²³]|\d\)",
    re.IGNORECASE,
)
PUBLISHER = re.compile(r"(?:källa|source)\s*:\s*(.+)", re.IGNORECASE)


@dataclass
class Table:
    """What was found in a grid: who its rows are, what its columns are, where its numbers begin."""

    names: list[str]
    headings: list[Heading]
    rows: list[tuple[int, list[str], list[Field]]]
    #: The column, counted from 1, of each number in a row.
    columns: list[int]
    #: The names of all columns; empty where the editor cannot choose among them.
    header: list[str] = field(default_factory=list)
    title: str = ""
    notes: list[str] = field(default_factory=list)


def plain_table(grid: Grid, labels: list[str] | None = None) -> Table:
    """One header row, then rows. `labels` names the columns that describe the rows.

    A title above and notes below, one field each, are set aside. Raises ImportRefused.
    """
    title, numbered, notes = _parted(grid)
    if len(numbered) < 2:
        raise ImportRefused(
            gettext(
                "There is no table in the file: it needs a row of headings and rows with numbers "
                "below it."
            )
        )
    header_row, header = numbered[0][0], _header(numbered[0][1], numbered[0][0])
    body = numbered[1:]
    for number, row in body:
        check_width(number, row, len(header), grid.is_text)
    found = _chosen(header, labels) or label_columns(header, [row for _, row in body])
    columns = [place for place in range(len(header)) if place not in found]
    if not columns:
        raise ImportRefused(
            gettext("No column holds numbers. Look at the headings of the table."), row=header_row
        )
    rows = [
        (
            number,
            [label(row[place]) if place < len(row) else "" for place in found],
            [row[place] if place < len(row) else "" for place in columns],
        )
        for number, row in body
    ]
    has_time = any(all(period_of(row[1][i]) for row in rows) for i in range(len(found)))
    return Table(
        names=[header[place] for place in found],
        headings=headings_of([header[place] for place in columns], has_time),
        rows=rows,
        columns=[place + 1 for place in columns],
        header=header,
        title=" ".join(title),
        notes=notes,
    )


def _parted(grid: Grid) -> tuple[list[str], list[tuple[int, list[Field]]], list[str]]:
    """What stands above the table, its numbered rows, and what stands below."""
    numbered = [(number, row) for number, row in enumerate(grid.rows, 1) if row]
    wide = [place for place, (_, row) in enumerate(numbered) if len(trimmed(row)) > 1]
    if not wide:
        return [], [], []
    title = [label(row[0]) for _, row in numbered[: wide[0]]]
    end = next(
        (place for place in range(wide[-1] + 1, len(numbered)) if _is_note(grid, *numbered[place])),
        len(numbered),
    )
    return title, numbered[wide[0] : end], [label(row[0]) for _, row in numbered[end:]]


def _is_note(grid: Grid, number: int, row: list[Field]) -> bool:
    """Whether notes begin here: after an empty row, without delimiters, or with their words.

    Below the last row with numbers, a row with a label alone may still be one without a number.
    """
    return (
        not grid.rows[number - 2]
        or (grid.is_text and len(row) == 1)
        or bool(NOTE.match(label(row[0])))
    )


def _header(row: list[Field], number: int) -> list[str]:
    names: dict[str, int] = {}
    for column, name in enumerate(map(label, row), 1):
        if not name:
            if column > 1:
                raise ImportRefused(
                    gettext("The column has no heading. Give it one, or remove the column."),
                    number,
                    column,
                )
            name = gettext("Rows")
        if name.casefold() in {known.casefold() for known in names}:
            raise ImportRefused(
                gettext("The heading “%(name)s” stands more than once.") % {"name": as_typed(name)},
                number,
                column,
            )
        names[name] = column
    return list(names)


def _chosen(header: list[str], labels: list[str] | None) -> list[int]:
    for name in labels or []:
        if name not in header:
            raise ImportRefused(
                gettext("There is no column “%(code)s”. The file has: %(known)s.")
                % {"code": name, "known": ", ".join(header)}
            )
    return [place for place, name in enumerate(header) if name in (labels or [])]


def check_width(number: int, row: list[Field], width: int, is_text: bool) -> None:
    """Refuse a row with more fields than headings; a row of text has to have as many."""
    if len(row) > width or (is_text and len(row) < width):
        raise ImportRefused(
            gettext(
                "The row has %(fields)s fields, but there are %(width)s headings. Look for a "
                "missing or superfluous delimiter."
            )
            % {"fields": len(row), "width": width},
            row=number,
        )


def cube_of(table: Table, source: Source, notation: Notation | None, tick: Tick) -> Cube:
    """Read the table's labels and numbers. Raises ImportRefused with row and column."""
    dimensions, places = _row_dimensions(table)
    heads = [_dimension(h.code, h.name, h.labels) for h in table.headings]
    steps = [
        [dimension.places[period_of(text) if dimension.is_time else text] for text in h.labels]
        for dimension, h in zip(heads, table.headings, strict=True)
    ]
    width = prod(len(dimension.categories) for dimension in heads)
    offsets = [0] * len(table.columns)
    for dimension, step in zip(heads, steps, strict=True):
        offsets = [o * len(dimension.categories) + s for o, s in zip(offsets, step, strict=True)]
    cells = width * prod(len(dimension.categories) for dimension in dimensions)
    check_cells(cells)
    if notation is None:
        notation = _notation(table, source)
    numbers: list[Decimal | None] = [None] * cells
    missing: dict[int, str] = {}
    seen: dict[int, int] = {}
    for (number, _, fields), place in zip(table.rows, places, strict=True):
        if place in seen:
            raise ImportRefused(
                gettext(
                    "The row has the same labels as row %(row)s. Every row has to be about "
                    "something of its own."
                )
                % {"row": seen[place]},
                row=number,
            )
        seen[place] = number
        for content, offset, column in zip(fields, offsets, table.columns, strict=True):
            try:
                found = _read(content, source, notation)
            except ImportRefused as refused:
                raise ImportRefused(refused.sentence, number, column) from None
            if isinstance(found, Decimal):
                numbers[place * width + offset] = found
            else:
                missing[place * width + offset] = found
        tick(len(fields))
    publisher = next((m[1] for note in table.notes if (m := PUBLISHER.match(note))), "")
    return Cube((*dimensions, *heads), numbers, missing, table.title, publisher)


def _notation(table: Table, source: Source) -> Notation:
    texts = (
        (content.strip(), number, column)
        for number, _, fields in table.rows
        for content, column in zip(fields, table.columns, strict=True)
        if isinstance(content, str) and as_symbol(content) is None
    )
    try:
        return notation_of(texts)
    except NotationUnclear:
        if source == Source.SCB:  # PxWeb never writes thousands apart with commas
            return Notation.SWEDISH
        raise


def _read(content: Field, source: Source, notation: Notation) -> Decimal | str:
    """The number, or the code of why it is missing."""
    if isinstance(content, Decimal):
        return content
    if isinstance(content, Unusable):
        raise ImportRefused(content.reason)
    if as_symbol(content) is None:
        return parse(content, notation)
    found = meaning(content, source)
    return found if isinstance(found, Decimal) else found.value


def _row_dimensions(table: Table) -> tuple[list[Dimension], list[int]]:
    """The dimensions of the rows, and each row's place among them all.

    A column of codes beside the column of what they stand for is one dimension, not two.
    """
    columns = [[labels[i] for _, labels, _ in table.rows] for i in range(len(table.names))]
    dimensions, places = [], [0] * len(table.rows)
    for name, texts, codes in _paired(table.names, columns):
        dimension = _dimension(name, name, texts, codes)
        keys = [period_of(c) for c in codes] if dimension.is_time else codes
        size = len(dimension.categories)
        places = [p * size + dimension.places[k] for p, k in zip(places, keys, strict=True)]
        dimensions.append(dimension)
    return dimensions, places


def _paired(
    names: list[str], columns: list[list[str]]
) -> Iterator[tuple[str, list[str], list[str]]]:
    """Name, labels and codes of each column, or of two that always say the same."""
    place = 0
    while place < len(columns):
        one = columns[place]
        two = columns[place + 1] if place + 1 < len(columns) else []
        pairs = len(set(zip(one, two, strict=False)))
        if pairs > 1 and pairs == len(set(one)) == len(set(two)):
            codes, texts = (one, two) if _is_shorter(one, two) else (two, one)
            yield names[place + (texts is two)], texts, codes
            place += 2
        else:
            yield names[place], one, one
            place += 1


def _is_shorter(one: list[str], two: list[str]) -> bool:
    return sum(map(len, one)) <= sum(map(len, two))


def _dimension(code: str, name: str, texts: list[str], codes: list[str] | None = None) -> Dimension:
    """The categories in the order of the file; time where every label is a period of its own."""
    found = dict(zip(codes or texts, texts, strict=True))
    periods = {key: period_of(key) for key in found}
    if all(periods.values()) and len(set(periods.values())) == len(periods):
        timed = (Category(periods[key], text) for key, text in found.items())
        return Dimension(code, name, tuple(timed), is_time=True)
    return Dimension(code, name, tuple(Category(key, text or "–") for key, text in found.items()))
