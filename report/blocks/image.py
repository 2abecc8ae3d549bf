"""A picture in the text."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, StructValue
from wagtail.images.blocks import ImageBlock

from report.images import picture


class PictureBlock(StructBlock):
    """The alternative text belongs to where the picture is used, so the block holds it."""

    image = ImageBlock(label=_("Image"))
    caption = CharBlock(required=False, default="", max_length=255, label=_("Caption"))

    def get_api_representation(self, value: StructValue, context: dict | None = None) -> dict:
        image = value["image"]
        return {
            "image": picture(image),
            "alt": image.contextual_alt_text or "" if image else "",
            "decorative": bool(image and image.decorative),
            "caption": value["caption"] or None,
        }

    class Meta:
        label = _("Image")
        icon = "image"
        description = _("A picture with caption and credit")
        template = "blocks/image.html"
        preview_value = {"image": None, "caption": "Exempelbild"}
