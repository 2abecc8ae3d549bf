"""The typed report API as a front end meets it."""

import uuid

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from home.models import HomePage
from report.models import AreaPage, PublishedFigure, ReportPage, Statistic
from tests import build, full_text
from tests.head import in_english

pytestmark = pytest.mark.django_db
API = "/api/report/v1"
HERE = f"http://testserver{API}"


@pytest.fixture(scope="session", autouse=True)
def full_text_table(django_db_setup, django_db_blocker) -> None:
    with django_db_blocker.unblock():
        full_text.make_table()


def get(client: Client, route: str, **query: object) -> dict:
    answer = client.get(f"{API}{route}", query)
    assert answer.status_code == 200, answer.content
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    return answer.json()


def status(client: Client, route: str, **query: object) -> int:
    return client.get(f"{API}{route}", query).status_code


@pytest.fixture(scope="module")
def edition(shared, full_text_table) -> None:
    with shared():
        make_edition()


@pytest.fixture
def report(edition, db) -> ReportPage:
    return ReportPage.objects.get()


def make_edition() -> None:
    """Two areas, with articles, strategies, statistics and an infobox."""
    report = build.report(lead="Året i siffror.")
    sign = build.block("infobox", {"heading": "Vården", "text": "<p>Mer</p>", "anchor": "landmark"})
    statistics = [build.statistic(), sign, build.statistic(heading="Väntetid", kind="forecast")]
    care = build.area(report, statistics, slug="vard")
    build.article(care, title="Första")
    build.article(care, title="Andra")
    build.strategy(care)
    build.area(report, title="Kultur", colour="winter", icon="culture")
    build.strategy(report, title="Hela regionens")


def translated(report: ReportPage) -> ReportPage:
    """The edition in English: the report and its first area."""
    in_english(HomePage.objects.get(), slug="home", title="Annual report")
    english = in_english(report, title="The report")
    in_english(AreaPage.objects.get(slug="vard"), title="Health care", slug="care")
    return english


# Editions


def test_editions_are_listed_newest_first_with_their_areas_and_languages(client, report):
    translated(report)
    build.report(HomePage.objects.get(locale=report.locale), year=2017)

    newest, oldest = get(client, "/editions")["items"]
    assert (newest["year"], oldest["year"]) == (2018, 2017)
    assert [area["title"] for area in newest["areas"]] == ["Hälso- och sjukvård", "Kultur"]
    assert [language["locale"] for language in newest["languages"]] == ["sv", "en"]
    assert newest["api_url"] == f"{HERE}/editions/2018?locale=sv"
    (english,) = get(client, "/editions", locale="en")["items"]
    assert (english["title"], english["url"]) == ("The report", "http://testserver/en/2018/")
    assert [area["title"] for area in english["areas"]] == ["Health care"]


def test_the_whole_edition_comes_in_one_call_in_the_editors_order(client, report):
    culture, care = AreaPage.objects.get(title="Kultur"), AreaPage.objects.get(slug="vard")
    culture.move(care, pos="left")

    edition = get(client, "/editions/2018")
    assert (edition["year"], edition["locale"]) == (2018, "sv")
    assert edition["chrome"]["organisation"] == "Region Exempel"
    assert edition["report"]["lead"] == "Året i siffror."
    assert [area["title"] for area in edition["areas"]] == ["Kultur", "Hälso- och sjukvård"]
    area = edition["areas"][1]
    assert [article["title"] for article in area["articles"]] == ["Första", "Andra"]
    assert [strategy["title"] for strategy in area["strategies"]] == ["Nära vård"]
    assert [strategy["title"] for strategy in edition["strategies"]] == ["Hela regionens"]
    assert [figure["heading"] for figure in area["statistics"]] == [
        "Kronobergarnas vårdkonsumtion",
        "Väntetid",
    ]
    assert [box["value"]["heading"] for box in area["infoboxes"]] == ["Vården"]
    for page in (area, area["articles"][0], edition["strategies"][0]):
        alone = get(client, f"/pages/{page['id']}")
        assert alone == {name: page[name] for name in alone}


def test_an_edition_has_only_what_is_translated(client, report):
    assert status(client, "/editions/2018", locale="en") == 404
    translated(report)
    edition = get(client, "/editions/2018", locale="en")
    assert [area["title"] for area in edition["areas"]] == ["Health care"]
    assert edition["areas"][0]["articles"] == []
    assert edition["areas"][0]["statistics"][0]["locale"] == "en"
    assert edition["chrome"]["title"] == "Annual report"


def test_the_tree_is_the_edition_for_navigation(client, report):
    tree = get(client, "/editions/2018/tree")
    assert (tree["type"], tree["url"]) == ("report", "http://testserver/2018/")
    care, culture, strategy = tree["children"]
    assert [page["title"] for page in care["children"]] == ["Första", "Andra", "Nära vård"]
    assert (culture["icon"], culture["colour"]) == ("culture", "winter")
    assert (strategy["type"], strategy["icon"], strategy["children"]) == ("strategy", None, [])


def test_the_chosen_headlines_are_those_that_are_public(client, report):
    chosen = PublishedFigure.objects.first().statistic_id
    blocks = [build.block("statistic", str(key)) for key in (chosen, uuid.uuid4())]
    report.headlines = report.headlines.stream_block.to_python(blocks)
    build.publish(report)
    assert get(client, "/editions/2018")["report"]["headlines"] == [str(chosen)]


# Statistics


def test_statistics_are_data_and_can_be_chosen(client, report):
    area_key = AreaPage.objects.get(slug="vard").area_key
    (first, second) = get(client, "/statistics")["items"]
    assert (first["value"], first["unit"], first["period"]) == (1037034, "besök", "2018")
    assert first["url"] == "http://testserver/2018/statistik/kronobergarnas-vardkonsumtion/"
    assert second["kind"] == "forecast"

    def headings(**query: object) -> list[str]:
        return [figure["heading"] for figure in get(client, "/statistics", **query)["items"]]

    both = [first["heading"], second["heading"]]
    assert headings(year=2018) == headings(area=area_key) == headings(q="1 037 034") == both
    assert headings(kind="forecast") == headings(q="väntetid") == ["Väntetid"]
    assert headings(year=2017) == headings(area=uuid.uuid4()) == headings(q="fiske") == []
    assert headings(locale="en") == []


def test_one_statistic_has_its_figure_in_every_edition_and_language(client, report):
    translated(report)
    identity = PublishedFigure.objects.get(locale=report.locale, position=0).statistic_id
    earlier = build.report(HomePage.objects.get(locale=report.locale), year=2017)
    key = AreaPage.objects.get(slug="vard").area_key
    block = build.statistic(statistic_id=str(identity), value="1000000", period="2017")
    build.area(earlier, [block], area_key=key)

    statistic = get(client, f"/statistics/{identity}")
    assert [(f["year"], f["locale"]) for f in statistic["figures"]] == [
        (2018, "en"),
        (2018, "sv"),
        (2017, "sv"),
    ]
    assert statistic["figures"][1]["comparison"]["difference"] == 37034
    assert status(client, f"/statistics/{uuid.uuid4()}") == 404


# Pages, addresses, search, the rest


def test_a_page_tells_its_addresses_in_every_language(client, report):
    english = translated(report)
    page = get(client, f"/pages/{report.pk}")
    assert [(t["locale"], t["page_id"], t["url"]) for t in page["languages"]] == [
        ("sv", report.pk, "http://testserver/2018/"),
        ("en", english.pk, "http://testserver/en/2018/"),
    ]
    assert page["parent"]["type"] == "home"
    assert page["first_published_at"].endswith("Z")


def test_a_path_is_resolved_as_the_site_would(client, report):
    english = translated(report)
    care = AreaPage.objects.get(slug="vard")
    hidden = build.article(care, title="Dold")
    hidden.unpublish()
    Redirect.add_redirect("/gammal", care, is_permanent=True)
    Redirect.add_redirect("/bort", "https://example.org/", is_permanent=False)
    Redirect.add_redirect("/dold", hidden)

    def resolved(path: str) -> dict:
        return get(client, "/resolve", path=path)

    assert resolved("/")["page"]["type"] == "home"
    assert resolved("/2018/vard/")["page"]["id"] == care.pk
    assert resolved("/2018/vard?x=1#y")["page"]["id"] == care.pk
    assert resolved("/en/2018/")["page"]["id"] == english.pk
    assert resolved("/gammal/") == {
        "kind": "redirect",
        "location": "http://testserver/2018/vard/",
        "is_permanent": True,
    }
    assert resolved("/bort")["location"] == "https://example.org/"
    statistic = resolved("/en/2018/statistik/kronobergarnas-vardkonsumtion/")
    assert (statistic["kind"], statistic["locale"], statistic["year"]) == ("statistic", "en", 2018)
    assert resolved("/en/2018/statistik/kronobergarnas-vardkonsumtion") == statistic
    renamed = Statistic.objects.get(slug="kronobergarnas-vardkonsumtion")
    renamed.slug = "vardbesok"
    renamed.save()
    assert resolved("/en/2018/statistik/kronobergarnas-vardkonsumtion/") == {
        "kind": "redirect",
        "location": "http://testserver/en/2018/statistik/vardbesok/",
        "is_permanent": True,
    }
    for path in ("/dold", "/2018/vard/dold/", "/2017/", "/en/2018/vard/", "/admin/", "//[", "/%"):
        assert status(client, "/resolve", path=path) == 404, path
    assert status(client, "/resolve", path="/2018/statistik/nothing/") == 404


def test_search_finds_pages_and_statistics_within_an_edition(client, report):
    older = build.report(HomePage.objects.get(), year=2017)
    build.area(older, [build.statistic(period="2017")], title="Förr")

    def statistics(**query: object) -> list[tuple]:
        hits = get(client, "/search", q="vårdkonsumtion", **query)["items"]
        return [(hit["year"], hit["trail"]) for hit in hits if hit["kind"] == "statistic"]

    newer = (2018, ["Hälso- och sjukvård", "Årsberättelse 2018"])
    assert statistics() == [newer, (2017, ["Förr", "Årsberättelse 2017"])]
    assert statistics(year=2018) == statistics(limit=1) == [newer]
    (page,) = get(client, "/search", q="andra")["items"]
    assert (page["kind"], page["title"]) == ("page", "Andra")
    assert get(client, "/search", q="och")["items"] == []


def test_changes_are_told_once_and_what_is_gone_keeps_nothing_but_its_id(client, report):
    everything = get(client, "/changes")
    assert {change["what"] for change in everything["items"]} == {"published"}
    assert "Kultur" in [change["page"]["title"] for change in everything["items"]]
    assert get(client, "/changes", since=everything["cursor"])["items"] == []

    culture = AreaPage.objects.get(title="Kultur")
    culture.unpublish()
    care = AreaPage.objects.get(slug="vard")
    care.title = "Vård"
    build.publish(care)
    later = get(client, "/changes", since=everything["cursor"])
    by_id = {change["page_id"]: change for change in later["items"]}
    assert by_id[care.pk]["page"]["title"] == "Vård"
    assert set(by_id[culture.pk]) == {"what", "changed_at", "page_id"}
    assert by_id[culture.pk]["what"] == "unpublished"
    assert later["next"] == f"{HERE}/changes?since={later['cursor']}&limit=20"


def test_the_chrome_and_what_the_api_says_of_itself(client, report):
    build.statement(HomePage.objects.get())
    chrome = get(client, "/chrome")
    assert chrome["accessibility_statement"]["type"] == "accessibility-statement"
    info = get(client, "/api-info")
    assert (info["apiName"], info["apiStatus"]) == ("Årsberättelse", "active")
    assert info["apiDocumentation"] == f"{HERE}/docs"


def test_a_long_list_is_read_part_by_part(client, report):
    home = HomePage.objects.get()
    for year in range(2000, 2005):
        build.report(home, year=year)
    address, years = f"{HERE}/editions?limit=4", []
    while address:
        part = client.get(address).json()
        assert part["total"] == 6
        years += [edition["year"] for edition in part["items"]]
        address = part["next"]
    assert years == [2018, 2004, 2003, 2002, 2001, 2000]
    assert part["previous"] == f"{HERE}/editions?limit=4&offset=0"
    assert get(client, "/editions", offset=1_000_000)["items"] == []


# What is refused

LONG = "å" * 10_000
NUMBER = "99999999999999999999999"
ID = "7d1f5f3e-6f0b-4c57-9d53-0d2d1f2b8a01"


@pytest.mark.parametrize(
    ("path", "status", "parameter"),
    [
        ("/editions?unknown=1", 400, "unknown"),
        ("/editions?limit=0", 400, "limit"),
        ("/editions?limit=-1", 400, "limit"),
        ("/editions?limit=1000000000", 400, "limit"),
        ("/editions?limit=", 400, "limit"),
        ("/editions?limit=1.0", 400, "limit"),
        ("/editions?limit=%201", 400, "limit"),
        ("/editions?limit=1_0", 400, "limit"),
        (f"/editions?limit={NUMBER}", 400, "limit"),
        ("/editions?limit=1&limit=2", 400, "limit"),
        ("/editions?offset=-1", 400, "offset"),
        ("/editions?offset=1000000000", 400, "offset"),
        ("/editions?locale=de", 400, "locale"),
        ("/editions?locale=SV", 400, "locale"),
        ("/editions?locale=", 400, "locale"),
        ("/editions?%00=1", 400, "\x00"),
        ("/editions/1850", 400, "year"),
        ("/editions/x", 400, "year"),
        ("/editions/2018%00", 400, "year"),
        ("/editions/1999", 404, "year"),
        ("/editions/1999/tree", 404, "year"),
        ("/editions/2018?limit=1", 400, "limit"),
        ("/editions/2018?locale=en", 404, "locale"),
        ("/statistics?year=x", 400, "year"),
        ("/statistics?area=x", 400, "area"),
        (f"/statistics?area={ID.upper()}", 400, "area"),
        ("/statistics?kind=guess", 400, "kind"),
        ("/statistics?q=", 400, "q"),
        ("/statistics?q=%00", 400, "q"),
        (f"/statistics?q={LONG}", 400, "q"),
        (f"/statistics?{LONG}=1", 400, LONG[:50]),
        ("/statistics/x", 400, "statistic_id"),
        (f"/statistics/{ID}", 404, "statistic_id"),
        ("/pages/0", 400, "page_id"),
        ("/pages/x", 400, "page_id"),
        (f"/pages/{NUMBER}", 400, "page_id"),
        ("/pages/9223372036854775807", 404, "page_id"),
        ("/pages/999999?fields=*", 400, "fields"),
        ("/resolve", 400, "path"),
        ("/resolve?path=2018", 400, "path"),
        ("/resolve?path=/%00", 400, "path"),
        (f"/resolve?path=/{LONG}", 400, "path"),
        ("/resolve?path=/nothing/", 404, "path"),
        ("/changes?since=x", 400, "since"),
        ("/changes?since=-1", 400, "since"),
        (f"/changes?since={NUMBER}", 400, "since"),
        ("/changes?since=1000000", 404, "since"),
        ("/chrome?locale=en", 404, "locale"),
        ("/search", 400, "q"),
        ("/search?q=x&year=1999", 404, "year"),
        ("/api-info?x=1", 400, "x"),
        ("/openapi.json?x=1", 400, "x"),
        ("/editions/", 404, None),
        ("/nothing", 404, None),
        ("/../../v2/nothing", 404, None),
        ("", 404, None),
        ("/", 404, None),
    ],
)
def test_a_wrong_question_gets_a_problem_that_names_the_parameter(
    client, report, path, status, parameter
):
    answer = client.get(f"{API}{path}", headers={"accept-language": "en"})
    problem = answer.json()
    assert answer.status_code == problem["status"] == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert problem["parameter"] == parameter
    assert set(problem) == {"type", "title", "status", "detail", "instance", "parameter"}
    assert problem["detail"].endswith(".")
    assert LONG not in answer.content.decode()


def test_the_sentence_says_what_would_do(client):
    def detail(path: str) -> str:
        return client.get(f"{API}{path}").json()["detail"]

    assert detail("/editions?limit=101") == "The parameter “limit” can be at most 100."
    assert detail("/editions?locale=de") == "The parameter “locale” can only be 'sv' or 'en'."
    assert detail("/statistics/x") == "The parameter “statistic_id” is not a UUID in lower case."
    assert detail("/resolve?path=x") == "The parameter “path” has to begin with a slash."
    assert detail("/changes?since=99") == (
        "This site has not given the cursor in “since” yet. Begin anew with since=0."
    )
    assert detail("/search") == "The parameter “q” is needed."
    assert detail("/editions?x=1") == (
        "The parameter “x” is not known here. Known are: limit, locale, offset."
    )


@pytest.mark.parametrize("path", ["/editions", "/nothing", "/openapi.json", "/docs"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_nothing_but_reading_is_allowed(method, path):
    answer = getattr(Client(enforce_csrf_checks=True), method)(f"{API}{path}")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 405


def test_head_is_answered_like_get_and_options_says_what_there_is(client, report):
    for path in ("/editions", "/editions/2018", "/openapi.json", "/docs"):
        whole, head = client.get(f"{API}{path}"), client.head(f"{API}{path}")
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["Content-Type"] == whole.headers["Content-Type"]
        options = client.options(f"{API}{path}")
        assert options.status_code in (200, 204)
        assert options.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert client.head(f"{API}/nothing").status_code == 404


def test_too_many_parameters_are_a_problem_too(client):
    many = "&".join(f"x{n}=1" for n in range(2000))
    answer = client.get(f"{API}/editions?{many}")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.fixture
def forgiving() -> Client:
    """A client that is given the answer where Django's own would raise the error."""
    return Client(raise_request_exception=False)


def test_what_goes_wrong_here_is_a_problem_that_tells_nothing(
    forgiving, report, monkeypatch, caplog
):
    def broken(*args: object) -> None:
        raise RuntimeError("hemligt")

    monkeypatch.setattr("report.api.editions.editions_json", broken)
    answer = forgiving.get(f"{API}/editions")
    assert (answer.status_code, answer.json()["status"]) == (500, 500)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "hemligt" not in answer.content.decode()
    assert "could not be answered" in caplog.text


def test_an_answer_that_does_not_fit_its_description_is_our_error(
    client, report, monkeypatch, caplog
):
    monkeypatch.setattr("report.api.editions.editions_json", lambda reports: [{"year": "x"}])
    answer = client.get(f"{API}/editions")
    assert answer.status_code == 500
    assert "does not fit its schema: response.items.0.year" in caplog.text


def test_what_is_restricted_leaves_with_all_below_it(client, report):
    care = AreaPage.objects.get(slug="vard")
    PageViewRestriction.objects.create(page=care, restriction_type="login")
    edition = get(client, "/editions/2018")
    assert [area["title"] for area in edition["areas"]] == ["Kultur"]
    assert get(client, "/statistics")["total"] == 0
    assert status(client, f"/pages/{care.get_first_child().pk}") == 404
