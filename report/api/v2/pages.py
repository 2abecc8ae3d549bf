"""The endpoint `/api/v2/pages/`."""

import uuid

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from report.api.v2.endpoint import Endpoint, stable
from report.api.v2.serializers import PublicPageSerializer
from report.public import is_public, public_pages
from report.references import gather
from report.statistics.corrected import Corrected, corrections_on


class PagesEndpoint(Endpoint, PagesAPIViewSet):
    """Public pages, in the editors' order."""

    base_serializer_class = PublicPageSerializer
    filter_backends = stable(PagesAPIViewSet.filter_backends)
    known_query_parameters = (
        PagesAPIViewSet.known_query_parameters & Endpoint.known_query_parameters
    ) | {"type", "child_of", "ancestor_of", "descendant_of", "translation_of", "locale"}
    meta_fields = [*PagesAPIViewSet.meta_fields, "translations"]

    def get_base_queryset(self) -> PageQuerySet:
        return public_pages()

    def get_queryset(self) -> PageQuerySet:
        """With the language, which every row needs, in the same query."""
        return super().get_queryset().select_related("locale")

    def get_object(self) -> Page:
        row = super(PagesAPIViewSet, self).get_object()
        page = row.specific
        page.locale = row.locale
        self.shown = [page]
        gather(self.shown)
        return page

    def paginate_queryset(self, queryset: PageQuerySet) -> list[Page]:
        self.shown = super().paginate_queryset(queryset)
        gather(self.shown)
        return self.shown

    @cached_property
    def corrections(self) -> dict[int, dict[uuid.UUID, list[Corrected]]]:
        """The corrections on all shown pages, by page and statistic."""
        return corrections_on(self.shown)

    def find_object(self, queryset: PageQuerySet, request: HttpRequest) -> Page | None:
        if "html_path" not in request.GET:
            return super().find_object(queryset, request)
        page = page_at(request.GET["html_path"], request)
        return page if is_public(page) else None


def page_at(path: str, request: HttpRequest) -> Page | None:
    """The page at an address of the site, in whichever language the address begins with."""
    slugs = [slug for slug in path.split("/") if slug]
    default = settings.LANGUAGE_CODE
    prefixes = {code for code, name in settings.LANGUAGES} - {default}
    language = slugs.pop(0) if slugs and slugs[0] in prefixes else default
    site = Site.find_for_request(request)
    homes = site.root_page.get_translations(inclusive=True) if site else Page.objects.none()
    home = homes.filter(locale__language_code=language).first()
    try:
        return home.specific.route(request, slugs).page if home else None
    except Http404:
        return None
