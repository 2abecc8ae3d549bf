"""What is not public shows at no door of the report API either."""

import json

import pytest
from django.test import Client

from tests import build
from tests.test_api_privacy import SECRET, hidden, private_files  # noqa: F401

pytestmark = pytest.mark.django_db
API = "/api/report/v1"
PATHS = ("/2018/dolt/", "/2018/last/", "/2018/last/a/", "/2018/spegel/", "/2018/vard/utkast/")


def doors(pages: list[int]) -> list[str]:
    """Every address that could say something about what is hidden."""
    found = ["/chrome", "/api-info", "/changes?limit=100", "/statistics?limit=100"]
    for locale in ("sv", "en"):
        found += [f"/editions?locale={locale}", f"/editions/2018?locale={locale}"]
        found += [f"/editions/2018/tree?locale={locale}", f"/chrome?locale={locale}"]
        found += [f"/search?q={SECRET}&locale={locale}", f"/statistics?q={SECRET}&locale={locale}"]
    found += [f"/search?q={SECRET}&year=2018", "/search?q=avslöjande"]
    found += [f"/pages/{pk}" for pk in [*pages, 1]]
    return found + [f"/resolve?path={path}" for path in (*PATHS, "/annan/", "/en/")]


def walked(client: Client, pages: list[int]) -> dict[str, str]:
    """What each door answers."""
    answers = {}
    for door in doors(pages):
        answer = client.get(f"{API}{door}")
        assert answer.status_code in (200, 404), door
        answers[door] = json.dumps(answer.json(), ensure_ascii=False)
    return answers


def test_nothing_hidden_shows_at_any_door(client, hidden):  # noqa: F811
    for door, text in walked(client, hidden["pages"]).items():
        assert SECRET not in text, door
        for pk in hidden["pages"]:
            if door != f"/pages/{pk}":  # the question itself is repeated
                assert f'/pages/{pk}"' not in text, door
            assert f'id=\\"{pk}\\"' not in text, door
            if not door.startswith("/changes"):  # what was public leaves its id, and only that
                assert f'"page_id": {pk},' not in text, door


def test_what_is_gone_leaves_its_id_alone(client, hidden):  # noqa: F811
    for change in client.get(f"{API}/changes?limit=100").json()["items"]:
        if change["page_id"] in hidden["pages"]:
            assert set(change) == {"what", "changed_at", "page_id"}


def test_an_administrator_who_is_signed_in_sees_no_more_than_anyone(client, hidden):  # noqa: F811
    stranger = walked(client, hidden["pages"])
    client.force_login(build.administrator())
    assert walked(client, hidden["pages"]) == stranger


def test_what_is_hidden_is_not_told_apart_from_what_does_not_exist(client, hidden):  # noqa: F811
    def answer(pk: int) -> tuple:
        response = client.get(f"{API}/pages/{pk}")
        return response.status_code, response.content.decode().replace(str(pk), "N")

    assert {answer(pk) for pk in hidden["pages"]} == {answer(999999)}
    paths = [client.get(f"{API}/resolve", {"path": path}) for path in (*PATHS, "/2018/nothing/")]
    assert {(response.status_code, response.content) for response in paths} == {
        (404, paths[-1].content)
    }


def test_nobody_who_works_with_the_site_is_named(client, administrator):
    administrator.first_name, administrator.last_name = "Namnet", "Redaktörsson"
    administrator.save()
    article = build.article(owner=administrator)
    article.save_revision(user=administrator).publish(user=administrator)
    for door in ("/editions/2018", f"/pages/{article.pk}", "/changes", "/search?q=artikel"):
        text = client.get(f"{API}{door}").content.decode()
        for word in ("Redaktörsson", "admin", "owner", "revision", "draft"):
            assert word not in text, door
