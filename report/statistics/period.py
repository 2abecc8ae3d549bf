"""The time a number covers: a year, a month, a quarter, a span of years or a school year.

Stored as one of the codes `2018`, `2018M03`, `2018K1`, `2018-2019`, `2018/2019`: the first
three are those of Statistics Sweden's time variables.
"""

import re
from datetime import date
from functools import cache

from babel.dates import format_skeleton, get_month_names
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from report.statistics.number import as_typed, locale_of

YEAR = "(?:1[7-9]|2[01])[0-9]{2}"
CODE = re.compile(
    rf"(?P<year>{YEAR})(?:M(?P<month>0[1-9]|1[0-2])|K(?P<quarter>[1-4])"
    rf"|-(?P<until>{YEAR})|/(?P<spring>{YEAR}))?"
)

# The words are kept beside the parser, not in the translations: what is shown in a form
# has to be readable again when it is posted.
QUARTER = {"sv": "kvartal {quarter} {year}", "en": "Q{quarter} {year}"}
SCHOOL_YEAR = {"sv": "läsåret {year}/{spring}", "en": "school year {year}/{spring}"}

QUARTER_WORDS = r"(?:kvartalet|kvartal|quarter|kv\.?|k|q)"
SCHOOL_WORDS = r"(?:läsåret|läsår|school year)"
TYPED = [
    re.compile(pattern)
    for pattern in (
        rf"(?:(?:hel)?året |(?:hel)?år )?(?P<year>{YEAR})",
        rf"(?P<year>{YEAR})-(?P<month>[0-9]{{2}})",
        rf"(?P<year>{YEAR}) ?m ?(?P<month>[0-9]{{1,2}})",
        rf"(?P<name>[^\W\d_]+)\.? (?P<year>{YEAR})",
        rf"(?P<year>{YEAR}) (?P<name>[^\W\d_]+)\.?",
        rf"(?P<year>{YEAR}) ?{QUARTER_WORDS} ?(?P<quarter>[1-4])",
        rf"{QUARTER_WORDS} ?(?P<quarter>[1-4]),? (?P<year>{YEAR})",
        rf"(?P<year>{YEAR}) ?- ?(?P<until>{YEAR})",
        rf"(?:{SCHOOL_WORDS} )?(?P<year>{YEAR}) ?/ ?(?P<spring>{YEAR}|[0-9]{{2}})",
        rf"{SCHOOL_WORDS} (?P<year>{YEAR}) ?- ?(?P<spring>{YEAR}|[0-9]{{2}})",
    )
]

REFUSALS = {
    "shape": _(
        "“%(typed)s” cannot be read as a period. Write for example 2018, mars 2018, "
        "kvartal 1 2018, 2018–2019 or 2018/2019."
    ),
    "order": _(
        "“%(typed)s” does not end after it begins. "
        "Write the earlier year first, for example 2018–2019."
    ),
    "school": _(
        "“%(typed)s” is not a school year. "
        "Write two years in a row, for example 2018/2019, or 2018–2020 for a span of years."
    ),
}


class PeriodRefused(ValidationError):
    """What was typed is no period; the message repeats it and says what would do."""


def parse_period(text: str) -> str:
    """Read what an editor typed and answer with the period's code.

    A year is between 1700 and 2199. `2018-19` is refused: it could be a month or a year.
    """
    plain = re.sub(r"[\u2010-\u2013\u2212]", "-", " ".join(text.split()).lower())
    for pattern in TYPED:
        if match := pattern.fullmatch(plain):
            code = _code(**match.groupdict())
            if code:
                return _checked(code, text)
    raise _refused("shape", text)


def _code(
    year: str,
    month: str | None = None,
    name: str | None = None,
    quarter: str | None = None,
    until: str | None = None,
    spring: str | None = None,
) -> str | None:
    """The code of the parts that were typed; None when there is no such month."""
    if name:
        month = _month_names().get(name)
        if month is None:
            return None
    if month:
        return f"{year}M{int(month):02d}" if 1 <= int(month) <= 12 else None
    if quarter:
        return f"{year}K{quarter}"
    if until:
        return f"{year}-{until}"
    if spring:
        # 1999/00 ends in the next century: take the century that follows on the first year.
        century = (int(year) + 1) // 100
        return f"{year}/{spring if len(spring) == 4 else f'{century}{spring}'}"
    return year


def _checked(code: str, text: str) -> str:
    parts = _parts(code)
    if "until" in parts and parts["until"] <= parts["year"]:
        raise _refused("order", text)
    if "spring" in parts and parts["spring"] != parts["year"] + 1:
        raise _refused("school", text)
    return code


def _refused(code: str, text: str) -> PeriodRefused:
    return PeriodRefused(REFUSALS[code], code, {"typed": as_typed(text.strip())})


@cache
def _month_names() -> dict[str, int]:
    """Swedish and English names and abbreviations, without their points."""
    names = {"sept": 9}
    for language in ("en", "sv"):
        for width in ("abbreviated", "wide"):
            for number, name in get_month_names(width, locale=language).items():
                names[name.lower().rstrip(".")] = number
    return names


def _parts(code: str) -> dict[str, int]:
    match = CODE.fullmatch(code)
    if not match:
        raise _refused("shape", code)
    return {part: int(digits) for part, digits in match.groupdict().items() if digits}


def format_period(code: str, language: str | None) -> str:
    """Show a period to a reader: `mars 2018`, `kvartal 1 2018`; `March 2018`, `Q1 2018`."""
    parts = _parts(code)
    locale = locale_of(language)
    if "month" in parts:
        return f"{get_month_names('wide', locale=locale)[parts['month']]} {parts['year']}"
    if "quarter" in parts:
        if locale.language not in QUARTER:
            first = date(parts["year"], parts["quarter"] * 3, 1)
            return format_skeleton("yQQQQ", first, locale=locale)
        return QUARTER[locale.language].format(**parts)
    if "until" in parts:
        return "{year}–{until}".format(**parts)
    if "spring" in parts:
        return SCHOOL_YEAR.get(locale.language, "{year}/{spring}").format(**parts)
    return str(parts["year"])


def period_sort_key(code: str) -> tuple[int, int]:
    """First and last month covered, counted from year 0: earlier first, then shorter."""
    parts = _parts(code)
    start = parts["year"] * 12
    if "month" in parts:
        first = last = start + parts["month"] - 1
    elif "quarter" in parts:
        first, last = start + parts["quarter"] * 3 - 3, start + parts["quarter"] * 3 - 1
    elif "spring" in parts:  # a Swedish school year runs from July to June
        first, last = start + 6, start + 17
    else:
        first, last = start, parts.get("until", parts["year"]) * 12 + 11
    return first, last


def period_year(code: str) -> int:
    """The last year that the period touches."""
    return period_sort_key(code)[1] // 12
