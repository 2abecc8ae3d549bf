"""The answers in `docs/api/answers` are what the demo really answers.

`GOLDEN=write pytest tests/demo` writes them anew; `make schema` then makes examples of them.
"""

import json
import os
import re
from collections import defaultdict
from itertools import count
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from cms.openapi import ANSWERS, DOCS, SCHEMA
from report.models import PublishedFigure
from report.preview.token import issue
from tests import build

pytestmark = pytest.mark.django_db
API = "/api/report/v1"
EXAMPLE = "https://report.example"

#: What is asked for each operation; the ids are this database's own.
QUESTIONS = {
    "listEditions": "/editions",
    "getEdition": "/editions/2018",
    "getEditionTree": "/editions/2018/tree",
    "listStatistics": "/statistics?year=2018&q=besök",
    "getStatistic": "/statistics/{statistic}",
    "getPage": "/pages/{page}",
    "getPreview": "/preview",
    "resolvePath": "/resolve?path=/en/2018/health-care/",
    "listChanges": "/changes",
    "getChrome": "/chrome",
    "search": "/search?q=vårdkonsumtion",
    "getApiInfo": "/api-info",
}
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
NUMBERED = re.compile(r'((?:"id": |"page_id": |/pages/|data-page-id=\\"))(\d+)')
CURSOR = re.compile(r'("cursor": |since=)\d+')
FILE = re.compile(r"(/media/\w+/[a-z]+)[\w-]*\.")


def asked(client: Client, operation: str) -> dict:
    """What the demo answers, with the addresses of an example site."""
    figure = PublishedFigure.objects.get(is_example=False, locale__language_code="sv")
    page = Page.objects.get(slug="nara-vard")
    question = QUESTIONS[operation].format(statistic=figure.statistic_id, page=page.pk)
    token = issue(build.administrator(), page.specific) if operation == "getPreview" else ""
    answer = client.get(f"{API}{question}", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content.decode().replace("http://testserver", EXAMPLE))


def plain(answer: dict) -> str:
    """The answer with identities and times that are the same in every database."""
    text = json.dumps(answer, ensure_ascii=False, indent=1, sort_keys=True)
    numbers: defaultdict = defaultdict(count(1).__next__)
    text = UUID.sub(lambda found: f"uuid-{numbers[found[0]]}", text)
    text = NUMBERED.sub(lambda found: f"{found[1]}{numbers[found[2]]}", text)
    return FILE.sub(r"\1.", CURSOR.sub(r"\g<1>0", TIME.sub("time", text)))


@pytest.mark.parametrize("operation", QUESTIONS)
def test_the_answer_in_the_documentation_is_the_real_one(demo, client, operation):
    file = ANSWERS / f"{operation}.json"
    answer = asked(client, operation)
    kept = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    if os.environ.get("GOLDEN") == "write" and plain(kept) != plain(answer):
        file.write_text(json.dumps(answer, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        return
    assert plain(answer) == plain(kept)


def sections() -> dict[str, str]:
    """What routes.md says of each route, by its path."""
    text = (DOCS / "routes.md").read_text(encoding="utf-8")
    found = re.findall(r"^## `GET (\S+)`\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    return dict(found)


def test_every_route_is_told_of_with_its_answer():
    paths = json.loads(SCHEMA.read_text(encoding="utf-8"))["paths"]
    told = sections()
    assert set(told) == {path.removeprefix(API) for path in paths}
    for path, operations in paths.items():
        operation = operations["get"]["operationId"]
        section = told[path.removeprefix(API)]
        assert f"(answers/{operation}.json)" in section
        for parameter in operations["get"]["parameters"]:
            assert f"`{parameter['name']}`" in section, (path, parameter["name"])


def test_every_excerpt_is_part_of_the_answer():
    for path, section in sections().items():
        operation = re.search(r"\(answers/(\w+)\.json\)", section)[1]
        answer = json.loads((ANSWERS / f"{operation}.json").read_text(encoding="utf-8"))
        excerpts = re.findall(r"```json\n(.*?)```", section, re.DOTALL)
        assert excerpts, path
        for excerpt in excerpts:
            assert any(is_part(json.loads(excerpt), part) for part in parts(answer)), excerpt


def parts(value: Any) -> list[Any]:
    """The value and everything within it."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [value, *(part for child in inner for part in parts(child))]


def is_part(excerpt: Any, whole: Any) -> bool:
    """Whether the excerpt says nothing that the whole does not say; lists may end early."""
    if isinstance(excerpt, dict):
        return isinstance(whole, dict) and all(
            name in whole and is_part(inner, whole[name]) for name, inner in excerpt.items()
        )
    if isinstance(excerpt, list):
        return isinstance(whole, list) and all(map(is_part, excerpt, whole))
    return excerpt == whole


def test_every_link_of_the_documentation_leads_somewhere():
    for file in DOCS.glob("*.md"):
        for target in re.findall(r"\]\((?!https?:)([^)#\s]+)", file.read_text(encoding="utf-8")):
            assert (DOCS / target).exists(), f"{file.name}: {target}"
