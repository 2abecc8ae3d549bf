"""Which slide is shown, and what the address says of it: after a reload, after a way back."""

import pytest
from places import AREA, DESKTOP, PAGES, PHONE, Size, viewport
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.django_db
in_both_sizes = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
#: Notes where the slides have been and every address that the page gave itself.
WITNESS = """
  window.been = [];
  window.called = [];
  const note = (event) => event.target.matches?.(".slides") && been.push(event.target.scrollLeft);
  addEventListener("scroll", note, true);
  for (const change of ["pushState", "replaceState"]) {
    const real = history[change].bind(history);
    history[change] = (...what) => { called.push(what[2]); real(...what); };
  }
"""
#: Longer than the scene waits before it takes a slide to be at rest.
AT_REST = 400


def slide(page: Page, number: int) -> Locator:
    return page.locator(".slides > li").nth(number - 1)


def third(page: Page) -> str:
    """The address of the third slide."""
    page.goto(AREA)
    return f"{AREA}#{slide(page, 3).get_attribute('id')}"


def expect_shown(page: Page, number: int) -> None:
    """The slide with this number, and no other, is in the picture and in the address."""
    page.wait_for_timeout(AT_REST)
    left = "slides => slides.scrollLeft / slides.clientWidth + 1"
    assert page.locator(".slides").evaluate(left) == pytest.approx(number, abs=0.01)
    expect(slide(page, number).locator("data").first).to_be_in_viewport()
    assert page.url.endswith(f"#{slide(page, number).get_attribute('id')}")


@in_both_sizes
def test_a_reload_shows_the_slide_that_the_address_names(page: Page, size: Size):
    page.set_viewport_size(viewport(size))
    address = third(page)
    page.goto("about:blank")
    page.goto(address)
    page.reload()
    expect_shown(page, 3)


@in_both_sizes
def test_a_reload_after_a_step_shows_where_the_reader_went(page: Page, size: Size):
    page.set_viewport_size(viewport(size))
    page.goto(AREA)
    slide(page, 1).get_by_role("link", name="Nästa: ").click()
    expect_shown(page, 2)
    page.reload()
    expect_shown(page, 2)
    page.go_back()
    expect(slide(page, 1).locator("data").first).to_be_in_viewport()


@in_both_sizes
def test_the_way_back_from_another_page_leads_to_the_same_slide(page: Page, size: Size):
    page.set_viewport_size(viewport(size))
    page.goto(third(page))
    page.goto(PAGES["article"])
    page.go_back()
    expect_shown(page, 3)


def test_an_address_with_a_slide_shows_it_at_once_and_stays_as_it_is(page: Page):
    """With motion, too: what is opened stands still, and only what is pressed glides."""
    page.emulate_media(reduced_motion="no-preference")
    address = third(page)
    page.goto("about:blank")
    page.add_init_script(WITNESS)
    page.goto(address)
    expect_shown(page, 3)
    assert set(page.evaluate("been")) <= {slide(page, 3).evaluate("slide => slide.offsetLeft")}
    assert page.evaluate("called") == []


def test_a_step_glides_only_for_a_reader_who_allows_motion(page: Page):
    page.add_init_script(WITNESS)
    for motion, fewest, most in (("no-preference", 3, 1000), ("reduce", 1, 1)):
        page.emulate_media(reduced_motion=motion)
        page.goto("about:blank")
        page.goto(AREA)
        slide(page, 1).get_by_role("link", name="Nästa: ").click()
        expect_shown(page, 2)
        assert fewest <= len(page.evaluate("been")) <= most, motion


def test_an_address_that_no_slide_can_have_breaks_nothing(page: Page):
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{AREA}#%")
    page.locator(".slides").focus()
    page.keyboard.press("ArrowRight")
    expect_shown(page, 2)
    assert faults == []
