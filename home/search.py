"""Search: pages through Wagtail's index, statistics through the register, in one language.

It works with a plain form and address, and it answers every question: with results, or with a
sentence that says what would do.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property, lazy
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.search.query import And, Or, Phrase

from home.pages import HomePage
from home.root import home_page_or_404
from report.pages import ReportPage
from report.public import public_pages
from report.statistics.address import page_path
from report.statistics.finding import figures_with
from report.statistics.number import format_number
from report.statistics.register import PublishedFigure
from report.statistics.value import Missing
from report.terms import LONGEST, Term, terms_of

PER_PAGE = 10

ADDRESSES = {"sv": "sok/", "en": "search/"}


def address_in(code: str) -> str:
    """The last part of the search page's address in a language; English where it has no word."""
    return ADDRESSES.get(code, ADDRESSES["en"])


#: The same in the language of the rest of the address.
search_address = lazy(lambda: address_in(get_language() or ""), str)()


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The search page. A page number that does not exist shows the nearest that does."""
    home = home_page_or_404(request)
    answer = Search(request, home, request.GET.get("q", ""), request.GET.get("page", ""))
    return render(request, "home/search.html", {"page": None, "search": answer})


@dataclass
class Hit:
    """A result. `trail` says what it belongs to, `figure` is a statistic's row of the register."""

    title: str
    url: str
    kind: str
    trail: list[str]
    excerpt: str
    is_example: bool
    colour: str = ""
    figure: dict = field(default_factory=dict)
    page: Page | None = None

    @property
    def missing(self) -> str:
        """Why the statistic has no value; empty where it has one."""
        return Missing(self.figure["missing"]).label if self.figure.get("missing") else ""


@dataclass
class Search:
    """A question to the site, and what it answers; `within` is the edition that it is about."""

    request: HttpRequest
    home: HomePage
    typed: str
    asked_page: str = ""
    within: ReportPage | None = None

    def __post_init__(self) -> None:
        self.query = " ".join(self.typed[:LONGEST].replace("\0", " ").split())
        self.terms = terms_of(self.query)

    @property
    def answer(self) -> str:
        """The outcome in a sentence."""
        if not self.query:
            example = format_number(Decimal(1037034), get_language())
            return gettext("Write a word or a number, such as %(number)s.") % {"number": example}
        if not self.terms:
            return gettext(
                "“%(query)s” has no word to look for. "
                "Add one that says what you want to read about, or a number."
            ) % {"query": self.query}
        if not self.total:
            return gettext(
                "Nothing here matches “%(query)s”. Try fewer words or another spelling."
            ) % {"query": self.query}
        return ngettext(
            "%(count)d result for “%(query)s”", "%(count)d results for “%(query)s”", self.total
        ) % {"count": self.total, "query": self.query}

    # --- What matches -----------------------------------------------------------------------------

    @cached_property
    def figures(self) -> list[dict]:
        """The statistics that have every term, newest edition first."""
        if not self.terms:
            return []
        figures = PublishedFigure.objects.public().filter(
            locale=self.home.locale_id, page__path__startswith=self.top.path
        )
        return figures_with(self.terms, figures)

    @property
    def top(self) -> Page:
        """The page below which everything is looked for."""
        return self.within or self.home

    @cached_property
    def pages(self):
        """The pages below the top that have every term, best first; not evaluated."""
        pages = public_pages().descendant_of(self.top).specific().defer_streamfields()
        return pages.search(And([any_spelling(term) for term in self.terms]))

    @cached_property
    def page_count(self) -> int:
        return self.pages.count() if self.terms else 0

    @property
    def total(self) -> int:
        return len(self.figures) + self.page_count

    # --- One page of results ----------------------------------------------------------------------

    @cached_property
    def last(self) -> int:
        return max(1, -(-self.total // PER_PAGE))

    @cached_property
    def number(self) -> int:
        """Which page of the results this is, from 1."""
        try:
            asked = int(self.asked_page)
        except ValueError:
            asked = 1
        return min(max(asked, 1), self.last)

    @property
    def start(self) -> int:
        """The place of this page's first result among all, from 1."""
        return (self.number - 1) * PER_PAGE + 1

    @property
    def previous(self) -> str:
        return self.address(self.number - 1) if self.number > 1 else ""

    @property
    def next(self) -> str:
        return self.address(self.number + 1) if self.number < self.last else ""

    def address(self, number: int) -> str:
        return "?" + urlencode({"q": self.query, "page": number})

    @cached_property
    def hits(self) -> list[Hit]:
        return self.between(self.start - 1, self.start - 1 + PER_PAGE)

    def between(self, start: int, stop: int) -> list[Hit]:
        """The results from one place, counted from 0, to before another."""
        order = alternate(len(self.figures), self.page_count)[start:stop]
        places = [place for is_figure, place in order if not is_figure]
        pages = list(self.pages[places[0] : places[-1] + 1]) if places else []
        figures = [self.figures[place] for is_figure, place in order if is_figure]
        above = self.pages_above([row["page__path"] for row in figures], pages)
        page, figure = iter(pages), iter(figures)
        return [
            self.figure_hit(next(figure), above) if is_figure else self.page_hit(next(page), above)
            for is_figure, _ in order
        ]

    def pages_above(self, areas: list[str], pages: list[Page]) -> dict[str, Page]:
        """What the results belong to, by tree path: the areas themselves, the pages' parents."""
        paths = areas + [page.path[: -Page.steplen] for page in pages]
        first = len(self.home.path) + Page.steplen
        steps = {p[:end] for p in paths for end in range(first, len(p) + 1, Page.steplen)}
        return {page.path: page for page in Page.objects.filter(path__in=steps)} if steps else {}

    def page_hit(self, page: Page, above: dict[str, Page]) -> Hit:
        return Hit(
            title=page.title,
            url=page.get_url(self.request),
            kind=capfirst(page._meta.verbose_name),
            trail=[p.title for path, p in sorted(above.items(), reverse=True) if is_above(p, page)],
            excerpt=page.search_description or page.lead,
            is_example=page.is_example,
            colour=getattr(page, "colour", ""),
            page=page,
        )

    def figure_hit(self, row: dict, above: dict[str, Page]) -> Hit:
        area = above[row["page__path"]]
        parents = [p.title for _, p in sorted(above.items(), reverse=True) if is_above(p, area)]
        return Hit(
            title=row["heading"],
            url=page_path(row["year"], row["statistic__slug"], self.home.locale.language_code),
            kind=gettext("Statistic"),
            trail=[area.title, *parents],
            excerpt=row["label"],
            is_example=row["is_example"],
            colour=row["page__colour"],
            figure=row,
        )


def any_spelling(term: Term) -> Or:
    return Or([Phrase(spelling) for spelling in term.spellings])


def is_above(page: Page, other: Page) -> bool:
    return other.path.startswith(page.path) and other.path != page.path


def alternate(figures: int, pages: int) -> list[tuple[bool, int]]:
    """The order of results as (is a statistic, place among its kind): by turns while both last."""
    both = min(figures, pages)
    order = [(is_figure, place) for place in range(both) for is_figure in (True, False)]
    order += [(True, place) for place in range(both, figures)]
    return order + [(False, place) for place in range(both, pages)]
