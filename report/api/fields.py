"""The serializer fields that page models name; what else API v2 shows is in `v2.serializers`.

Wagtail's own serializers cannot be imported before all models are there.
"""

from django.db.models import ForeignKey, Model
from rest_framework.fields import Field
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from report.images import picture
from report.links import file_address
from report.references import fetched


def chosen(page: Page, column: ForeignKey) -> Model | None:
    """What stands in the page's foreign key: gathered, where the answer gathers."""
    pk = getattr(page, column.attname)
    return fetched(column.related_model, [pk]).get(pk) if pk else None


class GatheredField(Field):
    """A foreign key whose object is fetched together with those of all other shown pages."""

    def get_attribute(self, page: Page) -> Model | None:
        return chosen(page, page._meta.get_field(self.source))


class PictureField(GatheredField):
    """A picture with its addresses by width; null where none is chosen."""

    def to_representation(self, image: AbstractImage | None) -> dict | None:
        return picture(image)


class FileField(GatheredField):
    """The address of a document; null where none is chosen, or none that anyone may have."""

    def to_representation(self, document: AbstractDocument | None) -> str | None:
        return file_address(document)
