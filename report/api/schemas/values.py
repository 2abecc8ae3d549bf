"""The small values that the shapes are made of, each with its format and an example."""

import re
from typing import Annotated, Literal

from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from report.statistics.period import CODE

UUID_PATTERN = r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
#: Without null characters: no database and no search can do with them.
WORDS = r"^[^\x00]+$"
PATH = r"^/[^\x00]*$"
TIME_PATTERN = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$"
#: Python names the groups of a pattern in a way that JSON Schema does not know.
PERIOD_PATTERN = re.sub(r"\?P<\w+>", "", f"^{CODE.pattern}$")


class Answer(BaseModel):
    """A shape of the API. It is an allow-list: what a shape does not name is never sent."""

    model_config = ConfigDict(use_enum_values=True)


Language = Literal[tuple(code for code, name in settings.LANGUAGES)]

Uuid = Annotated[str, Field(pattern=UUID_PATTERN, json_schema_extra={"format": "uuid"})]
Url = Annotated[str, Field(json_schema_extra={"format": "uri"})]
#: RFC 3339 in UTC, to the second.
Timestamp = Annotated[str, Field(pattern=TIME_PATTERN, json_schema_extra={"format": "date-time"})]
Date = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", json_schema_extra={"format": "date"})]
#: At most fifteen digits, so that a reader's floating point number holds it exactly.
Number = Annotated[int | float, WithJsonSchema({"type": "number"})]
#: Ready to show: links have full addresses, those to pages of the site `data-page-id` as well.
Html = Annotated[str, Field(json_schema_extra={"contentMediaType": "text/html"})]
Period = Annotated[str, WithJsonSchema({"type": "string", "pattern": PERIOD_PATTERN})]
Year = Annotated[int, Field(ge=1900, le=2200)]
