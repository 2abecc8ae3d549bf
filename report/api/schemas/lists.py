"""The shapes around lists, and of errors."""

from typing import Generic, TypeVar

from pydantic import Field

from report.api.schemas.values import Answer, Url

Item = TypeVar("Item")


class Listing(Answer, Generic[Item]):
    """A part of a list."""

    total: int = Field(description="How many there are in all.")
    limit: int
    offset: int
    next: Url | None = Field(description="The address of the next part; null at the end.")
    previous: Url | None = Field(description="The address of the part before; null at the start.")
    items: list[Item]


class Problem(Answer):
    """Why a question got no answer (RFC 9457)."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(description="What the status means.", examples=["Bad Request"])
    status: int = Field(examples=[400])
    detail: str = Field(
        description="What is wrong, and what would do.",
        examples=["The parameter “limit” is 1000; it can be at most 100."],
    )
    instance: str = Field(
        description="The path that was asked for.", examples=["/api/report/v1/statistics"]
    )
    parameter: str | None = Field(
        description="The parameter that is wrong; null if it is none.", examples=["limit"]
    )
