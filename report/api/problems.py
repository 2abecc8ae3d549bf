"""Every answer that is no content is a problem (RFC 9457): one shape, one place that writes it."""

import json
import logging
from http import HTTPStatus

import pydantic
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.encoding import escape_uri_path
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from report.api.schemas.values import PATH, UUID_PATTERN, WORDS

#: All report API addresses begin so.
ROOT = "/api/report/"
CONTENT_TYPE = "application/problem+json"
NOTHING_HERE = (
    "There is nothing at this address. The API's routes are listed at /api/report/v1/docs."
)
OUR_FAULT = "Something went wrong here, not with your question. Try again later."

#: What is wrong with a parameter, by Pydantic's name for it.
SENTENCES = {
    "missing": "is needed",
    "greater_than_equal": "has to be at least {ge}",
    "less_than_equal": "can be at most {le}",
    "literal_error": "can only be {expected}",
    "enum": "can only be {expected}",
    "string_too_short": "is empty",
    "string_too_long": "can have at most {max_length} characters",
    "value_error": "cannot be read: {error}",
}

#: The same for texts, by the pattern that they do not have.
SHAPES = {
    UUID_PATTERN: "is not a UUID in lower case",
    WORDS: "has a null character",
    PATH: "has to begin with a slash",
}

log = logging.getLogger(__name__)


class Refused(Exception):
    """A question that gets no answer, with the sentence that says why."""

    def __init__(self, status: int, detail: str, parameter: str | None = None):
        self.status, self.detail, self.parameter = status, detail, parameter
        super().__init__(detail)


def wrong(parameter: str, detail: str) -> Refused:
    """A parameter that cannot be understood."""
    return Refused(400, detail, parameter)


def missing(detail: str, parameter: str | None = None) -> Refused:
    """Something that does not exist, or that is not public: the two are not told apart."""
    return Refused(404, detail, parameter)


def problem(
    request: HttpRequest, status: int, detail: str, parameter: str | None = None
) -> HttpResponse:
    """The answer. It repeats the path of the question, never its parameters' values."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": escape_uri_path(request.path),
        "parameter": parameter,
    }
    return HttpResponse(
        json.dumps(body, ensure_ascii=False), status=status, content_type=CONTENT_TYPE
    )


def answer_with_problems(api: NinjaAPI) -> None:
    """Let the API answer with problems, whatever happens."""

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, reason: Refused) -> HttpResponse:
        return problem(request, reason.status, reason.detail, reason.parameter)

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, reason: ValidationError) -> HttpResponse:
        first = reason.errors[0]
        name = str(first["loc"][-1])
        known, context = SENTENCES.get(first["type"]), first.get("ctx", {})
        sentence = (known or SHAPES.get(context.get("pattern"), "cannot be read")).format(**context)
        return problem(request, 400, f"The parameter “{name}” {sentence}.", name)

    @api.exception_handler(HttpError)
    def failed(request: HttpRequest, reason: HttpError) -> HttpResponse:
        return problem(request, reason.status_code, str(reason))

    @api.exception_handler(Http404)
    def not_found(request: HttpRequest, reason: Http404) -> HttpResponse:
        return problem(request, 404, NOTHING_HERE)

    @api.exception_handler(pydantic.ValidationError)
    def unfitting(request: HttpRequest, reason: pydantic.ValidationError) -> HttpResponse:
        # Ninja would tell the client that the question was wrong; it was our answer.
        places = [".".join(map(str, error["loc"])) for error in reason.errors()[:5]]
        log.error("The answer to %s does not fit its schema: %s", request.path, "; ".join(places))
        return problem(request, 500, OUR_FAULT)

    @api.exception_handler(Exception)
    def broken(request: HttpRequest, reason: Exception) -> HttpResponse:
        log.error("The question %s could not be answered", request.path, exc_info=reason)
        return problem(request, 500, OUR_FAULT)
