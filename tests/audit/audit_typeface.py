"""Where the typeface comes too late, what stands in for it breaks lines in the same places."""

import pytest
from places import DESKTOP, PHONE, Size, viewport
from playwright.sync_api import Browser, Page

#: How high every text is that is set in the typeface: as many lines, as high.
HEIGHTS = """() => [...document.querySelectorAll("main :is(h1, h2, h3, p, li, data)")]
  .filter((text) => text.checkVisibility() && getComputedStyle(text).fontFamily.includes("Aars"))
  .map((text) => text.getBoundingClientRect().height)"""
#: Some letters are wider than those of the stand-in, others narrower: a few lines may differ.
FEW = 0.04


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_late_typeface_changes_hardly_a_line(
    site: str, chromium: Browser, pages: dict[str, str], size: Size
):
    heights: dict[bool, list[float]] = {}
    for is_late in (False, True):
        context = chromium.new_context(viewport=viewport(size), reduced_motion="reduce")
        if is_late:
            context.route("**/*.woff2", lambda route: route.abort())
        page = context.new_page()
        page.goto(site, wait_until="networkidle")  # the font is there for the pages that follow
        heights[is_late] = [height for address in pages.values() for height in read(page, address)]
        context.close()
    assert len(heights[True]) == len(heights[False]) > 100
    pairs = zip(heights[False], heights[True], strict=True)
    others = sum(abs(one - other) > 8 for one, other in pairs)
    assert others <= len(heights[False]) * FEW


def read(page: Page, address: str) -> list[float]:
    page.goto(address)
    return page.evaluate(HEIGHTS)
