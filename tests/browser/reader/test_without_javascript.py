"""An area without JavaScript: all of it is there, and reached."""

import pytest
from django.utils.html import strip_tags
from places import AREA, DESKTOP, PAGES, viewport
from playwright.sync_api import Locator, Page, expect

from report.models import AreaPage, ArticlePage
from report.slides import slides_of
from tests.browser.reader.conftest import NewContext

pytestmark = pytest.mark.django_db


@pytest.fixture
def area() -> AreaPage:
    """The page at AREA, as the database knows it."""
    return AreaPage.objects.get(url_path__endswith=AREA)


@pytest.fixture
def plain(new_context: NewContext) -> Page:
    """A browser that runs no script."""
    return new_context(java_script_enabled=False, viewport=viewport(DESKTOP)).new_page()


def slide(page: Page, number: int) -> Locator:
    return page.locator(".slides > li").nth(number - 1)


def test_every_statistic_and_infobox_is_there(plain: Page, area: AreaPage):
    plain.goto(AREA)
    for number, told in enumerate(slides_of(area.statistics), 1):
        statistic = slide(plain, number)
        expect(statistic.get_by_role("heading", name=told.heading, exact=True)).to_be_visible()
        expect(statistic.locator("data").first).to_be_visible()
        expect(statistic.get_by_text(told.block.value["label"])).to_be_visible()
        explained = strip_tags(str(told.block.value["infobox"])).strip()
        expect(statistic.locator(".infobox").get_by_text(explained)).to_be_visible()


def test_every_table_opens(plain: Page):
    for path in (AREA, PAGES["area with one number"]):
        plain.goto(path)
        tables = plain.locator("details:has(table)")
        assert tables.count()
        for details in tables.all():
            details.locator("summary").click()
            expect(details.locator("table")).to_be_visible()


def test_the_links_between_slides_work(plain: Page):
    plain.goto(AREA)
    slide(plain, 1).get_by_role("link", name="Nästa").click()
    expect(slide(plain, 2).locator("data").first).to_be_in_viewport()
    slide(plain, 2).get_by_role("link", name="Föregående").click()
    expect(slide(plain, 1).locator("data").first).to_be_in_viewport()


def test_an_infobox_opens_beside_its_sign(plain: Page):
    plain.goto(AREA)
    plain.locator(".sign button").first.click()
    box = plain.locator(".infobox:popover-open")
    expect(box).to_be_in_viewport()
    box.get_by_role("button", name="Stäng").click()
    expect(box).to_have_count(0)


def test_every_article_is_reached(plain: Page, area: AreaPage):
    plain.goto(AREA)
    articles = ArticlePage.objects.live().child_of(area)
    assert articles
    for article in articles:
        plain.goto(AREA)
        plain.get_by_role("main").get_by_role("link", name=article.title).click()
        expect(plain.get_by_role("heading", level=1)).to_have_text(article.title)


def test_the_site_can_be_searched(plain: Page):
    plain.goto(AREA)
    plain.get_by_role("banner").get_by_role("link", name="Sök").click()
    plain.get_by_label("Ord eller tal").fill("1 037 034")
    plain.get_by_label("Ord eller tal").press("Enter")
    found = plain.get_by_role("main").get_by_role("link", name="Kronobergarnas vårdkonsumtion")
    expect(found).to_be_visible()


def test_the_help_is_in_the_page(plain: Page):
    plain.goto(PAGES["article"])
    plain.get_by_role("banner").get_by_role("link", name="Så navigerar du").click()
    expect(plain.locator("#help ol")).to_be_in_viewport()
