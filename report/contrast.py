"""The contrast of the site's colours, by WCAG's formula, read from the style sheets themselves.

A palette's colours are custom properties, as in `--strong: light-dark(#0f6848, #74d6aa)`. Whoever
changes one sees here, and in the tests, what can still be read.
"""

import re
from pathlib import Path

from report.scenery import Palette

STYLES = Path(__file__).parent / "static" / "report" / "css"
SOURCES = ("tokens.css", "colour.css")
THEMES = ("light", "dark")
#: Every pair of (front, ground) that words stand in, and that lines or shapes with a meaning have.
TEXT = (
    ("ink", "paper"),
    ("ink", "sheet"),
    ("ink", "tint"),
    ("ink", "sky"),  # the current area's tab
    ("paper", "ink"),  # skip links
    ("quiet", "paper"),
    ("quiet", "sheet"),
    ("quiet", "tint"),
    ("strong", "paper"),
    ("strong", "sheet"),
    ("strong", "tint"),
    ("on-strong", "strong"),
    ("on-sky", "sky"),
    ("on-sky", "far"),
    ("on-sky", "mid"),
    ("#ffffff", "deep"),  # the bar below the picture
    ("#ffffff", "night"),  # notices
    ("#eaf3ee", "forest"),  # the footer
)
SHAPES = (
    ("rule", "paper"),  # borders of fields
    ("strong", "paper"),  # charts
    ("strong", "tint"),
    ("strong", "sky"),  # the edge of the current tab
    ("focus", "paper"),
    ("focus", "tint"),
    ("focus", "sky"),
)
LEAST_FOR_TEXT, LEAST_FOR_SHAPES = 4.5, 3.0

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
PROPERTY = re.compile(r"--([\w-]+):\s*([^;]+)")
ONE = r"(var\([^)]*\)|[^,()]+)"
LIGHT_DARK = re.compile(rf"light-dark\(\s*{ONE}\s*,\s*{ONE}\s*\)")
VARIABLE = re.compile(r"var\(--([\w-]+)\)")


def ratio(first: str, second: str) -> float:
    """The contrast of two colours written `#rrggbb` or `#rgb`: 1 (none) to 21 (black on white)."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """How light a colour is, from 0 to 1 (WCAG 2.2, relative luminance)."""
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def declared(palette: str) -> dict[str, str]:
    """The custom properties that hold within a palette, as they are written."""
    found: dict[str, str] = {}
    for name in SOURCES:
        css = re.sub(r"/\*.*?\*/", "", (STYLES / name).read_text(encoding="utf-8"), flags=re.DOTALL)
        for selectors, body in RULE.findall(css):
            names = {selector.strip() for selector in selectors.split(",")}
            if names & {":root", f".colour-{palette}"}:
                found.update(PROPERTY.findall(body))
    return found


def colour(name: str, palette: str, theme: str) -> str:
    """What a custom property comes to: `colour("strong", "spring", "dark")` is `#74d6aa`.

    Raises KeyError for a name that is not declared, ValueError for one that is no colour.
    """
    value = name if name.startswith("#") else declared(palette)[name].strip()
    if choice := LIGHT_DARK.fullmatch(value):
        value = choice[1 + THEMES.index(theme)].strip()
    if variable := VARIABLE.fullmatch(value):
        return colour(variable[1], palette, theme)
    if not re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6})", value):
        raise ValueError(f"--{name} is not a plain colour: {value}")
    return value


def contrast(front: str, ground: str, palette: str, theme: str) -> float:
    """The contrast of two named colours within a palette."""
    return ratio(colour(front, palette, theme), colour(ground, palette, theme))


def failures() -> list[str]:
    """Every pair that is too faint, as a sentence for whoever changed a colour."""
    return [
        f"--{front} on --{ground} in {palette}, {theme}: {found:.2f}, needs {least}"
        for palette in Palette.values
        for theme in THEMES
        for pairs, least in ((TEXT, LEAST_FOR_TEXT), (SHAPES, LEAST_FOR_SHAPES))
        for front, ground in pairs
        if (found := contrast(front, ground, palette, theme)) < least
    ]
