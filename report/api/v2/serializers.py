"""How pages, images and documents are written in API v2, beyond what Wagtail writes itself."""

from collections.abc import Callable

from django.utils import translation
from django.utils.functional import SimpleLazyObject
from rest_framework.fields import CharField, Field
from wagtail.api.utils import get_full_url
from wagtail.api.v2.serializers import BaseSerializer, PageSerializer, get_serializer_class
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from report.images import picture
from report.public import is_public, public_among
from report.references import fetched, parent_of, with_translations


class WholeObjectField(Field):
    """A field whose value is made from the whole object, not from one of its attributes."""

    def __init__(self, **kwargs):
        super().__init__(source="*", read_only=True, **kwargs)


class SourcesField(WholeObjectField):
    """The addresses of a picture by width."""

    def to_representation(self, image: AbstractImage) -> list[dict]:
        return picture(image)["sources"]


class FileUrlField(WholeObjectField):
    """Where a file is downloaded: an image's file itself, a document's through its own view."""

    def to_representation(self, file) -> str:
        url = file.file.url if isinstance(file, AbstractImage) else file.url
        return get_full_url(None, url)


class FileSizeField(WholeObjectField):
    """The size of a document in bytes; null when its file is gone."""

    def to_representation(self, document: AbstractDocument) -> int | None:
        if document.file_size is not None:
            return document.file_size
        try:
            return document.file.size
        except OSError:
            return None


class PageUrlField(WholeObjectField):
    """The page's public address in full, with the host that all other addresses of the API have."""

    def to_representation(self, page: Page) -> str | None:
        return page.url and get_full_url(None, page.url)


class OtherPageField(WholeObjectField):
    """Another page in short, null when there is none that anyone may see."""

    FIELDS = ("id", "type", "detail_url", "html_url", "title")

    def __init__(self, other: Callable[[Page], Page | None], **kwargs):
        self.other = other
        super().__init__(**kwargs)

    def to_representation(self, page: Page) -> dict | None:
        other = self.other(page)
        if not is_public(other):
            return None
        serializer = get_serializer_class(
            type(other), self.FIELDS, self.FIELDS[1:-1], base=PublicPageSerializer
        )
        # What the serializer notes about the other page is not true of this one.
        return serializer(context={**self.context}).to_representation(other)


def original_of(alias: Page) -> Page | None:
    """The page that an alias repeats."""
    return fetched(Page, [alias.alias_of_id]).get(alias.alias_of_id) if alias.alias_of_id else None


class TranslationsField(WholeObjectField):
    """The public translations of the page, itself left out."""

    def to_representation(self, page: Page) -> list[dict]:
        router, request = self.context["router"], self.context["request"]
        return [
            {
                "id": other.pk,
                "locale": other.locale.language_code,
                "html_url": other.url and get_full_url(request, other.url),
                "detail_url": get_full_url(
                    request, router.get_object_detail_urlpath(Page, other.pk)
                ),
            }
            for other in public_among(with_translations([page.pk]).get(page.pk, []))
            if other.pk != page.pk
        ]


class PublicPageSerializer(PageSerializer):
    html_url = PageUrlField()
    parent = OtherPageField(parent_of)
    alias_of = OtherPageField(original_of)
    translations = TranslationsField()

    def to_representation(self, page: Page) -> dict:
        """The page with its links in its own language, whoever asks, and its corrections."""
        view = self.context["view"]
        self.context["corrections"] = SimpleLazyObject(lambda: view.corrections.get(page.pk, {}))
        with translation.override(page.locale.language_code):
            return super().to_representation(page)


class DocumentSerializer(BaseSerializer):
    download_url = FileUrlField()
    file_size = FileSizeField()
    content_type = CharField()


class ImageSerializer(BaseSerializer):
    download_url = FileUrlField()
    sources = SourcesField()
