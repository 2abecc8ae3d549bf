"""What the columns of a table are: labels of its rows, or numbers, and of what."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext

from report.imports.grid import Field, Unusable, is_empty, label
from report.imports.source import as_symbol
from report.statistics.number import DASHES, SPACES
from report.statistics.period import PeriodRefused, parse_period

#: A number in any notation. Digits after a leading zero are a code, such as 0180.
NUMERIC = re.compile(rf"[{DASHES}]?(?:0(?:[.,][0-9]*)?|[1-9][0-9.,{SPACES}]*)[{SPACES}]*%?")
TIME = re.compile(
    r"(?:kalender|räkenskaps|mät|redovisnings)?(?:år|årtal|year|tid|time|period|månad|month"
    r"|kvartal|quarter|läsår)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Heading:
    """What the columns of numbers are divided by: code, name and a label for each column."""

    code: str
    name: str
    labels: list[str]


def label_columns(header: list[str], rows: list[list[Field]]) -> list[int]:
    """The places of the columns that describe the rows, as far as their fields tell.

    A column with more words than numbers does, and so does one that is named as time and holds
    periods. A single word among numbers does not make a column of labels: it is a mistake.
    """
    found = []
    for place, name in enumerate(header):
        fields = [row[place] for row in rows if place < len(row) and not is_empty(row[place])]
        numbers = sum(_is_numeric(field) for field in fields)
        symbols = sum(isinstance(field, str) and as_symbol(field) is not None for field in fields)
        is_time = TIME.fullmatch(name.strip()) and all(period_of(label(f)) for f in fields)
        if is_time or len(fields) - numbers - symbols > numbers:
            found.append(place)
    return found


def _is_numeric(field: Field) -> bool:
    if isinstance(field, str):
        return bool(NUMERIC.fullmatch(field.strip()))
    return not (isinstance(field, Unusable) and field.is_label)


def headings_of(names: list[str], has_time: bool) -> list[Heading]:
    """The dimensions that stand in the names of the columns of numbers.

    “Besök 2018” and “Besök 2019” are one measure at two points in time, unless the rows have
    their time already.
    """
    pairs = [_divided(name) for name in names]
    if not has_time and all(period for _, period in pairs) and len(set(pairs)) == len(pairs):
        measures = [measure for measure, _ in pairs]
        time = Heading("period", gettext("Period"), [period for _, period in pairs])
        return [Heading("measure", gettext("Measure"), measures), time] if any(measures) else [time]
    return [Heading("measure", gettext("Measure"), names)]


def _divided(name: str) -> tuple[str, str]:
    """A column's name without the period that it ends with, and the period; empty without one."""
    words = name.split()
    for first in range(len(words)):
        if code := period_of(" ".join(words[first:])):
            return " ".join(words[:first]).rstrip(",;:–- "), code
    return name, ""


def period_of(text: str) -> str:
    """The code of the period that the text is; empty for anything else."""
    if len(text) > 40 or not any(sign.isdigit() for sign in text):
        return ""
    try:
        return parse_period(text)
    except PeriodRefused:
        return ""
