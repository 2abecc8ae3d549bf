"""What the endpoints of API v2 have in common: strict parameters, errors in JSON, one public."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, QuerySet
from django.http import HttpResponseBase
from rest_framework.exceptions import APIException
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.api.v2.filters import OrderingFilter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import BaseAPIViewSet
from wagtail.fields import StreamField

from report.public import one_answer

#: Longer values are nobody's question, and the parser of `fields` calls itself for each bracket.
LONGEST_VALUE = 500


class StableOrderingFilter(OrderingFilter):
    """`order` with the id last, or equal rows could trade places between two pages of a list."""

    def filter_queryset(self, request: Request, queryset: QuerySet, view: "Endpoint") -> QuerySet:
        queryset = super().filter_queryset(request, queryset, view)
        if request.GET.get("order", "random") == "random":
            return queryset
        return queryset.order_by(*queryset.query.order_by, "id")


def stable(backends: list[type]) -> list[type]:
    """The same filters with an order that holds."""
    return [StableOrderingFilter if b is OrderingFilter else b for b in backends]


class Endpoint(BaseAPIViewSet):
    """Goes in front of Wagtail's own view set.

    Nobody is signed in here, so every reader gets the same answer. Rich text is always HTML:
    Wagtail's other formats would show the ids of pages that are not public.
    """

    renderer_classes = (JSONRenderer,)
    authentication_classes = ()
    http_method_names = ("get", "head")
    known_query_parameters = BaseAPIViewSet.known_query_parameters - {"rich_text_format"}
    detail_query_parameters = frozenset(["fields", "format", "_"])

    def dispatch(self, request, *args, **kwargs) -> HttpResponseBase:
        if "search" in request.GET:
            request.GET = request.GET.copy()
            # SQLite's search fails on blanks alone, and on a quotation mark without its fellow.
            request.GET["search"] = " ".join(request.GET["search"].replace('"', " ").split())
        with one_answer():
            return super().dispatch(request, *args, **kwargs)

    def initial(self, request, *args, **kwargs) -> None:
        """Refuse values that no parameter can have, before anything reads them."""
        if request.GET.get("format", "json") != "json":
            raise BadRequestError("format can only be json")
        super().initial(request, *args, **kwargs)
        for name, values in request.GET.lists():
            if len(values) > 1:
                raise BadRequestError(f"{name} is given more than once")
            if any("\x00" in value for value in [name, *values]):
                raise BadRequestError("null characters are not allowed")
            if any(len(value) > LONGEST_VALUE for value in values):
                raise BadRequestError(f"{name} is longer than {LONGEST_VALUE} characters")
        if request.GET.get("search_operator", "or") not in ("and", "or"):
            raise BadRequestError("search_operator must be 'and' or 'or'")
        if request.GET.get("locale", settings.LANGUAGE_CODE) not in dict(settings.LANGUAGES):
            raise BadRequestError(f"locale must be one of {', '.join(dict(settings.LANGUAGES))}")

    def detail_view(self, request, pk: int) -> Response:
        self.refuse_others_than(self.detail_query_parameters)
        return super().detail_view(request, pk)

    def find_view(self, request) -> Response:
        self.refuse_others_than(self.find_query_parameters | self.detail_query_parameters)
        if not request.GET.get("id", "0").isdecimal():
            raise BadRequestError("id must be a positive integer")
        return super().find_view(request)

    def refuse_others_than(self, known: frozenset[str]) -> None:
        """Refuse the request when it has a parameter that means nothing here."""
        unknown = sorted(set(self.request.GET) - known)
        if unknown:
            raise BadRequestError(f"unknown query parameter: {', '.join(unknown)}")

    @classmethod
    def get_available_fields(cls, model, db_fields_only: bool = False) -> list[str]:
        """As Wagtail has it, but nothing can be compared with block content, nor with the id of a
        picture, which may be a hidden one's."""
        names = super().get_available_fields(model, db_fields_only)
        if not db_fields_only:
            return names
        no_columns = (StreamField, ForeignKey)
        return [n for n in names if not isinstance(model._meta.get_field(n), no_columns)]

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """As Wagtail has it, but a value of the wrong kind is the caller's mistake, not ours."""
        columns = set(self.get_available_fields(queryset.model, db_fields_only=True)) - {"locale"}
        for name in columns.intersection(self.request.GET):
            try:
                queryset.model._meta.get_field(name).to_python(self.request.GET[name])
            except ValidationError as error:
                raise BadRequestError(f"{name} has a value of the wrong kind") from error
        return super().filter_queryset(queryset)

    def paginate_queryset(self, queryset: QuerySet) -> list:
        """The rows to show, fetched; none for an offset beyond the last, however large."""
        rows = super().paginate_queryset(queryset)
        beyond = int(self.request.GET.get("offset", 0)) >= self.paginator.total_count
        return [] if beyond else list(rows)

    def handle_exception(self, exc: Exception) -> Response:
        """Every refusal has the same shape."""
        response = super().handle_exception(exc)
        if isinstance(exc, APIException):
            response.data = {"message": str(exc.detail)}
        return response
