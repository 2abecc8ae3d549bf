"""The shape of a picture."""

from pydantic import Field

from report.api.schemas.values import Answer, Url


class PictureSource(Answer):
    """The picture in one width."""

    width: int = Field(description="In pixels.", examples=[960])
    url: Url


class Picture(Answer):
    """A picture in several widths, for `srcset`. Alternative texts belong to where it is used."""

    id: int
    title: str
    credit: str = Field(description="Whom to name beside the picture; may be empty.")
    width: int = Field(description="Of the original, in pixels.")
    height: int = Field(description="Of the original, in pixels.")
    sources: list[PictureSource] = Field(
        description="By width, smallest first; one for a drawing; none if the file is lost."
    )
