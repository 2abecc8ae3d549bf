"""Charts in templates: `{% shares value as shares %}`, `{% series value as series %}`."""

from decimal import Decimal

from django import template
from django.utils.translation import get_language

from report.statistics import address
from report.statistics.chart import Series, as_sentence, series_of
from report.statistics.number import MINUS, format_number, format_percent
from report.statistics.register import PublishedFigure
from report.statistics.shares import Shares, shares_of
from report.statistics.value import StatisticValue

register = template.Library()
register.filter(address.in_full)


@register.simple_tag
def shares(value: StatisticValue) -> Shares | None:
    return shares_of(value)


@register.simple_tag
def series(value: StatisticValue) -> Series | None:
    return series_of(value, get_language())


@register.simple_tag
def extremes(series: Series) -> list[tuple[str, str]]:
    """First, lowest, highest and last value of a series as (period, number)."""
    return as_sentence(series)


@register.simple_tag
def number_text(value: StatisticValue) -> str:
    """The number as the reader sees it, empty where there is none."""
    if value.number is None:
        return ""
    return format_number(value.number, get_language(), value.displayed_decimals)


@register.simple_tag
def figure_path(figure: PublishedFigure) -> str:
    """The permanent address of a figure, which has its `statistic` and `locale` with it."""
    return address.page_path(figure.year, figure.statistic.slug, figure.locale.language_code)


@register.filter
def signed_percent(ratio: Decimal) -> str:
    """A change as a fraction of the earlier value: +3,2 % or −3,2 %."""
    text = format_percent(abs(ratio), get_language())
    return f"{'+' if ratio > 0 else MINUS}{text}"


@register.filter
def breadth(text: str) -> str:
    """How much room a number takes: the class that makes a short one larger, a long one smaller."""
    length = len(str(text))
    return "brief" if length <= 5 else "" if length <= 9 else "long" if length <= 11 else "longer"


@register.filter
def plain(value: object) -> str:
    """A number as machines write it, for `<data value>`: 1037034, 6.8."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
