"""Every number of a statistic by a lasting key, and what became of it.

    >>> stated(value)
    {"value": {"label": "", "said": 1037034}, "unit_code": {"label": "", "said": "count"},
     "part:<id>": {"label": "besök till läkare", "said": 424868}, "series:2017": …}

A part and a derived number are known by the id of their list item, which outlives a new label and
a translation; an earlier value by its period.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language, gettext
from wagtail.blocks.list_block import ListValue

from report.statistics.number import (
    Percentage,
    decimal_from_json,
    format_number,
    format_percent,
    json_number,
)
from report.statistics.period import PeriodRefused, format_period, parse_period
from report.statistics.value import Missing, StatisticValue, UnitCode

#: A browser posts the ids of list items, so they may be of any length.
LONGEST_KEY = 100


@dataclass(frozen=True)
class Change:
    """A published number and what it became.

    `old` and `new` are a JSON number, a code of `Missing` where there is none, a code of `UnitCode`
    where it is the unit that changed; `new` is None where the number was taken away.
    """

    key: str
    label: str
    old: int | float | str
    new: int | float | str | None
    unit_code: str

    @property
    def what(self) -> str:
        """value, unit_code, part, derived or series."""
        return kind(self.key)

    @property
    def name(self) -> str:
        """What the number is called within its statistic; empty for the value itself."""
        if self.what == "unit_code":
            return gettext("unit")
        if self.what == "series":
            return period_text(self.label)
        return self.label

    @property
    def old_text(self) -> str:
        return self._shown(self.old)

    @property
    def new_text(self) -> str:
        return "" if self.new is None else self._shown(self.new)

    def _shown(self, said: int | float | str) -> str:
        if isinstance(said, str):
            codes = UnitCode if self.what == "unit_code" else Missing
            return str(codes(said).label).lower() if said in codes.values else said
        number = decimal_from_json(said)
        if self.unit_code == UnitCode.PERCENT and self.what in ("value", "series"):
            return format_percent(Percentage(number), get_language(), None)
        return format_number(number, get_language())


def period_text(code: str) -> str:
    """The period in words; a draft that was published unseen may hold one that is none."""
    try:
        return format_period(parse_period(code), get_language())
    except PeriodRefused:
        return code


def stated(value: StatisticValue) -> dict[str, dict]:
    """Every number that the block states: its label and what is said, by a lasting key."""
    numbers = {
        "value": entry("", said(value.number, value.get("missing"))),
        "unit_code": entry("", value["unit_code"] or UnitCode.COUNT.value),
    }
    numbers |= items("part", value["parts"], "label")
    numbers |= items("derived", value["derived"], "text")
    for point in value["series"]:
        if point["period"]:
            number = said(point["number"], point["missing"])
            numbers[f"series:{point['period']}"[:LONGEST_KEY]] = entry(point["period"], number)
    return numbers


def items(kind: str, values: ListValue, label: str) -> dict[str, dict]:
    """The numbers of a list by the ids of its items; a draft may hold items without one."""
    return {
        f"{kind}:{item.id}"[:LONGEST_KEY]: entry(item.value[label] or "", said(number, None))
        for item in values.bound_blocks
        if isinstance(number := item.value["number"], Decimal)
    }


def entry(label: str, said: int | float | str) -> dict:
    return {"label": label, "said": said}


def said(number: object, missing: str | None) -> int | float | str:
    """The number as JSON has it, or the code of why it is missing."""
    if isinstance(number, Decimal):
        return json_number(number)
    return missing or Missing.NOT_AVAILABLE.value


def changes(before: dict[str, dict], after: dict[str, dict]) -> list[Change]:
    """What of the published is stated otherwise now.

    A number that was not yet published and comes is news, as is one more part: neither corrects
    anything. A number that goes missing does.
    """
    new_keys = {
        (kind(key), number["label"]): key for key, number in after.items() if key not in before
    }
    was_awaited = before.get("value", {}).get("said") == Missing.NOT_YET
    found = []
    # PostgreSQL keeps no order in a JSON object; what is stated now has the editor's.
    order = {key: place for place, key in enumerate(after)}
    for key, old in sorted(before.items(), key=lambda item: order.get(item[0], len(order))):
        # A list item that was removed and written anew has another id, and the same label.
        new = after.get(key) or after.get(new_keys.get((kind(key), old["label"]), ""))
        came = old["said"] == Missing.NOT_YET or (key == "unit_code" and was_awaited)
        if came or (new and new["said"] == old["said"]):
            continue
        label, said = (new["label"], new["said"]) if new else (old["label"], None)
        found.append(Change(key, label, old["said"], said, after["unit_code"]["said"]))
    return found


def kind(key: str) -> str:
    """Whether the key is that of a value, unit_code, part, derived or series."""
    return key.partition(":")[0]
