"""An area with the keyboard alone: where the focus goes, that it is seen, and what keys do."""

import pytest
from places import AREA, DESKTOP, PAGES, PHONE, viewport
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.django_db
#: The keys that scroll a page; a browser must be left to do it.
SCROLLING_KEYS = ("ArrowDown", "ArrowUp", "Space", "PageDown", "PageUp", "Home", "End")
#: Whether the element with the focus shows it, and lies on top of all where it is.
SEEN_FOCUS = """() => {
  const focused = document.activeElement;
  const name = focused.outerHTML.slice(0, 90);
  const around = (element) => {
    const style = getComputedStyle(element);
    return parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== "none";
  };
  const card = focused.closest(".feature, .notes li");
  if (!around(focused) && !(card && around(card))) return `no ring around ${name}`;
  const box = focused.getBoundingClientRect();
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  if (right - left < 2 || bottom - top < 2) return `out of sight: ${name}`;
  const shown = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const mine = focused.contains(shown) || (shown && shown.contains(focused));
  return mine ? "" : `under something else: ${name}`;
}"""


def slide(page: Page, number: int) -> Locator:
    return page.locator(".slides > li").nth(number - 1)


def address_of(page: Page) -> str:
    """What stands after # in the address."""
    return page.url.partition("#")[2]


def test_the_first_two_stops_are_links_that_skip(page: Page):
    page.goto(AREA)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Till innehållet")).to_be_focused()
    expect(page.get_by_role("link", name="Till innehållet")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa över bilden")).to_be_focused()
    expect(page.get_by_role("link", name="Hoppa över bilden")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = "document.querySelector('#efter-bilden').contains(document.activeElement)"
    assert page.evaluate(inside), page.evaluate("document.activeElement.outerHTML")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_stop_shows_the_focus_and_nothing_covers_it(page: Page, size):
    page.set_viewport_size(viewport(size))
    page.goto(AREA)
    faults, stops = [], 0
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement !== document.body"):
        stops += 1
        assert stops < 200, "the focus goes round in circles"
        faults.append(page.evaluate(SEEN_FOCUS))
        page.keyboard.press("Tab")
    assert [fault for fault in faults if fault] == []
    # No stop is left out: every link, button and field that is shown is one.
    shown = page.locator("a:visible, button:visible, input:visible, summary:visible")
    assert stops >= shown.count()


def test_arrow_keys_change_slides_while_the_focus_is_in_the_scene(page: Page):
    page.goto(AREA)
    page.locator(".slides").focus()
    page.keyboard.press("ArrowRight")
    expect(slide(page, 2).get_by_role("heading").first).to_be_focused()
    expect(slide(page, 2).locator("data").first).to_be_in_viewport()
    assert address_of(page) == slide(page, 2).get_attribute("id")
    page.keyboard.press("ArrowLeft")
    expect(slide(page, 1).get_by_role("heading").first).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(slide(page, 1).locator("data").first).to_be_in_viewport()


def test_arrow_keys_change_nothing_while_the_focus_is_elsewhere(page: Page):
    page.goto(AREA)
    for elsewhere in ("header a", "#help button", "footer a"):
        page.locator(elsewhere).first.focus()
        page.keyboard.press("ArrowRight")
        expect(page.locator(elsewhere).first).to_be_focused()
        assert address_of(page) == ""
        assert page.locator(".slides").evaluate("slides => slides.scrollLeft") == 0


def test_the_keys_that_scroll_are_left_to_the_browser(page: Page):
    page.goto(AREA)
    page.evaluate("addEventListener('keydown', (event) => (window.taken = event.defaultPrevented))")
    for place in (".slides", ".slides h3", ".sign button"):
        page.locator(place).first.focus()
        for key in SCROLLING_KEYS:
            page.keyboard.press(key)
            assert page.evaluate("window.taken") is False, f"{key} in {place}"


def test_next_names_its_target_and_takes_the_focus_there(page: Page):
    page.goto(AREA)
    target = slide(page, 2).get_by_role("heading").first
    link = slide(page, 1).get_by_role("link", name=f"Nästa: {target.text_content()}")
    link.focus()
    page.keyboard.press("Enter")
    expect(target).to_be_focused()
    expect(slide(page, 2).locator("data").first).to_be_in_viewport()
    assert address_of(page) == slide(page, 2).get_attribute("id")
    expect(slide(page, 2).get_by_text("2 av 4", exact=True)).to_be_visible()

    page.keyboard.press("Tab")  # on from there, not from where the link was
    inside = "element => element.contains(document.activeElement)"
    assert slide(page, 2).evaluate(inside)
    page.go_back()
    expect(slide(page, 1).locator("data").first).to_be_in_viewport()
    assert address_of(page) == ""


def test_an_address_with_a_statistic_shows_it(page: Page):
    page.goto(AREA)
    page.goto(f"{AREA}#{slide(page, 3).get_attribute('id')}")
    expect(slide(page, 3).locator("data").first).to_be_in_viewport()
    expect(slide(page, 1).locator("data").first).not_to_be_in_viewport()


def test_an_infobox_opens_and_escape_gives_the_focus_back(page: Page):
    page.goto(AREA)
    sign = page.locator(".sign button").first
    box = page.locator(f"#{sign.get_attribute('popovertarget')}")
    text = box.locator("p").first
    expect(text).to_be_visible()  # in the page, before anybody asks
    sign.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".infobox:popover-open")).to_have_id(box.get_attribute("id"))
    expect(text).to_be_in_viewport()
    page.keyboard.press("Tab")
    inside = "element => element.contains(document.activeElement)"
    assert box.evaluate(inside), "Tab goes into the infobox"
    page.keyboard.press("Escape")
    expect(page.locator(".infobox:popover-open")).to_have_count(0)
    expect(sign).to_be_focused()


def test_the_help_opens_as_a_dialog_and_escape_gives_the_focus_back(page: Page):
    page.goto(PAGES["article"])
    button = page.get_by_role("banner").get_by_role("button", name="Så navigerar du")
    for key in ("Enter", "Space"):
        button.focus()
        page.keyboard.press(key)
        dialog = page.get_by_role("dialog", name="Såhär navigerar du i årsberättelsen")
        expect(dialog).to_be_visible()
        assert dialog.evaluate("element => element.contains(document.activeElement)")
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(button).to_be_focused()
