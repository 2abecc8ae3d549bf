"""What axe-core finds on every kind of page, in two sizes and two themes."""

import pytest
from places import AREA, DESKTOP, PAGES, PHONE, THEMES, viewport
from playwright.sync_api import Page

from tests.browser.axe import violations

pytestmark = pytest.mark.django_db
each_size = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])


def in_both_themes(page: Page) -> list[str]:
    found = []
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        found += [f"{theme}: {violation}" for violation in violations(page)]
    return found


@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing(page: Page, kind: str):
    page.goto(PAGES[kind])
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(viewport(size))
        assert in_both_themes(page) == []


@each_size
def test_axe_finds_nothing_in_the_open_help(page: Page, size):
    page.set_viewport_size(viewport(size))
    page.goto(AREA)
    page.get_by_role("banner").get_by_role("button", name="Så navigerar du").click()
    page.get_by_role("dialog").wait_for()
    assert in_both_themes(page) == []


@each_size
def test_axe_finds_nothing_in_an_open_infobox(page: Page, size):
    page.set_viewport_size(viewport(size))
    page.goto(AREA)
    page.locator(".sign button").first.click()
    page.locator(".infobox:popover-open").wait_for()
    assert in_both_themes(page) == []
