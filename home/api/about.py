"""`/api-info`: who publishes this API, what state it is in, on which terms.

The names of the fields are those of the Swedish national profile for REST APIs.
"""

from typing import Literal

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from home.api.editions import home_or_missing
from report.api.editions import public_reports
from report.api.page_json import address_of, route
from report.api.parameters import HERE
from report.api.schemas.values import Answer, Date, Url

VERSION = "1.0.0"
RELEASED = "2026-11-22"

router = Router(tags=["About"])


class ApiContact(Answer):
    name: str
    url: Url


class ApiInfo(Answer):
    """What the API says of itself."""

    apiName: str = Field(examples=["Årsberättelse"])
    apiVersion: str = Field(examples=[VERSION])
    apiReleased: Date
    apiDocumentation: Url
    apiStatus: Literal["beta", "active", "deprecated", "retired"]
    apiContact: ApiContact
    apiLicence: Url | None = Field(description="The terms for using the numbers.")


@router.get("/api-info", response=ApiInfo, operation_id="getApiInfo")
def api_info(request: HttpRequest):
    """Name, version, status, documentation, contact and licence of this API."""
    home = home_or_missing(HERE)
    newest = public_reports(HERE).first()
    return {
        "apiName": home.title,
        "apiVersion": VERSION,
        "apiReleased": RELEASED,
        "apiDocumentation": route("docs"),
        "apiStatus": "active",
        "apiContact": {"name": home.organisation, "url": address_of(home)},
        "apiLicence": (newest and newest.data_licence_url) or None,
    }
