"""The shapes of a report's pages."""

from typing import Literal

from pydantic import Field

from report.api.schemas.blocks import BodyBlock, InfoboxBlock
from report.api.schemas.figures import Figure
from report.api.schemas.lists import Listing
from report.api.schemas.pictures import Picture
from report.api.schemas.values import Answer, Date, Language, Timestamp, Url, Uuid, Year
from report.scenery import Icon, Palette, Scene

PageType = Literal[
    "home", "report", "area", "article", "strategy", "information", "accessibility-statement"
]


class PageSummary(Answer):
    """A page in short."""

    id: int
    type: PageType
    title: str
    locale: Language
    url: Url = Field(description="Where people read it.")
    api_url: Url = Field(description="Where the whole of it is read from this API.")


class Translation(Answer):
    """The page in one language."""

    locale: Language
    page_id: int
    title: str
    url: Url
    api_url: Url


class Page(Answer):
    """What every page has."""

    id: int
    title: str
    slug: str
    locale: Language
    url: Url = Field(description="Where people read it.")
    api_url: Url = Field(description="Where the whole of it is read from this API.")
    lead: str | None = Field(description="One or two sentences that open the page.")
    is_example: bool = Field(description="Invented: to be marked wherever it is shown.")
    seo_title: str | None = Field(description="For the title of a browser's window.")
    search_description: str | None = Field(description="For search engines.")
    first_published_at: Timestamp | None
    last_published_at: Timestamp | None
    parent: PageSummary | None = Field(description="Null for the home page.")
    languages: list[Translation] = Field(
        description="The page in every language that it is published in, its own among them."
    )


class ReportPage(Page):
    """An edition: everything that is told about one year."""

    type: Literal["report"]
    year: Year
    headlines: list[Uuid] = Field(description="The statistics that the cover shows.")
    scene_background: Picture | None
    scene_foreground: Picture | None
    accounts_url: Url | None = Field(description="The region's formal annual accounts.")
    data_licence_url: Url | None = Field(description="The terms for using the numbers.")


class AreaPage(Page):
    """An area of the region's work: its picture, its statistics and its text."""

    type: Literal["area"]
    area_key: Uuid = Field(description="The same in every edition and language.")
    icon: Icon
    colour: Palette
    scene: Scene | None = Field(description="The built-in picture, where there is no own one.")
    scene_background: Picture | None
    scene_foreground: Picture | None
    scene_upright: Picture | None = Field(description="The picture for upright screens.")
    statistics: list[Figure]
    infoboxes: list[InfoboxBlock] = Field(description="Signs in the picture itself.")
    body: list[BodyBlock]


class ArticlePage(Page):
    """An article about something within an area."""

    type: Literal["article"]
    body: list[BodyBlock]


class StrategyPage(Page):
    """Where the region is heading, point by point."""

    type: Literal["strategy"]
    updated_on: Date | None = Field(description="Shown to readers as “last updated”.")
    body: list[BodyBlock]


class TreeNode(PageSummary):
    """A page and the pages below it."""

    icon: Icon | None = Field(description="An area's.")
    colour: Palette | None = Field(description="An area's.")
    children: list["TreeNode"]


class EditionArea(Answer):
    """An area in the list of editions."""

    id: int
    area_key: Uuid
    title: str
    url: Url
    icon: Icon
    colour: Palette


class EditionSummary(Answer):
    """An edition in the list."""

    year: Year
    locale: Language
    title: str
    lead: str | None
    is_example: bool
    page_id: int
    url: Url
    api_url: Url = Field(description="The whole edition in one call.")
    first_published_at: Timestamp | None
    last_published_at: Timestamp | None
    languages: list[Translation]
    areas: list[EditionArea]


class EditionList(Listing[EditionSummary]):
    """Editions, newest first."""
