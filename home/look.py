"""The region's own look outside the areas: its colour and its typeface as a small stylesheet, and
the mark of the site in that colour.

The whole look stands in the addresses of both. So there is nothing to look up when it is asked
for, the editor's preview shows what is not published yet, and browsers may keep it for ever.
"""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from urllib.parse import urlencode

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument

from home.shade import is_readable, normal, readable, shade, text_on, tint
from home.typeface import is_variable, is_woff2
from report.file_access import is_open, may_have
from report.public import is_public_file

#: Colour outside the areas; what is drawn keeps the season that it was drawn in.
COLOUR = (
    "@layer colour {{\n"
    "body:not([class*=colour-]) {{ --strong: {strong}; --on-strong: {on_strong};"
    " --tint: {tint}; --focus: var(--strong) }}\n"
    ".plain {{ --sky: var(--tint); --on-sky: var(--ink) }}\n"
    "}}\n"
    "@layer chrome {{ .brand {{ --spruce1: {strong}; --spruce2: {shade} }} }}\n"
)
#: `optional`: a font that comes late is used from the next page on, so that nothing ever moves.
#: Figures are made as wide as ours, which the large numbers and titles are measured for.
TYPEFACE = (
    '@font-face {{ font-family: Own; src: url("{address}") format("woff2");'
    " font-weight: {weight}; font-display: optional }}\n"
    "@layer tokens {{ :root {{ --serif: Own, Georgia, serif; --display: var(--serif) }}"
    " .number, .mast {{ font-size-adjust: ch-width .52 }} }}\n"
)
FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Look:
    """The colours, as `#0f6848` or empty, and the typeface. A look without any of them is false."""

    light: str = ""
    dark: str = ""
    typeface: AbstractDocument | None = None

    def __bool__(self) -> bool:
        return bool(self.light or self.typeface)

    @classmethod
    def of(cls, home) -> "Look":
        """What a home page says; a colour for one time of day brings the other along."""
        if home is None:
            return cls()
        typeface = home.typeface if is_public_file(home.typeface) else None
        light, dark = normal(home.brand_light), normal(home.brand_dark)
        if not (light or dark):
            return cls(typeface=typeface)
        return cls(readable(light or dark, "light"), readable(dark or light, "dark"), typeface)

    @cached_property
    def version(self) -> str:
        """Another one whenever the stylesheet would be another one."""
        file = mark_of(self.typeface) if self.typeface else ""
        return short_hash(COLOUR + TYPEFACE + self.light + self.dark + file)

    @property
    def address(self) -> str:
        query = {"light": self.light[1:], "dark": self.dark[1:]} if self.light else {}
        if self.typeface:
            query["typeface"] = self.typeface.pk
        return f"{reverse('look')}?{urlencode({**query, 'v': self.version})}"

    @property
    def typeface_address(self) -> str:
        """Where the font is; empty where ours is used."""
        if self.typeface is None:
            return ""
        query = {"typeface": self.typeface.pk, "v": short_hash(mark_of(self.typeface))}
        return f"{reverse('typeface')}?{urlencode(query)}"

    @property
    def mark_address(self) -> str:
        """Where the site's mark in the own colour is; empty without one."""
        if not self.light:
            return ""
        query = {"light": self.light[1:], "dark": self.dark[1:], "v": short_hash(self.mark)}
        return f"{reverse('mark')}?{urlencode(query)}"

    @property
    def mark(self) -> str:
        """The mark as an SVG file that follows the theme of the browser's tab."""
        colours = {
            name: {"colour": colour, "shade": shade(colour)}
            for name, colour in (("day", self.light), ("night", self.dark))
        }
        return render_to_string("home/mark.svg", colours)

    @property
    def css(self) -> str:
        css = ""
        if self.typeface:
            weight = "100 900" if is_variable(self.typeface) else "normal"
            css += TYPEFACE.format(address=self.typeface_address, weight=weight)
        if self.light:
            css += COLOUR.format(
                strong=f"light-dark({self.light}, {self.dark})",
                shade=f"light-dark({shade(self.light)}, {shade(self.dark)})",
                on_strong=f"light-dark({text_on(self.light)}, {text_on(self.dark)})",
                tint=f"light-dark({tint(self.light, 'light')}, {tint(self.dark, 'dark')})",
            )
        return css


def mark_of(document: AbstractDocument) -> str:
    """What changes when the document gets another file. A hash is made where it is uploaded."""
    return document.file_hash or document.file.name


def short_hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:10]


@require_safe
def look(request: HttpRequest) -> HttpResponse:
    """The stylesheet of the look in the address; 404 for what no form would have let through."""
    found = Look(
        colour(request, "light"),
        colour(request, "dark"),
        document(request) if "typeface" in request.GET else None,
    )
    if bool(found.light) != bool(found.dark) or not found:
        raise Http404
    response = HttpResponse(found.css, content_type="text/css; charset=utf-8")
    return kept(response, request, found.version, found.typeface)


@require_safe
def mark(request: HttpRequest) -> HttpResponse:
    """The mark in the colours of the address; 404 for what no form would have let through."""
    found = Look(colour(request, "light"), colour(request, "dark"))
    if not (found.light and found.dark):
        raise Http404
    response = HttpResponse(found.mark, content_type="image/svg+xml")
    return kept(response, request, short_hash(found.mark))


@require_safe
def typeface(request: HttpRequest) -> HttpResponseBase:
    """The font itself, which may be kept longer than a document."""
    font = document(request)
    try:
        if not is_woff2(font):
            raise Http404
        response = FileResponse(font.file.open(), content_type="font/woff2")
    except OSError as gone:
        raise Http404 from gone
    return kept(response, request, short_hash(mark_of(font)), font)


def colour(request: HttpRequest, theme: str) -> str:
    """The colour for a time of day that the address asks for, empty for none."""
    asked = request.GET.get(theme, "")
    found = normal(asked)
    if asked and not (found and is_readable(found, theme)):
        raise Http404
    return found or ""


def document(request: HttpRequest) -> AbstractDocument:
    """The document that the address asks for, if anyone may have it."""
    asked = request.GET.get("typeface", "")
    if asked.isascii() and asked.isdecimal() and len(asked) < 10:
        found = get_document_model().objects.filter(pk=int(asked)).first()
        if is_public_file(found) and (is_open(found) or may_have(request, found)):
            return found
    raise Http404


def kept(
    response: HttpResponseBase,
    request: HttpRequest,
    version: str,
    font: AbstractDocument | None = None,
) -> HttpResponseBase:
    """For ever at the address of this version; an older address must ask again.

    Nobody keeps what only an editor sees: a font that is not published yet.
    """
    kept_for = FOR_EVER if request.GET.get("v") == version else "no-cache"
    response["Cache-Control"] = kept_for if font is None or is_open(font) else "private, no-store"
    return response
