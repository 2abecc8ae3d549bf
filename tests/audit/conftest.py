"""The real server with the demo, and the browsers that readers use. Run by `make audit`."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from demo_site import demo_site
from places import PAGES, THEMES, Size, viewport
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.browser.conftest import QUIET

#: Playwright drives the Firefox of the system, whose theme is a setting that it starts with.
FIREFOX_THEME = "layout.css.prefers-color-scheme.content-override"
OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the site, served as in production."""
    with demo_site() as address:
        yield address


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    arguments = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else QUIET
    browser = playwright.chromium.launch(
        executable_path=os.environ["CHROMIUM_PATH"], args=arguments
    )
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def firefoxes(playwright: Playwright) -> Iterator[dict[str, Browser]]:
    """One Firefox for each theme: FIREFOX_PATH, or the system's."""
    path = os.environ.get("FIREFOX_PATH") or shutil.which("firefox-esr") or shutil.which("firefox")
    assert path, "The audit needs Firefox: install the package firefox-esr, or set FIREFOX_PATH."
    browsers = {
        theme: playwright.firefox.launch(
            channel="moz-firefox",
            executable_path=path,
            firefox_user_prefs={FIREFOX_THEME: 0 if theme == "dark" else 1},
        )
        for theme in THEMES
    }
    yield browsers
    for browser in browsers.values():
        browser.close()


@pytest.fixture(params=["chromium", "firefox"])
def open_page(request: pytest.FixtureRequest, site: str) -> Iterator[OpenPage]:
    """Call it with a theme and a size for a page of a new reader, in each browser."""
    made = []

    def open_page(theme: str, size: Size, **options: object) -> Page:
        if request.param == "firefox":
            browser = request.getfixturevalue("firefoxes")[theme]
        else:
            browser = request.getfixturevalue("chromium")
            options["color_scheme"] = theme
        options |= {"viewport": viewport(size), "locale": "sv-SE", "reduced_motion": "reduce"}
        context = browser.new_context(base_url=site, **options)
        made.append(context)
        page = context.new_page()
        shows = page.evaluate(
            "theme => matchMedia(`(prefers-color-scheme: ${theme})`).matches", theme
        )
        assert shows, f"the browser does not show the {theme} theme"
        return page

    yield open_page
    for context in made:
        context.close()


@pytest.fixture(scope="session")
def pages(site: str, chromium: Browser) -> dict[str, str]:
    """Every kind of page in every language that it exists in, with its address."""
    page = chromium.new_page(base_url=site)
    found = {}
    for kind, path in PAGES.items():
        page.goto(path)
        found[kind] = page.url
        for link in page.locator("link[rel=alternate][hreflang]").all():
            language, address = link.get_attribute("hreflang"), link.get_attribute("href")
            if language not in ("sv", "x-default"):
                found[f"{kind} ({language})"] = address
    page.close()
    return found
