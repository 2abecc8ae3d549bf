"""Somebody's own words."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, StructValue, TextBlock


class QuoteBlock(StructBlock):
    text = TextBlock(
        label=_("Quote"), rows=3, help_text=_("Without quotation marks; the page adds them.")
    )
    person = CharBlock(required=False, default="", max_length=255, label=_("Who says it"))
    role = CharBlock(required=False, default="", max_length=255, label=_("Role"))

    def get_api_representation(self, value: StructValue, context: dict | None = None) -> dict:
        return {
            "text": value["text"],
            "person": value["person"] or None,
            "role": value["role"] or None,
        }

    class Meta:
        label = _("Quote")
        icon = "openquote"
        description = _("Somebody's own words")
        template = "blocks/quote.html"
        preview_value = {
            "text": "Det ska finnas ett helhetstänk runt din vård.",
            "person": "Exempelperson",
            "role": "exempelroll",
        }
