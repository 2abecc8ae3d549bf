"""A region's own typeface: what its file says of itself."""

from wagtail.documents.models import AbstractDocument

SIGNATURE = b"wOF2"
HEADER = 48
#: The number of the table "fvar" in WOFF2's list of known tables; only variable fonts have one.
FVAR = 47
OTHER = 63  # a table that is not in the list; its name follows in four bytes
TRANSFORMED_BY_DEFAULT = (10, 11)  # glyf and loca


def is_woff2(document: AbstractDocument) -> bool:
    """Whether the file is a WOFF2 font. OSError when it cannot be opened."""
    return beginning(document).startswith(SIGNATURE)


def is_variable(document: AbstractDocument) -> bool:
    """Whether one file holds every weight; False too for what cannot be read."""
    try:
        return FVAR in tables(beginning(document))
    except OSError:
        return False


def beginning(document: AbstractDocument) -> bytes:
    """The header and the directory of tables, which are never longer than this."""
    with document.open_file() as file:
        return file.read(4096)


def tables(font: bytes) -> set[int]:
    """The numbers of the known tables in the font's directory (WOFF2, 4.1)."""
    found: set[int] = set()
    place = HEADER
    try:
        for _table in range(int.from_bytes(font[12:14])):
            known, version = font[place] & 63, font[place] >> 6
            place = after_number(font, place + (5 if known == OTHER else 1))
            default = 3 if known in TRANSFORMED_BY_DEFAULT else 0
            if version != default:
                place = after_number(font, place)
            found.add(known)
    except IndexError:  # cut off, or no font at all
        return set()
    return found


def after_number(font: bytes, place: int) -> int:
    """The place behind a number of the format: all its bytes but the last have the top bit set."""
    while font[place] & 128:
        place += 1
    return place + 1
