"""Running text."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import RichTextBlock


class ParagraphBlock(RichTextBlock):
    def __init__(self, *args, **kwargs):
        features = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]
        super().__init__(*args, **{"features": features, **kwargs})

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        description = _("Paragraphs with bold, links and lists")
        template = "blocks/paragraph.html"
        preview_value = (
            "<p>Vårt fokus är att ge patienten en smidig resa i vården "
            "och en så bra upplevelse som möjligt.</p>"
        )
