"""An Excel workbook becomes a grid: its values, never its formulas, links or macros."""

import io
import logging
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils.translation import gettext
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from report.imports.grid import Field, Grid, Unusable, trimmed
from report.imports.limits import MAX_FIELDS, Tick, too_many
from report.imports.notation import shortened
from report.imports.packed import check_packed, unreadable
from report.imports.refusal import ImportRefused
from report.statistics.number import Percentage

log = logging.getLogger(__name__)
TRUE_FALSE = {True: "TRUE", False: "FALSE"}


class Book:
    """An .xlsx whose sheets can be read; making one raises ImportRefused for what is none."""

    def __init__(self, data: bytes):
        check_packed(data)
        self._data = data
        with _readable():
            self._book = _opened(data, data_only=True)
            self.sheets = [s.title for s in self._book.worksheets if s.sheet_state == "visible"]

    def grid(self, sheet: str, tick: Tick) -> Grid:
        """The sheet's fields. Raises ImportRefused."""
        with _readable():
            rows = _rows(self._book[sheet], tick)
            if self._has_formulas():
                formulas = _opened(self._data, data_only=False)
                _find_unanswered(formulas[sheet], rows)
        while rows and not rows[-1]:
            rows.pop()
        return Grid(rows)

    def _has_formulas(self) -> bool:
        """Only then are the sheets read once more, to see which formulas have no result."""
        with zipfile.ZipFile(io.BytesIO(self._data)) as archive:
            sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
            return any(b"<f" in archive.read(name) for name in sheets)


@contextmanager
def _readable() -> Iterator[None]:
    """Whatever fails is one sentence: a hostile or damaged file can fail in any way."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that we do not use
            yield
    except ImportRefused:
        raise
    except Exception as error:
        log.info("A workbook was refused: %s", type(error).__name__)
        raise unreadable() from None


def _opened(data: bytes, *, data_only: bool) -> Workbook:
    return load_workbook(io.BytesIO(data), read_only=True, data_only=data_only, keep_links=False)


def _rows(sheet: ReadOnlyWorksheet, tick: Tick) -> list[list[Field]]:
    rows, fields = [], 0
    for cells in _cells(sheet):
        row = trimmed([_field(cell) for cell in cells])
        rows.append(row)
        fields += len(row) + 1
        if fields > MAX_FIELDS:
            raise too_many(MAX_FIELDS)
        tick(len(row))
    return rows


def _cells(sheet: ReadOnlyWorksheet) -> Iterator[tuple]:
    sheet.reset_dimensions()  # what a file declares of itself may be wrong, or a trap
    return sheet.iter_rows()


def _field(cell) -> Field:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "e":
        return Unusable(
            str(value),
            gettext("The cell shows the error %(error)s. Mend it in Excel and save the workbook.")
            % {"error": value},
        )
    if isinstance(value, bool):
        return TRUE_FALSE[value]
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    if isinstance(value, datetime | date | time | timedelta):
        return _date(value)
    return str(value)


def _number(value: int | float, number_format: str) -> Decimal:
    """At most fifteen digits. A cell that shows per cent holds a fraction: 0.41 shows 41 %."""
    number = Decimal(str(value))
    if "%" in number_format:
        number = Percentage(number * 100)
    return shortened(number)


def _date(value: date | time | timedelta) -> Unusable:
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        value = value.date()
    return Unusable(
        str(value),
        gettext(
            "The cell holds a date or a time, not a number. Give the cell the format “Number” in "
            "Excel and write the number anew."
        ),
        is_label=True,
    )


def _find_unanswered(sheet: ReadOnlyWorksheet, rows: list[list[Field]]) -> None:
    """Mark the formulas whose result is not saved in the file: empty here, a number in Excel."""
    for row, cells in zip(rows, _cells(sheet), strict=False):
        for place, cell in enumerate(cells):
            if cell.data_type == "f" and (place >= len(row) or row[place] == ""):
                row.extend([""] * (place + 1 - len(row)))
                row[place] = Unusable(
                    "",
                    gettext(
                        "The cell holds a formula without a saved result. Open the workbook in "
                        "Excel, save it and try again."
                    ),
                )
