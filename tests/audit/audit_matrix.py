"""axe-core and lost text: every kind of page, language, size and theme, in two browsers."""

import pytest
from places import AREA, DESKTOP, LANDSCAPE, PAGES, PHONE, THEMES, Size, viewport
from playwright.sync_api import Browser, Page

from tests.audit.conftest import OpenPage
from tests.browser.axe import violations
from tests.browser.layout import lost_text, spaced_text

SIZES: list[Size] = [(320, 844), PHONE, LANDSCAPE, DESKTOP]
#: 1280 × 1024 enlarged four times.
ENLARGED: Size = (320, 256)
each_theme = pytest.mark.parametrize("theme", THEMES)


def faults(page: Page) -> list[str]:
    """All that is wrong with the page as it stands."""
    found = violations(page) + lost_text(page)
    with spaced_text(page):
        found += [f"spaced by the reader: {text}" for text in lost_text(page)]
    return found


@each_theme
def test_every_page_in_every_size(open_page: OpenPage, pages: dict[str, str], theme: str):
    page = open_page(theme, PHONE)
    found = {}
    for kind, address in pages.items():
        page.goto(address)
        for size in SIZES:
            page.set_viewport_size(viewport(size))
            found[kind, size] = faults(page)
    assert {place: texts for place, texts in found.items() if texts} == {}


@each_theme
def test_every_page_enlarged_four_times(open_page: OpenPage, pages: dict[str, str], theme: str):
    page = open_page(theme, ENLARGED)
    found = {}
    for kind, address in pages.items():
        page.goto(address)
        found[kind] = violations(page) + lost_text(page)
    assert {place: texts for place, texts in found.items() if texts} == {}


@each_theme
def test_the_open_help_in_every_size(open_page: OpenPage, theme: str):
    page = open_page(theme, PHONE)
    found = {}
    for kind in ("cover", "area", "article"):
        page.goto(PAGES[kind])
        page.locator("header a[href='#help']").click()
        page.locator("#help:modal").wait_for()
        for size in (*SIZES, ENLARGED):
            page.set_viewport_size(viewport(size))
            found[kind, size] = violations(page)
    assert {place: texts for place, texts in found.items() if texts} == {}


@each_theme
def test_every_open_infobox_in_every_size(open_page: OpenPage, theme: str):
    found = {}
    for size in (*SIZES, ENLARGED):
        page = open_page(theme, size)
        page.goto(AREA)
        for number in range(page.locator(".sign button").count()):
            sign = page.locator(".sign button").nth(number)
            sign.focus()
            sign.press("Enter")
            page.locator(".infobox:popover-open").wait_for()
            found[size, number] = violations(page)
            page.keyboard.press("Escape")
    assert found
    assert {place: texts for place, texts in found.items() if texts} == {}


def test_every_table_and_every_slide(open_page: OpenPage, pages: dict[str, str]):
    """With all that can be opened in the page open, one slide after the other."""
    page = open_page("light", PHONE)
    found = {}
    for kind, address in pages.items():
        page.goto(address)
        for details in page.locator("details").all():
            details.evaluate("details => (details.open = true)")
        for slide in page.locator(".slides > li").all():
            name = slide.get_attribute("id")
            page.goto(f"{address}#{name}")
            found[kind, name] = violations(page)
    assert found
    assert {place: texts for place, texts in found.items() if texts} == {}


@each_theme
def test_forced_colours(site: str, chromium: Browser, pages: dict[str, str], theme: str):
    """The reader's own few colours: no text lies under the plate that the browser gives another."""
    page = chromium.new_page(
        base_url=site, forced_colors="active", color_scheme=theme, reduced_motion="reduce"
    )
    found = {}
    for kind, address in pages.items():
        page.goto(address)
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        for size in SIZES:
            page.set_viewport_size(viewport(size))
            found[kind, size] = lost_text(page)
    page.close()
    assert {place: texts for place, texts in found.items() if texts} == {}
