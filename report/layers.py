"""An editor's own pictures in a scene: cut for wide and upright screens, near before far."""

from copy import copy
from dataclasses import dataclass
from functools import cached_property

from wagtail.images.image_operations import Vector
from wagtail.images.models import AbstractRendition, Filter, SourceImageIOError

from report.images import BAND, CARD_FILTER, FORMATS, PANE, UPRIGHT, WIDE, Crop, ReportImage
from report.public import is_public_file

Point = tuple[float, float]
FOCUS = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")


@dataclass(frozen=True)
class Source:
    """One `<source>`: a cut in a format, in all its widths."""

    crop: Crop
    type: str
    renditions: list["AbstractRendition | Blank"]

    @property
    def srcset(self) -> str:
        return ", ".join(f"{r.url} {r.width}w" for r in self.renditions)

    @property
    def largest(self) -> "AbstractRendition | Blank":
        return self.renditions[-1]


@dataclass(frozen=True)
class Layer:
    """A picture as `<picture>` needs it: the sources, of which the last is the `<img>` itself."""

    sources: list[Source]

    @property
    def image(self) -> Source:
        return self.sources[-1]

    def before(self, other: "Layer") -> "Layer":
        """This layer where its cuts are for the screen, and elsewhere the other."""
        return Layer(self.sources + other.sources)


@dataclass(frozen=True)
class OwnPictures:
    """The far layer, and the near one if there is any; and which picture upright screens show."""

    picture: ReportImage
    tall: ReportImage
    back: Layer
    front: Layer | None

    @cached_property
    def classes(self) -> str:
        """Which edges a screen of other proportions keeps: those that the focal point is near."""
        found = []
        for name, image, crop in (("wide", self.picture, WIDE), ("upright", self.tall, UPRIGHT)):
            if focus := image.get_focal_point():
                x, y = place(image, crop, focus.x, focus.y)
                found += [f"{name}-{side}" for side in (near(x, "left", "right"),) if side]
                found += [f"{name}-{side}" for side in (near(y, "top", "bottom"),) if side]
        return " ".join(found)

    def wide(self, x: float, y: float) -> Point:
        """Where a point of the whole picture stands in the wide cut, all in per cent."""
        return within(self.picture, WIDE, x, y)

    def upright(self, x: float, y: float) -> Point:
        """Where a point of the whole picture stands in the upright cut, all in per cent."""
        return within(self.tall, UPRIGHT, x, y)


@dataclass(frozen=True)
class Blank:
    """Stands where a layer has no picture for a screen: one transparent pixel."""

    url: str = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
    width: int = UPRIGHT.ratio[0]
    height: int = UPRIGHT.ratio[1]


#: An upright picture is shown alone: no near layer was drawn for it.
NOTHING = Layer([Source(UPRIGHT, "image/gif", [Blank()])])


def own_pictures(page) -> OwnPictures | None:
    """The pictures that the page's editor chose for the scene; None: then it is a drawn one."""
    far, near_by, tall = page.scene_background, page.scene_foreground, page.scene_upright
    upright = far and layer(tall, UPRIGHT)
    crops = (WIDE,) if upright else (WIDE, UPRIGHT)
    if (back := layer(far, *crops)) is None:
        return None
    front = layer(cut_alike(near_by, far), *crops)
    if upright:
        back, front = back.before(upright), front and front.before(NOTHING)
    return OwnPictures(far, tall if upright else far, back, front)


def pane(page) -> Layer | None:
    """The area's own picture for its pane of the cover, which is upright."""
    return (page.scene_background and layer(page.scene_upright, PANE)) or layer(
        page.scene_background, PANE
    )


def bands(page) -> list[Layer]:
    """The report's own pictures for the top of its cover, far before near."""
    far = layer(page.scene_background, BAND)
    near_by = far and layer(cut_alike(page.scene_foreground, page.scene_background), BAND)
    return [found for found in (far, near_by) if found]


def prepare(page) -> None:
    """Make all files of a scene's pictures, so that no reader waits for them."""
    if own_pictures(page) and pane(page) and not page.scene_background.is_svg():
        page.scene_background.get_rendition(CARD_FILTER)


def layer(image: ReportImage | None, *crops: Crop) -> Layer | None:
    """The picture in all crops; None for no picture, a private one, and one whose file is gone."""
    if not is_public_file(image):
        return None
    formats = ("",) if image.is_svg() else FORMATS
    wanted = {
        (crop, format): [crop.filter(width, format) for width in widths(crop, image, format)]
        for crop in crops
        for format in formats
    }
    try:
        made = image.get_renditions(*(spec for specs in wanted.values() for spec in specs))
    except (SourceImageIOError, FileNotFoundError):
        return None
    return Layer(
        [
            Source(crop, f"image/{format or 'svg+xml'}", distinct([made[s] for s in specs]))
            for (crop, format), specs in wanted.items()
        ]
    )


def widths(crop: Crop, image: ReportImage, format: str) -> tuple[int, ...]:
    """A drawing needs one size only, and so does what hardly any browser asks for."""
    if image.is_svg():
        return crop.widths[-1:]
    return crop.widths if format == FORMATS[0] else crop.widths[-2:-1]


def distinct(renditions: list[AbstractRendition]) -> list[AbstractRendition]:
    """One of each width: a small original is never made larger."""
    return list({rendition.width: rendition for rendition in renditions}.values())


def cut_alike(near_by: ReportImage | None, far: ReportImage) -> ReportImage | None:
    """The near layer with the far one's focal point, unless it has its own.

    Two layers of the same proportions were drawn together, and must be cut together.
    """
    if near_by is None or near_by.has_focal_point() or not far.has_focal_point():
        return near_by
    if abs(near_by.width * far.height - far.width * near_by.height) > near_by.width + far.width:
        return near_by
    twin = copy(near_by)
    for name in FOCUS:
        setattr(twin, name, round(getattr(far, name) * near_by.width / far.width))
    return twin


def place(image: ReportImage, crop: Crop, x: float, y: float) -> Point:
    """Where a point of the image, in pixels, stands in a cut of it, in per cent."""
    cut = Filter(crop.filter(crop.widths[-1])).get_transform(image)
    point = cut.transform_vector(Vector(x, y))
    return point.x / cut.size[0] * 100, point.y / cut.size[1] * 100


def within(image: ReportImage, crop: Crop, x: float, y: float) -> Point:
    """The same for a point in per cent of the image."""
    return place(image, crop, x / 100 * image.width, y / 100 * image.height)


def near(per_cent: float, start: str, end: str) -> str:
    return start if per_cent < 34 else end if per_cent > 66 else ""
