"""Text with separators becomes a grid: CSV files, and what is pasted from a spreadsheet."""

import csv
import io
from collections import Counter

from django.utils.translation import gettext

from report.imports.grid import Grid, filled
from report.imports.limits import MAX_FIELDS, too_many
from report.imports.refusal import ImportRefused

DELIMITERS = "\t;,"
#: So many rows tell which delimiter a file has.
SAMPLE = 50


def grid_of(text: str) -> Grid:
    """The rows of the text. Raises ImportRefused for broken quotes and too many fields."""
    delimiter = delimiter_of(text)
    rows, fields = [], 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            # A field may hold line breaks; a spreadsheet counts rows, not lines.
            line = reader.line_num + 1
            fields += len(row)
            if fields > MAX_FIELDS:
                raise too_many(MAX_FIELDS)
            rows.append(row if filled(row) else [])
    except csv.Error:
        raise ImportRefused(
            gettext(
                "The quotation marks do not match: one is opened and never closed, or text stands "
                "beside a quoted field. Save the table anew as CSV and try again."
            ),
            row=line,
        ) from None
    while rows and not rows[-1]:
        rows.pop()
    return Grid(rows, is_text=True)


def delimiter_of(text: str) -> str:
    """The sign that divides most rows into the same number of fields, more than one."""
    best, most = ",", (0, 0)
    sample = "".join(text.splitlines(keepends=True)[:SAMPLE])
    for delimiter in DELIMITERS:
        try:
            rows = list(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter))
        except csv.Error:
            continue
        widths = Counter(len(row) for row in rows if len(row) > 1)
        if widths:
            width, count = widths.most_common(1)[0]
            if (count, width) > most:
                best, most = delimiter, (count, width)
    return best
