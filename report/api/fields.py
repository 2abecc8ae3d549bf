"""Serializer fields of the public API."""

from rest_framework.fields import Field
from wagtail.rich_text import expand_db_html

from report.images import picture


class PictureField(Field):
    """A picture with its addresses by width; null where none is chosen."""

    def to_representation(self, image) -> dict | None:
        return picture(image)


class HtmlField(Field):
    """Rich text as HTML that a browser can show: links resolved, nothing of the editor's format."""

    def to_representation(self, source: str) -> str:
        return expand_db_html(source)
