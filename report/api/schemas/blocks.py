"""The shapes of the blocks that pages are made of: each has a `type`, an `id` and a `value`."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypeAliasType

from report.api.schemas.pictures import Picture
from report.api.schemas.values import Answer, Html, Number, Url
from report.scenery import Anchor


class Block(Answer):
    """What every block has."""

    id: str = Field(description="Stable as long as the block stays on its page.")


class HeadingBlock(Block):
    """A sub-heading: plain text."""

    type: Literal["heading"]
    value: str


class ParagraphBlock(Block):
    """Running text."""

    type: Literal["paragraph"]
    value: Html


class BulletList(Answer):
    lead_in: str | None = Field(description="A sentence that introduces the list.")
    items: list[Html]


class BulletListBlock(Block):
    """Points under each other."""

    type: Literal["bullet_list"]
    value: BulletList


class Quote(Answer):
    text: str = Field(description="Without quotation marks.")
    person: str | None
    role: str | None


class QuoteBlock(Block):
    """Somebody's own words."""

    type: Literal["quote"]
    value: Quote


class Image(Answer):
    image: Picture | None = Field(description="Null where the picture is not public.")
    alt: str = Field(description="The alternative text; empty where the picture is decorative.")
    decorative: bool
    caption: str | None


class ImageBlock(Block):
    """A picture in the text."""

    type: Literal["image"]
    value: Image


class TableColumn(Answer):
    type: Literal["text", "number"]
    heading: str


class TableRow(Answer):
    values: list[str | Number | None] = Field(
        description="A text or a number for each column; null is a missing number."
    )


class Table(Answer):
    caption: str
    columns: list[TableColumn]
    rows: list[TableRow]


class TableBlock(Block):
    """A table of text and number columns."""

    type: Literal["table"]
    value: Table | None


class Link(Answer):
    """A link on a line of its own."""

    text: str
    url: Url | None = Field(description="Null where the target is not public.")
    page_id: int | None = Field(description="The page of the site that it leads to, if it is one.")


class LinkBlock(Block):
    """A link to a page, a document or an address."""

    type: Literal["link"]
    value: Link


class Video(Answer):
    title: str
    file: Url | None = Field(description="An MP4 or WebM file; null where it is not public.")
    captions: Url | None = Field(description="A WebVTT file; null where it is not public.")
    poster: Picture | None
    transcript: Html | None


class VideoBlock(Block):
    """A film with captions."""

    type: Literal["video"]
    value: Video


BodyBlock = TypeAliasType(
    "BodyBlock",
    Annotated[
        HeadingBlock
        | ParagraphBlock
        | BulletListBlock
        | QuoteBlock
        | ImageBlock
        | TableBlock
        | LinkBlock
        | VideoBlock,
        Field(discriminator="type"),
    ],
)


class Place(Answer):
    """Where an information sign stands in its area's picture."""

    anchor: Anchor | None = Field(description="A named place in a built-in picture.")
    x: Number | None = Field(description="In an own picture: per cent from the left.")
    y: Number | None = Field(description="In an own picture: per cent from the top.")
    upright_x: Number | None = Field(description="In its upright cut: per cent from the left.")
    upright_y: Number | None = Field(description="In its upright cut: per cent from the top.")


class Infobox(Answer):
    heading: str
    text: Html
    place: Place | None


class InfoboxBlock(Block):
    """An information sign that belongs to the area's picture, not to one statistic."""

    type: Literal["infobox"]
    value: Infobox
