"""The report API's description of itself: `openapi.json`, made once by `make schema`, and its page.

Ninja would build it anew for every request. What is served is the file in `docs/api/`.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI, Router
from pydantic.json_schema import models_json_schema

from report.api.problems import CONTENT_TYPE
from report.api.schemas.lists import Problem

DOCS = Path(settings.ROOT) / "docs" / "api"
SCHEMA = DOCS / "openapi.json"
#: A real answer of the demo for each operation, kept true by a test.
ANSWERS = DOCS / "answers"
PREFIX = "/api/report/v1/"

DESCRIPTION = """\
Everything that readers of the annual report may see, as typed JSON. Read-only, without a key.

- **Languages.** `locale` chooses one. What is not translated is absent in it.
- **Numbers** are JSON numbers of at most 15 digits. A missing number is `null` with the reason
  beside it, and 0 is a number. Shares and ratios are fractions of 1.
- **Times** are RFC 3339 in UTC.
- **HTML** is ready to show. Links have full addresses; those to pages of the site also have
  `data-page-id`.
- **Strictness.** A parameter that is unknown, repeated or malformed is a 400 that names it.
- **Caching.** Every answer has an `ETag` that changes with any publication. Send it as
  `If-None-Match`, and you get a 304 while nothing is new.
- **News.** `/changes` tells what is new since the cursor of its last answer. A webhook tells at
  once; whoever runs the site sets one up.
- **Drafts** are shown by a front end of yours with a token from the editor: `/preview`.
- **Errors** are `application/problem+json` (RFC 9457).
- **Limits.** At most 100 of a list in one answer. Rate limits are the server's in front.
- **Change.** New fields may come at any time: pass over what you do not know. Nothing is taken away
  or changes its meaning below `/v1/`; `docs/api/changelog.md` tells of every change.
"""
INFO = {
    # The same file serves every site; who publishes one, its `api-info` says.
    "contact": {"name": f"The publisher of the report, whom {PREFIX}api-info names"},
    "license": {"name": "CC0 1.0, unless an edition says otherwise", "identifier": "CC0-1.0"},
    "termsOfService": "https://creativecommons.org/publicdomain/zero/1.0/",
}
TAGS = {
    "Editions": "Whole reports, their lists and their trees.",
    "Statistics": "Numbers as data, with their history.",
    "Pages": "One page, and what answers at an address.",
    "Changes": "What is new since you last asked.",
    "Search": "Pages and statistics by words and numbers.",
    "About": "The API itself.",
}
PROBLEMS = {
    400: ("BadRequest", "A parameter is unknown, repeated or malformed.", "limit"),
    401: ("Unauthorized", "The token is missing, expired, revoked or none of ours.", None),
    404: ("NotFound", "There is nothing, or nothing public.", None),
    500: ("ServerError", "Something went wrong on the server.", None),
}

#: What says how long an answer may be kept, and whether it is still current.
HEADERS = {
    "ETag": ("The content version at this address; any publication changes it.", 'W/"41-9c1f"'),
    "Last-Modified": (
        "When anything public changed last; for people. Ask again with the ETag.",
        "Sun, 22 Nov 2026 02:10:00 GMT",
    ),
    "Cache-Control": ("Who may keep the answer, and for how long.", "no-cache"),
}
#: All that a preview says of this.
NEVER_STORED = {"Cache-Control": (HEADERS["Cache-Control"][0], "no-store, private")}
UNCHANGED = "Nothing has changed since the answer with this ETag."

router = Router(tags=["About"])


@router.get("/openapi.json", include_in_schema=False, url_name="openapi")
def openapi_json(request: HttpRequest):
    """The file, as it was made with the release."""
    return HttpResponse(schema_file(), content_type="application/json")


@cache
def schema_file() -> bytes:
    return SCHEMA.read_bytes()


@router.get("/docs", include_in_schema=False, url_name="docs")
def docs(request: HttpRequest):
    """The description for people: one page, without scripts."""
    return render(request, "cms/api_docs.html", page_of(json.loads(schema_file())))


def page_of(schema: dict) -> dict:
    """What the page shows: the routes in order, each with its parameters and an example."""
    routes = [
        {
            "id": operation["operationId"],
            "path": path,
            "text": operation["description"],
            "parameters": operation["parameters"],
            "needs": [p for p in operation["parameters"] if p["required"]],
            "example": json.dumps(example_of(operation), ensure_ascii=False, indent=2),
        }
        for path, operations in schema["paths"].items()
        for operation in operations.values()
    ]
    return {"info": schema["info"], "routes": routes}


def example_of(operation: dict) -> Any:
    return operation["responses"]["200"]["content"]["application/json"].get("example")


def build(api: NinjaAPI) -> dict:
    """The whole description, with problems and examples."""
    schema = json.loads(json.dumps(api.get_openapi_schema(path_prefix=PREFIX)))
    schema |= {part: without_titles(schema[part]) for part in ("paths", "components")}
    schema["info"] |= INFO
    schema["servers"] = [{"url": "/", "description": "The site that gave you this file."}]
    schema["tags"] = [{"name": name, "description": text} for name, text in TAGS.items()]
    schema["security"] = []
    _, problems = models_json_schema([(Problem, "serialization")])
    schema["components"]["schemas"] |= without_titles(problems["$defs"])
    schema["components"]["responses"] = {
        name: problem_response(status, text, parameter)
        for status, (name, text, parameter) in PROBLEMS.items()
    }
    for operations in schema["paths"].values():
        for operation in operations.values():
            describe(operation)
            describe_caching(operation)
    return schema


def describe_caching(operation: dict) -> None:
    """Give an operation the headers of caches, and the answer 304 unless nobody may keep it."""
    kept = "security" not in operation
    headers = headers_of(HEADERS if kept else NEVER_STORED)
    operation["responses"]["200"]["headers"] = headers
    if kept:
        operation["responses"]["304"] = {"description": UNCHANGED, "headers": headers}


def headers_of(told: dict[str, tuple[str, str]]) -> dict:
    """The headers as the description has them."""
    return {
        name: {"description": text, "schema": {"type": "string"}, "example": example}
        for name, (text, example) in told.items()
    }


def problem_response(status: int, text: str, parameter: str | None) -> dict:
    example = Problem.model_json_schema()["properties"]
    shown = {name: shape.get("examples", [None])[0] for name, shape in example.items()}
    shown |= {"status": status, "detail": text, "parameter": parameter}
    content = {"schema": {"$ref": "#/components/schemas/Problem"}, "example": shown}
    return {"description": text, "content": {CONTENT_TYPE: content}}


def describe(operation: dict) -> None:
    """Give an operation its problems, and an example of what it answers."""
    takes_a_thing = any(p["in"] == "path" or p["required"] for p in operation["parameters"])
    may_find_nothing = takes_a_thing or operation["operationId"] in MAY_FIND_NOTHING
    kept_from = {401: "security" not in operation, 404: not may_find_nothing}
    for status, (name, *_) in PROBLEMS.items():
        if not kept_from.get(status):
            operation["responses"][str(status)] = {"$ref": f"#/components/responses/{name}"}
    operation["summary"] = operation["description"].partition("\n")[0].rstrip(".")
    given = operation["responses"]["200"]
    given["description"] = "The answer."
    answer = ANSWERS / f"{operation['operationId']}.json"
    if answer.is_file():
        content = given["content"]["application/json"]
        content["example"] = shortened(json.loads(answer.read_text(encoding="utf-8")))


#: Without a home page in the language, or an answer with that cursor, these have nothing to tell.
MAY_FIND_NOTHING = {"getChrome", "search", "getApiInfo", "listChanges"}


def shortened(value: Any) -> Any:
    """The same with one item of each list: enough to see the shape."""
    if isinstance(value, dict):
        return {name: shortened(inner) for name, inner in value.items()}
    return [shortened(value[0])] if isinstance(value, list) and value else value


def without_titles(value: Any) -> Any:
    """The same without the titles that repeat the names of fields."""
    if isinstance(value, list):
        return [without_titles(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    return {
        name: without_titles(inner)
        for name, inner in value.items()
        if not (name == "title" and isinstance(inner, str))
    }
