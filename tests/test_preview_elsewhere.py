"""An editor looks at a draft in a front end elsewhere: that draft, that editor, for a while."""

import json
from urllib.parse import unquote, urlsplit

import pytest
from django.core import signing
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import GroupPagePermission, Locale, PageViewRestriction
from wagtail.test.utils.form_data import nested_form_data, streamfield

from home.models import User
from report.models import AreaPage, ArticlePage, PreviewToken
from tests import build
from tests.test_editor import area_form, statistic_form

pytestmark = pytest.mark.django_db

API = "/api/report/v1/preview"
FRONTEND = "https://app.example/preview"


@pytest.fixture(autouse=True)
def frontend(settings) -> None:
    settings.PREVIEW_FRONTEND_URL = {"*": FRONTEND}


@pytest.fixture
def area(db) -> AreaPage:
    return build.area(slug="vard")


@pytest.fixture
def article(area) -> ArticlePage:
    return build.article(area, title="Publicerad", slug="artikel")


@pytest.fixture
def editor(client, area) -> User:
    """Somebody who may write in the area and is signed in with `client`."""
    user = build.editor(place=area)
    client.force_login(user)
    return user


def article_form(**fields) -> dict:
    """What the browser posts for an article."""
    defaults = {"title": "Utkast", "slug": "artikel", "lead": "", "body": streamfield([])}
    empty = {"seo_title": "", "search_description": "", "comments-TOTAL_FORMS": 0}
    comments = {"comments-INITIAL_FORMS": 0, "comments-MAX_NUM_FORMS": 0}
    return nested_form_data({**defaults, **empty, **comments, **fields})


def preview_address(page) -> str:
    return reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])


def draft_address(page) -> str:
    """Where the button “view draft” leads."""
    return reverse("wagtailadmin_pages:view_draft", args=[page.pk])


def open_preview(client: Client, address: str, form: dict | None = None) -> str:
    """What the preview panel does in the mode of the front end; the token that it hands over."""
    if form is not None:
        assert client.post(address, form).json() == {"is_valid": True, "is_available": True}
    response = client.get(f"{address}?mode=frontend&in_preview_panel=true")
    assert response.status_code == 302
    parts = urlsplit(response["Location"])
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == FRONTEND
    assert parts.query == ""
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    name, _, token = parts.fragment.partition("=")
    assert name == "preview-token"
    return token


def fetch(token: str | None, client: Client | None = None, **fields):
    """What the front end does."""
    headers = {"authorization": f"Bearer {token}"} if token is not None else {}
    response = (client or Client()).get(API, headers=headers, **fields)
    assert response["Cache-Control"] == "no-store, private"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "ETag" not in response
    assert not response.cookies
    return response


def refused(response) -> str:
    """The sentence of a refusal."""
    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"
    assert response["WWW-Authenticate"].startswith("Bearer")
    problem = response.json()
    assert (problem["status"], problem["instance"]) == (401, API)
    assert problem["detail"].endswith(".")
    return problem["detail"]


# --- What is shown --------------------------------------------------------------------------------


def test_a_saved_draft_is_shown_and_readers_see_nothing_of_it(client, editor, article):
    article.title, article.lead = "Ändrad rubrik", "Ändrad ingress"
    article.save_revision()
    draft = fetch(open_preview(client, draft_address(article))).json()
    assert (draft["title"], draft["lead"]) == ("Ändrad rubrik", "Ändrad ingress")
    assert (draft["id"], draft["type"], draft["locale"]) == (article.pk, "article", "sv")
    public = client.get(f"/api/report/v1/pages/{article.pk}").json()
    assert public["title"] == "Publicerad"
    assert set(public) == set(draft)


def test_what_stands_in_the_form_is_shown_before_it_is_saved(client, editor, article):
    address = preview_address(article)
    token = open_preview(client, address, article_form(title="Bara i formuläret"))
    assert fetch(token).json()["title"] == "Bara i formuläret"
    again = open_preview(client, address, article_form(title="Skrivet vidare"))
    assert fetch(again).json()["title"] == fetch(token).json()["title"] == "Skrivet vidare"
    assert PreviewToken.objects.count() == 1
    article.refresh_from_db()
    assert article.title == "Publicerad"
    assert article.get_latest_revision_as_object().title == "Publicerad"


def test_a_page_that_was_never_saved_is_shown(client, editor, area):
    address = reverse("wagtailadmin_pages:preview_on_add", args=["report", "articlepage", area.pk])
    draft = fetch(open_preview(client, address, article_form(title="Nyss påbörjad"))).json()
    assert (draft["id"], draft["title"], draft["type"]) == (0, "Nyss påbörjad", "article")
    assert draft["parent"]["id"] == area.pk
    assert draft["url"].endswith("/vard/artikel/")
    assert not ArticlePage.objects.exists()


def test_the_numbers_of_a_draft_are_those_of_the_form(client, administrator):
    area = build.area(statistics=[build.statistic(value="100")])
    token = open_preview(
        client, preview_address(area), area_form(statistic_form(value="1 234"), slug=area.slug)
    )
    [number] = fetch(token).json()["statistics"]
    assert number["value"] == 1234
    [public] = client.get(f"/api/report/v1/pages/{area.pk}").json()["statistics"]
    assert public["value"] == 100


def test_every_type_of_page_can_be_previewed(client, administrator, area):
    report = area.get_parent().specific
    home = report.get_parent().specific
    pages = [home, report, area, build.article(area), build.strategy(area)]
    pages += [build.information(home), build.statement(home)]
    for page in pages:
        page.specific.save_revision()
        draft = fetch(open_preview(client, draft_address(page))).json()
        assert (draft["id"], draft["title"]) == (page.pk, page.title)


def test_a_draft_in_another_language_speaks_that_language(client, administrator, article):
    english = Locale.objects.get(language_code="en")
    page = article.copy_for_translation(english, copy_parents=True)
    draft = fetch(open_preview(client, draft_address(page))).json()
    assert draft["locale"] == "en"
    assert "/en/" in draft["url"]


def test_links_to_other_drafts_stay_without_an_address(client, editor, area):
    other = build.article(area, title="Annat utkast", slug="annat", live=False)
    link = build.block("paragraph", f'<p><a linktype="page" id="{other.pk}">dit</a></p>')
    page = build.article(area, slug="artikel", body=[link], live=False)
    answer = fetch(open_preview(client, draft_address(page)))
    assert answer.json()["body"][0]["value"] == "<p><a>dit</a></p>"
    assert "Annat utkast" not in answer.content.decode()


# --- Who may --------------------------------------------------------------------------------------


@pytest.mark.parametrize("token", [None, "", "x", "a:b:c", "é" * 10, "x" * 10_000])
def test_without_a_token_of_ours_there_is_a_sentence_and_nothing_else(token, article):
    refused(fetch(token and token.encode().decode("latin-1")))


def test_a_token_of_another_purpose_opens_nothing(client, editor, article):
    open_preview(client, draft_address(article))
    stranger = signing.dumps(str(PreviewToken.objects.get().pk), salt="another")
    refused(fetch(stranger))


def test_a_token_in_the_address_is_refused(client, editor, article):
    token = open_preview(client, draft_address(article))
    response = Client().get(f"{API}?token={token}")
    assert response.status_code in (400, 401)
    assert "Publicerad" not in response.content.decode()


def test_a_signature_that_was_tampered_with_is_refused(client, editor, article):
    token = open_preview(client, draft_address(article))
    refused(fetch(token[:-1] + ("A" if token[-1] != "A" else "B")))


def test_being_signed_in_replaces_no_token(client, administrator, article):
    refused(fetch(None, client))


def test_a_token_expires(client, editor, article, settings, monkeypatch):
    token = open_preview(client, draft_address(article))
    settings.PREVIEW_SECONDS = -1
    assert "expired" in refused(fetch(token))


def test_an_old_draft_is_removed_when_the_next_one_is_opened(client, editor, article):
    open_preview(client, draft_address(article))
    PreviewToken.objects.update(expires_at=timezone.now())
    other = build.article(article.get_parent(), slug="annan")
    open_preview(client, draft_address(other))
    assert [token.place_id for token in PreviewToken.objects.all()] == [other.pk]


def test_a_token_opens_its_own_page_only(client, editor, article):
    other = build.article(article.get_parent(), title="Den andra", slug="annan")
    mine = open_preview(client, draft_address(article))
    theirs = open_preview(client, draft_address(other))
    assert fetch(mine).json()["id"] == article.pk
    assert fetch(theirs).json()["id"] == other.pk


def test_two_editors_see_each_their_own_form(client, editor, article):
    mine = open_preview(client, preview_address(article), article_form(title="Min"))
    client.force_login(build.administrator())
    theirs = open_preview(client, preview_address(article), article_form(title="Din"))
    assert [fetch(token).json()["title"] for token in (mine, theirs)] == ["Min", "Din"]


def test_a_token_ends_with_the_account(client, editor, article):
    token = open_preview(client, draft_address(article))
    editor.is_active = False
    editor.save()
    assert "no longer" in refused(fetch(token))


def test_a_token_ends_with_the_permission(client, editor, article):
    token = open_preview(client, draft_address(article))
    GroupPagePermission.objects.all().delete()
    assert "no longer" in refused(fetch(token))


def test_a_token_for_a_new_page_ends_with_the_permission_to_add_it(client, editor, area):
    address = reverse("wagtailadmin_pages:preview_on_add", args=["report", "articlepage", area.pk])
    token = open_preview(client, address, article_form())
    GroupPagePermission.objects.all().delete()
    assert "no longer" in refused(fetch(token))


def test_a_token_ends_with_the_page(client, editor, article):
    token = open_preview(client, draft_address(article))
    article.delete()
    refused(fetch(token))


def test_an_editor_of_another_area_gets_no_token(client, article):
    elsewhere = build.area(article.get_parent().get_parent(), slug="annat", title="Annat")
    client.force_login(build.editor(place=elsewhere))
    response = client.get(f"{draft_address(article)}?mode=frontend")
    assert "preview-token" not in response.get("Location", "")
    assert not PreviewToken.objects.exists()


def test_a_restricted_page_can_be_previewed_by_its_editor(client, editor, article):
    PageViewRestriction.objects.create(page=article, restriction_type="login")
    token = open_preview(client, draft_address(article))
    assert fetch(token).json()["title"] == "Publicerad"


def test_head_answers_like_get(client, editor, article):
    token = open_preview(client, draft_address(article))
    head = Client().head(API, headers={"authorization": f"Bearer {token}"})
    assert (head.status_code, head.content) == (200, b"")
    assert "no-store" in head["Cache-Control"]


# --- The editor's side ----------------------------------------------------------------------------


def modes(client: Client, page) -> bool:
    """Whether the preview panel offers the front end."""
    text = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    return "Extern klient" in text


def test_the_panel_offers_the_front_end_where_one_is_named(
    client, administrator, article, settings
):
    assert modes(client, article)
    settings.PREVIEW_FRONTEND_URL = {}
    assert not modes(client, article)
    assert client.get(draft_address(article) + "?mode=frontend").status_code == 200
    assert not PreviewToken.objects.exists()


def test_type_goes_before_language_and_language_before_the_rest(article, settings):
    from report.preview.frontend import frontend_address

    settings.PREVIEW_FRONTEND_URL = {
        "report.AreaPage": "https://a.example/",
        "sv": "https://s.example/",
    }
    area = article.get_parent().specific
    assert frontend_address(area) == "https://a.example/"
    assert frontend_address(article) == "https://s.example/"
    article.locale = Locale.objects.get(language_code="en")
    assert frontend_address(article) == ""


def test_an_administrator_revokes(client, editor, article):
    token = open_preview(client, preview_address(article), article_form(title="Hemligt utkast"))
    assert client.get(reverse("previews:index")).status_code == 302  # editors may not
    client.force_login(build.administrator())
    listed = client.get(reverse("previews:index")).content.decode()
    assert "Hemligt utkast" in listed
    address = reverse("previews:delete", args=[PreviewToken.objects.get().pk])
    assert address in listed
    assert "Återkalla" in client.get(address).content.decode()
    assert fetch(token).status_code == 200
    client.post(address)
    assert "revoked" in refused(fetch(token))


def test_a_revoked_token_stays_revoked_when_the_preview_is_opened_anew(client, editor, article):
    old = open_preview(client, draft_address(article))
    PreviewToken.objects.all().delete()
    new = open_preview(client, draft_address(article))
    refused(fetch(old))
    assert fetch(new).status_code == 200


def test_the_token_is_in_no_log(client, editor, article, caplog):
    token = open_preview(client, draft_address(article))
    fetch(token)
    fetch(token + "x")
    assert token not in caplog.text
    assert token not in json.dumps([record.__dict__ for record in caplog.records], default=str)


# --- Pictures and other files ---------------------------------------------------------------------


@pytest.fixture
def files(client, administrator, area) -> list[str]:
    """The addresses of files in a draft that nobody has published: pictures by width, a video."""
    picture = build.image(size=(1000, 100))
    shown = {"image": picture.pk, "alt_text": "x", "decorative": False}
    video = Document.objects.create(title="Film", file=ContentFile(b"-", "film.mp4"))
    body = [
        build.block("image", {"image": shown, "caption": ""}),
        build.block("video", {"title": "Film", "file": video.pk, "transcript": "<p>Text</p>"}),
    ]
    article = build.article(area, body=body, live=False)
    picture, film = fetch(open_preview(client, draft_address(article))).json()["body"]
    sources = picture["value"]["image"]["sources"]
    assert [source["width"] for source in sources] == [480, 960, 1000]
    return [*(source["url"] for source in sources), film["value"]["file"]]


def statuses(addresses: list[str]) -> set[int]:
    """How a browser that knows nothing but the addresses is answered."""
    found = set()
    for address in addresses:
        answer = Client().get(address)
        answer.getvalue()  # a file is closed when it has been read
        assert "public" not in answer.get("Cache-Control", "")
        found.add(answer.status_code)
    return found


def test_files_of_a_draft_are_shown_to_whom_the_draft_is_shown(files):
    for address in files:
        answer = Client().get(address)
        assert answer.getvalue()
        assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    assert statuses([address.partition("?")[0] for address in files]) == {404}


def test_the_address_of_a_file_opens_no_other_file_and_no_draft(files):
    opened = [address.partition("?") for address in files]
    others = [f"{place}?{opened[0][2]}" for place, _, _ in opened[1:]]
    assert statuses(others) == {404}
    signature = opened[0][2].removeprefix("preview=")
    refused(fetch(unquote(signature)))
    for wrong in ("", "x", signature + "x", "%00"):
        assert statuses([f"{opened[0][0]}?preview={wrong}"]) == {404}


def test_the_addresses_of_files_end_with_the_preview(files, settings):
    PreviewToken.objects.all().delete()
    assert statuses(files) == {404}


def test_the_addresses_of_files_expire(files, settings):
    settings.PREVIEW_SECONDS = -1
    assert statuses(files) == {404}


def test_an_editor_cannot_show_files_that_he_does_not_see_himself(files):
    PreviewToken.objects.update(user=build.editor())  # may write everywhere, and choose no file
    assert statuses(files) == {404}


def test_a_published_page_has_addresses_that_hold(client, files):
    page = ArticlePage.objects.get()
    page.get_latest_revision().publish()
    answer = client.get(f"/api/report/v1/pages/{page.pk}")
    assert "preview=" not in answer.content.decode()
