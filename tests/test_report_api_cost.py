"""What an answer of the report API or a page of the website costs, with 60 pages as with 10."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from home.models import HomePage
from report.models import AreaPage, ArticlePage, PublishedFigure, ReportPage, ReportRendition
from tests import build
from tests.full_text import make_table
from tests.head import in_english
from tests.test_api import everything_that_refers, page_link, rendition_keys

pytestmark = pytest.mark.django_db
API = "/api/report/v1"

#: Queries with every kind of reference, renditions forgotten by the cache; one is for the version.
COSTS = {
    "/editions": 6,
    "/editions/2018": 15,
    "/editions/2018?locale=en": 14,
    "/editions/2018/tree": 5,
    "/chrome": 4,
    "/pages/{article}": 8,
    "/pages/{area}": 12,  # five of them for its statistics
    "/pages/{report}": 7,
    "/statistics?limit=100": 10,
    "/statistics?q=artikel": 3,
    "/statistics/{statistic}": 10,
    "/resolve?path=/2018/omrade-0/": 10,
    "/resolve?path=/gammal/": 7,
    "/search?q=artikel&limit=100": 9,
    "/search?q=artikel&year=2018": 10,
    "/changes?limit=5": 8,
    "/api-info": 4,
    "/openapi.json": 1,
}


#: What an area's page on the website costs, in the same report.
COST_OF_AN_AREA = 26


def queries(client: Client, address: str) -> int:
    assert client.get(address).status_code == 200  # the second counts: renditions are made
    ReportRendition.cache_backend.delete_many(rendition_keys())
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("rows", [10, 60])
def test_an_answer_costs_the_same_in_a_report_of_any_size(client, rows):
    make_table()
    report = report_of(rows)
    names = {
        "article": ArticlePage.objects.first().pk,
        "area": AreaPage.objects.first().pk,
        "report": report.pk,
        "statistic": PublishedFigure.objects.first().statistic_id,
    }
    asked = {path: queries(client, f"{API}{path.format(**names)}") for path in COSTS}
    assert asked == COSTS
    assert queries(client, "/2018/omrade-0/") == COST_OF_AN_AREA


def report_of(rows: int) -> ReportPage:
    """An edition of that many articles; each refers to another page and to files of its own."""
    picture = build.image(size=(100, 100))
    report = build.report(scene_background=picture)
    areas = [
        build.area(
            report,
            [
                build.statistic(infobox=page_link(report), heading=f"Rubrik {number} {place}")
                for place in range(3)
            ],
            title=f"Område {number}",
            slug=f"omrade-{number}",
            scene_background=build.image(size=(100, 100)),
            body=[],
        )
        for number in range(rows // 10)
    ]
    Redirect.add_redirect("/gammal/", areas[0])
    link_in_the_footer(areas)
    in_english(HomePage.objects.get(), slug="home")
    in_english(report)
    in_english(areas[0])
    kinds = [everything_that_refers(area) for area in areas[:10]]
    for number in range(rows):
        # Live at once, which is quicker than publishing each.
        row = ArticlePage(title=f"Artikel {number}", slug=f"artikel-{number}", locale=report.locale)
        row.body = row.body.stream_block.to_python(kinds[number % len(kinds)] * (1 + number % 3))
        Page.objects.get(pk=areas[number % len(areas)].pk).add_child(instance=row)
    return report


def link_in_the_footer(pages: list[AreaPage]) -> None:
    """Stands around every page of the website."""
    home = HomePage.objects.get()
    links = [
        build.block("link", {"text": page.title, "target": [build.block("page", page.pk)]})
        for page in pages
    ]
    home.footer_links = home.footer_links.stream_block.to_python(links)
    home.save()
