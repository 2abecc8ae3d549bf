"""All statistics of an edition as a data package: README, datapackage.json and the tables.

The package follows Frictionless Data's specification, so that tools know the columns and licence.
"""

import json
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext, ngettext

from report.pages import ReportPage
from report.statistics.address import edition_path, in_full
from report.statistics.files.about import about
from report.statistics.files.archive import archive
from report.statistics.files.csv_file import csv_file
from report.statistics.files.table import COLUMNS, MEASURES, NUMERIC
from report.statistics.publication import figures_json
from report.statistics.register import PublishedFigure
from report.statistics.value import Kind, Missing, UnitCode

#: What the codes of a column may be, for whoever checks the table.
CODES = {
    "measure": list(MEASURES),
    "status": list(Missing.values),
    "unit_code": list(UnitCode.values),
    "kind": list(Kind.values),
    "example": ["true", "false"],
}
REQUIRED = {"id", "statistic", "year", "heading", "measure", "period"}


@dataclass(frozen=True)
class EditionZip:
    """The archive and its name, in ASCII and in full."""

    body: bytes
    names: tuple[str, str]


def edition_zip(year: int, language: str) -> EditionZip:
    """The archive of an edition in the active language; Http404 where it has no public figure."""
    found = PublishedFigure.objects.public().filter(year=year, locale__language_code=language)
    ordered = found.select_related("statistic", "locale", "page").order_by("page__path", "position")
    figures = figures_json(ordered)
    if not figures:
        raise Http404
    report = ReportPage.objects.get(path=ordered[0].page.path[: -ReportPage.steplen])
    members = {
        "README.md": readme(report, figures),
        "datapackage.json": package(report, figures),
        "data.csv": csv_file(figures),
        **{f"statistics/{figure['slug']}.csv": csv_file([figure]) for figure in figures},
    }
    suffix = "" if language == "sv" else f"-{language}"
    full_name = gettext("%(report)s, all figures") % {"report": report.title}
    return EditionZip(archive(members), (f"data-{year}{suffix}.zip", f"{full_name}.zip"))


def readme(report: ReportPage, figures: list[dict]) -> bytes:
    """What the archive holds, and what the columns and codes mean."""
    count = ngettext("%(n)d statistic", "%(n)d statistics", len(figures)) % {"n": len(figures)}
    lines = [f"# {report.title}", "", f"{count}. {in_full(report.get_url())}", ""]
    lines += [
        gettext("`data.csv` is all of them in one table; `statistics/` has one table for each."),
        gettext("`datapackage.json` describes the tables for programs (Frictionless Data)."),
        "",
    ]
    for name, text in about(figures, COLUMNS):
        lines.append(f"- `{name}`: {text}" if name else "")
    return ("\n".join(lines) + "\n").encode()


def package(report: ReportPage, figures: list[dict]) -> bytes:
    """The description of the tables by Frictionless Data's specification."""
    described = {
        "profile": "tabular-data-package",
        "name": f"data-{report.year}-{figures[0]['locale']}",
        "id": in_full(edition_path(report.year, figures[0]["locale"])),
        "title": report.title,
        "homepage": in_full(report.get_url()),
        "resources": [
            resource("data", report.title, "data.csv"),
            *(
                resource(f"statistic-{f['slug']}", f["heading"], f"statistics/{f['slug']}.csv")
                for f in figures
            ),
        ],
    }
    if report.data_licence_url:
        described["licenses"] = [{"path": report.data_licence_url}]
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()


def resource(name: str, title: str, path: str) -> dict:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "title": title,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": [field(name) for name in COLUMNS], "missingValues": [""]},
    }


def field(name: str) -> dict:
    """A column: its type, whether it is always there, which codes it may hold."""
    kind = {"value": "number"}.get(name, "integer" if name in NUMERIC else "string")
    limits = {"enum": CODES[name]} if name in CODES else {}
    limits |= {"required": True} if name in REQUIRED else {}
    return {"name": name, "type": kind, **({"constraints": limits} if limits else {})}
