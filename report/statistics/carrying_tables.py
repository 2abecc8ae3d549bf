"""Which cells of a translated table are which of the original's, so that numbers find their place.

Rows have no ids. A row is known by its words: the translation engine remembers of which text each
translation is one. So numbers go to the right row although rows were put in another order, and a
number never stands beside the words of another row.
"""

from collections.abc import Callable
from decimal import Decimal

from django.utils.functional import cached_property
from wagtail.models import Page
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

from report.blocks.number import NumberBlock
from report.blocks.table import is_count

Row = dict[str, list]
#: How a number cell reads what is stored.
CELL = NumberBlock()


class Words:
    """What is known of a translated page's texts; one query, and only when it is asked."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @cached_property
    def originals(self) -> dict[str, set[str]]:
        """The texts that each text of the page is or was a translation of."""
        found: dict[str, set[str]] = {}
        for data, original in StringTranslation.objects.filter(
            context__object=self.page.translation_key, locale=self.page.locale_id
        ).values_list("data", "translation_of__data"):
            found.setdefault(in_plain(data), set()).add(in_plain(original))
        return found

    def may_say(self, own: str, theirs: str) -> bool:
        """Whether the texts can be the same in two languages: nothing known speaks against it."""
        if is_count(own) or is_count(theirs):
            return own.strip() == theirs.strip()
        return own not in self.originals or self.say(own, theirs)

    def say(self, own: str, theirs: str) -> bool:
        """Whether the one is known to be a translation of the other."""
        if is_count(own) or is_count(theirs):
            return own.strip() == theirs.strip()
        return theirs in self.originals.get(own, ())


def in_plain(data: str) -> str:
    return StringValue(data).render_text()


def rows_behind(own: dict, theirs: dict, words: Words) -> list[Row] | None:
    """The original's row behind each row of the stored table.

    None where the tables differ in their rows or columns: then the translation has to wait.
    """
    if kinds(own) != kinds(theirs) or len(own["rows"]) != len(theirs["rows"]):
        return None
    headings = zip(own["columns"], theirs["columns"], strict=True)
    if not all(words.may_say(mine["heading"], their["heading"]) for mine, their in headings):
        return None
    texts = [place for place, kind in enumerate(kinds(own)) if kind != "number"]

    def alike(mine: Row, their: Row, say: Callable[[str, str], bool]) -> bool:
        return all(say(mine["values"][n] or "", their["values"][n] or "") for n in texts)

    found = []
    for mine, at_its_place in zip(own["rows"], theirs["rows"], strict=True):
        if alike(mine, at_its_place, words.may_say):
            found.append(at_its_place)
        elif elsewhere := next((r for r in theirs["rows"] if alike(mine, r, words.say)), None):
            found.append(elsewhere)
        else:
            return None
    return found


def joined_table(own: dict, theirs: dict, words: Words) -> dict:
    """The stored table with the original's numbers, or as it is while it has to wait."""
    if own == theirs or (behind := rows_behind(own, theirs, words)) is None:
        return own
    rows = [
        {
            "values": [
                their if kind == "number" else cell
                for kind, cell, their in zip(
                    kinds(own), mine["values"], other["values"], strict=True
                )
            ]
        }
        for mine, other in zip(own["rows"], behind, strict=True)
    ]
    return {**own, "rows": rows}


def kinds(table: dict) -> list[str]:
    """The kinds of a stored table's columns: `text` or `number`."""
    return [column["type"] for column in table["columns"]]


def numbers_in(table: dict) -> list[list[Decimal | None]]:
    """The numbers of a stored table, row by row."""
    places = [place for place, kind in enumerate(kinds(table)) if kind == "number"]
    return [[number(row["values"][place]) for place in places] for row in table["rows"]]


def number(stored: str | None) -> Decimal | None:
    return CELL.to_python(stored)
