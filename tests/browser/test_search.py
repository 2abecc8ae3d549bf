"""A reader searches in a browser, and nothing is refused, stored or asked of others."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests import build, full_text


@pytest.fixture(autouse=True)
def full_text_table(committed) -> None:
    full_text.make_table()


@pytest.fixture
def area():
    return build.area(lead="En ingress.", statistics=[build.statistic()])


def test_a_number_leads_to_its_own_page_with_the_keyboard_alone(page: Page, area):
    page.goto("/sok/")
    page.get_by_label("Ord eller tal").fill("1 037 034")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_contain_text("1 037 034")
    result = page.get_by_role("link", name="Kronobergarnas vårdkonsumtion")
    result.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/2018/statistik/kronobergarnas-vardkonsumtion/")
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


def test_search_works_without_javascript(browser: Browser, live_server: LiveServer, area):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/sok/")
    page.get_by_label("Ord eller tal").fill("vård")
    page.get_by_role("main").get_by_role("button", name="Sök").click()

    expect(page.get_by_role("link", name="Kronobergarnas vårdkonsumtion")).to_be_visible()
    context.close()


def test_nothing_is_refused_stored_or_asked_of_others(page: Page, live_server: LiveServer, area):
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    for address in ("/", "/2018/", "/2018/halso-och-sjukvard/", "/sok/?q=1037034"):
        assert page.goto(address).status == 200
        page.wait_for_load_state("networkidle")

    assert said == []
    assert all(address.startswith(live_server.url) for address in asked)
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
        0,
        0,
        "",
    ]
