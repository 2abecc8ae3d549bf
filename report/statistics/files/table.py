"""A statistic as a table: the one layout of every .csv, .sv.csv and .xlsx, and the way back.

One row holds one number. A statistic is the run of rows with the same `id`; the rows of several
statistics may stand below each other. The header row names the columns, in English (`.csv`) or in
Swedish (`.sv.csv`, `.xlsx` below no prefix); columns are found by name, never by place.

| column | in Swedish | holds |
|---|---|---|
| id | id | the statistic's uuid, the same in every edition and language |
| statistic | siffra | its slug, as in its address |
| year | utgåva | the edition: 2018 |
| area | område | the title of the area page |
| heading | rubrik | the heading |
| measure | mått | what the row is: value, part, derived or series (see below) |
| label | benämning | what the number counts |
| period | period | 2018, 2018M03, 2018K1, 2018-2019 or 2018/2019 |
| value | värde | the number; empty when it is missing, and 0 is a number |
| status | status | why it is missing: not-available, not-applicable, confidential, not-yet |
| unit | enhet | the unit in words |
| unit_code | enhetskod | what it may be compared with: count, percent, sek … |
| kind | slag | outcome, preliminary, forecast or target |
| decimals | decimaler | how many decimals are shown; empty for as many as there are |
| qualifier | bestämning | a word before the number, such as "about" |
| break_note | brott | why the number cannot be compared with those before it |
| comment | kommentar | a comment on the change |
| corrections | rättelser | what was changed after it was published, a line each |
| source | källa | where the number comes from |
| source_url | källans_adress | its address |
| example | exempel | "true" where the number is an example that is not true of anything |
| url | adress | the permanent address |

The rows of a statistic, in this order:

- `value`: the number itself. Exactly one, and the first. It alone has kind, decimals, qualifier,
  comment and corrections.
- `part`: a part of the whole; `label` is the part's. Always has a number.
- `derived`: a number that follows from it; `label` is what it says ("visits per patient"). It has
  no unit of its own. Always has a number.
- `series`: an earlier value, with its period, status and break_note; no label.

`id`, `statistic`, `year`, `area`, `heading`, `source`, `source_url`, `example` and `url` are those
of the statistic and stand on each of its rows. Not in the table are what is no data: infobox, place
in the picture and choice of chart.

Text that a spreadsheet could take for a formula (it begins with = + - @ ' a tab or a line break)
has an apostrophe in front, which `read` takes away. Numbers never have one. Control characters are
left out, and line breaks are \n.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from report.statistics.corrected import sentences
from report.statistics.number import decimal_from_json

#: The columns in order, with their names in each language. They are kept here and not in the
#: translations: what is written has to be readable again.
COLUMNS = {
    "id": "id",
    "statistic": "siffra",
    "year": "utgåva",
    "area": "område",
    "heading": "rubrik",
    "measure": "mått",
    "label": "benämning",
    "period": "period",
    "value": "värde",
    "status": "status",
    "unit": "enhet",
    "unit_code": "enhetskod",
    "kind": "slag",
    "decimals": "decimaler",
    "qualifier": "bestämning",
    "break_note": "brott",
    "comment": "kommentar",
    "corrections": "rättelser",
    "source": "källa",
    "source_url": "källans_adress",
    "example": "exempel",
    "url": "adress",
}
ENGLISH = {name: name for name in COLUMNS} | {swedish: name for name, swedish in COLUMNS.items()}
#: Columns that hold numbers; all others hold text.
NUMERIC = {"year", "value", "decimals"}
MEASURES = ("value", "part", "derived", "series")

FORMULA = re.compile(r"[=+\-@'\t\n]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

Cell = str | Decimal | None


def header(language: str) -> list[str]:
    """The names of the columns: Swedish in Swedish, else English."""
    return list(COLUMNS.values() if language == "sv" else COLUMNS)


def rows(figures: Iterable[dict]) -> Iterator[list[Cell]]:
    """The table of the figures, which are given as their public JSON; without the header."""
    for figure in figures:
        source = figure["source"] or {}
        shared = {
            "id": figure["id"],
            "statistic": figure["slug"],
            "year": figure["year"],
            "area": figure["area"]["title"],
            "heading": figure["heading"],
            "source": source.get("name"),
            "source_url": source.get("url"),
            "example": "true" if figure["is_example"] else "false",
            "url": figure["url"],
        }
        for row in numbers(figure):
            yield [cell(name, {**shared, **row}.get(name)) for name in COLUMNS]


def numbers(figure: dict) -> Iterator[dict]:
    """Every number of the figure with what belongs to it alone."""
    unit = {"unit": figure["unit"], "unit_code": figure["unit_code"]}
    own = ("value", "period", "kind", "label", "decimals", "qualifier", "break_note", "comment")
    yield {
        "measure": "value",
        "status": figure["missing"],
        "corrections": "\n".join(sentences(figure)),
        **unit,
        **{name: figure[name] for name in own},
    }
    for part in figure["parts"]:
        yield {
            "measure": "part",
            "label": part["label"],
            "value": part["value"],
            "period": figure["period"],
            **unit,
        }
    for derived in figure["derived"]:
        yield {
            "measure": "derived",
            "label": derived["text"],
            "value": derived["value"],
            "period": figure["period"],
        }
    for point in figure["series"]:
        yield {
            "measure": "series",
            "value": point["value"],
            "status": point["missing"],
            "period": point["period"],
            "break_note": point["break_note"],
            **unit,
        }


def cell(name: str, value: object) -> Cell:
    if value in (None, ""):
        return None
    return decimal_from_json(value) if name in NUMERIC else guarded(str(value))


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    text = CONTROL.sub("", re.sub(r"\r\n?", "\n", text))
    return f"'{text}" if FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`."""
    return text[1:] if text.startswith("'") and FORMULA.match(text[1:]) else text


def is_ours(names: Iterable[object]) -> bool:
    """Whether a header row is that of this layout, in either language and any order."""
    known = {ENGLISH.get(str(name).strip().lower()) for name in names}
    return {"id", "measure", "label", "period", "value", "status"} <= known


def read(names: Iterable[object], table: Iterable[list[Cell]]) -> list[dict]:
    """The statistics of a table in this layout, in its order: the inverse of `rows`.

    Numbers have to be Decimals already, empty cells None or "". Each statistic is a dict of what
    the table says of it, under the names of the public JSON: `id`, `slug`, `year`, `heading`,
    `label`, `value`, `missing`, `unit`, …, with `parts`, `derived` and `series` as lists and
    without what is computed (shares). Raises KeyError where a statistic has no `value` row.
    """
    columns = [ENGLISH.get(str(name).strip().lower()) for name in names]
    found: dict[tuple, dict] = {}
    for cells in table:
        given = zip(columns, cells, strict=False)
        row = dict.fromkeys(COLUMNS) | {name: plain(value) for name, value in given if name}
        key = (row["id"], row["year"])
        if row["measure"] == "value":
            found[key] = statistic_from(row)
        elif row["measure"] == "part":
            found[key]["parts"].append({"label": row["label"], "value": row["value"]})
        elif row["measure"] == "derived":
            found[key]["derived"].append({"value": row["value"], "text": row["label"]})
        elif row["measure"] == "series":
            point = {name: row[name] for name in ("period", "value", "break_note")}
            found[key]["series"].append({**point, "missing": row["status"]})
    return list(found.values())


def plain(value: Cell) -> Cell:
    """A cell as it was before it was written; None when empty."""
    return (unguarded(value) or None) if isinstance(value, str) else value


def statistic_from(row: dict) -> dict:
    same = ("id", "year", "heading", "label", "value", "unit", "unit_code", "period", "kind")
    return {
        **{name: row[name] for name in (*same, "qualifier", "break_note", "comment", "decimals")},
        "slug": row["statistic"],
        "missing": row["status"],
        "source": {"name": row["source"], "url": row["source_url"]} if row["source"] else None,
        "is_example": row["example"] == "true",
        "parts": [],
        "derived": [],
        "series": [],
    }
