"""How the site looks on a phone's home screen and a browser's tab."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from home.look import Look
from home.root import home_page_or_404

#: The paper of light and dark, as in tokens.css.
PAPER, PAPER_AT_NIGHT = "#ffffff", "#10171a"
MARK, TOUCH = "home/icons/favicon.svg", "home/icons/touch.png"


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest, in the language of its address."""
    home = home_page_or_404(request)
    start = home.get_url(request)
    look = Look.of(home)
    return JsonResponse(
        {
            "id": start,
            "start_url": start,
            "scope": start,
            "name": f"{home.title} · {home.organisation}",
            "short_name": home.title,
            "lang": get_language(),
            "display": "minimal-ui",
            "background_color": PAPER,
            "theme_color": look.light or PAPER,
            "icons": icons(look),
        },
        content_type="application/manifest+json",
        json_dumps_params={"ensure_ascii": False},
    )


def icons(look: Look) -> list[dict[str, str]]:
    """The mark: drawn anew in a colour of the region's own, else in all forms that devices take."""
    drawn = icon(look.mark_address or static(MARK), "image/svg+xml", "any", "any")
    if look.mark_address:
        return [drawn]
    return [
        drawn,
        icon(static(TOUCH), "image/png", "180x180", "any"),
        icon(static("home/icons/maskable.png"), "image/png", "512x512", "maskable"),
    ]


def icon(address: str, kind: str, sizes: str, purpose: str) -> dict[str, str]:
    return {"src": address, "type": kind, "sizes": sizes, "purpose": purpose}


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For programs that ask for a picture at the old address without reading a page first."""
    return redirect(static(TOUCH))
