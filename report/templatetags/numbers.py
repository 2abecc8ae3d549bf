"""Numbers and periods in templates, in the language of the page.

All answers are plain text. A missing value is shown as nothing: which word stands in its
place ("uppgift saknas", "sekretess") is the statistic's to say.
"""

from collections.abc import Callable

from django import template
from django.utils.translation import get_language

from report.statistics.number import (
    NumberRefused,
    decimal_from_json,
    format_change,
    format_number,
    format_percent,
    percent_sign,
)
from report.statistics.period import PeriodRefused, format_period, parse_period

register = template.Library()


@register.filter
def number(value: object, decimals: int | str | None = None) -> str:
    """`{{ value|number }}`, `{{ value|number:1 }}`: 1 037 034 or 1,037,034."""
    return _shown(format_number, value, decimals)


@register.filter
def percent(value: object, decimals: int | str | None = 1) -> str:
    """`{{ share|percent }}`: a share of the whole, or a Percentage, as 41,0 % or 41.0%."""
    return _shown(format_percent, value, decimals)


@register.simple_tag
def per_cent() -> str:
    """`{% per_cent %}` behind a number that is one of per cent: ` %` or `%`."""
    return percent_sign(get_language())


@register.filter
def signed(value: object, decimals: int | str | None = None) -> str:
    """`{{ change|signed:1 }}`: +3,2 or −3,2."""
    return _shown(format_change, value, decimals)


@register.filter
def period(code: object) -> str:
    """`{{ code|period }}`: mars 2018 or March 2018."""
    if code in (None, ""):
        return ""
    try:
        return format_period(parse_period(str(code)), get_language())
    except PeriodRefused:
        return str(code)


def _shown(style: Callable[..., str], value: object, decimals: int | str | None) -> str:
    try:
        known = decimal_from_json(value)
    except NumberRefused:  # a template shows what it was given rather than fail the page
        return str(value)
    if known is None:
        return ""
    return style(known, get_language(), None if decimals in (None, "") else int(decimals))
