"""An information icon that belongs to the picture, not to one statistic."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StructBlock, StructValue

from report.blocks.example import StoredExample
from report.blocks.place import place_blocks, place_representation


class InfoboxBlock(StoredExample, StructBlock):
    heading = CharBlock(max_length=255, label=_("Heading"))
    text = RichTextBlock(
        features=["bold", "italic", "ul", "link", "document-link"], label=_("Text")
    )

    def __init__(self, local_blocks: list | None = None, **kwargs):
        super().__init__([*place_blocks(), *(local_blocks or [])], **kwargs)

    def get_api_representation(self, value: StructValue, context: dict | None = None) -> dict:
        return {
            "heading": value["heading"],
            "text": self.child_blocks["text"].get_api_representation(value["text"], context),
            "place": place_representation(self, value),
        }

    class Meta:
        label = _("Infobox")
        icon = "info-circle"
        description = _("An information icon in the picture")
        template = "blocks/infobox.html"
        preview_value = {
            "heading": "Hälso- och sjukvård",
            "text": "<p>Klicka på informationsikonerna för att få fram mer information.</p>",
        }
