"""A reader before the demo, which is loaded once for all tests of this folder: they only read.

So their mark is the plain `django_db`, which rolls back and empties nothing, and the server is one
of our own: pytest-django's would empty the database after every test.
"""

from collections.abc import Callable, Iterator

import pytest
from django.core.management import call_command
from django.db import connections
from playwright.sync_api import Browser, BrowserContext
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Page as Tree

from home.demo.site import load
from tests import build, full_text

NewContext = Callable[..., BrowserContext]


@pytest.fixture(scope="package")
def demo(django_db_setup, django_db_blocker) -> Iterator[str]:
    """The address of a site with the demo, which is gone again when other tests come."""
    with django_db_blocker.unblock():
        if not Tree.objects.exists():  # an earlier test has emptied the tables
            build.ground()
        full_text.make_table()
        build.home()
        server = LiveServer("127.0.0.1")
        load(server.url, password="")
    yield server.url
    with django_db_blocker.unblock():
        server.stop()
        call_command("flush", interactive=False, verbosity=0)
        build.ground()
        # With Playwright's event loop in the thread, Django has opened a second connection.
        connections.close_all()


@pytest.fixture(autouse=True)
def committed(demo: str) -> None:
    """The demo is; a test adds nothing to it."""


@pytest.fixture
def new_context(browser: Browser, demo: str) -> Iterator[NewContext]:
    """Call it for a reader who was never here before; takes Playwright's options."""
    made = []

    def new(**options: object) -> BrowserContext:
        defaults = {"locale": "sv-SE", "reduced_motion": "reduce"}
        context = browser.new_context(base_url=demo, **{**defaults, **options})
        context.set_default_timeout(15_000)
        made.append(context)
        return context

    yield new
    for context in made:
        context.close()


@pytest.fixture
def context(new_context: NewContext) -> BrowserContext:
    """A reader on a desktop."""
    return new_context(viewport={"width": 1280, "height": 800})
