"""What a file says of itself: the sheet “About” of a workbook and the README of an edition."""

from collections.abc import Iterable

from django.utils.translation import gettext

from report.statistics.corrected import sentences
from report.statistics.files.table import ENGLISH
from report.statistics.value import Kind, Missing


def about(figures: list[dict], names: Iterable[str]) -> list[tuple[str, str]]:
    """Name and text, line by line, about one statistic or several of an edition.

    `names` are the column names that the table has.
    """
    first = figures[0]
    lines = []
    if len(figures) == 1:
        lines += [
            (gettext("Statistic"), first["heading"]),
            (gettext("What the number counts"), first["label"]),
            (gettext("Area"), first["area"]["title"]),
            (gettext("Address"), first["url"]),
        ]
        if first["source"]:
            lines.append((gettext("Source"), first["source"]["name"]))
        lines += [(gettext("Correction"), sentence) for sentence in sentences(first)]
    lines.append((gettext("Edition"), str(first["year"])))
    if first["licence_url"]:
        lines.append((gettext("Licence"), first["licence_url"]))
    return [*lines, ("", ""), *columns(names), ("", ""), *codes()]


def columns(names: Iterable[str]) -> list[tuple[str, str]]:
    """What each column of the table holds."""
    texts = {
        "id": gettext("The statistic's identity, the same in every edition and language"),
        "statistic": gettext("The statistic's name in its address"),
        "year": gettext("The edition of the report"),
        "area": gettext("The area that the statistic stands in"),
        "heading": gettext("The statistic's heading"),
        "measure": gettext(
            "value: the number itself; part: a part of the whole; derived: a number that follows "
            "from it; series: an earlier value"
        ),
        "label": gettext("What the number counts"),
        "period": gettext("Such as 2018, 2018M03, 2018K1, 2018-2019 or 2018/2019"),
        "value": gettext("The number; empty when it is missing. Zero is a number."),
        "status": gettext("Why the number is missing"),
        "unit": gettext("The unit in words"),
        "unit_code": gettext("Numbers are compared only within the same code"),
        "kind": gettext("What sort of claim the number makes"),
        "decimals": gettext("How many decimals are shown"),
        "qualifier": gettext("A word before the number, such as “about”"),
        "break_note": gettext("Why the number cannot be compared with those before it"),
        "comment": gettext("Comment on the change"),
        "corrections": gettext("What was changed after it was published"),
        "source": gettext("Where the number comes from"),
        "source_url": gettext("Address of the source"),
        "example": gettext("true: an example that is not true of anything"),
        "url": gettext("The permanent address"),
    }
    return [(name, texts[ENGLISH[name]]) for name in names]


def codes() -> list[tuple[str, str]]:
    """What the codes of kind and status mean."""
    return [(str(code), str(code.label)) for code in [*Kind, *Missing]]
