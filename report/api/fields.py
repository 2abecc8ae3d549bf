"""The serializer field that page models name; what else the API shows is in `serializers`.

Wagtail's own serializers cannot be imported before all models are there.
"""

from rest_framework.fields import Field
from wagtail.images.models import AbstractImage

from report.images import picture


class PictureField(Field):
    """A picture with its addresses by width; null where none is chosen."""

    def to_representation(self, image: AbstractImage | None) -> dict | None:
        return picture(image)
