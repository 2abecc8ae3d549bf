"""A list of points."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StructBlock, StructValue


class BulletListBlock(StructBlock):
    lead_in = CharBlock(
        required=False,
        default="",
        max_length=500,
        label=_("Lead-in"),
        help_text=_("A sentence that introduces the list."),
    )
    items = ListBlock(
        RichTextBlock(features=["bold", "italic", "link"], label=_("Point")),
        min_num=1,
        label=_("Points"),
    )

    def get_api_representation(self, value: StructValue, context: dict | None = None) -> dict:
        return {
            "lead_in": value["lead_in"] or None,
            "items": self.child_blocks["items"].get_api_representation(value["items"], context),
        }

    class Meta:
        label = _("Bullet list")
        icon = "list-ul"
        description = _("Points under each other")
        template = "blocks/bullet_list.html"
        preview_value = {
            "lead_in": "Konkret innebär omställningen bland annat att vi:",
            "items": [
                "<p>stärker primärvården som navet och vägen in i vården</p>",
                "<p>utvecklar mer öppna och flexibla vårdformer</p>",
            ],
        }
