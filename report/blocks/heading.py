"""A sub-heading, with an address of its own."""

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock


class HeadingBlock(CharBlock):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 255, **kwargs})

    def get_context(self, value: str, parent_context: dict | None = None) -> dict:
        return {**super().get_context(value, parent_context), "anchor": slugify(value)}

    class Meta:
        label = _("Heading")
        icon = "title"
        description = _("A sub-heading that can be linked to")
        template = "blocks/heading.html"
        preview_value = "Omställningen pågår just nu"
