"""A statistic at its permanent address: what its page and its card show.

It is no page of Wagtail's tree. It stands below the area page that shows the number today, and what
is public of it follows from there.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext

from report.pages import ReportPage
from report.slides import Slide, slides_of
from report.statistics import address
from report.statistics.comparison import Comparison
from report.statistics.corrected import Corrected, corrections_of
from report.statistics.history import History, histories
from report.statistics.number import decimal_from_json, format_number, percent_sign
from report.statistics.publication import figure_json
from report.statistics.register import PublishedFigure
from report.statistics.value import StatisticValue, UnitCode


@dataclass
class StatisticPage:
    """A public figure as a page: it has a title, an address and translations as other pages do."""

    figure: PublishedFigure

    @classmethod
    def at(cls, year: int, slug: str, language: str) -> "StatisticPage":
        """The statistic of that edition and language; Http404 where none is public.

        It is also found by a slug that it had once: then its `key` has the one of today.
        """
        known_as = Q(statistic__slug=slug) | Q(statistic__former_slugs__slug=slug)
        figures = PublishedFigure.objects.public().filter(
            known_as, year=year, locale__language_code=language
        )
        figure = figures.select_related("statistic", "locale", "page").first()
        if figure is None:
            raise Http404
        figure.page.locale = figure.locale
        return cls(figure)

    @property
    def title(self) -> str:
        return self.figure.heading

    @property
    def path(self) -> str:
        return address.page_path(*self.key, self.figure.locale.language_code)

    @property
    def address(self) -> str:
        """The permanent address in full."""
        return address.in_full(self.path)

    def file_name(self, ending: str) -> str:
        """What a file is called in ASCII: `visits-2018.csv`, in English `visits-2018-en.csv`."""
        language = self.figure.locale.language_code
        suffix = "" if language == settings.LANGUAGE_CODE else f"-{language}"
        year, slug = self.key
        return f"{slug}-{year}{suffix}.{ending}"

    @property
    def embed_address(self) -> str:
        return address.in_full(address.embed_path(*self.key, self.figure.locale.language_code))

    @property
    def key(self) -> tuple[int, str]:
        """The year and the slug, which with a language make the address."""
        return self.figure.year, self.figure.statistic.slug

    @cached_property
    def translations(self) -> dict[int, str]:
        """The paths of this statistic in the other languages in which it is public, by locale."""
        others = PublishedFigure.objects.public().filter(
            statistic=self.figure.statistic_id, year=self.figure.year
        )
        return {
            other.locale_id: address.page_path(*self.key, other.locale.language_code)
            for other in others.exclude(pk=self.figure.pk).select_related("locale")
        }

    @cached_property
    def edition(self) -> ReportPage:
        return self.figure.page.edition

    @cached_property
    def slide(self) -> Slide | None:
        """Where the area page shows the statistic."""
        slides = slides_of(self.figure.page.statistics)
        own = (s for s in slides if s.block.value["statistic_id"] == self.figure.statistic_id)
        return next(own, None)

    @property
    def value(self) -> StatisticValue:
        """The number with all its decimals and its texts, as the area page has it."""
        return self.slide.block.value

    @property
    def number(self) -> str:
        """The number as readers see it, with its qualifier and per cent sign; why, if missing."""
        value = self.value
        if value.number is None:
            return str(value.missing_label)
        shown = format_number(value.number, get_language(), value.displayed_decimals)
        if value["unit_code"] == UnitCode.PERCENT:
            shown += percent_sign(get_language())
        return f"{value['qualifier']} {shown}".lstrip()

    @property
    def description(self) -> str:
        """What the page says, in a sentence: `1 037 034 visits to health care 2018.`"""
        said = f"{self.number}: {self.value['label']}"
        if self.value.number is not None:
            said = f"{self.number} {self.value['label']}"
        if self.value["is_example"]:
            said = f"{gettext('Example figure')}: {said}"
        return f"{said.rstrip('.')}."

    @cached_property
    def json(self) -> dict:
        """The public JSON, of which all files are made."""
        return figure_json(self.figure)

    @cached_property
    def history(self) -> History:
        return histories([self.figure])[0]

    @cached_property
    def corrections(self) -> list[Corrected]:
        """What was changed after it was published, newest first."""
        return corrections_of([self.figure]).get(self.figure.pk, [])

    @property
    def comparison(self) -> Comparison | None:
        return self.history.comparison

    @cached_property
    def over_editions(self) -> StatisticValue | None:
        """The statistic with its earlier editions as its series, where it has no series itself.

        Only editions that may be compared with this one; None where there are none.
        """
        points = [
            {
                "period": figure.period,
                "number": decimal_from_json(figure.data["value"]),
                "missing": figure.missing,
                "break_note": "",
            }
            for figure in self.history.comparable
        ]
        if self.value["series"] or not points:
            return None
        return StatisticValue(self.value.block, {**self.value, "series": points})

    @cached_property
    def neighbours(self) -> tuple[PublishedFigure | None, PublishedFigure | None]:
        """The statistics before and after this one on its area's page."""
        figures = PublishedFigure.objects.public().filter(page=self.figure.page_id)
        ordered = list(figures.select_related("statistic", "locale").order_by("position"))
        place = ordered.index(self.figure)
        return (ordered[place - 1] if place else None), next(iter(ordered[place + 1 :]), None)

    @property
    def previous(self) -> "StatisticPage | None":
        figure = self.neighbours[0]
        return figure and StatisticPage(figure)

    @property
    def next(self) -> "StatisticPage | None":
        figure = self.neighbours[1]
        return figure and StatisticPage(figure)

    @property
    def published(self) -> datetime:
        return self.figure.published_at

    @property
    def changed(self) -> datetime:
        """When the page that the number stands on was last published."""
        return max(self.figure.page.last_published_at or self.published, self.published)
