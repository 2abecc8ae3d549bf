"""Whether a reader sees all of a page's text, in any size."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

LOST_TEXT = (Path(__file__).parent / "lost_text.js").read_text(encoding="utf-8")
#: When the fonts are there and the page's scripts have answered to its new size.
SETTLED = """async () => {
  await document.fonts.ready;
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
}"""
#: What WCAG 1.4.12 lets a reader set. A constructed sheet is the reader's: no policy forbids it.
SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * {
      line-height: 1.5 !important;
      letter-spacing: .12em !important;
      word-spacing: .16em !important;
    }
    p { margin-block-end: 2em !important }
  `);
  document.adoptedStyleSheets = [sheet];
}"""


def lost_text(page: Page) -> list[str]:
    """The texts that are cut off or lie on each other, and whether the page scrolls sideways."""
    page.evaluate(SETTLED)
    return page.evaluate(LOST_TEXT)


@contextmanager
def spaced_text(page: Page) -> Iterator[None]:
    """Space lines, letters and words as far as WCAG 1.4.12 asks for."""
    page.evaluate(SPACING)
    yield
    page.evaluate("document.adoptedStyleSheets = []")
