"""What an import would change in a statistic, line by line, as an editor reads it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from report.imports.proposal import Proposal
from report.statistics.number import format_number
from report.statistics.period import format_period
from report.statistics.value import Missing, StatisticValue, UnitCode


class State(models.TextChoices):
    """What happens to a line."""

    NEW = "new", pgettext_lazy("line of an import", "New")
    CHANGED = "changed", pgettext_lazy("line of an import", "Changed")
    MISSING = "missing", pgettext_lazy("line of an import", "Missing")
    GONE = "gone", pgettext_lazy("line of an import", "Gone")
    SAME = "same", pgettext_lazy("line of an import", "Unchanged")


@dataclass(frozen=True)
class Line:
    """One number or text of the statistic: as it is on the page, and as it would be."""

    what: str
    old: str
    new: str
    state: State


#: The fields in the order in which they are told, beside value, parts, derived and series.
TEXTS = ("heading", "label", "period", "unit", "unit_code", "decimals", "qualifier", "kind")
AFTER = ("comment", "break_note", "source", "source_url", "is_example", "chart")


def difference(
    before: StatisticValue | None, after: StatisticValue, proposal: Proposal
) -> list[Line]:
    """Every line of the statistic, those without a change too.

    Parts that the file has without a number are told as missing: a part cannot be kept without.
    """
    lines = [*_fields(before, after, TEXTS)]
    lines.insert(
        2, _line(str(_("Value")), _shown_value(before), _shown_value(after), after.number is None)
    )
    left_out = {
        part.label: part.cell.missing for part in proposal.parts or () if part.cell.number is None
    }
    lines += _listed(
        _parts(before), _parts(after), {key: Missing(code).label for key, code in left_out.items()}
    )
    lines += _listed(_derived(before), _derived(after))
    lines += _listed(_series(before), _series(after))
    lines += _fields(before, after, AFTER)
    return lines


def changes(lines: list[Line]) -> list[Line]:
    """The lines that are not as they were."""
    return [line for line in lines if line.state != State.SAME]


def warnings(value: StatisticValue, proposal: Proposal) -> list[str]:
    """What the editor has to look at: the import never settles it."""
    told = []
    code = proposal.unit_code
    if code and value["unit_code"] != code and "unit_code" not in proposal.texts:
        told.append(
            gettext(
                "The unit of the file is %(file)s, but the number is compared as %(page)s. Look at "
                "“Comparable as” in the editor."
            )
            % {"file": UnitCode(code).label, "page": UnitCode(value["unit_code"]).label}
        )
    if value.parts_difference:
        told.append(
            gettext("The parts of “%(heading)s” differ from its value by %(difference)s.")
            % {"heading": value["heading"], "difference": _number(value.parts_difference)}
        )
    return told


def _line(what: str, old: str | None, new: str | None, is_missing: bool = False) -> Line:
    """Old or new is None where there is no such line on that side."""
    if old == new:
        state = State.SAME
    elif new is None:
        state = State.GONE
    elif is_missing:
        state = State.MISSING
    elif old is None:
        state = State.NEW
    else:
        state = State.CHANGED
    return Line(what, old or "", new or "", state)


def _fields(
    before: StatisticValue | None, after: StatisticValue, names: tuple[str, ...]
) -> Iterator[Line]:
    for name in names:
        old = _shown_field(before, name) if before else None
        new = _shown_field(after, name)
        if old or new:
            yield _line(str(after.block.child_blocks[name].label), old or None, new or None)


def _shown_field(value: StatisticValue, name: str) -> str:
    found = value[name]
    if name == "period" and found:
        return format_period(found, get_language())
    if isinstance(found, bool):
        return gettext("Yes") if found else ""
    field = getattr(value.block.child_blocks[name], "field", None)
    for code, label in getattr(field, "choices", []):
        if found and code == found:
            return str(label)
    return str(found or "")


def _shown_value(value: StatisticValue | None) -> str | None:
    if value is None:
        return None
    return _number(value.number) if value.number is not None else str(value.missing_label)


def _number(number: Decimal) -> str:
    return format_number(number, get_language())


def _parts(value: StatisticValue | None) -> dict[str, tuple[str, bool]]:
    return (
        _keyed((p["label"], _number(p["number"]), False) for p in value["parts"]) if value else {}
    )


def _derived(value: StatisticValue | None) -> dict[str, tuple[str, bool]]:
    return (
        _keyed((d["text"], _number(d["number"]), False) for d in value["derived"]) if value else {}
    )


def _series(value: StatisticValue | None) -> dict[str, tuple[str, bool]]:
    if not value:
        return {}
    points = []
    for point in value["series"]:
        is_missing = point["number"] is None
        shown = (
            Missing(point["missing"] or Missing.NOT_AVAILABLE).label
            if is_missing
            else _number(point["number"])
        )
        note = f" ({point['break_note']})" if point["break_note"] else ""
        points.append(
            (format_period(point["period"], get_language()), f"{shown}{note}", is_missing)
        )
    return _keyed(points)


def _keyed(items) -> dict[str, tuple[str, bool]]:
    """By name; the second of two alike gets a number, so that none hides another."""
    found, times = {}, Counter()
    for name, shown, is_missing in items:
        times[name] += 1
        found[f"{name} ({times[name]})" if times[name] > 1 else name] = shown, is_missing
    return found


def _listed(old: dict, new: dict, left_out: dict[str, str] | None = None) -> list[Line]:
    lines = [
        _line(what, old[what][0] if what in old else None, shown, is_missing)
        for what, (shown, is_missing) in new.items()
    ]
    for what, reason in (left_out or {}).items():
        lines.append(_line(what, old[what][0] if what in old else None, str(reason), True))
    gone = [what for what in old if what not in new and what not in (left_out or {})]
    return lines + [_line(what, old[what][0], None) for what in gone]
