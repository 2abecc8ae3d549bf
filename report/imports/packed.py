"""A workbook is a zip file: what is in it is weighed before anything is unpacked."""

import io
import zipfile
import zlib

from django.utils.translation import gettext

from report.imports.limits import MAX_PACKED_FILES, MAX_UNPACKED
from report.imports.refusal import ImportRefused

OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PASSWORD = "EncryptedPackage".encode("utf-16-le")
MACROS = ("vbaproject.bin", "xlmacros", "macrosheets")


def check_packed(data: bytes) -> None:
    """Refuse what is no plain .xlsx: macros, a password, a bomb. Raises ImportRefused.

    Every packed file is unpacked in pieces and counted, since the sizes that a zip file declares
    are only what its maker wrote there.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = archive.infolist()
            if len(files) > MAX_PACKED_FILES or sum(f.file_size for f in files) > MAX_UNPACKED:
                raise _bomb()
            if any(sign in file.filename.lower() for file in files for sign in MACROS):
                raise ImportRefused(
                    gettext(
                        "The workbook holds macros. Save it as an ordinary workbook (.xlsx) "
                        "and try again."
                    )
                )
            if any(file.flag_bits & 1 for file in files):
                raise _locked()
            if not any(file.filename == "xl/workbook.xml" for file in files):
                raise ImportRefused(
                    gettext(
                        "The file is packed (zip) but is no Excel workbook. Unpack it, and choose "
                        "the file with the table."
                    )
                )
            left = MAX_UNPACKED
            for file in files:
                with archive.open(file) as packed:
                    while piece := packed.read(1 << 16):
                        left -= len(piece)
                        if left < 0:
                            raise _bomb()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
        raise unreadable() from None


def check_old(data: bytes) -> None:
    """Refuse the older format of Excel, which is also how a password packs a newer one."""
    if data.startswith(OLD_WORKBOOK):
        if PASSWORD in data:
            raise _locked()
        raise ImportRefused(
            gettext("The workbook is in Excel's old format (.xls). Save it as .xlsx and try again.")
        )


def _locked() -> ImportRefused:
    return ImportRefused(
        gettext("The workbook is locked with a password. Save it without one and try again.")
    )


def _bomb() -> ImportRefused:
    return ImportRefused(
        gettext(
            "Unpacked, the workbook is larger than 60 MB. Save only the sheet with the table, and "
            "try again."
        )
    )


def unreadable() -> ImportRefused:
    return ImportRefused(
        gettext("The workbook is damaged or is no .xlsx. Open it in Excel and save it anew.")
    )
