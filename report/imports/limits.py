"""How much is read at most: of the file, of what is packed in it, of the table."""

from collections.abc import Callable
from decimal import Decimal

from django.utils.translation import get_language, gettext

from report.imports.refusal import ImportRefused
from report.statistics.number import format_number

MAX_BYTES = 5 * 1024 * 1024
#: Numbers in a table, missing ones counted.
MAX_CELLS = 200_000
#: Fields of a text file or sheet, labels and empty ones counted.
MAX_FIELDS = 1_000_000
#: What a workbook may hold when it is unpacked.
MAX_UNPACKED = 60 * 1024 * 1024
MAX_PACKED_FILES = 1_000
#: Brackets and commas of a JSON file: beyond these its objects would not fit in the memory.
MAX_BRACKETS, MAX_COMMAS = 300_000, 1_000_000

#: Told how many cells more have been read.
Tick = Callable[[int], object]


def silent(cells: int) -> None:
    """For those who do not follow the reading."""


def check_size(data: bytes) -> None:
    """Refuse what is empty or larger than 5 MB."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise ImportRefused(gettext("The file is empty. Choose a file with a table."))
    check_length(len(data))


def check_length(length: int) -> None:
    """Refuse so many bytes, if they are more than 5 MB."""
    if length > MAX_BYTES:
        raise ImportRefused(
            gettext(
                "The file is %(size)s MB. At most 5 MB can be imported: choose fewer rows or "
                "columns where you fetch the table."
            )
            % {"size": shown(Decimal(length) / 1024 / 1024, 1)}
        )


def check_cells(cells: int) -> None:
    """Refuse a table of more than 200,000 numbers."""
    if cells > MAX_CELLS:
        raise too_many(cells)


def too_many(cells: int) -> ImportRefused:
    return ImportRefused(
        gettext(
            "The table has %(cells)s cells or more. At most %(limit)s can be imported: choose "
            "fewer regions, years or measures where you fetch the table."
        )
        % {"cells": shown(Decimal(cells)), "limit": shown(Decimal(MAX_CELLS))}
    )


def shown(number: Decimal, decimals: int | None = None) -> str:
    """A number inside a sentence."""
    return format_number(number, get_language(), decimals)
