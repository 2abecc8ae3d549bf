"""Every page in every size: all text can be read, and nothing scrolls sideways."""

import pytest
from django.conf import settings
from places import (
    AREA,
    DESKTOP,
    LANDSCAPE,
    LOW,
    NARROW,
    PAGES,
    PHONE,
    TABLET,
    WIDE,
    Size,
    viewport,
)
from playwright.sync_api import Page, expect

from tests.browser.layout import lost_text, spaced_text

pytestmark = pytest.mark.django_db
#: What A4 has between the margins.
SHEET = {"width": 673, "height": 986}
#: What is there to be pressed, and means nothing on paper.
CHROME = ("header.head", ".tabs", ".skip", ".steps", ".sign", "#help", ".onward", ".notice")
#: What the open infobox lies on: the number, and signs in the picture other than its own.
COVERED = """() => {
  const box = document.querySelector(":popover-open").getBoundingClientRect();
  const under = (part) => {
    const rect = part.getBoundingClientRect();
    return Math.min(box.right, rect.right) - Math.max(box.left, rect.left) > 1
      && Math.min(box.bottom, rect.bottom) - Math.max(box.top, rect.top) > 1;
  };
  const own = document.activeElement.firstElementChild;
  const slides = document.querySelector(".slides");
  const shown = slides.children[Math.round(slides.scrollLeft / slides.clientWidth)];
  return {
    number: [...shown.querySelectorAll(".number *")].some(under),
    signs: [...document.querySelectorAll(".sign svg")].some((sign) => sign !== own && under(sign)),
    outside: box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight,
  };
}"""
#: Where a box has no room beside all signs.
SMALL = (PHONE, LOW, LANDSCAPE)


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


@pytest.mark.parametrize(
    "size",
    [PHONE, LOW, LANDSCAPE, TABLET, (960, 700), DESKTOP, WIDE],
    ids=["phone", "low", "landscape", "tablet", "narrow desktop", "desktop", "wide"],
)
@pytest.mark.parametrize("kind", ["area", "area with one number"])
def test_an_infobox_never_covers_the_number_nor_another_sign_where_there_is_room(
    page: Page, kind: str, size: Size
):
    """On a phone the sheet and on a low screen the box need the place where the signs are."""
    page.set_viewport_size(viewport(size))
    page.goto(PAGES[kind])
    covered = {}
    for sign in page.locator(".sign button").all():
        sign.focus()
        sign.press("Enter")
        page.locator(".infobox:popover-open").wait_for()
        found = page.evaluate(COVERED)
        if found["number"] or found["outside"] or (found["signs"] and size not in SMALL):
            covered[sign.text_content()] = found
        page.keyboard.press("Escape")
    assert covered == {}


@pytest.mark.parametrize("kind", ["area with one number", "statistic"])
def test_a_picture_without_a_way_on_ends_with_its_ground(page: Page, kind: str):
    """No empty bar where there is nothing to press."""
    page.goto(PAGES[kind])
    picture, shore = page.locator(".front").bounding_box(), page.locator(".near").bounding_box()
    assert picture["y"] + picture["height"] == pytest.approx(shore["y"] + shore["height"], abs=0.5)


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


@pytest.fixture
def sheet(page: Page) -> Page:
    """A page as it is printed; the browser leaves out backgrounds unless they are asked for."""
    page.set_viewport_size(SHEET)
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("address", [*PAGES.values(), "/kakor/"])
def test_a_printed_page_has_nothing_to_press_or_to_fill_in(sheet: Page, address: str):
    sheet.goto(address)
    for element in sheet.locator("button, input, textarea, summary, .prevnext").all():
        expect(element).to_be_hidden()
    expect(sheet.get_by_role("heading", level=1)).to_be_visible()
    expect(sheet.locator(".foot p").first).to_be_visible()


def test_a_printed_number_is_whole_and_says_its_permanent_address(sheet: Page):
    sheet.goto("/2018/regional-utveckling/")
    for statistic in sheet.locator(".slides > li").all():
        scene = sheet.locator(".scene").bounding_box()
        number = statistic.locator(".number").bounding_box()
        assert number["x"] >= scene["x"], "what is left of the sheet is cut off"
        link = statistic.locator(".source a").last
        shown = link.evaluate("link => getComputedStyle(link, '::after').content")
        assert settings.SITE_ADDRESS + link.get_attribute("href") in shown


@pytest.mark.parametrize(
    ("address", "where"), [(AREA, ".infobox"), (PAGES["strategy"], ".bullet-list li")]
)
def test_signs_and_points_are_printed(sheet: Page, address: str, where: str):
    sheet.goto(address)
    sign = sheet.locator(where).first
    style = sign.evaluate("box => getComputedStyle(box, '::before').printColorAdjust")
    assert style == "exact", "they are backgrounds"


def test_a_printed_heading_stands_above_its_text_not_on_it(sheet: Page):
    sheet.goto(PAGES["strategy"])
    heading = sheet.locator(".section > h2").first.bounding_box()
    text = sheet.locator(".section > h2 + .prose").first.bounding_box()
    assert text["y"] - heading["y"] - heading["height"] >= 8


def test_the_printed_cover_is_a_list_of_areas_and_numbers(sheet: Page):
    sheet.goto(PAGES["cover"])
    for area in sheet.locator(".window > li").all():
        name, number = area.locator("h2"), area.locator("data")
        padding = name.evaluate("name => getComputedStyle(name).paddingInlineStart")
        assert name.bounding_box()["x"] == number.bounding_box()["x"] and padding == "0px"
        for picture in area.locator("svg, img").all():
            expect(picture).to_be_hidden()


@pytest.mark.parametrize("size", [TABLET, DESKTOP, WIDE], ids=["tablet", "desktop", "wide"])
def test_what_to_do_with_a_number_follows_what_it_says(page: Page, size):
    """However long the list of files beside it is."""
    page.set_viewport_size(viewport(size))
    page.goto("/2018/statistik/exempelsiffra-bussar-i-tid/")
    told = page.locator(".one > .charts > *").last.bounding_box()
    after = told if size[0] >= 960 else page.locator(".one > .about").bounding_box()
    cite = page.locator("section:has(> #cite)").bounding_box()
    assert 0 < cite["y"] - after["y"] - after["height"] < 150
