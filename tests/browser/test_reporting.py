"""A reader reports a problem without JavaScript, and has the browser forget with it."""

from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from home.models import AccessibilityReport
from tests import build


def test_a_problem_is_reported_without_javascript(
    browser: Browser, live_server: LiveServer, monkeypatch
):
    monkeypatch.setattr("home.accessibility.form.SHORTEST", 0)  # nobody here waits
    build.statement(build.home())
    reader = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = reader.new_page()
    page.goto("/tillganglighetsredogorelse/")
    send = page.get_by_role("button", name="Skicka rapporten")

    page.get_by_label("Var på webbplatsen?").fill("Kartan")
    send.click()
    # The address leads to what is amiss, so that the browser begins to read there.
    assert page.url.endswith("/rapportera-brist/#besked")
    expect(page.locator("#besked")).to_be_focused()
    expect(page.locator("#besked")).to_contain_text("Berätta vad som är fel.")
    expect(page.get_by_label("Var på webbplatsen?")).to_have_value("Kartan")

    page.get_by_label("Vad är fel?").fill("Texten går inte att förstora.")
    send.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack")
    expect(page.locator("#besked")).to_be_focused()
    assert reader.cookies() == []
    report = AccessibilityReport.objects.get()
    assert (report.what, report.where) == ("Texten går inte att förstora.", "Kartan")
    reader.close()


def test_the_browser_forgets_the_readers_choice(page: Page, live_server: LiveServer):
    build.information(build.home(), title="Kakor", forget_choices=True)
    page.goto("/kakor/")
    page.evaluate("localStorage.setItem('help-hidden', '1')")
    button = page.get_by_role("button", name="Glöm mina val")
    button.click()
    expect(page.get_by_role("status")).to_contain_text("bortglömt")
    assert page.evaluate("localStorage.length") == 0
    button.click()
    expect(page.get_by_role("status")).to_contain_text("inget att glömma")


def test_without_javascript_the_cookies_page_says_what_to_do(
    browser: Browser, live_server: LiveServer
):
    build.information(build.home(), title="Kakor", forget_choices=True)
    reader = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = reader.new_page()
    page.goto("/kakor/")
    expect(page.get_by_role("button", name="Glöm mina val")).to_have_count(0)
    expect(page.locator("noscript p")).to_be_visible()
    reader.close()
