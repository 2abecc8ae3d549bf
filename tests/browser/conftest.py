"""A real browser before a real server."""

import os
from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests import build

#: Chromium by itself talks to its maker; none of that may leave the machine of a test.
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]

#: A busy machine is slow; a shorter wait would blame the site. Milliseconds.
expect.set_options(timeout=9_000)


@pytest.fixture(autouse=True)
def seen_by_the_server(committed) -> None:
    """The server has connections of its own, which see only what was committed."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, from CHROMIUM_PATH (`make test` finds or installs one)."""
    arguments = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else QUIET
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM_PATH"], args=arguments
        )
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    """A reader who was never here before, on a desktop."""
    context = browser.new_context(
        base_url=live_server.url, locale="sv-SE", viewport={"width": 1280, "height": 800}
    )
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def editor(context: BrowserContext, page: Page, live_server: LiveServer) -> Page:
    """An administrator who is signed in."""
    client = Client()
    client.force_login(build.administrator())
    (cookie,) = client.cookies.values()
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    return page
