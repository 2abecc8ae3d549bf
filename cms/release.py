"""Which release of the code is running: its pages differ from those of another release."""

from functools import cache
from hashlib import sha256

from django.conf import settings

FOLDERS = ("cms", "home", "locale", "report", "templates")
#: What decides how an answer looks, apart from its content.
SUFFIXES = {".css", ".html", ".js", ".mo", ".py", ".svg", ".xml"}


@cache
def release() -> str:
    """A mark of all code, texts and templates, of the dependencies and of the site's address."""
    mark = sha256(settings.SITE_ADDRESS.encode())
    files = [p for name in FOLDERS for p in (settings.ROOT / name).rglob("*")]
    files = [settings.ROOT / "requirements" / "run.txt", *files]
    for file in sorted(f for f in files if f.suffix in SUFFIXES or f.name == "run.txt"):
        mark.update(file.name.encode() + file.read_bytes())
    return mark.hexdigest()
