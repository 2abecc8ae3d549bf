"""Drawings in templates: scenes, icons and the symbols they are put together from.

Fragments are plain SVG in `templates/scenes/` and `templates/icons/`. A page carries only the
symbols that its drawings use: `{% symbols %}` at its end writes those that were asked for.
"""

import re
from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamValue
from wagtail.models import Page

from report import layers
from report.layers import Layer, OwnPictures
from report.pages import AreaPage, ReportPage
from report.slides import Loose, Sign, Slide, headline_of, loose_of, signs_of, slides_of

register = template.Library()
USED = re.compile(r'href="#d-([a-z]+)"')


@lru_cache(maxsize=256)
def fragment(path: str) -> tuple[SafeString, tuple[str, ...]]:
    """A drawing's text and the names of the symbols it uses."""
    text = get_template(path).template.source.strip()
    used = tuple(dict.fromkeys(USED.findall(text)))
    return mark_safe(text), used  # noqa: S308 (a file of ours)


def draw(context: template.Context, path: str) -> SafeString:
    text, used = fragment(path)
    request = context.get("request")
    if request is not None:
        request.drawn = {**getattr(request, "drawn", {}), **dict.fromkeys(used)}
    return text


@register.simple_tag(takes_context=True)
def scene(context: template.Context, name: str, part: str) -> SafeString:
    """`{% scene page.scene "back" %}`: a part of a scene; the clinic where none is chosen."""
    return draw(context, f"scenes/{name or 'clinic'}/{part}.html")


@register.simple_tag(takes_context=True)
def drawing(context: template.Context, name: str) -> SafeString:
    """`{% drawing "forest" %}`: a drawing that belongs to no scene."""
    return draw(context, f"scenes/{name}.html")


@register.simple_tag(takes_context=True)
def patterns(context: template.Context) -> str:
    """Asks for the patterns that tell the pieces of a chart apart without colour."""
    request = context.get("request")
    if request is not None:
        request.drawn = {**getattr(request, "drawn", {}), "patterns": None}
    return ""


@register.simple_tag
def icon(name: str) -> SafeString:
    """`{% icon "search" %}`"""
    return fragment(f"icons/{name}.html")[0]


@register.simple_tag(takes_context=True)
def symbols(context: template.Context) -> SafeString:
    """The symbols that the page's drawings asked for, in a sprite that takes no room."""
    names = getattr(context.get("request"), "drawn", {})
    if not names:
        return SafeString()
    drawings = ((fragment(f"scenes/symbols/{name}.html")[0],) for name in names)
    text = format_html_join("\n", "{}", drawings)
    return format_html('<svg class="sprite" aria-hidden="true">\n{}\n</svg>', text)


@register.simple_tag
def slides(statistics: StreamValue) -> list[Slide]:
    """`{% slides page.statistics as slides %}`"""
    return slides_of(statistics)


@register.simple_tag
def headline(statistics: StreamValue, report: ReportPage) -> Slide | None:
    """`{% headline area.statistics report as slide %}`: the number that the cover shows."""
    return headline_of(statistics, report.headline_ids)


@register.simple_tag
def loose_boxes(statistics: StreamValue) -> list[Loose]:
    """`{% loose_boxes page.statistics as boxes %}`: infoboxes that belong to the picture alone."""
    return loose_of(statistics)


@register.simple_tag
def signs(slides: list[Slide], boxes: list[Loose], own: OwnPictures | None) -> list[Sign]:
    """`{% signs slides boxes own as places %}`"""
    return signs_of(slides, boxes, own)


@register.simple_tag
def own_pictures(page: Page) -> OwnPictures | None:
    """`{% own_pictures page as own %}`: the editor's pictures of the scene, or None."""
    return layers.own_pictures(page)


@register.simple_tag
def pane_picture(area: AreaPage) -> Layer | None:
    """`{% pane_picture area as picture %}`: the editor's picture for the area's pane."""
    return layers.pane(area)


@register.simple_tag
def bands(report: ReportPage) -> list[Layer]:
    """`{% bands report as pictures %}`: the editor's pictures for the top of the cover."""
    return layers.bands(report)
