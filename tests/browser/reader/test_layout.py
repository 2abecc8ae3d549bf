"""Every page in every size: all text can be read, and nothing scrolls sideways."""

import pytest
from places import AREA, DESKTOP, LANDSCAPE, LOW, NARROW, PAGES, PHONE, viewport
from playwright.sync_api import Page, expect

from tests.browser.layout import lost_text, spaced_text

pytestmark = pytest.mark.django_db
#: What is there to be pressed, and means nothing on paper.
CHROME = ("header.head", ".tabs", ".skip", ".steps", ".sign", "#help", ".onward", ".notice")


@pytest.mark.parametrize("kind", PAGES)
def test_no_text_is_lost(page: Page, kind: str):
    page.goto(PAGES[kind])
    lost = {}
    for size in (NARROW, PHONE, LANDSCAPE, LOW, DESKTOP):
        page.set_viewport_size(viewport(size))
        lost[size] = lost_text(page)
        with spaced_text(page):
            lost[f"{size}, spaced by the reader"] = lost_text(page)
    assert {where: texts for where, texts in lost.items() if texts} == {}


@pytest.mark.parametrize("size", [LANDSCAPE, LOW], ids=["landscape", "small landscape"])
def test_a_phone_on_its_side_shows_what_a_scene_is_about(page: Page, size):
    """The area, the number and its signs, without scrolling."""
    page.set_viewport_size(viewport(size))
    page.goto(AREA)
    first = page.locator(".slides > li").first
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport(ratio=1)
    expect(first.get_by_role("heading").first).to_be_in_viewport(ratio=1)
    expect(first.locator("data").first).to_be_in_viewport(ratio=1)
    for sign in page.locator(".sign button").all():
        expect(sign).to_be_in_viewport(ratio=1)


def test_an_area_prints_with_its_tables_and_infoboxes_and_without_chrome(page: Page):
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(AREA)
    statistics = page.locator(".slides > li")
    assert statistics.count() > 1
    ends = 0.0
    for statistic in statistics.all():
        box = statistic.bounding_box()
        assert box["x"] >= 0
        assert box["y"] >= ends - 1, "one below the other, whatever the slide on the screen"
        ends = box["y"] + box["height"]
        expect(statistic.locator("data").first).to_be_visible()
        expect(statistic.locator(".infobox p").first).to_be_visible()
    for table in page.locator("main table").all():
        expect(table).to_be_visible()
        assert table.bounding_box()["height"] > 0
    for part in CHROME:
        for element in page.locator(part).all():
            expect(element).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
