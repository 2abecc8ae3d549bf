"""The translations in locale/: `catalogues.py compile|check|update`, `catalogues.py new fi`.

GNU gettext is not needed: Django turns a template into Python-like text, Babel reads the messages
out of it and writes the compiled catalogue.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("cms", "home", "report", "templates")
# The gettext functions of Django and where their message, plural and context stand.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def main() -> None:
    """Do what the argument names."""
    commands = {"compile": compile_changed, "check": check, "update": update}
    match sys.argv[1:]:
        case ["new", code]:
            new(code)
        case [name] if name in commands:
            commands[name]()
        case _:
            sys.exit("Usage: catalogues.py compile|check|update, or catalogues.py new <language>")


def catalogues() -> list[Path]:
    """Every language's catalogue."""
    return sorted((ROOT / "locale").glob("*/LC_MESSAGES/django.po"))


def compile_changed() -> None:
    """Write the .mo beside each .po that is newer than it."""
    for path in [*catalogues(), *sorted((ROOT / "locale_wagtail").glob("*/LC_MESSAGES/*.po"))]:
        compiled = path.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime_ns >= path.stat().st_mtime_ns:
            continue
        from babel.messages.mofile import write_mo

        content = io.BytesIO()
        write_mo(content, read(path))
        # Two starts at once must never see half a file.
        unfinished = compiled.with_suffix(".mo.new")
        unfinished.write_bytes(content.getvalue())
        unfinished.replace(compiled)


def check() -> None:
    """End with a list of what is missing, unsure or no longer used, if there is any."""
    faults = []
    used = template()
    for path in catalogues():
        name = path.relative_to(ROOT)
        catalogue = read(path)
        for message in used:
            if message.id and not (known := catalogue.get(message.id, message.context)):
                faults.append(f"{name}: not in the catalogue: {message.id!r}")
            elif message.id and not all(texts(known.string)):
                faults.append(f"{name}: not translated: {message.id!r}")
        for message in catalogue:
            if message.fuzzy and message.id:
                faults.append(f"{name}: marked fuzzy: {message.id!r}")
            if message.id and not used.get(message.id, message.context):
                faults.append(f"{name}: no longer used: {message.id!r}")
        faults += [
            f"{name}: {error}: {message.id!r}"
            for message, errors in catalogue.check()
            for error in errors
        ]
    if faults:
        sys.exit("\n".join([*faults, "`make messages` brings the catalogues up to date."]))
    print(f"Catalogues complete: {len(used)} messages.")


def update() -> None:
    """Bring every catalogue up to date with the sources; translations stay."""
    from babel.messages.pofile import write_po

    used = template()
    for path in catalogues():
        catalogue = read(path)
        used.creation_date = catalogue.creation_date
        # Guessed translations are wrong more often than they help.
        catalogue.update(used, no_fuzzy_matching=True)
        content = io.BytesIO()
        write_po(
            content,
            catalogue,
            width=100,
            sort_by_file=True,
            include_lineno=False,
            ignore_obsolete=True,
        )
        path.write_bytes(content.getvalue())
        missing = sum(not all(texts(message.string)) for message in catalogue if message.id)
        print(f"{path.relative_to(ROOT)}: {len(catalogue)} messages, {missing} not translated.")


def new(code: str) -> None:
    """Begin a language's catalogue, with every message and no translation."""
    from babel import Locale, UnknownLocaleError
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    path = ROOT / "locale" / code / "LC_MESSAGES" / "django.po"
    if path.exists():
        sys.exit(f"{path.relative_to(ROOT)} is there already.")
    try:
        empty = Catalog(locale=Locale.parse(code), charset="utf-8")
    except (UnknownLocaleError, ValueError):
        sys.exit(f"“{code}” is no language that is known here; write a code such as fi.")
    path.parent.mkdir(parents=True)
    content = io.BytesIO()
    write_po(content, empty)
    path.write_bytes(content.getvalue())
    update()


def read(path: Path):
    """The catalogue at path; a faulty one ends the program with a sentence that names the line."""
    from babel.messages.pofile import PoFileError, read_po

    try:
        return read_po(io.BytesIO(path.read_bytes()), locale=path.parts[-3], abort_invalid=True)
    except PoFileError as fault:
        sys.exit(f"{path.relative_to(ROOT)}: {fault}")


def texts(string: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """A translation as a tuple, whether it has plural forms or not, or is new."""
    return string if isinstance(string, tuple) else (string or "",)


def template():
    """An empty catalogue of every message in the sources."""
    from babel.messages.catalog import Catalog

    found = Catalog(project="arsberattelse", charset="utf-8")
    for path, line, message, comments, context in messages():
        found.add(message, None, [(path, line)], auto_comments=comments, context=context)
    return found


def messages() -> Iterator[tuple]:
    """Every message of the sources: path, line, message, comments, context."""
    from babel.messages.extract import extract
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure()
    for path in sorted(p for source in SOURCES for p in (ROOT / source).rglob("*")):
        if path.suffix not in (".py", ".html", ".txt") or "migrations" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # What Django leaves of the markup keeps its indentation, which is none of Python's.
            text = re.sub(r"^[ \t]+", "", templatize(text, origin=str(path)), flags=re.MULTILINE)
        name = path.relative_to(ROOT).as_posix()
        source = io.BytesIO(text.encode())
        for line, message, comments, context in extract(
            "python", source, KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
        ):
            yield name, line, message, comments, context


if __name__ == "__main__":
    main()
