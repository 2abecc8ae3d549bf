"""A report may have any number of areas: tabs and panes stand in order on any screen."""

import pytest
from places import DESKTOP, LANDSCAPE, LOW, NARROW, PHONE, TABLET, WIDE, viewport
from playwright.sync_api import Page, expect
from wagtail.models import Locale

from report.pages import AreaPage
from tests import build
from tests.browser.layout import lost_text

SIZES = (NARROW, PHONE, LOW, TABLET, LANDSCAPE, (960, 700), DESKTOP, WIDE)
TITLES = (
    "Hälso- och sjukvård",
    "Kollektivtrafik",
    "Regional utveckling",
    "Kultur",
    "Patientsäkerhet",
    "Miljö och klimat",
    "Tandvård",
    "Forskning",
)
ICONS = ("health", "bus", "town", "culture", "people", "environment", "economy", "education")
#: The words that stand on two lines, and how many of the list stand in each row.
BROKEN_WORDS = """names => names.flatMap((name) => {
  const text = [...name.childNodes].find((node) => node.nodeType === Node.TEXT_NODE);
  return [...text.textContent.matchAll(/[^\\s-]+/g)].filter((word) => {
    const range = document.createRange();
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    return new Set([...range.getClientRects()].map((line) => line.top)).size > 1;
  }).map(String);
})"""
ROWS = """items => Object.values(items.reduce((rows, item) => {
  const top = Math.round(item.getBoundingClientRect().top);
  return { ...rows, [top]: (rows[top] || 0) + 1 };
}, {}))"""


def areas(count: int) -> AreaPage:
    """A report with so many areas; returns the second."""
    report = build.report(build.home(help_steps=[]))
    statistics = [build.statistic()]
    made = [
        build.area(report, title=title, statistics=statistics, icon=icon)
        for title, icon in zip(TITLES[:count], ICONS, strict=False)
    ]
    return made[1]


@pytest.mark.parametrize("count", [3, 4, 5, 6, 8])
def test_names_are_whole_and_no_tab_is_left_alone(page: Page, count: int):
    area = areas(count)
    faults = {}
    for size in SIZES:
        page.set_viewport_size(viewport(size))
        page.goto("/2018/")
        broken = page.locator(".pane h2").evaluate_all(BROKEN_WORDS)
        lost = lost_text(page)
        page.goto(area.url)
        broken += page.locator(".tabs a").evaluate_all(BROKEN_WORDS)
        rows = page.locator(".tabs li").evaluate_all(ROWS)
        alone = [row for row in rows if row == 1]
        if found := broken + lost + lost_text(page) + alone:
            faults[size] = found
    assert faults == {}


def test_with_many_areas_the_tab_of_this_page_is_seen_and_none_is_cut(page: Page):
    area = areas(8)
    for size in SIZES:
        page.set_viewport_size(viewport(size))
        page.goto(area.url)
        for tab in page.locator(".tabs a").all():
            expect(tab).to_be_in_viewport(ratio=1)
        assert page.locator(".tabs a").evaluate_all(
            "tabs => tabs.every((tab) => tab.scrollWidth <= tab.clientWidth)"
        ), size


def test_a_phone_on_its_side_has_the_other_language_in_its_header(page: Page):
    """Short, with its name for whoever listens; the report's own name stays within the bar."""
    swedish = areas(4)
    locale = Locale.objects.get(language_code="en")
    for original in (swedish.get_parent().get_parent(), swedish.get_parent(), swedish):
        english = original.specific.copy_for_translation(locale).specific
        english.title = {2: "Report", 3: "Annual report 2018"}.get(english.depth, english.title)
        build.publish(english)
    page.set_viewport_size(viewport(LANDSCAPE))
    for address, code, name in ((swedish.url, "EN", "English"), (english.url, "SV", "Svenska")):
        page.goto(address)
        link = page.get_by_role("banner").get_by_role("link", name=f"{code} {name}")
        expect(link).to_be_in_viewport(ratio=1)
        assert link.bounding_box()["height"] >= 44
        title, bar = page.locator(".brand b").bounding_box(), page.locator(".head").bounding_box()
        assert title["height"] < 0.7 * bar["height"]
