"""Bytes become a table: what kind of file it is, and the reading as the editor confirmed it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from report.imports import (
    json_text,
    jsonstat,
    kolada,
    pxweb_sheet,
    site_file,
    table,
    text_table,
)
from report.imports.charset import check_letters, decoded
from report.imports.cube import Cube
from report.imports.grid import Grid, label
from report.imports.limits import Tick, check_size, silent
from report.imports.notation import Notation
from report.imports.packed import check_old
from report.imports.refusal import ImportRefused
from report.imports.site_file import SiteFile
from report.imports.source import Source, as_symbol
from report.imports.workbook import Book

PACKED = b"PK"


class Format(models.TextChoices):
    """How a file is built; the bytes tell."""

    JSONSTAT = "json-stat", "JSON-stat"
    KOLADA = "kolada", _("an answer of Kolada's API")
    TEXT = "csv", _("text with separators (CSV)")
    WORKBOOK = "xlsx", _("Excel workbook")


@dataclass(frozen=True)
class Reading:
    """What the editor says about a file, because no file says it of itself.

    `labels` names the columns that describe the rows; empty where the fields may tell.
    """

    source: Source
    notation: Notation | None = None
    sheet: str = ""
    labels: list[str] = field(default_factory=list)


class File:
    """A file that can be read; making one raises ImportRefused for a file that cannot."""

    def __init__(self, data: bytes, tick: Tick = silent):
        check_size(data)
        self.sheets: list[str] = []
        self._grids: dict[str, Grid] = {}
        self.content: object = None
        check_old(data)
        if data.startswith(PACKED):
            self.format = Format.WORKBOOK
            self.book = Book(data)
            self.sheets = self.book.sheets
            self.grid(tick=tick)
            return
        self.text = decoded(data)
        if not self.text.lstrip().startswith(("{", "[")):
            self.format = Format.TEXT
            if not site_file.is_ours(self.grid(tick=tick)):
                check_letters(self.text)
            return
        self.content = json_text.parsed(self.text)
        if kolada.is_kolada(self.content):
            self.format = Format.KOLADA
        elif jsonstat.is_jsonstat(self.content):
            self.format = Format.JSONSTAT
        else:
            raise ImportRefused(
                gettext(
                    "The file is JSON, but neither JSON-stat nor an answer of Kolada's API. Choose "
                    "the format JSON-stat where you fetch the table."
                )
            )

    def grid(self, sheet: str = "", tick: Tick = silent) -> Grid:
        """The fields of a text file, or of one sheet of a workbook; read once."""
        if sheet not in self._grids:
            self._grids[sheet] = self._grid(sheet, tick)
        return self._grids[sheet]

    def _grid(self, sheet: str, tick: Tick) -> Grid:
        if self.format == Format.TEXT:
            grid = text_table.grid_of(self.text)
            tick(sum(map(len, grid.rows)))
            return grid
        if sheet and sheet not in self.sheets:
            raise ImportRefused(
                gettext("There is no sheet “%(sheet)s”. The workbook has: %(known)s.")
                % {"sheet": sheet, "known": ", ".join(self.sheets)}
            )
        for name in [sheet] if sheet else self.sheets:
            grid = self.book.grid(name, tick)
            width = max(map(len, grid.rows), default=0)
            if width > 1 and (sheet or not site_file.is_about(grid)):
                return grid
        raise ImportRefused(gettext("The workbook is empty. Choose one with a table."))

    @property
    def has_columns(self) -> bool:
        """Whether the editor may say which columns describe the rows."""
        return self.format in (Format.TEXT, Format.WORKBOOK)

    @cached_property
    def symbols(self) -> dict[str, int]:
        """The symbols that stand in the file, most frequent first, with their number."""
        return dict(Counter(filter(None, self._symbols())).most_common())

    def _symbols(self) -> Iterator[str | None]:
        if self.has_columns:
            fields = (field for row in self.grid().rows for field in row)
            return (as_symbol(field) for field in fields if isinstance(field, str))
        if self.format == Format.KOLADA:
            rows = (row for row in self.content["values"] if isinstance(row, dict))
            items = (item for row in rows for item in row.get("values") or [])
            return (as_symbol(str(i.get("status") or "")) for i in items if isinstance(i, dict))
        found = self.content.get("status")
        found = found.values() if isinstance(found, dict) else found
        return (
            as_symbol(str(status))
            for status in ([found] if isinstance(found, str) else found or [])
        )

    @cached_property
    def likely_source(self) -> Source | None:
        """What the file says of its source; None where it says nothing, and the editor has to."""
        if self.format == Format.KOLADA:
            return Source.KOLADA
        if self.format == Format.JSONSTAT:
            extension = self.content.get("extension")
            extension = extension if isinstance(extension, dict) else {}
            if {"slug", "unit_code"} <= extension.keys():
                return Source.SITE
            if "px" in extension:
                return Source.SCB
            return _named_source([str(self.content.get("source") or "")])
        if site_file.is_ours(self.grid()):
            return Source.SITE
        if pxweb_sheet.is_pxweb(self.grid()):
            return Source.SCB
        return _named_source([label(row[0]) for row in self.grid().rows[-20:] if row])

    def read(self, reading: Reading, tick: Tick = silent) -> "Cube | SiteFile":
        """The table, or the statistics of a file of this site. Raises ImportRefused."""
        if self.format == Format.KOLADA:
            return kolada.cube_of(self.content, tick)
        if self.format == Format.JSONSTAT:
            return jsonstat.cube_of(self.content, reading.source, tick)
        grid = self.grid(reading.sheet, tick)
        if reading.source == Source.SITE:
            return site_file.read(grid)
        if pxweb_sheet.is_pxweb(grid) and not reading.labels:
            found = pxweb_sheet.pxweb_table(grid)
        else:
            found = table.plain_table(grid, reading.labels)
        return table.cube_of(found, reading.source, reading.notation, silent)


def _named_source(texts: list[str]) -> Source | None:
    words = " ".join(texts).casefold()
    if "kolada" in words:
        return Source.KOLADA
    return Source.SCB if "scb" in words.split() or "statistiska centralbyrån" in words else None
