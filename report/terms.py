"""What a reader typed in the search field, taken apart into the words and numbers to look for."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

#: What is kept of a question. Longer ones are nobody's words, and cost the database work.
LONGEST = 200
MOST = 12

GAP = " \u00a0\u202f\u2009"
NUMBER = (
    rf"(?<![\w.,])(?:[0-9]{{1,3}}(?:[{GAP}][0-9]{{3}})+|[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)"
    r"(?:[.,][0-9]+)?(?!\w)"
)
WORD = r"[^\W_]+"
PIECE = re.compile(f"(?P<number>{NUMBER})|{WORD}")
PLAIN = re.compile(r"[0-9]+([.][0-9]+)?")
GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+([.][0-9]+)?")
#: Shorter words are looked for whole: "bil" is in "mobil", "vård" is meant in "sjukvård".
SHORTEST_PART = 4

#: Words that stand on nearly every page and tell nothing apart.
COMMON = {
    *("att", "av", "de", "den", "det", "eller", "en", "ett", "för", "hur", "i", "med", "och", "om"),
    *("på", "som", "till", "vad", "vi", "är"),
    *("a", "an", "and", "are", "at", "by", "for", "how", "in", "is", "it", "of", "on", "or", "the"),
    *("to", "we", "what", "with"),
}


@dataclass(frozen=True)
class Term:
    """One thing that every result has: a word, or a number however it is written."""

    text: str
    numbers: frozenset[Decimal] = frozenset()

    @property
    def spellings(self) -> list[str]:
        """How it may stand in a text: digits joined, in groups, with decimal point and comma."""
        spellings = [self.text]
        for number in sorted(self.numbers):
            grouped = f"{number:,f}".replace(",", " ")
            spellings += [f"{number:f}", grouped, grouped.replace(".", ",")]
        return list(dict.fromkeys(spellings))

    def is_in(self, text: str, numbers: set[Decimal]) -> bool:
        """Whether a folded text, or the numbers that belong to it, have this term."""
        if self.numbers & numbers:
            return True
        if len(self.text) < SHORTEST_PART or self.numbers:
            return self.text in re.findall(WORD, text)
        return self.text in text


def terms_of(question: str) -> list[Term]:
    """The terms of a question; none when it holds only signs and common words."""
    pieces = PIECE.finditer(fold(question[:LONGEST]))
    terms = [
        Term(" ".join(piece.group().split()), readings(piece["number"] or "")) for piece in pieces
    ]
    return [term for term in dict.fromkeys(terms) if term.text not in COMMON][:MOST]


def fold(text: str) -> str:
    """Text as it is compared: in small letters, each accent in one piece with its letter."""
    return unicodedata.normalize("NFC", text).casefold()


def readings(typed: str) -> frozenset[Decimal]:
    """The numbers that the digits may mean; `1,037` is one in Swedish and another in English."""
    digits = re.sub(f"[{GAP}]", "", typed)
    found = {digits.replace(",", ".")}
    if GROUPED.fullmatch(digits):
        found.add(digits.replace(",", ""))
    return frozenset(Decimal(number) for number in found if PLAIN.fullmatch(number))
