"""The table as text: for programs (.csv) and for a Swedish Excel (.sv.csv)."""

import csv
import io
from collections.abc import Iterable
from decimal import Decimal

from report.statistics.files.table import Cell, header, rows

#: Excel takes a file for UTF-8 only when it begins with this.
BOM = "\ufeff"


def csv_file(figures: Iterable[dict]) -> bytes:
    """RFC 4180 in UTF-8: comma, decimal point, English column names, lines ended by CR LF."""
    return written(header("en"), rows(figures), separator=",", point=".").encode()


def swedish_csv_file(figures: Iterable[dict]) -> bytes:
    """As a Swedish Excel opens it without asking: BOM, semicolon, decimal comma, Swedish names."""
    return (BOM + written(header("sv"), rows(figures), separator=";", point=",")).encode()


def written(names: list[str], table: Iterable[list[Cell]], separator: str, point: str) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(names)
    writer.writerows([shown(cell, point) for cell in row] for row in table)
    return text.getvalue()


def shown(cell: Cell, point: str) -> str:
    """A number with all its digits, never with an exponent or signs between the thousands."""
    if isinstance(cell, Decimal):
        return f"{cell:f}".replace(".", point)
    return cell or ""
