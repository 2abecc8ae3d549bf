"""The endpoints `/api/v2/images/` and `/api/v2/documents/`: only files that public pages use."""

from django.db.models import QuerySet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet

from report.api.v2.endpoint import Endpoint, stable
from report.api.v2.serializers import DocumentSerializer, ImageSerializer
from report.images import FILTERS
from report.public import private_collections, used_on_public_pages


class FilesEndpoint(Endpoint):
    """Tags are left out: they are the editors' own notes."""

    meta_fields = [*Endpoint.meta_fields, "download_url"]
    listing_default_fields = [*Endpoint.listing_default_fields, "title", "download_url"]

    def get_queryset(self) -> QuerySet:
        files = self.model.objects.exclude(collection__in=private_collections())
        return files.filter(pk__in=used_on_public_pages(self.model)).order_by("pk")


class ImagesEndpoint(FilesEndpoint, ImagesAPIViewSet):
    base_serializer_class = ImageSerializer
    filter_backends = stable(ImagesAPIViewSet.filter_backends)
    body_fields = [*ImagesAPIViewSet.body_fields, "credit", "sources"]

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().prefetch_renditions(*FILTERS)


class DocumentsEndpoint(FilesEndpoint, DocumentsAPIViewSet):
    base_serializer_class = DocumentSerializer
    body_fields = [*DocumentsAPIViewSet.body_fields, "file_size", "content_type"]
    filter_backends = stable(DocumentsAPIViewSet.filter_backends)
