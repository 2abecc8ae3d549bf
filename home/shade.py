"""A region's own colour: whether it can be read, and the nearest shade of it that can."""

import math
import re
from decimal import Decimal
from functools import cache

from django.utils.translation import get_language, gettext

from report import contrast
from report.statistics.number import format_number

SHORT = re.compile(r"#?([0-9a-f])([0-9a-f])([0-9a-f])")
LONG = re.compile(r"#?([0-9a-f]{6})")
WHITE, BLACK = "#ffffff", "#000000"
#: What a shade is made of on its way to being readable.
TOWARDS = {"light": BLACK, "dark": WHITE}


def normal(text: str) -> str | None:
    """A colour as `#0f6848`, from however it was typed; None for what is no colour."""
    text = text.strip().lower()
    if short := SHORT.fullmatch(text):
        return "#" + "".join(digit * 2 for digit in short.groups())
    long = LONG.fullmatch(text)
    return f"#{long[1]}" if long else None


@cache
def shared(name: str, theme: str) -> str:
    """A colour that every page shares: `shared("paper", "dark")`."""
    return contrast.colour(name, "spring", theme)


def text_on(colour: str) -> str:
    """What is written on the colour: white or the ink of light pages, whichever reads better."""
    return max((WHITE, shared("ink", "light")), key=lambda text: contrast.ratio(text, colour))


def is_readable(colour: str, theme: str) -> bool:
    """Whether the colour can be read on paper and can carry text itself."""
    least = contrast.LEAST_FOR_TEXT
    on_paper = contrast.ratio(colour, shared("paper", theme))
    return on_paper >= least and contrast.ratio(text_on(colour), colour) >= least


def mixed(colour: str, other: str, share: float) -> str:
    """The colour with that share (0–1) of the other in it."""
    pairs = ((int(colour[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def shade(colour: str) -> str:
    """The colour on the side that the light does not reach."""
    return mixed(colour, BLACK, 0.25)


def readable(colour: str, theme: str) -> str:
    """The colour itself where it can be read, else its nearest darker or lighter shade that can."""
    shades = (mixed(colour, TOWARDS[theme], step / 100) for step in range(101))
    return next(shade for shade in shades if is_readable(shade, theme))


def tint(colour: str, theme: str) -> str:
    """Paper with as much of the colour in it as still lets the colour be read on it."""
    paper = shared("paper", theme)
    tints = (mixed(paper, colour, share / 100) for share in (10, 8, 6, 4, 2, 0))
    return next(t for t in tints if contrast.ratio(colour, t) >= contrast.LEAST_FOR_TEXT)


def refusal(colour: str, theme: str) -> str:
    """Why a colour cannot be used, as a sentence that names one that can; empty when it can."""
    if is_readable(colour, theme):
        return ""
    paper = contrast.ratio(colour, shared("paper", theme))
    words = {
        "colour": colour,
        "least": said(contrast.LEAST_FOR_TEXT),
        "shade": readable(colour, theme),
    }
    if paper >= contrast.LEAST_FOR_TEXT:
        words["measured"] = said(contrast.ratio(text_on(colour), colour))
        return (
            gettext(
                "Neither white nor dark text can be read on %(colour)s: the contrast is "
                "%(measured)s:1 at most and must be at least %(least)s:1. The lighter shade "
                "%(shade)s would do."
            )
            % words
        )
    words["measured"] = said(paper)
    if theme == "light":
        sentence = gettext(
            "The contrast of %(colour)s on white paper is %(measured)s:1 and must be at least "
            "%(least)s:1. The darker shade %(shade)s would do."
        )
    else:
        sentence = gettext(
            "The contrast of %(colour)s on the dark paper is %(measured)s:1 and must be at least "
            "%(least)s:1. The lighter shade %(shade)s would do."
        )
    return sentence % words


def said(ratio: float) -> str:
    """A contrast in words, cut and not rounded: 4.49 is not 4.5."""
    tenths = Decimal(math.floor(ratio * 10)) / 10
    return format_number(tenths, get_language(), 1)
