"""The sheet that PxWeb writes: a title, headings from the third row, labels written once."""

from django.utils.translation import gettext

from report.imports.columns import Heading
from report.imports.grid import Field, Grid, filled, is_empty, label
from report.imports.refusal import ImportRefused
from report.imports.table import Table

FIRST_HEADING = 2  # the third row


def is_pxweb(grid: Grid) -> bool:
    """Whether the sheet has PxWeb's shape: a title, an empty row, headings that begin later."""
    rows = grid.rows
    return (
        not grid.is_text
        and len(rows) > FIRST_HEADING + 1
        and filled(rows[0]) == 1
        and not rows[1]
        and bool(rows[FIRST_HEADING])
        and is_empty(rows[FIRST_HEADING][0])
    )


def pxweb_table(grid: Grid) -> Table:
    """The table, its labels written out in every row and column. Raises ImportRefused.

    The sheet does not name its dimensions: they are named after where they stand.
    """
    rows = grid.rows
    stubs = next(place for place, field in enumerate(rows[FIRST_HEADING]) if not is_empty(field))
    first = FIRST_HEADING
    while first < len(rows) and rows[first] and is_empty(rows[first][0]):
        first += 1
    headings = rows[FIRST_HEADING:first]
    width = max(map(len, headings))
    columns = width - stubs
    last = next((i for i in range(first, len(rows)) if not rows[i]), len(rows))
    if first == last:
        raise ImportRefused(gettext("There are no numbers below the headings."), row=first + 1)
    body, known = [], [""] * stubs
    for number in range(first, last):
        row = rows[number]
        if len(row) > width:
            raise ImportRefused(
                gettext("There is something to the right of the last heading."),
                number + 1,
                width + 1,
            )
        known = _carried([*row, *[""] * stubs][:stubs], known)
        body.append((number + 1, known, [*row[stubs:], *[""] * (width - max(len(row), stubs))]))
    return Table(
        names=[gettext("Rows %(number)s") % {"number": i + 1} for i in range(stubs)],
        headings=[
            Heading(
                f"columns{i}",
                gettext("Columns %(number)s") % {"number": i},
                _spread(row[stubs:], columns),
            )
            for i, row in enumerate(headings, 1)
        ],
        rows=body,
        columns=list(range(stubs + 1, width + 1)),
        title=label(rows[0][0]),
        notes=[label(row[0]) for row in rows[last:] if row],
    )


def _carried(labels: list[Field], known: list[str]) -> list[str]:
    """The labels of a row; an empty one is the same as above."""
    written = [label(field) for field in labels]
    return [text or before for text, before in zip(written, known, strict=True)]


def _spread(fields: list[Field], columns: int) -> list[str]:
    """The labels of a heading; an empty one is the same as to the left."""
    labels: list[str] = []
    for place in range(columns):
        text = label(fields[place]) if place < len(fields) else ""
        labels.append(text or (labels[-1] if labels else ""))
    return labels
