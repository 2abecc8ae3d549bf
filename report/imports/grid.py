"""Rows and fields, before anybody has asked what they mean."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Unusable:
    """A field that can be a label but no number: a date, an error, a formula without a result."""

    text: str
    reason: str
    is_label: bool = False


#: Text as it stands, a number of a workbook, or what can only be a label.
Field = str | Decimal | Unusable


@dataclass
class Grid:
    """The rows of a text file or a sheet; one that holds nothing is an empty list.

    `is_text` says that every row has to have its fields written out, the empty ones too; a
    sheet's rows end where they have nothing more to say.
    """

    rows: list[list[Field]]
    is_text: bool = False


def label(field: Field) -> str:
    """The field as the name of something."""
    if isinstance(field, Decimal):
        return f"{field.normalize():f}" if field else "0"
    return " ".join((field.text if isinstance(field, Unusable) else field).split())


def is_empty(field: Field) -> bool:
    return isinstance(field, str) and (not field or field.isspace())


def filled(row: list[Field]) -> int:
    """How many of the row's fields hold something."""
    return sum(not is_empty(field) for field in row)


def trimmed(row: list[Field]) -> list[Field]:
    """Without the empty fields at the end."""
    end = len(row)
    while end and is_empty(row[end - 1]):
        end -= 1
    return row[:end]
