"""The newest pages of the report as an Atom feed, one for each language."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.api.utils import get_full_url
from wagtail.models import Page

from home.root import home_page_or_404
from report.pages import AreaPage, ArticlePage, StrategyPage
from report.public import public_pages

NEWEST = 30
#: XML has no place for these, and a pasted title may hold one.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """What was published last: areas, articles and strategies."""
    home = home_page_or_404(request)
    address = get_full_url(None, reverse("feed"))
    atom = Atom1Feed(
        title=plain(f"{home.title} · {home.organisation}"),
        link=get_full_url(None, home.get_url(request)),
        description=None,
        subtitle=plain(home.lead) or None,
        language=get_language(),
        author_name=plain(home.organisation),
        feed_url=address,
        feed_guid=address,
    )
    pages = public_pages().descendant_of(home).type(AreaPage, ArticlePage, StrategyPage)
    newest = pages.exclude(first_published_at=None).order_by("-first_published_at", "-pk")
    for page in newest.specific().defer_streamfields()[:NEWEST]:
        atom.add_item(
            title=plain(page.title),
            link=get_full_url(None, page.get_url(request)),
            description=escape(plain(page.search_description or page.lead)) or None,
            unique_id=permanent_id(page),
            pubdate=page.first_published_at,
            updateddate=page.last_published_at or page.first_published_at,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)


def permanent_id(page: Page) -> str:
    """A name (RFC 4151) that stays when the page moves or gets another address."""
    host = urlsplit(settings.SITE_ADDRESS).hostname
    return f"tag:{host},{page.first_published_at:%Y-%m-%d}:page/{page.pk}"


def plain(text: str) -> str:
    return CONTROL.sub("", text)
