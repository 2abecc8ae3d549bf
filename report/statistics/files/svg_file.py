"""The chart as a picture of its own: nothing is fetched, and it can be read in light and dark."""

import base64
import hashlib
import textwrap
from dataclasses import dataclass
from functools import cache

from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext

from report.contrast import colour
from report.statistics.chart import Series, series_of
from report.statistics.files.table import CONTROL
from report.statistics.number import format_number, format_percent
from report.statistics.page import StatisticPage
from report.statistics.shares import Piece, Shares, shares_of

#: The picture's width and the room around its contents, in pixels.
WIDTH, MARGIN = 800, 40
INNER = WIDTH - 2 * MARGIN
NAMES = ("ink", "quiet", "paper", "strong", "tint", "line", "rule")
#: How many characters of each text fit in a line, and how high its lines are.
HEADING, LABEL, SMALL = (46, 36), (76, 26), (96, 20)


@dataclass(frozen=True)
class Line:
    """A line of text; `y` is its baseline."""

    text: str
    y: int


@dataclass
class Drawing:
    """What the template draws, from the top down."""

    page: StatisticPage

    def __post_init__(self) -> None:
        value, language = self.page.value, get_language()
        self.height = MARGIN
        self.heading = self.lines(self.page.title, HEADING)
        self.height += 92
        self.number = Line(self.page.number, self.height)
        self.height += 14
        self.label = self.lines(value["label"], LABEL)
        self.series: Series | None = series_of(value, language)
        self.shares: Shares | None = None if self.series else shares_of(value)
        if self.series:
            self.chart_top = self.height + 30
            self.height = self.chart_top + 260
        elif self.shares:
            self.chart_top = self.height + 30
            self.height = self.chart_top + (90 if self.shares.is_bar else 0)
        self.legend = [self.piece(piece) for piece in self.shares.pieces] if self.shares else []
        self.height += 16
        self.foot = [line for text in self.small() for line in self.lines(text, SMALL)]
        self.height += MARGIN // 2

    def lines(self, text: str, kind: tuple[int, int]) -> list[Line]:
        """The text in lines; the drawing grows by them."""
        characters, height = kind
        found = []
        for line in textwrap.wrap(CONTROL.sub("", text), characters):
            self.height += height
            found.append(Line(line, self.height))
        return found

    def piece(self, piece: Piece) -> dict:
        """A part with its place in the legend."""
        decimals = self.page.value.displayed_decimals
        words = [format_number(piece.number, get_language(), decimals), piece.label]
        if piece.share is not None and self.shares.has_shares:
            words[0] = f"{format_percent(piece.share, get_language())}   {words[0]}"
        return {"piece": piece, "lines": self.lines("  ".join(words), LABEL)}

    def small(self) -> list[str]:
        """What stands below: breaks, the warning of an example, the source, where it is from."""
        value, page = self.page.value, self.page
        found = [gettext("Example figure")] if value["is_example"] else []
        if self.series:
            found += [f"{mark.period}: {mark.break_note}" for mark in self.series.breaks]
        if value["source"]:
            found.append(f"{gettext('Source')}: {value['source']}")
        return [*found, f"{page.edition.title} · {page.address}"]


def svg_file(page: StatisticPage) -> bytes:
    """The picture, with its texts in the active language."""
    drawing = Drawing(page)
    context = {
        "drawing": drawing,
        "page": page,
        "style": style(page.figure.page.colour),
        "language": get_language(),
        "sizes": {"width": WIDTH, "inner": INNER, "margin": MARGIN},
    }
    return render_to_string("report/statistic_chart.svg", context).encode()


@cache
def style(palette: str) -> str:
    """The picture's style sheet: the colours of a palette by day, and by night."""

    def colours(theme: str) -> str:
        return ";".join(f"--{name}:{colour(name, palette, theme)}" for name in NAMES)

    return (
        f":root{{{colours('light')}}}"
        f"@media (prefers-color-scheme:dark){{:root{{{colours('dark')}}}}}"
        + render_to_string("report/statistic_chart.css").replace("\n", "")
    )


def style_source(palette: str) -> str:
    """The picture's style sheet as a Content-Security-Policy names it."""
    digest = hashlib.sha256(style(palette).encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
