"""The image model, and the one place that names the sizes and formats of delivered pictures."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image, SourceImageIOError

from report.public import is_public_file

#: Widths in CSS pixels × density that a body picture is offered in (`srcset`).
WIDTHS = (480, 960, 1440)
#: One filter a width, as Wagtail's filter language writes it; the browser picks.
FILTERS = tuple(f"width-{width}|format-webp" for width in WIDTHS)
#: A drawing has no fixed size, so there is one of it.
DRAWING_FILTER = "original"


@dataclass(frozen=True)
class Crop:
    """A cut of a scene's picture: for which screens, in which proportions, how wide it is shown."""

    media: str
    ratio: tuple[int, int]
    widths: tuple[int, ...]
    sizes: str

    def filter(self, width: int, format: str = "") -> str:
        """As Wagtail's filter language writes it; the focal point decides what is cut away."""
        across, down = self.ratio
        size = f"fill-{width}x{width * down // across}"
        return f"{size}|format-{format}" if format else size


#: For wide screens and phones on their side: the rule by which scene.css lays the scene out.
WIDE = Crop(
    "(min-width: 60rem), (min-width: 35rem) and (max-height: 30rem)",
    (16, 9),
    (960, 1440, 1920),
    "100vw",
)
UPRIGHT = Crop("all", (3, 4), (480, 810, 1080), "max(100vw, 55vh)")
#: The cover: an area's picture in its pane, the report's own as a band.
PANE = Crop("all", (2, 3), (360, 720), "(min-width: 60rem) 22vw, 45vw")
BAND = Crop("all", (4, 1), WIDE.widths, "100vw")
#: The social card, in the size that the large networks show without cutting.
CARD = (1200, 630)
CARD_FILTER = f"fill-{CARD[0]}x{CARD[1]}|format-jpeg|jpegquality-75"
#: Every browser that knows the style sheets knows the first; the last is for others, in one width.
FORMATS = ("avif", "webp")


class ReportImage(AbstractImage):
    """A picture with the person or organisation to credit for it."""

    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("Photographer or illustrator, shown below the picture."),
    )
    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        indexes = [models.Index(fields=["file"], name="image_by_file")]
        verbose_name = _("image")
        verbose_name_plural = _("images")


class ReportRendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(ReportImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        # A file is asked for by its name, and then it matters whose it is.
        indexes = [models.Index(fields=["file"], name="rendition_by_file")]


def picture(image: ReportImage | None) -> dict | None:
    """A picture as the API gives it: addresses by width, proportions, credit.

    None for no picture and for one that is not for everyone. Widths above the original's are left
    out; an SVG has one address since it has no fixed size.
    """
    if not is_public_file(image):
        return None
    filters = (DRAWING_FILTER,) if image.is_svg() else FILTERS
    try:
        renditions = image.get_renditions(*filters).values()
    except SourceImageIOError:  # the original file is gone: a picture less, not a page less
        renditions = []
    sources = {rendition.width: rendition.full_url for rendition in renditions}
    return {
        "id": image.pk,
        "title": image.title,
        "credit": image.credit,
        "width": image.width,
        "height": image.height,
        "sources": [{"width": width, "url": url} for width, url in sorted(sources.items())],
    }
