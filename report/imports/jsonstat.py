"""JSON-stat 2.0, as PxWeb and many others write it, becomes a cube."""

from collections import Counter
from decimal import Decimal
from math import prod

from django.utils.translation import gettext

from report.imports.columns import period_of
from report.imports.cube import Category, Cube, Dimension
from report.imports.limits import Tick, check_cells
from report.imports.notation import shortened
from report.imports.refusal import ImportRefused
from report.imports.source import Source, as_symbol, meaning, notes_on_marks
from report.statistics.number import as_typed


def is_jsonstat(content: object) -> bool:
    """Whether the content claims to be a dataset, or at least looks like one."""
    return isinstance(content, dict) and (
        "class" in content or {"dimension", "size", "id", "status"} & content.keys() != set()
    )


def cube_of(content: dict, source: Source, tick: Tick) -> Cube:
    """Read the dataset. Raises ImportRefused, naming the dimension or the place."""
    if content.get("class", "dataset") != "dataset":
        raise _amiss(gettext("it is a %(kind)s, not a dataset") % {"kind": content["class"]})
    dimensions = _dimensions(content)
    size = prod(len(dimension.categories) for dimension in dimensions)
    check_cells(size)
    values = _by_place(content.get("value"), size, "value")
    statuses = _by_place(content.get("status", {}), size, "status")
    numbers: list[Decimal | None] = [None] * size
    missing: dict[int, str] = {}
    marks: Counter[str] = Counter()
    for place in range(size):
        value, status = values.get(place), statuses.get(place)
        try:
            found = _read(value, status, source, place in values or place in statuses)
        except ImportRefused as refused:
            raise _at(refused, dimensions, place) from None
        if isinstance(found, Decimal):
            numbers[place] = found
            if status and as_symbol(str(status)) is None:
                marks[str(status)] += 1
        elif found:
            missing[place] = found
    tick(size)
    return Cube(
        dimensions,
        numbers,
        missing,
        title=_text(content.get("label")),
        publisher=_text(content.get("source")),
        notes=notes_on_marks(marks),
    )


def _dimensions(content: dict) -> tuple[Dimension, ...]:
    codes, sizes = content.get("id"), content.get("size")
    details = content.get("dimension")
    if not isinstance(codes, list) or not isinstance(sizes, list) or not isinstance(details, dict):
        raise _amiss(gettext("“id”, “size” or “dimension” is missing"))
    if len(codes) != len(sizes) or len(set(map(str, codes))) != len(codes) or not codes:
        raise _amiss(gettext("“id” and “size” do not fit together"))
    role = content.get("role")
    times = role.get("time", []) if isinstance(role, dict) else []
    return tuple(
        _dimension(str(code), size, details.get(code), code in times)
        for code, size in zip(codes, sizes, strict=True)
    )


def _dimension(code: str, size: object, detail: object, is_time: bool) -> Dimension:
    category = detail.get("category") if isinstance(detail, dict) else None
    if not isinstance(category, dict):
        raise _amiss(gettext("the dimension “%(code)s” has no categories") % {"code": code})
    labels = category.get("label") if isinstance(category.get("label"), dict) else {}
    units = category.get("unit") if isinstance(category.get("unit"), dict) else {}
    keys = _keys(category.get("index", list(labels)), code)
    if len(keys) != size:
        raise _amiss(
            gettext(
                "the dimension “%(code)s” has %(count)s categories, but its size is said to be "
                "%(size)s"
            )
            % {"code": code, "count": len(keys), "size": as_typed(str(size))}
        )
    name = _text(detail.get("label")) or code
    found = [_category(key, labels.get(key), units.get(key)) for key in keys]
    periods = [period_of(c.code) or period_of(c.label) for c in found]
    if all(periods) and len(set(periods)) == len(periods):
        timed = (Category(p, c.label) for p, c in zip(periods, found, strict=True))
        return Dimension(code, name, tuple(timed), is_time=True)
    return Dimension(code, name, tuple(found))


def _keys(index: object, code: str) -> list[str]:
    """The codes in order: an index is a list of codes, or says each code's place."""
    if isinstance(index, dict):
        if sorted(index.values(), key=str) != sorted(map(Decimal, range(len(index))), key=str):
            raise _amiss(
                gettext("the order within the dimension “%(code)s” has gaps") % {"code": code}
            )
        return sorted(index, key=index.get)
    keys = [str(key) for key in index] if isinstance(index, list) else []
    if len(set(keys)) != len(keys):
        raise _amiss(gettext("the dimension “%(code)s” repeats a category") % {"code": code})
    return keys


def _category(code: str, label: object, unit: object) -> Category:
    unit = unit if isinstance(unit, dict) else {}
    decimals = unit.get("decimals")
    return Category(
        code,
        _text(label) or code,
        _text(unit.get("base")) or _text(unit.get("label")),
        int(decimals) if isinstance(decimals, Decimal) and 0 <= decimals <= 15 else None,
    )


def _by_place(found: object, size: int, name: str) -> dict[int, object]:
    """Values or statuses by their flat place: from a list, an object, or one text for all."""
    if isinstance(found, list):
        if len(found) != size and not (name == "status" and len(found) == 1):
            raise ImportRefused(
                gettext(
                    "The dimensions give %(size)s cells, but the file has %(count)s in “%(name)s”. "
                    "It is not complete: fetch it anew."
                )
                % {"size": size, "count": len(found), "name": name}
            )
        found = found * size if len(found) < size else found
        return dict(enumerate(found))
    if isinstance(found, str) and name == "status":
        return dict.fromkeys(range(size), found)
    if not isinstance(found, dict):
        raise _amiss(gettext("“%(name)s” is missing or has the wrong form") % {"name": name})
    try:
        places = {int(key): value for key, value in found.items() if key.isascii()}
    except ValueError:
        places = {}
    if len(places) != len(found) or any(not 0 <= place < size for place in places):
        raise ImportRefused(
            gettext(
                "“%(name)s” names places that the dimensions do not have: they give %(size)s cells."
            )
            % {"size": size, "name": name}
        )
    return places


def _read(value: object, status: object, source: Source, is_told: bool) -> Decimal | str:
    """A number, the code of why it is missing, or an empty text where nothing is said."""
    if isinstance(value, str) and as_symbol(value) is not None:
        value, status = None, value
    if isinstance(value, Decimal):
        symbol = as_symbol(status) if isinstance(status, str) else None
        if symbol and meaning(symbol, source) != 0:
            raise ImportRefused(
                gettext(
                    "The number %(number)s has the symbol “%(symbol)s”, which says that it is "
                    "missing."
                )
                % {"number": as_typed(str(value)), "symbol": symbol}
            )
        return shortened(value)
    if value is not None:
        raise ImportRefused(
            gettext("“%(text)s” stands where a number should be.") % {"text": as_typed(str(value))}
        )
    if not is_told or (source == Source.SITE and status is None):
        return ""  # the site's own files say of every missing number why
    found = meaning("" if status is None else str(status), source)
    return found if isinstance(found, Decimal) else found.value


def _at(refused: ImportRefused, dimensions: tuple[Dimension, ...], place: int) -> ImportRefused:
    """The same sentence with the categories of the cell before it."""
    names = []
    for dimension in reversed(dimensions):
        place, category = divmod(place, len(dimension.categories))
        names.append(f"{dimension.label} {dimension.categories[category].label}")
    return ImportRefused(f"{', '.join(reversed(names))}: {refused.sentence}")


def _amiss(what: str) -> ImportRefused:
    return ImportRefused(gettext("The file is no JSON-stat 2.0: %(what)s.") % {"what": what})


def _text(found: object) -> str:
    """A text of the file, short enough to be shown."""
    return " ".join(found.split())[:255] if isinstance(found, str) else ""
