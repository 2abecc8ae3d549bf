"""The table as a workbook: a sheet that says what it is, and one with the table."""

import io
import zipfile
from datetime import datetime
from decimal import Decimal

from django.utils.translation import get_language, gettext
from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.writer.excel import ExcelWriter

from report.statistics.files.about import about
from report.statistics.files.archive import EPOCH, archive, members_of
from report.statistics.files.table import Cell, header, rows

WIDTHS = {"heading": 40, "label": 40, "value": 16, "measure": 10, "period": 12, "id": 12}
BOLD = Font(bold=True)


def xlsx_file(figures: list[dict]) -> bytes:
    """A workbook in the active language; equal figures give equal bytes."""
    book = Workbook(write_only=True)
    book.properties.creator = ""
    book.properties.created = datetime(*EPOCH)
    sheet = book.create_sheet(gettext("About"))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 90
    for name, text in about(figures, header(get_language())):
        sheet.append([bold(sheet, name), as_text(sheet, text)])

    sheet = book.create_sheet(gettext("Table"))
    sheet.freeze_panes = "A2"
    for letter, name in zip("ABCDEFGHIJKLMNOPQRSTUV", header("en"), strict=True):
        sheet.column_dimensions[letter].width = WIDTHS.get(name, 14)
    sheet.append([bold(sheet, name) for name in header(get_language())])
    for row in rows(figures):
        sheet.append([cell_of(sheet, content) for content in row])
    return dated(book)


def bold(sheet, text: str) -> SheetCell:
    cell = WriteOnlyCell(sheet, text)
    cell.font = BOLD
    return cell


def as_text(sheet, text: str) -> SheetCell:
    """A cell whose text nobody takes for a formula."""
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def cell_of(sheet, content: Cell) -> SheetCell | None:
    """A cell with a real number, shown with all its digits; text as text; nothing as nothing."""
    if not isinstance(content, Decimal):
        return content if content is None else as_text(sheet, content)
    is_whole = content == content.to_integral_value()
    cell = WriteOnlyCell(sheet, int(content) if is_whole else float(content))
    cell.number_format = "0" if is_whole else "0.###############"
    return cell


def dated(book: Workbook) -> bytes:
    """The workbook's file with the same date on every member."""
    book.properties.modified = book.properties.created
    raw = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(raw, "w")).save()
    return archive(members_of(raw.getvalue()))
