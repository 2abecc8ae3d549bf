"""The serializer fields that page models name; what else the API shows is in `serializers`.

Wagtail's own serializers cannot be imported before all models are there.
"""

from rest_framework.fields import Field
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage

from report.images import picture
from report.links import file_address


class PictureField(Field):
    """A picture with its addresses by width; null where none is chosen."""

    def to_representation(self, image: AbstractImage | None) -> dict | None:
        return picture(image)


class FileField(Field):
    """The address of a document; null where none is chosen, or none that anyone may have."""

    def to_representation(self, document: AbstractDocument | None) -> str | None:
        return file_address(document)
