"""Joins the routes of the report API under one roof: `/api/report/v1/`."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.renderers import BaseRenderer

from cms import openapi
from cms.cors import METHODS
from home.api import about, pages, preview, search
from home.api import editions as whole_editions
from report.api import changes, editions, statistics
from report.api.parameters import strict
from report.api.problems import NOTHING_HERE, answer_with_problems, problem
from report.public import one_answer


class Renderer(BaseRenderer):
    """JSON as small as it gets, in the letters that people write."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> str:
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


class ReportAPI(NinjaAPI):
    """Ninja's API with HEAD, and with a problem where Ninja or Django have a page."""

    @property
    def urls(self) -> tuple[list, str, str]:
        patterns, app, namespace = super().urls
        for pattern in patterns:
            pattern.callback = reading(pattern.callback)
        return patterns, app, namespace


def reading(view: Callable) -> Callable:
    """A view that can only be read: HEAD is answered as GET."""

    @csrf_exempt
    @wraps(view)
    def read(request: HttpRequest, **parts: str) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):  # `cors` answers OPTIONS
            refused = problem(request, 405, "This API is for reading: use GET.")
            refused["Allow"] = METHODS
            return refused
        asked, request.method = request.method, "GET"
        try:
            return view(request, **parts)
        except Http404:
            return problem(request, 404, NOTHING_HERE)
        except SuspiciousOperation:  # Django gives up reading far too many parameters
            return problem(request, 400, "The parameters cannot be read.")
        finally:
            request.method = asked

    return read


def once_an_answer(run: Callable) -> Callable:
    """What is hidden is looked up once for each answer, and links carry the site's name."""

    @wraps(run)
    def answer(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        with one_answer():
            return run(request, **parts)

    return answer


@reading
def nothing_here(request: HttpRequest, **parts: str) -> HttpResponse:
    """Any other address below /api/report/."""
    raise Http404


report_api = ReportAPI(
    title="The report API",
    version=about.VERSION,
    description=openapi.DESCRIPTION,
    urls_namespace="report_api",
    renderer=Renderer(),
    openapi_url=None,
    docs_url=None,
)
answer_with_problems(report_api)
report_api.add_decorator(strict, mode="view")
report_api.add_decorator(once_an_answer, mode="view")
for part in (editions, whole_editions, statistics, pages, preview, changes, search, about, openapi):
    report_api.add_router("", part.router)
