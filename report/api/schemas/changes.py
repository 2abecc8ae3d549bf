"""The shape of what happened since you last asked."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypeAliasType

from report.api.schemas.pages import PageSummary
from report.api.schemas.values import Answer, Timestamp, Url


class ShownChange(Answer):
    """A page that is new, has changed, or stands at another address."""

    what: Literal["published", "moved"]
    changed_at: Timestamp
    page_id: int
    page: PageSummary


class GoneChange(Answer):
    """A page that is no longer public. Nothing but its id is told."""

    what: Literal["unpublished", "deleted"]
    changed_at: Timestamp
    page_id: int


Change = TypeAliasType("Change", Annotated[ShownChange | GoneChange, Field(discriminator="what")])


class Changes(Answer):
    """The latest change of every page that changed, in the order in which it happened."""

    cursor: int = Field(description="Give it as `since` the next time.", examples=[42])
    has_more: bool = Field(description="Whether there is more to fetch at once.")
    next: Url = Field(description="Where to ask the next time.")
    items: list[Change]
