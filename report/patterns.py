"""The pattern page, for staff: every block from its own example, in every area's colours, by day
and by night; statistics that are hard to draw; the palettes with their contrasts, the icons and the
drawn scenes."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import cycle
from pathlib import Path

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import Block

from report import contrast
from report.blocks import BodyBlock, StatisticsBlock
from report.scenery import Palette, Scene
from report.statistics.examples import ODD
from report.templatetags.scenes import draw, fragment

ICONS = Path(settings.ROOT) / "templates" / "icons"
PARTS = ("pane", "vignette", "banner", "strip")
REFERENCE = re.compile(
    r'(\b(?:id|href|for|popovertarget|aria-(?:labelledby|describedby))=")([^"]*)(")'
    r"|(url\(#)([^)]*)(\))"
)


@dataclass(frozen=True)
class Cell:
    """Something drawn in one palette at one time of day."""

    palette: str
    theme: str
    html: SafeString


@dataclass(frozen=True)
class Pair:
    """Two colours that stand on each other, by day or by night."""

    front: str
    ground: str
    front_colour: str
    ground_colour: str
    ratio: float
    least: float

    @property
    def shown(self) -> Decimal:
        """Cut, not rounded: 4.49 is not 4.5."""
        return Decimal(math.floor(self.ratio * 10)) / 10

    @property
    def is_enough(self) -> bool:
        return self.ratio >= self.least


def patterns(request: HttpRequest) -> HttpResponse:
    """The page. It stands below Wagtail's addresses, which only staff reach."""
    menu = {**StatisticsBlock().child_blocks, **BodyBlock().child_blocks}
    context = {
        "blocks": [(block, cells(request, name, block)) for name, block in menu.items()],
        "odd": list(odd(request, menu["statistic"])),
        "palettes": [(palette, list(pairs(palette))) for palette in Palette],
        "icons": sorted(path.stem for path in ICONS.glob("*.html")),
        "scenes": [
            (scene, list(drawings(request, scene, palette)))
            for scene, palette in zip(Scene, Palette, strict=True)
        ],
        "fills": [
            Cell(palette, theme, apart(fragment("scenes/symbols/patterns.html")[0], palette, theme))
            for palette in Palette.values
            for theme in contrast.THEMES
        ],
    }
    response = render(request, "report/patterns.html", context)
    # Wagtail's own pages need a looser policy, so the middleware leaves all of them alone.
    response.headers[HEADER] = build_policy()
    return response


def cells(request: HttpRequest, name: str, block: Block) -> list[Cell]:
    """The block's example once for each palette and time of day."""
    html = block.render(block.get_preview_value(), context={"request": request})
    return [
        Cell(palette, theme, apart(html, f"{palette}-{theme}", name))
        for palette in Palette.values
        for theme in contrast.THEMES
    ]


def odd(request: HttpRequest, block: Block) -> Iterator[Cell]:
    """The statistics that are hard to draw, each by day and by night in the next palette."""
    for number, (stored, palette) in enumerate(zip(ODD, cycle(Palette.values), strict=False)):
        html = block.render(block.to_python(stored), context={"request": request})
        for theme in contrast.THEMES:
            yield Cell(palette, theme, apart(html, f"{palette}-{theme}", f"odd-{number}"))


def drawings(request: HttpRequest, scene: Scene, palette: Palette) -> Iterator[tuple]:
    """The pieces of a scene as (name, day and night); "scene" is the wide one of an area."""

    def drawn(part: str) -> str:
        return draw({"request": request}, f"scenes/{scene.value}/{part}.html")

    whole = f'<div class="back">{drawn("back")}</div><div class="front">{drawn("front")}</div>'
    for part, html in {"scene": whole, **{part: drawn(part) for part in PARTS}}.items():
        yield (
            part,
            [
                Cell(palette.value, theme, apart(html, theme, scene.value, part))
                for theme in contrast.THEMES
            ],
        )


def pairs(palette: Palette) -> Iterator[tuple[Pair, Pair]]:
    """Every pair of colours that has to be told apart, by day and by night."""
    for named, least in (
        (contrast.TEXT, contrast.LEAST_FOR_TEXT),
        (contrast.SHAPES, contrast.LEAST_FOR_SHAPES),
    ):
        for front, ground in named:
            yield tuple(
                Pair(
                    front,
                    ground,
                    contrast.colour(front, palette.value, theme),
                    contrast.colour(ground, palette.value, theme),
                    contrast.contrast(front, ground, palette.value, theme),
                    least,
                )
                for theme in contrast.THEMES
            )


def apart(html: str, *names: str) -> SafeString:
    """The same markup with ids of its own, so that it can stand on a page more than once.

    Only references to what the markup itself defines change; shared symbols stay shared.
    """
    own = set(re.findall(r'\bid="([^"]+)"', html))
    prefix = "-".join(names)

    def renamed(match: re.Match) -> str:
        before, words, after = (group for group in match.groups() if group is not None)
        fresh = [
            f"{'#' * word.startswith('#')}{prefix}-{word.removeprefix('#')}"
            if word.removeprefix("#") in own
            else word
            for word in words.split(" ")
        ]
        return f"{before}{' '.join(fresh)}{after}"

    return mark_safe(REFERENCE.sub(renamed, html))  # noqa: S308 (rendered by templates of ours)
