"""The navigation chrome around every page: what base.html needs, in one object."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext
from wagtail.models import Locale, Page, Site

from home.look import Look
from home.pages import AccessibilityStatementPage, HomePage
from report.languages.names import language_name
from report.pages import AreaPage, ReportPage
from report.public import is_public, public_among, public_pages
from report.statistics.page import StatisticPage


@dataclass(frozen=True)
class NavigationLink:
    """A link of the chrome; `current` is for aria-current: "page", "true" (a page below) or ""."""

    title: str
    url: str
    current: str = ""


@dataclass(frozen=True)
class AreaLink(NavigationLink):
    icon: str = ""
    colour: str = ""
    scene: str = ""


@dataclass(frozen=True)
class LanguageLink:
    """The way to another language: to the same page or its nearest ancestor that exists in it."""

    code: str
    name: str
    url: str
    same_page: bool
    title: str = ""

    @property
    def warning(self) -> str:
        """What to say where the link does not lead to the same page; empty where it does."""
        if self.same_page:
            return ""
        return gettext(
            "This page does not exist in %(language)s; the link leads to “%(title)s”."
        ) % {"language": language_name(self.code), "title": self.title}


@dataclass
class Chrome:
    """Everything around the page: where the reader is and where one can go from here.

    `page` is None on pages that no editor wrote, such as a 404; the chrome is then that of the
    language's home page. At a statistic's own address `page` is the area that it stands on, and the
    reader is one step below. Only live pages that anyone may read are ever linked.
    """

    request: HttpRequest
    page: Page | None = None
    statistic: StatisticPage | None = None
    is_preview: bool = field(default=False)

    @cached_property
    def root(self) -> HomePage | None:
        """The site's home page in the site's own language."""
        site = Site.find_for_request(self.request)
        if site is None:
            return None
        passed = (page for page in self.passed or [] if page.pk == site.root_page_id)
        return next(passed, None) or HomePage.objects.filter(pk=site.root_page_id).first()

    @property
    def passed(self) -> list[Page] | None:
        """The pages that the request came through, where it was routed to a page."""
        return getattr(self.page, "passed", None)

    @cached_property
    def look(self) -> Look:
        """The region's own look, in all languages; in a preview of the home page, the draft's."""
        draft = self.is_preview and isinstance(self.page, HomePage)
        return Look.of(self.page if draft else self.root)

    @cached_property
    def home(self) -> HomePage | None:
        """The home page of the page's language, or else the site's own.

        None where neither may be read: its words stand around every page, also around a 404.
        """
        if self.passed:
            return self.passed[0]
        code = self.page.locale.language_code if self.page else get_language()
        root = own = self.root
        if root is not None and root.locale.language_code != code:
            own = root.get_translations().filter(locale__language_code=code).first()
        return next((home for home in (own, root) if home and self.is_readable(home)), None)

    def is_readable(self, home: HomePage) -> bool:
        """Whether anyone may read the home page, or the reader is below it already."""
        return is_public(home) or (home.live and self.page is not None and self.is_below(home))

    def is_below(self, home: HomePage) -> bool:
        return self.is_preview or self.page.path.startswith(home.path)

    @cached_property
    def trail(self) -> list[Page]:
        """The readable pages from the home page down to this one, itself included."""
        if self.page is None or self.page.pk is None:
            return [self.home] if self.home else []
        if self.passed is not None:
            return [*public_among(self.passed), self.page]
        above = self.page.get_ancestors().filter(depth__gt=1).specific()
        return [*public_among(above), self.page]

    @cached_property
    def report(self) -> ReportPage | None:
        """The edition that the page belongs to, or else the newest."""
        own = next((page for page in self.trail if isinstance(page, ReportPage)), None)
        return own or self.newest

    @cached_property
    def newest(self) -> ReportPage | None:
        return self.home.reports.first() if self.home else None

    @property
    def older_than(self) -> ReportPage | None:
        """The newest edition, when the page belongs to an older one."""
        if self.newest and self.report and self.report.year < self.newest.year:
            return self.newest
        return None

    @cached_property
    def areas(self) -> list[AreaLink]:
        if self.report is None:
            return []
        return [
            AreaLink(
                title=area.title,
                url=area.get_url(self.request),
                current=self.currency(area),
                icon=area.icon,
                colour=area.colour,
                scene=area.scene,
            )
            for area in self.report.areas.defer_streamfields()
        ]

    @cached_property
    def area(self) -> AreaPage | None:
        """The area that the page belongs to."""
        return next((page for page in self.trail if isinstance(page, AreaPage)), None)

    def currency(self, target: Page) -> str:
        if self.page and target.pk == self.page.pk:
            return "true" if self.statistic else "page"
        return "true" if any(target.pk == page.pk for page in self.trail) else ""

    @property
    def breadcrumbs(self) -> list[NavigationLink]:
        """From the report down to this page; empty where there is nothing above."""
        below_home = [page for page in self.trail if not isinstance(page, HomePage)]
        if len(below_home) < 2:
            return []
        steps = [
            NavigationLink(
                page.title,
                page.get_url(self.request) or "",
                (self.currency(page) == "page" and "page") or "",
            )
            for page in below_home
        ]
        if self.statistic:
            steps.append(NavigationLink(self.statistic.title, self.statistic.path, "page"))
        return steps

    @cached_property
    def languages(self) -> list[LanguageLink]:
        """The site's other languages in which there is anything to read."""
        if self.home is None:
            return []
        keys = [page.translation_key for page in reversed(self.trail)]
        found = public_pages().filter(translation_key__in=keys).exclude(locale=self.home.locale_id)
        nearest: dict[Locale, Page] = {}
        for page in sorted(
            found.select_related("locale"), key=lambda page: keys.index(page.translation_key)
        ):
            nearest.setdefault(page.locale, page)
        return [
            self.language_link(locale, nearest[locale])
            for locale in sorted(nearest, key=lambda locale: locale.pk)
        ]

    def language_link(self, locale: Locale, nearest: Page) -> LanguageLink:
        code, name = locale.language_code, locale.language_name_local
        if self.statistic and (path := self.statistic.translations.get(locale.pk)):
            return LanguageLink(code, name, path, same_page=True)
        if self.page is None:
            return LanguageLink(code, name, self.own_address(code) or nearest.url, same_page=True)
        same = nearest.translation_key == self.page.translation_key and not self.statistic
        return LanguageLink(code, name, nearest.get_url(self.request), same, nearest.title)

    def own_address(self, code: str) -> str:
        """In another language, a page that no editor wrote, such as the search for some words.

        Empty where nothing was found: the other language would not have it either.
        """
        match = self.request.resolver_match
        if match is None or match.args or match.kwargs:
            return ""
        return translate_url(self.request.get_full_path(), code)

    @property
    def notices(self) -> list:
        """The notices that are switched on."""
        return [b.value for b in self.home.notices if b.value["is_on"]] if self.home else []

    @property
    def links(self) -> list:
        """The footer's links whose targets can be read."""
        return [b.value for b in self.home.footer_links if b.value.url] if self.home else []

    @cached_property
    def statement(self) -> AccessibilityStatementPage | None:
        """The accessibility statement, which every footer links to."""
        if self.home is None:
            return None
        return public_pages(AccessibilityStatementPage).child_of(self.home).first()

    @property
    def colour(self) -> str:
        """The palette of the page's area, empty outside the areas."""
        return self.area.colour if self.area else ""
