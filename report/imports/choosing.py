"""What of the table a statistic shows: its value is one cell, others are parts or the past."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext

from report.imports.cube import Category, Cell, Cube, Dimension
from report.imports.proposal import GivenPart, GivenPoint, Proposal
from report.imports.refusal import ImportRefused
from report.statistics.number import Percentage
from report.statistics.period import period_sort_key
from report.statistics.value import Missing, UnitCode

#: Beyond these a statistic is a table, and no reader's eye follows.
MOST_PARTS, MOST_POINTS = 50, 200
#: The units that files name, and what they are comparable as.
UNITS = {
    **dict.fromkeys(("antal", "number", "personer", "persons"), UnitCode.COUNT),
    **dict.fromkeys(("procent", "percent", "per cent", "%"), UnitCode.PERCENT),
    **dict.fromkeys(("kronor", "kr", "sek"), UnitCode.SEK),
    **dict.fromkeys(("tkr", "tusental kronor", "sek thousands"), UnitCode.SEK_THOUSANDS),
    **dict.fromkeys(("mkr", "mnkr", "miljoner kronor", "sek millions"), UnitCode.SEK_MILLIONS),
    **dict.fromkeys(("minuter", "minutes"), UnitCode.MINUTES),
    **dict.fromkeys(("dagar", "days"), UnitCode.DAYS),
    **dict.fromkeys(("år", "years"), UnitCode.YEARS),
    **dict.fromkeys(("km", "kilometer", "kilometres"), UnitCode.KILOMETRES),
    **dict.fromkeys(("ton", "tonnes"), UnitCode.TONNES),
    **dict.fromkeys(("index",), UnitCode.INDEX),
}


@dataclass(frozen=True)
class Choice:
    """Codes of dimensions and categories.

    `selected` has one category for each dimension. The dimension of `parts` may be left out of it:
    the value is then the sum of the parts. `series` is a dimension of time.
    """

    selected: dict[str, str] = field(default_factory=dict)
    parts: str = ""
    series: str = ""


def chosen(cube: Cube, choice: Choice) -> Proposal:
    """What the table gives for a statistic. Raises ImportRefused for what it does not have."""
    for code, category in choice.selected.items():
        cube.dimension(code).category(category)
    for dimension in cube.dimensions:
        is_settled = len(dimension.categories) == 1 or dimension.code in choice.selected
        if not is_settled and dimension.code != choice.parts:
            raise ImportRefused(
                gettext("Choose one of %(dimension)s.") % {"dimension": dimension.label}
            )
    parts = _parts(cube, choice) if choice.parts else None
    is_sum = bool(parts) and choice.parts not in choice.selected
    value = _sum(parts) if is_sum else _told(cube.at(choice.selected))
    measure = _measure(cube, choice)
    is_percent = isinstance(value.number, Percentage)
    return Proposal(
        value=value,
        period=_period(cube, choice),
        unit=measure.unit or None,
        unit_code=UnitCode.PERCENT.value if is_percent else UNITS.get(measure.unit.casefold()),
        decimals=measure.decimals
        if measure.decimals is not None and measure.decimals < 4
        else None,
        # What we added up ourselves is no longer the publisher's number.
        source=None if is_sum else cube.publisher or None,
        parts=parts,
        series=_series(cube, choice) if choice.series else None,
    )


def time_of(cube: Cube) -> Dimension | None:
    """The dimension of time; None where the table has none."""
    return next((dimension for dimension in cube.dimensions if dimension.is_time), None)


def _told(cell: Cell) -> Cell:
    """A cell that the file says nothing about has no number that we know of."""
    return cell if cell.is_told else Cell(None, Missing.NOT_AVAILABLE.value)


def _parts(cube: Cube, choice: Choice) -> tuple[GivenPart, ...]:
    dimension = cube.dimension(choice.parts)
    if dimension.is_time or dimension.code == choice.series:
        raise ImportRefused(
            gettext("%(dimension)s is time: it cannot be the parts of a whole.")
            % {"dimension": dimension.label}
        )
    whole = choice.selected.get(dimension.code)
    categories = [category for category in dimension.categories if category.code != whole]
    if len(categories) > MOST_PARTS:
        raise ImportRefused(
            gettext("%(dimension)s would give %(count)s parts. A statistic has at most %(most)s.")
            % {"dimension": dimension.label, "count": len(categories), "most": MOST_PARTS}
        )
    return tuple(
        GivenPart(
            category.label, _told(cube.at({**choice.selected, dimension.code: category.code}))
        )
        for category in categories
    )


def _sum(parts: tuple[GivenPart, ...]) -> Cell:
    numbers = [part.cell.number for part in parts]
    if any(number is None for number in numbers):
        raise ImportRefused(
            gettext(
                "The parts cannot be added up, because a number is missing for “%(label)s”. Choose "
                "which row is the whole."
            )
            % {"label": parts[numbers.index(None)].label}
        )
    return Cell(sum(numbers, Decimal()))


def _period(cube: Cube, choice: Choice) -> str | None:
    time = time_of(cube)
    return (choice.selected.get(time.code) or time.categories[0].code) if time else None


def _series(cube: Cube, choice: Choice) -> tuple[GivenPoint, ...]:
    """The points in time before the chosen one, earliest first."""
    time = cube.dimension(choice.series)
    if not time.is_time:
        raise ImportRefused(
            gettext("%(dimension)s is not time: it gives no earlier values.")
            % {"dimension": time.label}
        )
    if choice.parts and choice.parts not in choice.selected:
        raise ImportRefused(
            gettext(
                "Earlier values need a row that is the whole: they cannot be added up from parts."
            )
        )
    now = period_sort_key(choice.selected.get(time.code) or time.categories[0].code)
    earlier = sorted(
        (category.code for category in time.categories if period_sort_key(category.code) < now),
        key=period_sort_key,
    )
    if len(earlier) > MOST_POINTS:
        raise ImportRefused(
            gettext("There are %(count)s earlier points in time. A statistic has at most %(most)s.")
            % {"count": len(earlier), "most": MOST_POINTS}
        )
    points = ((code, cube.at({**choice.selected, time.code: code})) for code in earlier)
    return tuple(GivenPoint(code, cell) for code, cell in points if cell.is_told)


def _measure(cube: Cube, choice: Choice) -> Category:
    """The chosen category that says its unit."""
    for dimension in cube.dimensions:
        code = choice.selected.get(dimension.code) or dimension.categories[0].code
        category = dimension.category(code)
        if category.unit or category.decimals is not None:
            return category
    return Category("", "")
