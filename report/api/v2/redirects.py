"""The endpoint `/api/v2/redirects/`: old addresses, and where they lead now."""

from django.db.models import QuerySet
from django.http import HttpRequest
from rest_framework.fields import BooleanField, CharField
from wagtail.api.utils import get_full_url
from wagtail.api.v2.filters import FieldsFilter
from wagtail.api.v2.serializers import BaseSerializer
from wagtail.contrib.redirects.api import RedirectsAPIViewSet
from wagtail.contrib.redirects.models import Redirect

from report.api.v2.endpoint import Endpoint, StableOrderingFilter
from report.api.v2.serializers import WholeObjectField
from report.redirects import public_redirects


class LocationField(WholeObjectField):
    """The address that a redirect leads to, in full."""

    def to_representation(self, redirect: Redirect) -> str | None:
        return redirect.link and get_full_url(None, redirect.link)


class RedirectSerializer(BaseSerializer):
    old_path = CharField()
    location = LocationField()
    is_permanent = BooleanField()


class RedirectsEndpoint(Endpoint, RedirectsAPIViewSet):
    """Redirects to public pages, and to other addresses; none to a page that nobody may read."""

    base_serializer_class = RedirectSerializer
    filter_backends = (FieldsFilter, StableOrderingFilter)
    known_query_parameters = Endpoint.known_query_parameters - {"search", "search_operator"}
    find_query_parameters = frozenset(["id", "html_path"])
    body_fields = [*RedirectsAPIViewSet.body_fields, "is_permanent"]
    listing_default_fields = [*RedirectsAPIViewSet.listing_default_fields, "is_permanent"]

    def get_queryset(self) -> QuerySet:
        return public_redirects().select_related("redirect_page").order_by("pk")

    def find_object(self, queryset: QuerySet, request: HttpRequest) -> Redirect | None:
        if "html_path" not in request.GET:
            return super().find_object(queryset, request)
        return queryset.filter(old_path=Redirect.normalise_path(request.GET["html_path"])).first()
