"""Zip files whose bytes follow from their members alone."""

import io
import zipfile

#: What every member is dated, so that equal contents are equal files.
EPOCH = (1980, 1, 1, 0, 0, 0)


def archive(members: dict[str, bytes]) -> bytes:
    """A zip file with these members, by name and in this order."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for name, data in members.items():
            member = zipfile.ZipInfo(name, EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            packed.writestr(member, data)
    return content.getvalue()


def members_of(content: bytes) -> dict[str, bytes]:
    """What a zip file holds, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}
