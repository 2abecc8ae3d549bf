"""Take a picture of every kind of page, in six sizes, light and dark: `make screens`.

They go to var/screens/. The phone's and the desktop's are taken of the whole page and of the page
in its other languages, too, and an area is printed. CHROMIUM_PATH names the browser; the site is
one of its own, with the demo.
"""

import os
import shutil
import signal
import sys

from browser import ROOT
from demo_site import demo_site
from places import AREA, DESKTOP, LANDSCAPE, NARROW, PAGES, PHONE, TABLET, THEMES, WIDE, viewport
from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = ROOT / "var" / "screens"
SIZES = (NARROW, PHONE, LANDSCAPE, TABLET, DESKTOP, WIDE)
WHOLE = (PHONE, DESKTOP)
#: Phones and tablets have two dots, or more, for each pixel of a style sheet.
SHARP_BELOW = 1000


def main() -> None:
    """Start the site, take all pictures anew, and say where they are."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the site ends as well
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    arguments = ["--disable-gpu", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with demo_site() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM_PATH"], args=arguments
        )
        for theme in THEMES:
            for size in SIZES:
                picture_all(browser, address, theme, size)
        print_area(browser, address)
        browser.close()
    print(f"{len(list(FOLDER.iterdir()))} pictures are in {FOLDER.relative_to(ROOT)}/")


def picture_all(browser: Browser, address: str, theme: str, size: tuple[int, int]) -> None:
    """Picture every kind of page in one theme and size."""
    context = browser.new_context(
        base_url=address,
        viewport=viewport(size),
        device_scale_factor=2 if size[0] < SHARP_BELOW else 1,
        color_scheme=theme,
        reduced_motion="reduce",
        locale="sv-SE",
    )
    page = context.new_page()
    page.goto(AREA)  # the first visit fetches the typeface, which a page does not wait for
    page.evaluate("document.fonts.ready")
    for kind, path in PAGES.items():
        page.goto(path, wait_until="load")
        name = f"{kind.replace(' ', '-')}-{size[0]}x{size[1]}-{theme}"
        page.screenshot(path=FOLDER / f"{name}.png")
        if size in WHOLE:
            page.screenshot(path=FOLDER / f"{name}-whole.png", full_page=True)
            for code, translation in translations(page).items():
                page.goto(translation, wait_until="load")
                page.screenshot(path=FOLDER / f"{name}-{code}.png")
    context.close()


def translations(page: Page) -> dict[str, str]:
    """Where the page's language links lead, by language."""
    links = page.locator("header a[hreflang]").all()
    return {link.get_attribute("hreflang"): link.get_attribute("href") for link in links}


def print_area(browser: Browser, address: str) -> None:
    """Print an area as a PDF file, and picture how it prints."""
    page = browser.new_page(base_url=address, viewport={"width": 800, "height": 1130})
    page.goto(AREA)
    page.pdf(path=FOLDER / "area-printed.pdf", prefer_css_page_size=True)
    page.emulate_media(media="print")
    page.screenshot(path=FOLDER / "area-printed.png", full_page=True)
    page.close()


if __name__ == "__main__":
    main()
