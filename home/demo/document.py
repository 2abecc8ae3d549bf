"""The two source documents, paragraph by paragraph."""

import re
from itertools import groupby
from pathlib import Path

TEXTS = Path(__file__).parent / "texts"
NO_BREAK_SPACE = "\u00a0"
BULLET = "•"


class Document:
    """A document whose paragraphs are found by their opening words.

    What a page takes from it is named by an opening that fits one paragraph and no other: a text
    that changed or is ambiguous stops the demo instead of putting a wrong paragraph on a page.
    """

    def __init__(self, name: str):
        text = (TEXTS / f"{name}.txt").read_text(encoding="utf-8")
        self.lines = [tidy(line) for line in text.splitlines() if line.strip()]

    def text(self, opening: str) -> str:
        """The paragraph that begins so; the same line standing twice counts as one."""
        found = {line for line in self.lines if line.startswith(opening)}
        if len(found) != 1:
            raise LookupError(f"{len(found)} paragraphs begin with “{opening}”, not one.")
        return found.pop()

    def points(self, opening: str) -> list[str]:
        """The bullet list whose first point begins so."""
        lists = [
            [line.removeprefix(BULLET).strip() for line in lines]
            for is_bullet, lines in groupby(self.lines, key=lambda line: line.startswith(BULLET))
            if is_bullet
        ]
        found = [points for points in lists if points[0].startswith(opening)]
        if len(found) != 1:
            raise LookupError(f"{len(found)} lists begin with “{opening}”, not one.")
        return found[0]


def tidy(line: str) -> str:
    """The line with no-break spaces inside its numbers and no spaces around it.

    The documents write thousands in three ways. The one number without any space is named, since
    four digits alone could as well be a year.
    """
    line = re.sub(r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))", NO_BREAK_SPACE, line.strip())
    return line.replace("4000 fler", f"4{NO_BREAK_SPACE}000 fler")


def cut(text: str, at: str) -> tuple[str, str]:
    """The sentences before and from the words `at`, which stand in the text exactly once."""
    if text.count(at) != 1:
        raise LookupError(f"“{at}” stands {text.count(at)} times in “{text}”, not once.")
    before, _, after = text.partition(at)
    return before.strip(), at + after
