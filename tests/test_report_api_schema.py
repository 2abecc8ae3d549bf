"""`openapi.json` is true: of the code, of every page type, of every block."""

import json
import re

import jsonschema_rs
import pytest
import schemathesis
from django.core.management import call_command
from pydantic import BaseModel

from cms.management.commands.schema import fingerprint, text_of
from cms.openapi import DOCS, SCHEMA, build
from cms.report_api import report_api
from home.api import schemas as home_schemas
from report.api.schemas import blocks as block_schemas
from report.api.schemas import figures as figure_schemas
from report.api.schemas import pages as page_schemas
from tests import build as make
from tests.test_api_golden import GOLDEN, WHERE
from tests.test_house import page_types

API = "/api/report/v1"
DESCRIPTION = json.loads(SCHEMA.read_text(encoding="utf-8"))
OPERATIONS = [operation for path in DESCRIPTION["paths"].values() for operation in path.values()]


def test_the_file_is_what_the_code_says():
    assert SCHEMA.read_text(encoding="utf-8") == text_of(build(report_api)), (
        "Run `make schema` and tell of the change in docs/api/changelog.md."
    )


def test_every_change_of_the_file_is_told_in_the_changelog():
    newest = (DOCS / "changelog.md").read_text(encoding="utf-8").split("\n## ")[1]
    assert newest.startswith(f"{report_api.version} ")
    told = re.search(r"Fingerprint of `openapi\.json`: `(\w+)`", newest)
    assert told and told[1] == fingerprint(SCHEMA.read_text(encoding="utf-8"))


def test_the_command_writes_the_file(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("cms.management.commands.schema.SCHEMA", tmp_path / "openapi.json")
    call_command("schema")
    assert (tmp_path / "openapi.json").read_bytes() == SCHEMA.read_bytes()
    assert fingerprint(SCHEMA.read_text(encoding="utf-8")) in capsys.readouterr().out


@pytest.mark.django_db
def test_the_file_is_valid_and_served_as_it_is(client):
    schemathesis.openapi.from_path(SCHEMA).validate()
    assert DESCRIPTION["openapi"].startswith("3.1")
    answer = client.get(f"{API}/openapi.json")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.content == SCHEMA.read_bytes()


def test_everything_is_described_with_an_example():
    assert len({operation["operationId"] for operation in OPERATIONS}) == len(OPERATIONS)
    for operation in OPERATIONS:
        assert operation["description"] and operation["summary"] and operation["tags"]
        for parameter in operation["parameters"]:
            assert parameter["description"], parameter
            assert "example" in parameter, (operation["operationId"], parameter["name"])
        assert {"200", "400", "500"} <= operation["responses"].keys()
        assert "example" in operation["responses"]["200"]["content"]["application/json"]


def test_it_is_told_who_may_keep_an_answer():
    for operation in OPERATIONS:
        is_private = "security" in operation
        headers = operation["responses"]["200"]["headers"]
        assert ("304" in operation["responses"]) == ("ETag" in headers) == (not is_private)
        assert "Cache-Control" in headers


def test_every_example_fits_its_own_description():
    for operation in OPERATIONS:
        content = operation["responses"]["200"]["content"]["application/json"]
        shape = {**content["schema"], "components": DESCRIPTION["components"]}
        jsonschema_rs.validate(shape, content["example"])
        for parameter in operation["parameters"]:
            jsonschema_rs.validate(parameter["schema"], parameter["example"])
    for response in DESCRIPTION["components"]["responses"].values():
        content = response["content"]["application/problem+json"]
        shape = {**content["schema"], "components": DESCRIPTION["components"]}
        jsonschema_rs.validate(shape, content["example"])


@pytest.mark.django_db
def test_the_page_of_the_description_needs_no_script_and_nobody_else(client):
    answer = client.get(f"{API}/docs")
    page = answer.content.decode()
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    for path, operations in DESCRIPTION["paths"].items():
        assert f"GET {path}" in page
        for parameter in operations["get"]["parameters"]:
            assert f"<code>{parameter['name']}</code>" in page
    assert "<script" not in page
    assert "style=" not in page
    assert re.findall(r'(?:src|href)="(?!#|/|api-info)', page) == []


# One truth


def schema_of(name: str) -> type[BaseModel]:
    modules = (home_schemas, page_schemas, block_schemas, figure_schemas)
    return next(getattr(module, name) for module in modules if hasattr(module, name))


@page_types
def test_the_shape_of_a_page_has_every_field_that_api_v2_has(model):
    told = set(schema_of(model.__name__).model_fields)
    assert {field.name for field in model.api_fields} <= told


def test_every_block_fits_its_shape_and_loses_nothing():
    """The golden files hold what `get_api_representation` gives."""
    for name in WHERE:
        value = json.loads((GOLDEN / f"block-{name}.json").read_text(encoding="utf-8"))
        if name == "statistic":
            told = figure_schemas.StatisticContent.model_validate(value).model_dump()
            assert told == {key: inner for key, inner in value.items() if key != "id"}
        else:
            shape = schema_of("".join(map(str.title, name.split("_"))) + "Block")
            block = {"type": name, "id": "x", "value": value}
            assert shape.model_validate(block).model_dump() == block


def test_a_published_figure_fits_its_shape_and_loses_nothing():
    figure = json.loads((GOLDEN / "figure.json").read_text(encoding="utf-8"))
    assert figure_schemas.Figure.model_validate(figure).model_dump() == figure


@pytest.mark.django_db
def test_a_draft_can_be_empty_without_harm(client):
    """What an editor has left out is null, and no reason to fail."""
    page = make.home()
    report = make.report(page, data_licence_url="")
    area = make.area(report, [make.statistic(value=None, unit="", missing="confidential")])
    make.strategy(area)
    figure = client.get(f"{API}/editions/2018").json()["areas"][0]["statistics"][0]
    assert (figure["value"], figure["missing"], figure["unit"]) == (None, "confidential", None)
    assert figure["licence_url"] is None
