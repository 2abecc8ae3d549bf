"""JSON as others send it: exact numbers, and a sentence for whatever else comes."""

import json
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext

from report.imports.limits import MAX_BRACKETS, MAX_COMMAS, too_many
from report.imports.refusal import ImportRefused


def parsed(text: str) -> object:
    """The value that the text holds, its numbers as Decimal or int. Raises ImportRefused."""
    if text.count("{") + text.count("[") > MAX_BRACKETS or text.count(",") > MAX_COMMAS:
        raise too_many(MAX_COMMAS)
    try:
        return json.loads(
            text, parse_float=_number, parse_int=_number, parse_constant=_refuse_constant
        )
    except json.JSONDecodeError as error:
        raise ImportRefused(
            gettext(
                "The file is not complete JSON: something is wrong at character %(column)s of the "
                "row. Fetch it anew."
            )
            % {"column": error.colno},
            row=error.lineno,
        ) from None
    except RecursionError:
        raise ImportRefused(
            gettext("The JSON is nested deeper than any table. Fetch the file anew.")
        ) from None


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise ImportRefused(gettext("A number in the file is too large.")) from None


def _refuse_constant(name: str) -> None:
    raise ImportRefused(
        gettext(
            "The file holds “%(name)s”, which is no number. A missing number is null with a status."
        )
        % {"name": name}
    )
