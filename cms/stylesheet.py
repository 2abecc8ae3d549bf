"""The one stylesheet of the public site, put together from one file a subject and one a block.

No build step: whenever static files are collected, or the file is asked for while developing, the
sources are concatenated without their comments and white space. Their order does not matter but
for the first, which orders the layers.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

NAME = "site.css"
APPS = ("report", "home")


def sources() -> list[Path]:
    """The style sheets of our apps, the one that orders the layers first."""
    found = [
        path
        for app in APPS
        for folder in ("css", "blocks")
        for path in sorted((settings.ROOT / app / "static" / app / folder).glob("*.css"))
    ]
    return sorted(found, key=lambda path: path.name != "layers.css")


def build() -> Path:
    """Write the stylesheet below VAR and return its path; untouched when nothing changed."""
    css = "\n".join(path.read_text(encoding="utf-8") for path in sources())
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s*([{};])\s*", r"\1", css)
    css = re.sub(r"([:,])\s+", r"\1", css).replace(";}", "}").strip()
    target = settings.VAR / "build" / NAME
    if not target.is_file() or target.read_text(encoding="utf-8") != css:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(css, encoding="utf-8")
    return target


class StylesheetFinder(BaseFinder):
    """Lets Django's static files know the stylesheet as `site.css`."""

    def check(self, **kwargs) -> list:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs) -> str | list[str]:
        if path != NAME:
            return []
        return [str(build())] if find_all else str(build())

    def list(self, ignore_patterns: list[str] | None) -> Iterator[tuple[str, Storage]]:
        yield NAME, FileSystemStorage(location=build().parent)
