"""The editor's preview panel shows a draft through a front end on another site: the one whose
script stands in the documentation."""

import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import FrameLocator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests import build

GUIDE = Path(__file__).parents[2] / "docs" / "api" / "preview.md"
SHELL = """<!doctype html><html lang="sv"><meta charset="utf-8"><title>Elsewhere</title>
<h1></h1><figure></figure>
<script>
function show(page) {
  document.querySelector("h1").textContent = page.title;
  for (const { type, value } of page.body)
    if (type === "image")
      for (const { url } of value.image.sources)
        document.querySelector("figure").append(Object.assign(new Image(), { src: url }));
}
</script>
<script type="module">%s</script>"""


class FrontEnd(ThreadingHTTPServer):
    """Serves one page, and keeps what browsers told it: address and referrer."""

    daemon_threads = True

    def __init__(self, api: str):
        super().__init__(("127.0.0.1", 0), Handler)
        script = re.search(r"```js\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)[1]
        self.text = SHELL % script.replace("https://berattelse.example.se", api)
        self.asked: list[tuple[str, str | None]] = []


class Handler(BaseHTTPRequestHandler):
    server: FrontEnd

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers["Referer"]))
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.server.text.encode())

    def log_message(self, *args) -> None:
        """Tests are quiet."""


@pytest.fixture
def frontend(live_server: LiveServer, settings) -> Iterator[FrontEnd]:
    """A front end on 127.0.0.1, which to a browser is another site than localhost."""
    settings.WAGTAILAPI_BASE_URL = settings.WAGTAILADMIN_BASE_URL = live_server.url
    with FrontEnd(live_server.url) as server:
        settings.PREVIEW_FRONTEND_URL = {"*": f"http://127.0.0.1:{server.server_port}/preview"}
        thread = Thread(target=server.serve_forever, args=[0.01])
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def open_elsewhere(editor: Page) -> FrameLocator:
    """Open the preview panel, and choose the front end in it."""
    editor.get_by_role("button", name="Växla förhandsgranskning").click()
    shown = editor.frame_locator("#w-preview-iframe")
    shown.locator("main").wait_for()  # until then the panel does not listen
    editor.get_by_label("Förhandsgranskningsläge").select_option("Extern klient")
    return shown


def write_on(editor: Page, title: str) -> None:
    """Change the title, once Wagtail looks for changes: some seconds after the form was opened."""
    editor.locator("html[data-watched]").wait_for()
    editor.locator("#id_title").fill(title)


@pytest.fixture
def editor(editor: Page) -> Page:
    """An administrator whose pages tell when Wagtail begins to look for changes."""
    # It begins more than once, and what was written before the last time counts as there before.
    editor.add_init_script("""
        let last;
        document.addEventListener("w-unsaved:watch-edits", () => {
          clearTimeout(last);
          last = setTimeout(() => document.documentElement.dataset.watched = "", 1000);
        });
    """)
    return editor


def test_a_draft_is_shown_elsewhere_with_its_pictures(editor: Page, frontend: FrontEnd):
    shown = {"image": build.image(size=(600, 20)).pk, "alt_text": "x", "decorative": False}
    body = [build.block("image", {"image": shown, "caption": ""})]
    article = build.article(title="Utkastet", body=body, live=False)
    answers = []
    editor.on("response", lambda answer: "/v1/preview" in answer.url and answers.append(answer))
    errors = []
    editor.on("pageerror", lambda error: errors.append(error))

    editor.goto(f"/admin/pages/{article.pk}/edit/")
    elsewhere = open_elsewhere(editor)
    expect(elsewhere.locator("body > h1")).to_have_text("Utkastet")
    for picture in elsewhere.locator("img").all():
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("picture => picture.naturalWidth") > 0
    assert elsewhere.locator("img").count() == 2

    # What is written on is shown, too
    write_on(editor, "Skrivet vidare")
    expect(elsewhere.locator("body > h1")).to_have_text("Skrivet vidare")

    # The token was in one header, in no address and in no referrer, and nobody kept the answer
    for answer in answers:
        token = answer.request.all_headers()["authorization"].removeprefix("Bearer ")
        assert token not in answer.url
        assert token not in answer.request.all_headers().get("referer", "")
        assert answer.headers["cache-control"] == "no-store, private"
    assert set(frontend.asked) == {("/preview", None)}
    assert not errors


def test_a_page_that_was_never_saved_is_shown_elsewhere(editor: Page, frontend: FrontEnd):
    area = build.area()
    editor.goto(f"/admin/pages/add/report/articlepage/{area.pk}/")
    editor.locator("#id_title").fill("Nyss påbörjad")
    expect(open_elsewhere(editor).locator("body > h1")).to_have_text("Nyss påbörjad")
    assert not area.get_children().exists()


def test_what_is_written_on_is_shown_however_late_the_panel_listens(
    editor: Page, frontend: FrontEnd
):
    editor.add_init_script("""
        const listen = window.addEventListener;
        window.addEventListener = (type, ...rest) =>
          type === "message" && top === self
            ? setTimeout(() => listen(type, ...rest), 700)
            : listen(type, ...rest);
    """)
    article = build.article(title="Utkastet", body=[], live=False)
    editor.goto(f"/admin/pages/{article.pk}/edit/")
    heading = open_elsewhere(editor).locator("body > h1")
    expect(heading).to_have_text("Utkastet")
    write_on(editor, "Skrivet vidare")
    expect(heading).to_have_text("Skrivet vidare")
