"""API v2 as a front end meets it."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.models import Locale, Page

from home.models import HomePage
from report.models import ArticlePage, ReportRendition
from tests import build
from tests.full_text import make_table

pytestmark = pytest.mark.django_db
PAGES = "/api/v2/pages/"


def page_link(page: Page, text: str = "länk") -> str:
    """Rich text with a link to the page, in its stored form."""
    return f'<p><a linktype="page" id="{page.pk}">{text}</a></p>'


def link_block(page: Page) -> dict:
    target = {"type": "page", "value": page.pk, "id": "t"}
    return build.block("link", {"text": "Läs mer", "target": [target]})


def in_english(page: Page, parent: Page | None = None, **fields) -> Page:
    """A live English translation of the page, with fields of its own."""
    translated = page.copy_for_translation(Locale.objects.get(language_code="en"))
    for name, value in fields.items():
        setattr(translated, name, value)
    return build.publish(translated)


def titles(client: Client, query: str = "") -> list[str]:
    answer = client.get(f"{PAGES}?{query}")
    assert answer.status_code == 200, answer.content
    return [page["title"] for page in answer.json()["items"]]


def get(client: Client, page: Page) -> dict:
    return client.get(f"{PAGES}{page.pk}/").json()


# Finding pages


def test_pages_are_listed_in_the_editors_order(client):
    report = build.report()
    first, second = build.area(report, title="Först"), build.area(report, title="Sedan")
    build.article(second, title="Under sedan")
    build.article(first, title="Under först")
    second.refresh_from_db()
    first.refresh_from_db()
    second.move(first, pos="left")

    assert titles(client, "type=report.AreaPage") == ["Sedan", "Först"]
    assert titles(client, f"child_of={report.pk}") == ["Sedan", "Först"]
    assert titles(client, f"descendant_of={report.pk}") == [
        "Sedan",
        "Under sedan",
        "Först",
        "Under först",
    ]


def test_pages_with_equal_titles_keep_their_places_in_a_sorted_list(client):
    make_table()
    area = build.area()
    ids = [build.article(area, title="Lika", slug=f"lika-{n}").pk for n in range(5)]
    for query in ("order=title", "order=-title", "order=title&search=lika"):
        pages = [f"{PAGES}?type=report.ArticlePage&{query}&limit=1&offset={n}" for n in range(5)]
        assert [client.get(page).json()["items"][0]["id"] for page in pages] == ids


def test_a_page_is_found_by_its_address_in_every_language(client):
    report = build.report()
    area = build.area(report, slug="vard")
    english_home = in_english(HomePage.objects.get(), slug="home")
    english = in_english(report)

    def found(path: str) -> str | int:
        answer = client.get(f"{PAGES}find/", {"html_path": path})
        return answer.headers.get("Location", answer.status_code)

    address = "http://testserver" + PAGES
    assert found("/2018/vard/").startswith(f"{address}{area.pk}/")
    assert found("2018/vard").startswith(f"{address}{area.pk}/")
    assert found("/en/2018/").startswith(f"{address}{english.pk}/")
    assert found("/en/").startswith(f"{address}{english_home.pk}/")
    assert found("/en/2018/vard/") == 404
    assert found("/sv/2018/") == 404
    assert found("/2019/") == 404


def test_a_page_is_found_under_no_language_that_has_no_home_page(client):
    build.report()
    assert client.get(f"{PAGES}find/?html_path=/en/2018/").status_code == 404


def test_pages_are_found_by_language_and_by_translation(client):
    report = build.report(title="Årsberättelsen")
    in_english(HomePage.objects.get(), slug="home", title="Annual report")
    english = in_english(report, title="The report")

    assert titles(client, "locale=en") == ["Annual report", "The report"]
    assert titles(client, f"translation_of={report.pk}") == ["The report"]
    (other,) = get(client, report)["meta"]["translations"]
    assert (other["id"], other["locale"]) == (english.pk, "en")
    assert other["html_url"] == "http://testserver/en/2018/"
    rows = client.get(f"{PAGES}?fields=translations&locale=en").json()["items"]
    assert [row["meta"]["translations"][0]["locale"] for row in rows] == ["sv", "sv"]


def test_search_finds_what_stands_in_blocks(client):
    make_table()
    build.article(title="Med ordet", body=[build.block("paragraph", "<p>omställningen</p>")])
    assert titles(client, "search=omställningen") == ["Med ordet"]
    assert titles(client, "search=omställningen&type=report.ArticlePage") == ["Med ordet"]
    assert titles(client, "search=ingenting") == []


# Links


@pytest.mark.parametrize("accept", ["en", "sv", "de", None])
def test_links_are_in_the_language_of_their_page_whatever_the_reader_prefers(client, accept):
    report = build.report()
    area = build.area(report, slug="vard")
    in_english(HomePage.objects.get(), slug="home")
    in_english(report)
    english_area = in_english(area, slug="care")
    body = [build.block("paragraph", page_link(area)), link_block(area)]
    article = build.article(area, body=body)
    english = in_english(article)
    headers = {"accept-language": accept} if accept else {}

    for page, address, target in (
        (article, "http://testserver/2018/vard/", area),
        (english, "http://testserver/en/2018/care/", english_area),
    ):
        text, link = client.get(f"{PAGES}{page.pk}/", headers=headers).json()["body"]
        assert text["value"] == f'<p><a href="{address}" data-page-id="{target.pk}">länk</a></p>'
        assert link["value"] == {"text": "Läs mer", "url": address, "page_id": target.pk}


def test_a_link_to_what_is_not_translated_leads_to_the_original(client):
    report = build.report()
    area = build.area(report, slug="vard")
    in_english(HomePage.objects.get(), slug="home")
    english = in_english(report)
    article = build.article(area, body=[link_block(area)])
    area.copy_for_translation(english.locale)  # a draft
    english_article = ArticlePage(title="English", locale=english.locale, slug="article")
    english_article.body = article.body
    english.add_child(instance=english_article)

    (link,) = get(client, english_article)["body"]
    assert link["value"]["page_id"] == area.pk
    assert link["value"]["url"] == "http://testserver/2018/vard/"


def test_the_websites_own_links_stay_short(client):
    area = build.area(slug="vard")
    paragraph = build.block("paragraph", page_link(area))
    article = build.article(area, body=[paragraph, link_block(area)])
    text, link = article.body
    assert '<a href="/2018/vard/">länk</a>' in str(text.value)
    assert link.value.url == "/2018/vard/"


# Redirects and documents


def test_old_addresses_are_listed_with_the_address_that_they_lead_to(client):
    area = build.area(slug="vard")
    Redirect.objects.create(old_path="/2018/gammal", redirect_page=area)
    Redirect.objects.create(
        old_path="/statistik", redirect_link="https://example.org/", is_permanent=False
    )
    first, second = client.get("/api/v2/redirects/").json()["items"]
    assert first["old_path"] == "/2018/gammal"
    assert first["location"] == "http://testserver/2018/vard/"
    assert first["is_permanent"]
    assert second["location"] == "https://example.org/"
    assert not second["is_permanent"]
    found = client.get("/api/v2/redirects/find/?html_path=/2018/gammal/", follow=True).json()
    assert found == first
    assert client.get("/api/v2/redirects/find/?html_path=/2018/ny/").status_code == 404


def test_a_document_says_its_size_and_type(client):
    file = Document.objects.create(title="Bilaga", file=ContentFile(b"12345", "bilaga.pdf"))
    build.article(body=[build.block("paragraph", f'<a linktype="document" id="{file.pk}">x</a>')])
    (row,) = client.get("/api/v2/documents/?fields=*").json()["items"]
    assert (row["file_size"], row["content_type"]) == (5, "application/pdf")


# What is refused


@pytest.mark.parametrize(
    ("address", "status", "named"),
    [
        ("pages/?unknown=1", 400, "unknown"),
        ("pages/?site=localhost", 400, "site"),
        ("pages/?rich_text_format=db_html", 400, "rich_text_format"),
        ("pages/?body=x&type=report.ArticlePage", 400, "body"),
        ("pages/?fields=owner", 400, "owner"),
        ("pages/?fields=" + "alias_of(" * 100, 400, "fields"),
        ("pages/?order=owner", 400, "owner"),
        ("pages/?type=home.User", 400, "type"),
        ("pages/?type=nothing", 400, "type"),
        ("pages/?year=x&type=report.ReportPage", 400, "year"),
        ("pages/?area_key=x&type=report.AreaPage", 400, "area_key"),
        ("pages/?first_published_at=x", 400, "first_published_at"),
        ("pages/?child_of=x", 400, "child_of"),
        ("pages/?child_of=999999", 400, "parent page"),
        ("pages/?locale=xx", 400, "locale"),
        ("pages/?locale=", 400, "locale"),
        ("pages/?locale=SV", 400, "locale"),
        ("pages/?limit=-1", 400, "limit"),
        ("pages/?limit=1000000000", 400, "limit"),
        ("pages/?limit=x", 400, "limit"),
        ("pages/?offset=-1", 400, "offset"),
        ("pages/?search=%00", 400, "null"),
        ("pages/?title=%00", 400, "null"),
        ("pages/?search=" + "x" * 10_000, 400, "search"),
        ("pages/?search=x&search_operator=xor", 400, "search_operator"),
        ("pages/?format=xml", 400, "format"),
        ("pages/?limit=1&limit=2", 400, "limit"),
        ("pages/?alias_of=1", 400, "alias_of"),
        ("pages/?type=report.AreaPage&scene_background=1", 400, "scene_background"),
        ("pages/?type=report.AreaPage&order=scene_background", 400, "scene_background"),
        ("pages/999999/", 404, ""),
        ("pages/99999999999999999999999/", 404, ""),
        ("pages/abc/", 404, "nothing"),
        ("pages/1/?unknown=1", 400, "unknown"),
        ("pages/1/?rich_text_format=db_html", 400, "rich_text_format"),
        ("pages/find/", 404, ""),
        ("pages/find/?id=x", 400, "id"),
        ("pages/find/?id=999999", 404, ""),
        ("pages/find/?path=/2018/", 400, "path"),
        ("images/?tags=x", 400, "tags"),
        ("images/?width=x", 400, "width"),
        ("images/999999/", 404, ""),
        ("images/find/?id=x", 400, "id"),
        ("documents/?collection=1", 400, "collection"),
        ("documents/999999/", 404, ""),
        ("redirects/?search=x", 400, "search"),
        ("redirects/?site=1", 400, "site"),
        ("redirects/999999/", 404, ""),
        ("redirects/find/", 404, ""),
        ("redirects/find/?html_path=/2018/", 404, ""),
        ("pages", 404, "nothing"),
        ("nothing/at/all", 404, "nothing"),
    ],
)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_wrong_question_gets_a_json_answer_that_says_so(client, address, status, named, language):
    answer = client.get(f"/api/v2/{address}", headers={"accept-language": language})
    assert answer.status_code == status
    assert answer.headers["Content-Type"].startswith("application/json")
    assert list(answer.json()) == ["message"]
    assert named in answer.json()["message"]


@pytest.mark.parametrize("offset", ["1", "1000", "9" * 40])
def test_beyond_the_last_page_there_is_nothing(client, offset):
    build.home()
    assert titles(client, f"offset={offset}") == []


@pytest.mark.parametrize(
    "search", ["", " ", '"', '"nära vård"', "*", "AND", "a OR", "(", "'; --", "<b>", "å" * 500]
)
def test_any_words_may_be_searched_for(client, search):
    make_table()
    build.home()
    for operator in ("and", "or"):
        question = {"search": search, "search_operator": operator}
        assert client.get(PAGES, question).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_but_reading_is_allowed(client, method):
    answer = getattr(client, method)(PAGES)
    assert answer.status_code == 405
    assert list(answer.json()) == ["message"]


def test_what_no_view_gets_to_see_is_refused_in_json_too(client):
    many = "&".join(f"x{n}=1" for n in range(2000))
    elsewhere = client.get("/api/v3/", headers={"host": "elsewhere.example"})
    for answer in (client.get(f"{PAGES}?{many}"), elsewhere):
        assert (answer.status_code, list(answer.json())) == (400, ["message"])
    nowhere = Client(enforce_csrf_checks=True).post("/api/v3/")
    assert (nowhere.status_code, list(nowhere.json())) == (404, ["message"])


def test_a_head_request_is_answered_like_a_get(client):
    build.home()
    assert client.head(PAGES).status_code == 200


def test_a_page_whose_parent_is_published_again_is_public_again(client):
    area = build.area()
    article = build.article(area)
    address = f"{PAGES}{article.pk}/"
    area.unpublish()
    assert client.get(address).status_code == 404
    area.save_revision().publish()
    assert client.get(address).status_code == 200


# Cost


def queries(client: Client, address: str) -> int:
    assert client.get(address).status_code == 200  # the second answer counts: renditions are made
    ReportRendition.cache_backend.delete_many(rendition_keys())
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def rendition_keys() -> list[str]:
    """What Wagtail remembers of renditions: a reader may come when it was forgotten."""
    return [rendition.get_cache_key() for rendition in ReportRendition.objects.all()]


def everything_that_refers(target: Page) -> list[dict]:
    """Blocks with every kind of reference: links, pictures, documents, a film."""
    image, film, text = build.image(size=(500, 20)), document("film.mp4"), document("text.vtt")
    picture = {"image": image.pk, "alt_text": "x", "decorative": False}
    to_document = [{"type": "document", "value": film.pk, "id": "t"}]
    files = {"file": film.pk, "captions": text.pk, "poster": image.pk}
    link = f'<p><a linktype="document" id="{film.pk}">fil</a></p>'
    return [
        build.block("paragraph", page_link(target) + link + page_link(Page(pk=999_999))),
        link_block(target),
        build.block("link", {"text": "Hämta", "target": to_document}),
        build.block("image", {"image": picture, "caption": ""}),
        build.block("video", {"title": "Film", "transcript": link, **files}),
    ]


def document(name: str) -> Document:
    return Document.objects.create(title=name, file=ContentFile(b"-", name))


#: Queries with every kind of reference, renditions forgotten by the cache; one is for the version.
COSTS = {
    f"{PAGES}?type=report.ArticlePage": 4,
    f"{PAGES}?type=report.ArticlePage&fields=*": 8,
    f"{PAGES}?type=report.AreaPage&fields=*": 8,
    f"{PAGES}{{article}}/": 8,
    f"{PAGES}{{area}}/": 8,
    "/api/v2/images/?fields=*": 6,
    "/api/v2/documents/?fields=*": 5,
}


@pytest.mark.parametrize("rows", [10, 60])
def test_a_list_and_a_page_cost_the_same_in_a_report_of_any_size(client, rows):
    report = build.report(scene_background=build.image(size=(100, 100)))
    statistic = build.statistic(infobox=page_link(report))
    areas = [
        build.area(
            report,
            title=f"Område {number}",
            scene_background=build.image(size=(100, 100)),
            statistics=[statistic],
            body=[],
        )
        for number in range(rows // 10)
    ]
    in_english(HomePage.objects.get(), slug="home")
    in_english(report)
    for number in range(rows):
        # Live at once, which is quicker than publishing each.
        row = ArticlePage(title=f"Artikel {number}", slug=f"artikel-{number}", locale=report.locale)
        Page.objects.get(pk=areas[number % len(areas)].pk).add_child(instance=row)
    # Every article refers to another page and to files of its own.
    for number, found in enumerate(ArticlePage.objects.all()[:20]):
        body = everything_that_refers(areas[number % len(areas)]) * (1 + number % 3)
        found.body = found.body.stream_block.to_python(body)
        build.publish(found)
    article = ArticlePage.objects.first()

    assert {
        address: queries(client, address.format(article=article.pk, area=areas[0].pk))
        for address in COSTS
    } == COSTS
