"""The shapes of what `home` adds to the report API: its pages, the chrome, the whole edition."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypeAliasType

from home.blocks import NoticeKind, StepIcon
from home.pages import Conformance
from report.api.schemas.blocks import Block, BodyBlock, LinkBlock
from report.api.schemas.lists import Listing
from report.api.schemas.pages import (
    AreaPage,
    ArticlePage,
    Page,
    PageSummary,
    ReportPage,
    StrategyPage,
    Translation,
)
from report.api.schemas.pictures import Picture
from report.api.schemas.values import Answer, Date, Html, Language, Number, Url, Uuid, Year
from report.statistics.value import Missing


class Step(Answer):
    icon: StepIcon
    text: str


class StepBlock(Block):
    """An instruction of the help, with the icon that it is about."""

    type: Literal["step"]
    value: Step


class Notice(Answer):
    kind: NoticeKind = Field(description="Whom it concerns.")
    heading: str | None
    text: Html
    is_on: bool = Field(description="Always true: a notice that is off is not given.")


class NoticeBlock(Block):
    """A message above every page."""

    type: Literal["notice"]
    value: Notice


class AroundEveryPage(Answer):
    """What stands around every page of a language."""

    organisation: str
    logo: Picture | None
    logo_dark: Picture | None = Field(description="For dark pages.")
    brand_light: str | None = Field(description="A colour for light pages.", examples=["#0f6848"])
    brand_dark: str | None = Field(description="The same for dark pages.")
    typeface: Url | None = Field(description="A WOFF2 file.")
    help_button: str | None
    help_heading: str | None
    help_intro: str | None
    help_steps: list[StepBlock]
    help_dismiss: str | None = Field(description="The label of the box that hides the help.")
    notices: list[NoticeBlock]
    contact: Html | None
    footer_links: list[LinkBlock]
    footer_note: str | None


class HomePage(Page, AroundEveryPage):
    """The start of the site in one language."""

    type: Literal["home"]


class InformationPage(Page):
    """A page about the site itself."""

    type: Literal["information"]
    body: list[BodyBlock]
    forget_choices: bool = Field(
        description="Whether the page offers to forget what the reader's browser remembers."
    )


class AccessibilityStatementPage(Page):
    """The accessibility statement that Swedish law asks of every public site."""

    type: Literal["accessibility-statement"]
    actor: str = Field(description="The responsible organisation.")
    service: str = Field(description="The site that the statement is about.")
    conformance: Conformance
    assessed_on: Date | None
    updated_on: Date | None
    inaccessible: Html | None = Field(description="What does not meet the law, and why.")
    method: Html | None = Field(description="How the site was assessed.")
    reporting: Html | None = Field(description="How to report a problem.")
    exemptions: Html | None = Field(description="Disproportionate burden, with reasons.")
    outside: Html | None = Field(description="Content that the law exempts.")


AnyPage = TypeAliasType(
    "AnyPage",
    Annotated[
        HomePage
        | ReportPage
        | AreaPage
        | ArticlePage
        | StrategyPage
        | InformationPage
        | AccessibilityStatementPage,
        Field(discriminator="type"),
    ],
)


class Chrome(AroundEveryPage):
    """What stands around every page of a language: sender, help, notices, footer."""

    id: int = Field(description="The home page's.")
    locale: Language
    title: str = Field(description="The site's name.")
    url: Url
    languages: list[Translation] = Field(description="The home page in every language.")
    accessibility_statement: PageSummary | None = Field(
        description="The law wants it linked on every page."
    )


class WholeArea(AreaPage):
    """An area with everything that is told in it."""

    articles: list[ArticlePage]
    strategies: list[StrategyPage]


class Edition(Answer):
    """A whole report: everything that a front end shows of one year in one language."""

    year: Year
    locale: Language
    chrome: Chrome
    report: ReportPage
    areas: list[WholeArea] = Field(description="In the editors' order.")
    strategies: list[StrategyPage] = Field(description="Those of the report as a whole.")


class ResolvedPage(Answer):
    """A page answers at the path."""

    kind: Literal["page"]
    page: PageSummary


class ResolvedStatistic(Answer):
    """The page of a statistic answers at the path."""

    kind: Literal["statistic"]
    statistic_id: Uuid
    year: Year
    locale: Language
    url: Url
    api_url: Url


class ResolvedRedirect(Answer):
    """The path leads elsewhere."""

    kind: Literal["redirect"]
    location: Url
    is_permanent: bool


Resolved = TypeAliasType(
    "Resolved",
    Annotated[ResolvedPage | ResolvedStatistic | ResolvedRedirect, Field(discriminator="kind")],
)


class FoundPage(PageSummary):
    """A page that matches."""

    kind: Literal["page"]
    excerpt: str | None
    trail: list[str] = Field(description="What the page belongs to, nearest first.")
    is_example: bool


class FoundStatistic(Answer):
    """A statistic that matches."""

    kind: Literal["statistic"]
    statistic_id: Uuid
    heading: str
    label: str
    value: Number | None
    missing: Missing | None
    unit: str | None
    year: Year
    locale: Language
    url: Url
    api_url: Url
    trail: list[str] = Field(description="What the statistic belongs to, nearest first.")
    is_example: bool


Found = TypeAliasType("Found", Annotated[FoundPage | FoundStatistic, Field(discriminator="kind")])


class FoundList(Listing[Found]):
    """What matches, best first."""
