"""What a page says of itself to those who link to it, list it or index it: the head's metadata."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from babel.core import get_global
from django.conf import settings
from django.templatetags.static import static
from django.utils.functional import cached_property
from django.utils.translation import gettext
from wagtail.api.utils import get_full_url
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page

from home.chrome import Chrome
from home.pages import HomePage
from report.images import CARD, CARD_FILTER
from report.pages import AreaPage, ArticlePage, ReportPage, StrategyPage
from report.public import is_public_file
from report.scenery import Scene
from report.statistics.page import StatisticPage

#: Open Graph wants a territory with every language: the likeliest, unless it is named here.
TERRITORIES = {"en": "en_GB"}
#: What a list shows of a description; the rest is cut with an ellipsis.
LONGEST_DESCRIPTION = 200
ARTICLES = (AreaPage, ArticlePage, StrategyPage)


@dataclass(frozen=True)
class Card:
    """The picture that stands for the page where a link to it is shared."""

    url: str
    alt: str
    width: int = CARD[0]
    height: int = CARD[1]


@dataclass
class Meta:
    """The metadata of a page of the site, as the template `home/meta.html` writes it."""

    chrome: Chrome
    page: Page

    @property
    def title(self) -> str:
        return self.page.seo_title or self.page.title

    @property
    def description(self) -> str:
        text = " ".join((self.page.search_description or self.page.lead).split())
        if len(text) <= LONGEST_DESCRIPTION:
            return text
        return text[: LONGEST_DESCRIPTION - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"

    @property
    def is_listed(self) -> bool:
        """Whether search engines may keep the page: not a preview, not a site without a report."""
        if self.chrome.is_preview or not self.page.pk:
            return False
        return self.chrome.newest is not None or not isinstance(self.page, HomePage)

    @cached_property
    def address(self) -> str:
        """The page's one address, in full."""
        return full(self.page, self.chrome)

    @property
    def language(self) -> str:
        return self.page.locale.language_code

    @property
    def locale(self) -> str:
        return with_territory(self.language)

    @cached_property
    def languages(self) -> list[tuple[str, str, str]]:
        """This page in every language it exists in, as (code, Open Graph's code, address)."""
        addresses = {self.language: self.address}
        for link in self.chrome.languages:
            if link.same_page:
                addresses[link.code] = get_full_url(None, link.url)
        return [(code, with_territory(code), url) for code, url in addresses.items()]

    @property
    def default_address(self) -> str:
        """For readers of any other language: the site's own, where there is the page in it."""
        addresses = {code: url for code, _, url in self.languages}
        return addresses.get(settings.LANGUAGE_CODE, self.address)

    @property
    def is_article(self) -> bool:
        return isinstance(self.page, ARTICLES)

    @property
    def published(self) -> datetime | None:
        return self.page.first_published_at

    @property
    def changed(self) -> datetime | None:
        return self.page.last_published_at

    @cached_property
    def card(self) -> Card:
        """An editor's own picture of the area or the edition, else the drawing of ours."""
        for page in (self.chrome.area, self.chrome.report):
            uploaded = page and page.scene_background
            if is_public_file(uploaded) and not uploaded.is_svg():
                with suppress(SourceImageIOError):  # a lost file: then the drawing of ours
                    cut = uploaded.get_rendition(CARD_FILTER)
                    # Pictures are named in the site's own language only.
                    own = self.language == settings.LANGUAGE_CODE
                    alt = uploaded.title if own else page.title
                    return Card(cut.full_url, alt, cut.width, cut.height)
            if isinstance(page, AreaPage):
                scene = Scene(page.scene or Scene.CLINIC)
                return Card(card_address(scene.value), str(scene.label))
        return Card(card_address("cover"), gettext("The four seasons of a landscape"))

    @property
    def feeds(self) -> list[tuple[str, str]]:
        """Files that hold the same, as (media type, address)."""
        return []

    @property
    def report(self) -> ReportPage | None:
        """The edition above or at the page; None for pages about the site."""
        return next((page for page in self.chrome.trail if isinstance(page, ReportPage)), None)


@dataclass
class StatisticMeta(Meta):
    """The metadata of a statistic's own address."""

    statistic: StatisticPage

    @property
    def title(self) -> str:
        return self.statistic.title

    @property
    def description(self) -> str:
        return self.statistic.description

    @cached_property
    def address(self) -> str:
        return self.statistic.address

    @property
    def is_article(self) -> bool:
        return True

    @property
    def published(self) -> datetime:
        return self.statistic.published

    @property
    def changed(self) -> datetime:
        return self.statistic.changed

    @property
    def feeds(self) -> list[tuple[str, str]]:
        return [(file["media_type"], file["url"]) for file in self.statistic.json["files"]]


def with_territory(code: str) -> str:
    """A language as Open Graph names it: `sv` is sv_SE."""
    if code in TERRITORIES:
        return TERRITORIES[code]
    language, *_, territory = get_global("likely_subtags").get(code, code).split("_")
    return f"{language}_{territory}" if territory != language else code


def full(page: Page, chrome: Chrome) -> str:
    return get_full_url(None, page.get_url(chrome.request) or "/")


def card_address(name: str) -> str:
    return get_full_url(None, static(f"report/cards/{name}.png"))
