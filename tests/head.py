"""Reading what stands in the head of a page."""

import json
import re
from html import unescape

from django.test import Client
from wagtail.models import Locale, Page

from tests import build


def in_english(page: Page, **fields) -> Page:
    copy = page.copy_for_translation(Locale.objects.get(language_code="en"))
    for name, value in fields.items():
        setattr(copy, name, value)
    return build.publish(copy)


def html(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def head(client: Client, address: str) -> str:
    return html(client, address).partition("</head>")[0]


def meta(text: str, name: str) -> list[str]:
    """The contents of the meta elements with this name or property."""
    return [
        unescape(content)
        for content in re.findall(rf'<meta (?:name|property)="{name}" content="([^"]*)"', text)
    ]


def links(text: str, rel: str) -> list[dict[str, str]]:
    found = re.findall(rf'<link rel="{rel}" ([^>]*)>', text)
    return [dict(re.findall(r'([a-z]+)="([^"]*)"', attributes)) for attributes in found]


def linked_data(text: str) -> dict[str, dict]:
    """The things of the page's JSON-LD by type."""
    [script] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    data = json.loads(script)
    assert data["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in data["@graph"]}
