"""The parameters of the report API, and how strictly they are read."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from ninja import Path, Query
from ninja.operation import Operation
from pydantic import BeforeValidator

from report.api.problems import wrong
from report.api.schemas.values import PATH, UUID_PATTERN, WORDS, Language
from report.statistics.value import Kind as KindOfClaim

#: Longer values are nobody's question.
LONGEST = 200
LIMIT, MOST = 20, 100
#: The language of those who name none.
HERE = settings.LANGUAGE_CODE
#: Beyond this no list goes on, and databases stop counting.
FARTHEST = 1_000_000


def digits(value: object) -> object:
    """Only what is written in plain digits is a whole number here: not `1.0`, `1_0` or ` 1`."""
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,19}", value):
        raise ValueError("write a whole number in digits")
    return value


WholeNumber = Annotated[int, BeforeValidator(digits)]
Year = Annotated[WholeNumber, Path(..., ge=1900, le=2200, description="The edition.", example=2018)]
PageId = Annotated[
    WholeNumber, Path(..., ge=1, le=2**63 - 1, description="The page's id.", example=4)
]
StatisticId = Annotated[
    str,
    Path(
        ...,
        pattern=UUID_PATTERN,
        format="uuid",
        description="The statistic's identity.",
        example="7d1f5f3e-6f0b-4c57-9d53-0d2d1f2b8a01",
    ),
]
Locale = Annotated[
    Language,
    Query(HERE, description="The language. What is not translated is absent in it.", example="sv"),
]
InYear = Annotated[
    WholeNumber, Query(None, ge=1900, le=2200, description="Only this edition.", example=2018)
]
AreaKey = Annotated[
    str,
    Query(
        None,
        pattern=UUID_PATTERN,
        description="Only this area, by its area_key.",
        example="0b0e7a52-5b1e-4d0c-8f0e-2b1c6d2f9a10",
    ),
]
Kind = Annotated[
    KindOfClaim, Query(None, description="Only this kind of claim.", example="outcome")
]


def words(default: object) -> Query:
    """What to look for; `...` as default makes it needed."""
    return Query(
        default,
        min_length=1,
        max_length=LONGEST,
        pattern=WORDS,
        description="Words or numbers, all of which have to match.",
        example="besök",
    )


Words = Annotated[str, words(...)]
MaybeWords = Annotated[str, words(None)]
SitePath = Annotated[
    str,
    Query(
        ...,
        min_length=1,
        max_length=500,
        pattern=PATH,
        description="The path of a public address, with its language prefix.",
        example="/2018/halso-och-sjukvard/",
    ),
]
Limit = Annotated[
    WholeNumber, Query(LIMIT, ge=1, le=MOST, description="How many to give at most.", example=LIMIT)
]
Offset = Annotated[
    WholeNumber, Query(0, ge=0, le=FARTHEST, description="How many to pass over.", example=20)
]
Cursor = Annotated[
    WholeNumber,
    Query(
        0,
        ge=0,
        le=2**63 - 1,
        description="The `cursor` of the answer before; 0 for everything.",
        example=42,
    ),
]


def strict(run: Callable) -> Callable:
    """An operation that refuses parameters that it does not know, or is given twice."""
    operation: Operation = run.__self__
    known = {
        name
        for model in operation.models
        if model.__ninja_param_source__ == "query"
        for name in model.__ninja_flatten_map__
    }

    @wraps(run)
    def checked(request: HttpRequest, **path: Any) -> HttpResponseBase:
        for name, values in request.GET.lists():
            shown = name[:50]
            if name not in known:
                meant = f"Known are: {', '.join(sorted(known))}." if known else "It takes none."
                reason = wrong(shown, f"The parameter “{shown}” is not known here. {meant}")
            elif len(values) > 1:
                reason = wrong(shown, f"The parameter “{shown}” is given more than once.")
            else:
                continue
            return operation.api.on_exception(request, reason)
        return run(request, **path)

    return checked
