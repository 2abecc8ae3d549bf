"""What the API costs: our endpoints beside Wagtail's own over the same pages, and 304 beside 200.

    .venv/bin/python bench/api.py

Makes the demo in a database of its own, which it removes, and asks each address in turn, round
after round, within one process: no server, no network. Only the ratios of one run mean anything.
Wagtail's own view sets are mounted as they are; the blocks that they write are ours.
"""

import os
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS = 15
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

folder = tempfile.TemporaryDirectory(prefix="report-bench-")
os.environ.update(
    ALLOWED_HOSTS="testserver",
    CACHE_URL="locmemcache://",
    DATABASE_URL=f"sqlite:///{folder.name}/db.sqlite3",
    DJANGO_SETTINGS_MODULE="cms.settings",
    ENV_FILE=os.devnull,
    LOG_LEVEL="ERROR",
    SECRET_KEY=secrets.token_urlsafe(50),
    SITE_ADDRESS="http://testserver",
    STATIC_STORAGE="django.contrib.staticfiles.storage.StaticFilesStorage",
    VAR_DIR=folder.name,
)
(Path(folder.name) / "static").mkdir()

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import path  # noqa: E402
from wagtail.api.v2.router import WagtailAPIRouter  # noqa: E402
from wagtail.api.v2.views import PagesAPIViewSet  # noqa: E402

import cms.urls  # noqa: E402
from report.models import AreaPage, ArticlePage  # noqa: E402

stock = WagtailAPIRouter("stock")
stock.register_endpoint("pages", PagesAPIViewSet)
cms.urls.urlpatterns.insert(0, path("api/stock/", stock.urls))


def main() -> None:
    """Print a table: for each address the queries, and the time beside that of the other."""
    call_command("migrate", verbosity=0)
    call_command("demo", verbosity=0)
    settings.WAGTAILAPI_RICH_TEXT_FORMAT = "html"
    client = Client()
    article = max(ArticlePage.objects.live(), key=lambda page: len(page.body))
    area = max(AreaPage.objects.live(), key=lambda page: len(page.statistics))
    for name, query in (
        ("area, detail", f"pages/{area.pk}/"),
        ("article, detail", f"pages/{article.pk}/"),
        ("list of 20, fields=*", "pages/?type=report.ArticlePage&fields=*"),
    ):
        compare(
            name,
            f"Wagtail's own view set / ours, {query}",
            lambda query=query: client.get(f"/api/stock/{query}"),
            lambda query=query: client.get(f"/api/v2/{query}"),
        )
    for name, address in (("area page", area.url), ("area, API", f"/api/v2/pages/{area.pk}/")):
        tag = {"If-None-Match": client.get(address)["ETag"]}
        compare(
            f"{name}: 200 beside 304",
            address,
            lambda address=address: client.get(address),
            lambda address=address, tag=tag: client.get(address, headers=tag),
        )


def compare(name: str, what: str, one: Callable, other: Callable) -> None:
    """Ask both in turn, so that a slow moment of the machine falls on both."""
    times: tuple[list[float], list[float]] = ([], [])
    for answer in (one(), other()):
        if answer.status_code not in (200, 304):
            sys.exit(f"{name}: {answer.status_code}")
    for _round in range(ROUNDS):
        for ask, taken in zip((one, other), times, strict=True):
            start = time.perf_counter()
            ask()
            taken.append(time.perf_counter() - start)
    first, second = (statistics.median(taken) for taken in times)
    print(f"{name:28} queries {queries(one):4} / {queries(other):2}   ratio {first / second:5.1f}")
    print(f"{'':28} {what}")


def queries(ask: Callable) -> int:
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


if __name__ == "__main__":
    main()
