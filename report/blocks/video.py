"""A film from the site itself; captions are required."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StructBlock, StructValue

from report.blocks.choosers import DocumentChooserBlock, ImageChooserBlock
from report.blocks.example import StoredExample
from report.images import picture
from report.links import file_address


class VideoBlock(StoredExample, StructBlock):
    title = CharBlock(max_length=255, label=_("Title"))
    file = DocumentChooserBlock(label=_("Film"), help_text=_("An MP4 or WebM file."))
    captions = DocumentChooserBlock(
        label=_("Captions"),
        help_text=_("A WebVTT file (.vtt). A film cannot be published without captions."),
    )
    poster = ImageChooserBlock(required=False, label=_("Still picture"))
    transcript = RichTextBlock(
        required=False, default="", features=["bold", "ul"], label=_("Transcript")
    )

    def get_api_representation(self, value: StructValue, context: dict | None = None) -> dict:
        return {
            "title": value["title"],
            "file": file_address(value["file"]),
            "captions": file_address(value["captions"]),
            "poster": picture(value["poster"]),
            "transcript": self.child_blocks["transcript"].get_api_representation(
                value["transcript"], context
            )
            or None,
        }

    class Meta:
        label = _("Video")
        icon = "media"
        description = _("A film with captions")
        template = "blocks/video.html"
        preview_value = {"title": "Exempelfilm"}
