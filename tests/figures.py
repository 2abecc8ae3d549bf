"""Statistics through the editions, for tests: an area that knows itself from year to year."""

import uuid

from home.models import HomePage
from report.models import AreaPage, PublishedFigure
from report.statistics.publication import figures_json
from tests import build

#: One statistic, followed through the years, and another.
SAME = "7d1f5f3e-6f0b-4c57-9d53-0d2d1f2b8a02"
OTHER = "7d1f5f3e-6f0b-4c57-9d53-0d2d1f2b8a03"
KEY = uuid.UUID("0b0e7a52-5b1e-4d0c-8f0e-2b1c6d2f9a10")


def area_of(year: int, *statistics: dict, **fields) -> AreaPage:
    """An area of that edition; by default the same one every year."""
    home = HomePage.objects.first() or build.home()
    report = home.reports.filter(year=year).first() or build.report(home, year)
    fields = {"area_key": KEY, "slug": "vard", **fields}
    return build.area(report, statistics=list(statistics), **fields)


def number(value: str | None, identity: str | None = SAME, **fields) -> dict:
    """A statistic block with that identity."""
    return build.statistic(value=value, statistic_id=identity, **fields)


def point(period: str, value: str | None, break_note: str = "", missing: str = "") -> dict:
    """An earlier value of a block."""
    return {"period": period, "number": value, "missing": missing, "break_note": break_note}


def public(**chosen) -> list[dict]:
    """The public JSON of the public figures."""
    return figures_json(PublishedFigure.objects.public().filter(**chosen).order_by("year", "pk"))
