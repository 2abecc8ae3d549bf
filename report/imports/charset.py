"""Bytes become text: by their mark, as UTF-8, or by what their letters look like."""

import codecs
import re

from charset_normalizer import from_bytes
from django.utils.translation import gettext

from report.imports.refusal import ImportRefused

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: What Swedish offices have written their files in, besides UTF-8.
OLDER = ["cp1252", "cp850", "mac_roman"]
#: UTF-8 that somebody read as windows-1252 and saved again: å, ä, ö, Å, Ä, Ö.
TWICE = re.compile("Ã[¥¤¶…„–]|\ufffd")
INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def decoded(data: bytes) -> str:
    """The text of the file, without its mark. Raises ImportRefused for what is no text."""
    text = _decoded(data)
    if found := INVISIBLE.search(text):
        raise ImportRefused(
            gettext(
                "There is an invisible character (%(sign)s) in the file, so it is no plain text. "
                "Save the table as CSV UTF-8 or as .xlsx and try again."
            )
            % {"sign": f"U+{ord(found.group()):04X}"},
            row=_row(text, found.start()),
        )
    return text


def check_letters(text: str) -> None:
    """Refuse text whose å, ä and ö somebody's program has broken."""
    if found := TWICE.search(text):
        raise ImportRefused(
            gettext(
                "The letters å, ä and ö are broken (“%(sign)s”): the file was saved with the "
                "wrong character encoding. Save it anew as CSV UTF-8 and try again."
            )
            % {"sign": found.group()},
            row=_row(text, found.start()),
        )


def _decoded(data: bytes) -> str:
    for mark, name in MARKS:
        if data.startswith(mark):
            try:
                return data.decode(name)
            except UnicodeDecodeError:
                raise _unreadable() from None
    try:
        return data.decode()
    except UnicodeDecodeError:
        pass
    if b"\0" in data:
        raise ImportRefused(
            gettext(
                "The file holds null bytes, so it is no plain text. Save the table as CSV UTF-8 "
                "or as .xlsx and try again."
            ),
            row=data[: data.index(b"\0")].count(b"\n") + 1,
        )
    if best := from_bytes(data, cp_isolation=OLDER).best():
        return str(best)
    raise _unreadable()


def _unreadable() -> ImportRefused:
    return ImportRefused(
        gettext(
            "The character encoding of the file cannot be read. Save it as CSV UTF-8 and try again."
        )
    )


def _row(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
