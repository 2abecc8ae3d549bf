"""What holds on every kind of page: markup, weight, policy, privacy, and that nothing jumps."""

import gzip
import urllib.request
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin

import brotli
import html5lib
import pytest
from django.contrib.staticfiles import finders
from places import AREA, DESKTOP, PAGES, PHONE, viewport
from playwright.sync_api import BrowserContext, Page
from wagtail.models import Page as Tree

from tests.browser.markup import faults

pytestmark = pytest.mark.django_db
each_page = pytest.mark.parametrize("kind", PAGES)
KILOBYTE = 1000
#: Counts, from the very beginning, how far things that were already shown have moved.
SHIFTS = """
  window.shifts = [];
  const note = (entries) => shifts.push(...entries.map((entry) => entry.value));
  window.watch = new PerformanceObserver((list) => note(list.getEntries()));
  watch.observe({ type: "layout-shift", buffered: true });
"""
PAINTED = """() => new Promise((resolve) =>
  new PerformanceObserver(resolve).observe({ type: "paint", buffered: true }))"""
SHIFTED = """async () => {
  await document.fonts.ready;
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  return [...shifts, ...watch.takeRecords().map((entry) => entry.value)];
}"""
#: All places in which a page can leave something behind.
KEPT = """async () => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie,
  ...(await indexedDB.databases()), ...(await caches.keys()),
].filter(Boolean)"""


def fetch(address: str, **headers: str) -> tuple[bytes, dict[str, str]]:
    """The answer as it comes over the wire, and its headers; that of a missing page, too."""
    request = urllib.request.Request(address, headers=headers)
    try:
        answer = urllib.request.urlopen(request, timeout=30)
    except HTTPError as missing:
        answer = missing
    with answer:
        return answer.read(), dict(answer.headers)


def test_every_type_of_page_is_among_those_measured(demo: str):
    paths = {page.url: page.specific_class for page in Tree.objects.live().filter(depth__gt=1)}
    assert {paths[path] for path in PAGES.values() if path in paths} == set(paths.values())


@each_page
def test_the_markup_is_sound(demo: str, kind: str):
    body, _ = fetch(demo + PAGES[kind])
    assert faults(body.decode()) == []


def test_every_link_within_the_site_leads_somewhere(demo: str):
    """Every address answers, and what is named after # is on the page."""
    pages, waiting, broken = {}, [("/", demo + "/")], []
    while waiting:
        origin, address = waiting.pop()
        path, part = urldefrag(address)
        if path not in pages:
            try:
                with urllib.request.urlopen(path, timeout=30) as answer:
                    shown = "text/html" in answer.headers["Content-Type"]
                    page = html5lib.parse(answer.read(), namespaceHTMLElements=False)
            except HTTPError as error:
                broken.append(f"{origin} leads to {path}: {error}")
                pages[path] = None
                continue
            pages[path] = {e.get("id") for e in page.iter()} | {""} if shown else None
            links = [urljoin(path, a.get("href")) for a in page.iter("a") if shown]
            waiting += [(path, link) for link in links if link.startswith(demo)]
        if pages[path] is not None and part not in pages[path]:
            broken.append(f"{origin} leads to {part!r}, which {path} does not have")
    assert broken == []
    assert len(pages) > len(PAGES)


# --- Weight ---------------------------------------------------------------------------------------


def weight(*names: str) -> int:
    """What these static files weigh together, each compressed as WhiteNoise serves it."""
    return sum(len(brotli.compress(Path(finders.find(name)).read_bytes())) for name in names)


def test_the_stylesheet_weighs_at_most_12_kilobytes():
    assert weight("site.css") <= 12 * KILOBYTE


def test_the_scripts_weigh_at_most_4_kilobytes_in_all(demo: str):
    scripts = set()
    for path in PAGES.values():
        page = html5lib.parse(fetch(demo + path)[0], namespaceHTMLElements=False)
        scripts.update(script.get("src") for script in page.iter("script"))
    names = [address.removeprefix("/static/") for address in scripts if address]
    assert 0 < weight(*names) <= 4 * KILOBYTE


def test_an_area_weighs_at_most_15_kilobytes(demo: str):
    for page in Tree.objects.live().filter(content_type__model="areapage"):
        body, headers = fetch(demo + page.url, **{"Accept-Encoding": "gzip, br"})
        assert headers["Content-Encoding"] in ("gzip", "br")
        assert len(body) <= 15 * KILOBYTE, page.title
        if headers["Content-Encoding"] == "gzip":
            assert b"</html>" in gzip.decompress(body)


# --- Policy and privacy ---------------------------------------------------------------------------


@each_page
def test_the_policy_allows_nothing_but_what_the_site_itself_sends(demo: str, kind: str):
    _, headers = fetch(demo + PAGES[kind])
    policy = dict(
        directive.strip().split(" ", 1)
        for directive in headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["base-uri"] == "'none'"
    allowed = {source for sources in policy.values() for source in sources.split()}
    assert allowed == {"'none'", "'self'", "data:"}
    assert [name for name, sources in policy.items() if "data:" in sources] == ["img-src"]


@each_page
def test_a_visit_is_silent_private_and_leaves_nothing_behind(context: BrowserContext, kind, demo):
    said, asked = [], []
    context.on("console", lambda message: said.append(message.text))
    context.on("weberror", lambda error: said.append(str(error.error)))
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    answer = page.goto(PAGES[kind], wait_until="networkidle")
    if answer.status == 404:  # of which the browser itself makes a note
        said = [text for text in said if "404 (Not Found)" not in text]

    assert said == []
    assert [url for url in asked if not url.startswith((demo, "data:"))] == []
    assert page.evaluate(KEPT) == []
    assert context.cookies() == []


def test_ticking_the_box_keeps_exactly_one_key_and_the_card_away(page: Page):
    page.goto(AREA)
    card = page.locator("#help")
    assert card.is_visible()
    card.get_by_label("Visa inte den här rutan igen").check()
    assert len(page.evaluate(KEPT)) == 1
    assert page.context.cookies() == []

    for path in (AREA, PAGES["cover"]):
        page.goto(path)
        assert card.is_hidden()

    page.get_by_role("banner").get_by_role("button", name="Så navigerar du").click()
    page.get_by_role("dialog").get_by_label("Visa inte den här rutan igen").uncheck()
    assert page.evaluate(KEPT) == []
    page.reload()
    assert card.is_visible()


# --- Steadiness -----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_jumps_while_a_page_loads(context: BrowserContext, size):
    """Scripts and fonts come as late as they can: when the page has been painted without them."""
    context.add_init_script(SHIFTS)
    late = []
    context.route("**/static/**/*.{js,woff2}", lambda route: late.append(route))
    jumped = {}
    for kind in ("cover", "area", "article", "search results"):
        page = context.new_page()
        page.set_viewport_size(viewport(size))
        page.goto(PAGES[kind], wait_until="commit")
        page.evaluate(PAINTED)
        while late:
            late.pop().continue_()
        page.wait_for_load_state("load")
        if shifts := page.evaluate(SHIFTED):
            jumped[kind] = shifts
        page.close()
    assert jumped == {}
