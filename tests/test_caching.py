"""Who may keep an answer: one content version, a 304 before any page, nothing that is private."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from report.models import AreaPage
from tests import build
from tests.full_text import make_table

ADDRESSES = [
    "/",
    "/2018/",
    "/2018/vard/",
    "/sok/?q=vard",
    "/atom.xml",
    "/sitemap.xml",
    "/robots.txt",
    "/manifest.webmanifest",
    "/api/v2/pages/",
    "/api/v2/pages/?type=report.AreaPage&fields=*",
    "/api/v2/images/",
    "/api/v2/documents/",
    "/api/v2/redirects/",
    "/api/report/v1/editions",
    "/api/report/v1/editions/2018",
    "/api/report/v1/editions/2018/tree",
    "/api/report/v1/chrome",
    "/api/report/v1/statistics?limit=5",
    "/api/report/v1/resolve?path=/2018/vard/",
    "/api/report/v1/search?q=vard",
    "/api/report/v1/changes",
    "/api/report/v1/api-info",
    "/api/report/v1/openapi.json",
]


@pytest.fixture(scope="module")
def edition(shared) -> None:
    with shared():
        make_table()
        build.area(build.report(), slug="vard", statistics=[build.statistic()])


@pytest.fixture
def area(edition, db) -> AreaPage:
    return AreaPage.objects.get()


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_comes_again_is_told_in_one_query_that_nothing_changed(client, area, address):
    first = client.get(address)
    assert first.status_code == 200
    assert first["Cache-Control"] == "no-cache"
    assert "Accept-Encoding" in first["Vary"]
    assert "Cookie" not in first["Vary"]
    assert first["Last-Modified"].endswith("GMT")
    for method in (client.get, client.head):
        with CaptureQueriesContext(connection) as queries:
            again = method(address, headers={"If-None-Match": first["ETag"]})
        assert len(queries) == 1
        assert "contentversion" in queries[0]["sql"]
        assert (again.status_code, again.content) == (304, b"")
        for name in ("ETag", "Cache-Control", "Last-Modified", "Vary"):
            assert again[name] == first[name], name


@pytest.mark.parametrize("address", ADDRESSES)
def test_after_a_publish_everything_is_new(client, area, address):
    first = client.get(address)
    area.lead = "Ny ingress"
    build.publish(area)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]


def test_a_draft_leaves_the_answers_as_they_are(client, area):
    tag = client.get("/2018/vard/")["ETag"]
    area.lead = "Utkast"
    area.save_revision()
    assert client.get("/2018/vard/", headers={"If-None-Match": tag}).status_code == 304


def test_a_tag_is_good_for_its_own_address_only(client, area):
    tag = client.get("/2018/")["ETag"]
    other = 'W/"1-abc"'
    assert client.get("/2018/?a=1", headers={"If-None-Match": tag}).status_code == 200
    assert client.get("/2018/vard/", headers={"If-None-Match": tag}).status_code == 200
    assert client.get("/2018/", headers={"If-None-Match": f"{other}, {tag}"}).status_code == 304
    strong = tag.removeprefix("W/")
    assert client.get("/2018/", headers={"If-None-Match": strong}).status_code == 304
    assert client.get("/2018/", headers={"If-None-Match": "*"}).status_code == 200
    assert client.get("/2018/", headers={"If-None-Match": "\x00nonsense"}).status_code == 200


def test_another_release_of_the_code_has_other_answers(client, area, monkeypatch):
    tag = client.get("/2018/")["ETag"]
    monkeypatch.setattr("cms.caching.release", lambda: "the next one")
    assert client.get("/2018/", headers={"If-None-Match": tag}).status_code == 200


def test_a_cdn_may_answer_for_as_long_as_the_operator_says(client, area, settings):
    settings.CDN_SECONDS = 60
    assert client.get("/2018/")["Cache-Control"] == "public, max-age=0, s-maxage=60"
    assert client.get("/api/report/v1/changes")["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("address", [*ADDRESSES, "/2018/nej/", "/api/v2/pages/99999/"])
def test_nobody_keeps_what_somebody_who_is_signed_in_sees(client, administrator, area, address):
    answer = client.get(address)
    assert answer["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer


def test_nobody_keeps_an_answer_to_a_token(client, area):
    answer = client.get("/api/v2/pages/", headers={"Authorization": "Bearer abc"})
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("kind", ["login", "password"])
def test_nobody_keeps_the_door_of_a_restricted_page(client, area, kind):
    tag = client.get("/2018/vard/")["ETag"]
    PageViewRestriction.objects.create(page=area, restriction_type=kind, password="hemligt")
    answer = client.get("/2018/vard/", headers={"If-None-Match": tag})
    assert answer.status_code in (200, 302)
    assert b"Kronobergarnas" not in answer.content
    assert "no-store" in answer["Cache-Control"]
    assert "ETag" not in answer


def test_a_preview_is_kept_by_nobody(client, administrator, area):
    answer = client.get(f"/admin/pages/{area.pk}/view_draft/")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert "ETag" not in answer


def test_a_form_is_as_fresh_as_its_view_says(client, area):
    build.statement(area.get_parent().get_parent(), slug="tillganglighet")
    answer = client.get("/tillganglighet/")
    assert answer["Cache-Control"] == "private, no-cache"
    assert "ETag" not in answer


@pytest.mark.parametrize(
    "address",
    ["/2018/nej/", "/api/v2/pages/99999/", "/api/nej/", "/api/report/v1/pages/99999"],
)
def test_what_is_not_there_is_asked_for_again(client, area, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Cache-Control"]) == (404, "no-cache")
    assert "ETag" not in answer


# --- Other sites ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "v2/pages/",
        "v2/pages/99999/",
        "v2/pages/?unknown=1",
        "v2/nej/",
        "report/v1/editions",
        "report/v1/nej",
    ],
)
def test_any_site_may_read_the_api(client, area, path):
    for headers in ({}, {"Origin": "https://other.example"}):
        answer = client.get(f"/api/{path}", headers=headers)
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "Origin" not in answer.get("Vary", "")


def test_a_304_may_be_read_too(client, area):
    tag = client.get("/api/v2/pages/")["ETag"]
    answer = client.get("/api/v2/pages/", headers={"If-None-Match": tag})
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_a_browser_that_asks_first_is_told_what_it_may(client, area):
    answer = client.options(
        "/api/v2/pages/",
        headers={
            "Origin": "https://other.example",
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "if-none-match",
        },
    )
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Allow"] == answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in answer["Access-Control-Allow-Headers"]


def test_a_front_end_elsewhere_may_send_the_token_of_a_preview(client, area):
    asked = {
        "Origin": "https://front.example",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "authorization",
    }
    before = client.options("/api/report/v1/preview", headers=asked)
    assert before.status_code == 204
    assert before["Access-Control-Allow-Origin"] == "*"
    assert "authorization" in before["Access-Control-Allow-Headers"].lower().split(", ")
    sent = {"Origin": "https://front.example", "Authorization": "Bearer nonsense"}
    refused = client.get("/api/report/v1/preview", headers=sent)
    assert refused.status_code == 401
    assert refused["Access-Control-Allow-Origin"] == "*"
    assert set(refused["Cache-Control"].split(", ")) == {"private", "no-store"}
    assert "ETag" not in refused


def test_the_website_itself_is_read_by_no_other_site(client, area):
    assert "Access-Control-Allow-Origin" not in client.get("/2018/")
