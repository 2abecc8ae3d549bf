"""Draw the pictures that stand for the site elsewhere: social cards and icons.

Run by hand after a drawing, a colour or the mark has changed; what it writes is committed:

    .venv/bin/python scripts/cards.py

A card for each built-in scene and one for the cover (1200 × 630, the size that social networks
show), the favicon and the icons of a phone's home screen. Nothing on them states a fact.
"""

import io
import re
from pathlib import Path

import browser
from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
CARDS = ROOT / "report/static/report/cards"
ICONS = ROOT / "home/static/home/icons"
STYLES = ROOT / "report/static/report/css"

#: Each scene with its season.
SCENES = {"clinic": "spring", "bus": "summer", "town": "autumn", "stage": "winter"}
#: What a card shows of a scene's strip, in the drawing's own units: x, y, width, height.
FRAME = "892 -96 640 336"
#: The mark has its own colours: it stands on a browser's tab, not on our paper.
MARK = ["#1f7a58", "#135c41", "#ffc62e"]
MARK_AT_NIGHT = ["#74d6aa", "#3fae84", "#ffd76e"]


def main() -> None:
    """Write all pictures."""
    CARDS.mkdir(parents=True, exist_ok=True)
    ICONS.mkdir(parents=True, exist_ok=True)
    (ICONS / "favicon.svg").write_text(favicon(), encoding="utf-8")
    program = browser.find()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program)
        page = chromium.new_page(color_scheme="light")
        for name, season in SCENES.items():
            art = framed(drawing(f"scenes/{name}/strip"))
            shoot(page, pane(art, season), (1200, 630), CARDS / f"{name}.png")
        panes = [pane(drawing(f"scenes/{name}/pane"), season) for name, season in SCENES.items()]
        shoot(page, "".join(panes), (1200, 630), CARDS / "cover.png")
        # A phone rounds the first one's corners and cuts the second one to any shape it likes,
        # but never within the middle four fifths.
        shoot(page, icon(78), (180, 180), ICONS / "touch.png")
        shoot(page, icon(56), (512, 512), ICONS / "maskable.png")
        chromium.close()


def drawing(path: str) -> str:
    """A drawing as it stands in the templates."""
    return (ROOT / "templates" / f"{path}.html").read_text(encoding="utf-8").strip()


def framed(svg: str) -> str:
    """The same drawing, showing the part of it that a card has room for."""
    return re.sub(r'viewBox="[^"]+"', f'viewBox="{FRAME}"', svg, count=1)


def pane(svg: str, season: str) -> str:
    """A drawing under the sky of its season."""
    return f'<div class="pane colour-{season}">{svg}</div>'


def painted_mark() -> str:
    """The mark's shapes, without the frame of the icon."""
    return re.sub(r"</?svg[^>]*>", "", drawing("icons/mark"))


def mark_style(colours: list[str]) -> str:
    return ".g1{{fill:{}}}.g2{{fill:{}}}.su{{fill:{}}}".format(*colours)


def favicon() -> str:
    """The mark for a browser's tab, in the colours of the tab's own theme."""
    night = f"@media (prefers-color-scheme:dark){{{mark_style(MARK_AT_NIGHT)}}}"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36">'
        f"<style>{mark_style(MARK)}{night}</style>{painted_mark()}</svg>\n"
    )


def icon(percent: int) -> str:
    """The mark in the middle of a white square, this wide."""
    style = f"<style>.mark{{width:{percent}%;margin:auto}}{mark_style(MARK)}</style>"
    return f'{style}<svg class="mark" viewBox="0 0 36 36">{painted_mark()}</svg>'


def sprite(html: str) -> str:
    """The symbols that the drawings use."""
    names = dict.fromkeys(re.findall(r'href="#d-([a-z]+)"', html))
    symbols = "".join(drawing(f"scenes/symbols/{name}") for name in names)
    return f'<svg class="sprite">{symbols}</svg>'


def shoot(page: Page, html: str, size: tuple[int, int], target: Path) -> None:
    """Show the HTML with the site's colours, and keep what is seen in as few bytes as will do."""
    sheets = ("tokens.css", "colour.css", "drawing.css")
    styles = "".join((STYLES / sheet).read_text(encoding="utf-8") for sheet in sheets)
    layout = (
        "body{margin:0;display:flex;gap:12px;height:100vh;background:#fff}"
        ".pane{flex:1;background:var(--sky);overflow:hidden}"
        ".pane>svg{width:100%;height:100%;display:block}"
    )
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.set_content(f"<!doctype html><style>{styles}{layout}</style>{sprite(html)}{html}")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(128, dither=Image.Dither.NONE).save(target, optimize=True)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
