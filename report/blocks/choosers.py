"""Wagtail's choosers, which here take what they show from what an answer has gathered.

What they store is the same, so that to migrations they are Wagtail's own.
"""

from collections.abc import Iterable
from copy import copy

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents import blocks as documents
from wagtail.images import blocks as images

from report.references import fetched


class Gathered:
    """Goes in front of a chooser block."""

    def bulk_to_python(self, values: Iterable[int | None]) -> list[Model | None]:
        """The chosen objects, each one a copy of its own."""
        values = list(values)
        found = fetched(self.model_class, {value for value in values if value})
        # A picture that is shown twice may be described in two ways.
        return [copy(found.get(value)) for value in values]


class PageChooserBlock(Gathered, blocks.PageChooserBlock):
    canonical_module_path = "wagtail.blocks.PageChooserBlock"


class DocumentChooserBlock(Gathered, documents.DocumentChooserBlock):
    canonical_module_path = "wagtail.documents.blocks.DocumentChooserBlock"


class ImageChooserBlock(Gathered, images.ImageChooserBlock):
    canonical_module_path = "wagtail.images.blocks.ImageChooserBlock"


class ImageBlock(images.ImageBlock):
    def __init__(self, required: bool = True, **kwargs):
        super().__init__(required=required, **kwargs)
        chooser = ImageChooserBlock(required=required, label=_("Image"))
        chooser.set_name("image")
        self.child_blocks["image"] = chooser
