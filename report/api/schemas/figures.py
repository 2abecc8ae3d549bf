"""The shape of a statistic as it was published in one edition and language."""

from typing import Literal

from pydantic import Field

from report.api.schemas.blocks import Place
from report.api.schemas.lists import Listing
from report.api.schemas.values import (
    Answer,
    Date,
    Html,
    Language,
    Number,
    Period,
    Timestamp,
    Url,
    Uuid,
    Year,
)
from report.statistics.value import Kind, Missing, UnitCode


class Part(Answer):
    label: str
    value: Number
    share: Number | None = Field(
        description="Of the whole, as a fraction of 1.", examples=[0.409695]
    )


class Derived(Answer):
    value: Number
    text: str = Field(examples=["besök per patient"])


class Point(Answer):
    period: Period | None
    value: Number | None
    missing: Missing | None = Field(description="Why there is no value; null where there is one.")
    break_note: str | None = Field(description="Why it cannot be compared with those before it.")


class Source(Answer):
    name: str
    url: Url | None


class Correction(Answer):
    """What was changed after the number had been published."""

    date: Date
    what: Literal["value", "part", "derived", "series", "unit_code"]
    label: str | None = Field(description="The part's name, or the period.")
    old: Number | str | None = Field(description="A number, a code, or null where none stood.")
    new: Number | str | None
    note: str | None = Field(description="Why, in the language of the page.")


class StatisticContent(Answer):
    """What the editors say of a number. The value is a number or null, and 0 is a number."""

    heading: str = Field(examples=["Kronobergarnas vårdkonsumtion"])
    label: str = Field(
        description="What the number counts, read directly after it.",
        examples=["besök i hälso- och sjukvården 2018"],
    )
    value: Number | None = Field(examples=[1037034])
    missing: Missing | None = Field(description="Why there is no value; null where there is one.")
    decimals: int | None = Field(description="How many to show; null shows as many as there are.")
    qualifier: str | None = Field(description="Stands before the number.", examples=["cirka"])
    unit: str | None = Field(examples=["besök"])
    unit_code: UnitCode = Field(
        description="Numbers are compared with each other only within one of these."
    )
    period: Period | None = Field(
        description="`2018`, `2018M03`, `2018K1` (quarter), `2018-2019` or `2018/2019` "
        "(school year).",
        examples=["2018"],
    )
    kind: Kind
    parts: list[Part] = Field(description="What the value is the sum of.")
    derived: list[Derived] = Field(description="Numbers that follow from it.")
    series: list[Point] = Field(description="Earlier values that the editors give.")
    comment: str | None = Field(description="On the change.")
    break_note: str | None = Field(
        description="Why the number cannot be compared with earlier ones; null if it can."
    )
    chart: Literal["bars", "line", "none"] | None = Field(
        description="The chart that the editors chose for the series; null leaves it to you."
    )
    infobox: Html | None = Field(description="What the number means: behind an information icon.")
    source: Source | None
    corrections: list[Correction] = Field(description="Newest first.")
    place: Place | None
    is_example: bool = Field(description="Invented: to be marked wherever it is shown.")


class FigureFile(Answer):
    """The statistic as a file."""

    format: str = Field(examples=["csv"])
    media_type: str = Field(examples=["text/csv"])
    url: Url


class FigureArea(Answer):
    """The area that the statistic stands on today."""

    id: int
    area_key: Uuid = Field(description="The same in every edition and language.")
    title: str
    url: Url


class Comparison(Answer):
    """The change since the newest earlier edition with the number."""

    year: Year
    period: Period
    value: Number
    difference: Number = Field(description="In the statistic's own unit.")
    ratio: Number | None = Field(
        description="The change as a fraction of the earlier value; null where that says nothing."
    )
    in_percentage_points: bool
    url: Url


class EditionFigure(Answer):
    """The statistic in one edition."""

    year: Year
    period: Period
    value: Number | None
    missing: Missing | None
    unit: str | None
    unit_code: UnitCode
    kind: Kind
    break_note: str | None
    is_example: bool
    url: Url


class RelatedStatistic(Answer):
    """Another statistic, by its newest figure."""

    id: Uuid
    slug: str
    heading: str
    year: Year
    url: Url


class Figure(StatisticContent):
    """A statistic as it was published in one edition and language."""

    id: Uuid = Field(description="The statistic's identity, in every edition and language.")
    slug: str
    year: Year
    locale: Language
    url: Url = Field(description="The permanent address of its page.")
    embed_url: Url = Field(description="A small page of it, for a frame on another site.")
    files: list[FigureFile]
    area: FigureArea
    comparison: Comparison | None = Field(
        description="Null where there is nothing that it can be compared with."
    )
    history: list[EditionFigure] = Field(description="In every edition, oldest first.")
    predecessors: list[RelatedStatistic] = Field(description="What it was split or merged from.")
    successors: list[RelatedStatistic] = Field(description="What it was split or merged into.")
    published_at: Timestamp
    licence_url: Url | None


class Statistic(Answer):
    """A statistic with its figure in every edition and language."""

    id: Uuid
    slug: str
    figures: list[Figure] = Field(description="Newest edition first.")


class FigureList(Listing[Figure]):
    """Statistics, newest edition first."""
