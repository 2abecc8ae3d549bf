"""What Kolada's API answers (version 3) becomes a cube."""

from collections import Counter
from decimal import Decimal
from math import prod

from django.utils.translation import gettext

from report.imports.columns import period_of
from report.imports.cube import Category, Cube, Dimension
from report.imports.limits import Tick, check_cells
from report.imports.notation import shortened
from report.imports.refusal import ImportRefused
from report.imports.source import MEANINGS, Source, meaning, notes_on_marks
from report.statistics.number import as_typed

#: The answer says codes only; these are the ones that every user of ours meets.
NAMES = {"0000": "Riket", "0007": "Region Kronoberg"}


def is_kolada(content: object) -> bool:
    """Whether the content is an answer of Kolada's API."""
    if not isinstance(content, dict) or not isinstance(content.get("values"), list):
        return False
    rows = content["values"]
    return "count" in content or (bool(rows) and isinstance(rows[0], dict) and "kpi" in rows[0])


def cube_of(content: dict, tick: Tick) -> Cube:
    """Read the answer. Raises ImportRefused, naming the row of `values`, counted from 1."""
    found: dict[tuple[str, str, str, str], Decimal | str] = {}
    marks: Counter[str] = Counter()
    for number, row in enumerate(content["values"], 1):
        if isinstance(row, dict) and row.get("isdeleted"):
            continue
        try:
            _add(row, found, marks)
        except ImportRefused as refused:
            raise ImportRefused(
                gettext("Value %(number)s of the answer: %(sentence)s")
                % {"number": number, "sentence": refused.sentence}
            ) from None
    if not found:
        raise ImportRefused(
            gettext("Kolada's answer holds no values. Choose another measure, region or year.")
        )
    dimensions = tuple(_dimension(place, found) for place in range(4))
    size = prod(len(dimension.categories) for dimension in dimensions)
    check_cells(size)
    numbers: list[Decimal | None] = [None] * size
    missing: dict[int, str] = {}
    for codes, value in found.items():
        place = 0
        for dimension, code in zip(dimensions, codes, strict=True):
            place = place * len(dimension.categories) + dimension.places[code]
        if isinstance(value, Decimal):
            numbers[place] = value
        else:
            missing[place] = value
    tick(size)
    notes = notes_on_marks(marks)
    if content.get("next_url"):
        notes.append(gettext("Kolada has more pages of this answer. Only one page is in the file."))
    return Cube(dimensions, numbers, missing, publisher="Kolada", notes=notes)


def _add(row: object, found: dict, marks: Counter) -> None:
    if not isinstance(row, dict) or not isinstance(row.get("values"), list):
        raise ImportRefused(gettext("it has not the form that Kolada's version 3 has."))
    area = row.get("municipality") or row.get("ou")
    period = period_of(str(row.get("period", "")))
    if not isinstance(row.get("kpi"), str) or not isinstance(area, str) or not period:
        raise ImportRefused(gettext("measure, municipality or period is missing."))
    for item in row["values"]:
        if not isinstance(item, dict):
            raise ImportRefused(gettext("it has not the form that Kolada's version 3 has."))
        if item.get("isdeleted"):
            continue
        gender = item.get("gender") or "T"
        codes = (row["kpi"], area, period, str(gender))
        if codes in found:
            raise ImportRefused(
                gettext("%(codes)s stands more than once.")
                % {"codes": as_typed(", ".join(codes), 80)}
            )
        found[codes] = _read(item.get("value"), item.get("status"))
        if isinstance(found[codes], Decimal) and item.get("status"):
            marks[str(item["status"])] += 1


def _read(value: object, status: object) -> Decimal | str:
    if isinstance(value, Decimal):
        if str(status or "") in MEANINGS[Source.KOLADA] and status:
            raise ImportRefused(
                gettext(
                    "The number %(number)s has the symbol “%(symbol)s”, which says that it is "
                    "missing."
                )
                % {"number": as_typed(str(value)), "symbol": as_typed(str(status))}
            )
        return shortened(value)
    if value is not None:
        raise ImportRefused(
            gettext("“%(text)s” stands where a number should be.") % {"text": as_typed(str(value))}
        )
    return str(meaning(str(status or ""), Source.KOLADA))


def _dimension(place: int, found: dict) -> Dimension:
    """Measure, municipality, period or gender, with what the answer has of it."""
    code, name, names = (
        ("kpi", gettext("Measure"), {}),
        ("municipality", gettext("Municipality or region"), NAMES),
        ("period", gettext("Period"), {}),
        ("gender", gettext("Gender"), _genders()),
    )[place]
    codes = dict.fromkeys(codes[place] for codes in found)
    order = sorted(codes) if code == "period" else codes
    categories = tuple(Category(each, names.get(each, each)) for each in order)
    return Dimension(code, name, categories, is_time=code == "period")


def _genders() -> dict[str, str]:
    return {"T": gettext("Total"), "K": gettext("Women"), "M": gettext("Men")}
