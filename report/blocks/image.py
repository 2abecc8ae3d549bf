"""A picture in the text."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.blocks import CharBlock, StructBlock, StructValue

from report.blocks.choosers import ImageBlock
from report.images import ReportImage, picture


class PictureBlock(StructBlock):
    """The alternative text belongs to where the picture is used, so the block holds it."""

    image = ImageBlock(label=_("Image"))
    caption = CharBlock(
        required=False, default="", max_length=255, label=pgettext_lazy("of a picture", "Caption")
    )

    def get_preview_value(self) -> StructValue:
        """The oldest picture of the library: an example cannot bring a picture of its own."""
        image = ReportImage.objects.order_by("pk").first()
        stored = {"image": image.pk, "alt_text": "", "decorative": True} if image else None
        return self.to_python({"image": stored, "caption": self.meta.preview_value["caption"]})

    def get_api_representation(self, value: StructValue, context: dict | None = None) -> dict:
        image = value["image"]
        shown = picture(image)
        return {
            "image": shown,
            "alt": image.contextual_alt_text or "" if shown else "",
            "decorative": bool(shown and image.decorative),
            "caption": value["caption"] or None,
        }

    class Meta:
        label = _("Image")
        icon = "image"
        description = _("A picture with caption and credit")
        template = "blocks/image.html"
        preview_value = {"image": None, "caption": "Exempelbild"}
