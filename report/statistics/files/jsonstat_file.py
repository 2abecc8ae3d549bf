"""A statistic as JSON-stat 2.0, the format of national statistical databases.

Two dimensions: `measure` (role metric: `value`, `part-1` …, `derived-1` …) and `period` (role
time), period fastest. The number itself has a value for its own and every earlier period, parts and
derived numbers for their own alone: elsewhere they are null without a status. A number that is
missing is null with its reason as status: not-available, not-applicable, confidential or not-yet.
"""

from django.utils.translation import gettext

from report.statistics.corrected import sentences
from report.statistics.period import format_period, period_sort_key
from report.statistics.value import Missing


def jsonstat(figure: dict) -> dict:
    """The dataset, from the figure's public JSON. Labels are in the figure's language."""
    language = figure["locale"]
    points = {point["period"]: point for point in figure["series"]}
    points[figure["period"]] = figure  # the figure's own number, whatever the series says
    periods = sorted(points, key=period_sort_key)
    measures = measures_of(figure)
    values, status = [], {}
    for code, measure in measures.items():
        for period in periods:
            if code == "value":
                values.append(points[period]["value"])
                if points[period]["missing"]:
                    status[str(len(values) - 1)] = points[period]["missing"]
            else:
                values.append(measure["value"] if period == figure["period"] else None)
    return present(
        {
            "version": "2.0",
            "class": "dataset",
            "href": figure["url"],
            "label": figure["heading"],
            "source": (figure["source"] or {}).get("name"),
            "updated": figure["published_at"],
            "note": notes(figure, points, periods),
            "id": ["measure", "period"],
            "size": [len(measures), len(periods)],
            "role": {"metric": ["measure"], "time": ["period"]},
            "dimension": {
                "measure": {
                    "label": gettext("Measure"),
                    "category": {
                        "index": list(measures),
                        "label": {code: m["label"] for code, m in measures.items()},
                        "unit": {
                            code: present(
                                {"base": m["unit"], "decimals": decimals_of(figure, m["value"])}
                            )
                            for code, m in measures.items()
                        },
                    },
                },
                "period": {
                    "label": gettext("Period"),
                    "category": {
                        "index": periods,
                        "label": {code: format_period(code, language) for code in periods},
                    },
                },
            },
            "value": values,
            "status": status,
            "extension": extension(figure),
        }
    )


def measures_of(figure: dict) -> dict[str, dict]:
    """The categories of the first dimension, each with label, value and unit."""
    unit = figure["unit"] or figure["unit_code"]
    found = {"value": {"label": figure["label"], "value": figure["value"], "unit": unit}}
    for n, part in enumerate(figure["parts"], 1):
        found[f"part-{n}"] = {"label": part["label"], "value": part["value"], "unit": unit}
    for n, item in enumerate(figure["derived"], 1):
        found[f"derived-{n}"] = {"label": item["text"], "value": item["value"], "unit": None}
    return found


def decimals_of(figure: dict, value: float | None) -> int:
    """How many decimals are meant: those that the editor chose, or those that the number has."""
    if figure["decimals"] is not None and value == figure["value"]:
        return figure["decimals"]
    text = f"{value:.15g}" if isinstance(value, float) else ""
    return len(text.partition(".")[2])


def notes(figure: dict, points: dict, periods: list[str]) -> list[str]:
    """What has to be known to read the numbers right: examples, comments, breaks, corrections."""
    found = [gettext("An example that is not true of anything.")] if figure["is_example"] else []
    found += [figure["comment"]] if figure["comment"] else []
    found += [f"{p}: {points[p]['break_note']}" for p in periods if points[p]["break_note"]]
    return found + sentences(figure)


def extension(figure: dict) -> dict:
    """What the format has no place for."""
    names = ("id", "slug", "year", "locale", "kind", "unit_code", "qualifier", "licence_url")
    return {
        **{name: figure[name] for name in names},
        "is_example": figure["is_example"],
        "status": {str(reason): str(reason.label) for reason in Missing},
    }


def present(described: dict) -> dict:
    """Without what is empty; a number, zero too, is never empty."""
    return {name: value for name, value in described.items() if value not in (None, "", [], {})}
