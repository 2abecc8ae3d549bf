"""A reader searches, and always gets an answer: by words, by numbers, in one language."""

import re
from html import unescape

import pytest
from django.test import Client
from wagtail.models import Locale, Page, PageViewRestriction

from home.models import HomePage
from report.models import AreaPage
from tests import build, full_text
from tests.head import in_english

pytestmark = pytest.mark.django_db

HIT = re.compile(r'<h2><a href="([^"]+)">([^<]+)</a></h2>')


@pytest.fixture(scope="session", autouse=True)
def full_text_table(django_db_setup, django_db_blocker) -> None:
    with django_db_blocker.unblock():
        full_text.make_table()


@pytest.fixture(scope="module")
def edition(shared, full_text_table) -> None:
    with shared():
        make_edition()


@pytest.fixture
def health(edition, db) -> AreaPage:
    return AreaPage.objects.get()


def make_edition() -> None:
    """An area with two statistics, an article and a strategy."""
    area = build.area(
        lead="Allt om sjukvården.",
        statistics=[
            build.statistic(
                parts=[{"label": "besök till läkare", "number": "424868"}],
                derived=[{"number": "6.8", "text": "besök per patient"}],
            ),
            build.statistic(
                heading="Överbelagda platser",
                value="-12.5",
                label="platser färre än 2017",
                unit="platser",
            ),
        ],
    )
    build.article(area, title="Älgar i Ålem", lead="En lång väntan på ett besök i Växjö.")
    build.strategy(area, lead="Vården flyttar närmare.")


def ask(client: Client, question: str, page: str = "", address: str = "/sok/") -> str:
    """The answer to a question; the reader is never shown an error."""
    response = client.get(address, {"q": question, **({"page": page} if page else {})})
    assert response.status_code == 200
    return unescape(response.content.decode())


def titles(answer: str) -> set[str]:
    return {title for _, title in HIT.findall(answer)}


def sentence(answer: str) -> str:
    return re.search(r'<p role="status">(.*?)</p>', answer).group(1)


# --- What is found --------------------------------------------------------------------------------


def test_a_number_is_found_however_it_is_written(client, health):
    spellings = "1037034", "1 037 034", "1\u00a0037\u00a0034", "1\u202f037\u202f034", "1,037,034"
    for typed in spellings:
        answer = ask(client, typed)

        assert HIT.findall(answer)[0] == (
            "/2018/statistik/kronobergarnas-vardkonsumtion/",
            "Kronobergarnas vårdkonsumtion",
        )
        assert '<data value="1037034">1\u00a0037\u00a0034</data>' in answer
        assert "besök i hälso- och sjukvården 2018" in answer
        assert "Överbelagda platser" not in titles(answer)


def test_a_part_or_a_derived_number_finds_its_statistic(client, health):
    for typed in ("6,8", "6.8", "424 868", "424868"):
        assert "Kronobergarnas vårdkonsumtion" in titles(ask(client, typed)), typed


def test_a_number_below_zero_is_found_with_and_without_its_sign(client, health):
    for typed in ("12,5", "−12,5", "-12.5"):
        assert "Överbelagda platser" in titles(ask(client, typed)), typed


def test_digits_within_another_number_are_no_match(client, health):
    assert titles(ask(client, "37034")) == set()


def test_a_number_in_running_text_finds_its_page(client, health):
    body = [build.block("paragraph", "<p>Vi räknade 1\u00a0037\u00a0034 besök.</p>")]
    build.article(health, title="Så räknade vi", body=body)

    assert "Så räknade vi" in titles(ask(client, "1037034"))
    assert "Så räknade vi" in titles(ask(client, "1 037 034"))


def test_a_statistic_is_found_by_part_of_a_word_in_any_letter_case(client, health):
    assert "Kronobergarnas vårdkonsumtion" in titles(ask(client, "VÅRD"))
    assert "Överbelagda platser" in titles(ask(client, "överbelagda"))
    assert "Överbelagda platser" in titles(ask(client, "O\u0308VERBELAGDA"))


def test_a_short_word_is_looked_for_whole(client, health):
    assert "Kronobergarnas vårdkonsumtion" not in titles(ask(client, "vår"))


def test_a_page_is_found_by_its_words_and_shows_its_kind_place_and_lead(client, health):
    answer = ask(client, "älgar ålem")

    assert HIT.findall(answer) == [("/2018/halso-och-sjukvard/algar-i-alem/", "Älgar i Ålem")]
    assert "Artikel · Hälso- och sjukvård · Årsberättelse 2018" in answer
    assert "En lång väntan på ett besök i Växjö." in answer


def test_every_word_must_be_there(client, health):
    assert titles(ask(client, "älgar tåg")) == set()


def test_words_and_a_number_together_narrow_the_search(client, health):
    assert titles(ask(client, "besök 1037034")) >= {"Kronobergarnas vårdkonsumtion"}
    assert titles(ask(client, "platser 1037034")).isdisjoint({"Kronobergarnas vårdkonsumtion"})


def test_common_words_do_not_narrow_the_search(client, health):
    assert titles(ask(client, "hur många besök till läkare")) == set()
    assert "Kronobergarnas vårdkonsumtion" in titles(ask(client, "besök i och till vården"))


def test_equal_headings_lead_to_their_own_statistics(client):
    numbers = [build.statistic(value="1"), build.statistic(value="2222")]
    build.area(title="Trafik", statistics=numbers)

    [(address, _)] = [hit for hit in HIT.findall(ask(client, "2222")) if "/statistik/" in hit[0]]
    assert "2\u00a0222" in client.get(address).content.decode()


def test_a_missing_value_says_why_and_an_example_says_so(client):
    missing = build.statistic(heading="Väntetid", value=None, missing="not-yet", is_example=True)
    build.area(title="Trafik", statistics=[missing])

    answer = ask(client, "väntetid")
    assert re.search(r"<p>[^<]+: besök i hälso- och sjukvården 2018", answer)
    assert '<span class="example">' in answer
    assert "<data" not in answer.split('class="hits"')[1].split("</ol>")[0]


# --- What is not found ----------------------------------------------------------------------------


def test_what_is_not_public_is_not_found(client, health):
    draft = build.article(health, title="Hemliga älgar", live=False)
    assert draft.title not in titles(ask(client, "älgar"))

    PageViewRestriction.objects.create(page=health, restriction_type="login")
    assert titles(ask(client, "älgar")) == titles(ask(client, "1037034")) == set()


def test_what_stands_below_an_unpublished_page_is_not_found(client, health):
    Page.objects.filter(pk=health.get_parent().pk).update(live=False)

    assert titles(ask(client, "älgar")) == titles(ask(client, "1037034")) == set()


def test_a_figure_that_was_taken_away_is_not_found(client, health):
    health.statistics = []
    build.publish(health)

    assert titles(ask(client, "1037034")) == set()


def test_each_language_finds_its_own(client, health):
    in_english(HomePage.objects.get(), title="Annual report", slug="home")
    in_english(health.get_parent().specific)
    area = health.copy_for_translation(Locale.objects.get(language_code="en"))
    area.title, area.statistics[0].value["heading"] = "Health care", "Health care visits"
    build.publish(area)

    answer = ask(client, "visits", address="/en/search/")
    assert "Health care visits" in titles(answer)
    assert '<data value="1037034">1,037,034</data>' in answer
    assert all(address.startswith("/en/2018/") for address, _ in HIT.findall(answer))
    assert titles(ask(client, "visits")) == set()


# --- Every question has an answer -----------------------------------------------------------------


def test_without_a_question_the_page_invites_to_ask(client, health):
    answer = ask(client, "")

    assert "1\u00a0037\u00a0034" in sentence(answer)
    assert '<input type="search" id="q" name="q" value=""' in answer
    assert '<form class="search" role="search" action="/sok/" method="get">' in answer


HOSTILE = [
    "och om det",
    "?!",
    '"',
    "'",
    '"" OR ""',
    "* -",
    "\0",
    "\0\0och",
    "( AND",
    "%",
    "%s %(query)s",
    "{title} : x",
    "\\",
    "&|!<->:*",
    "a" * 10_000,
    "1" * 10_000,
    "vård " * 2_000,
    "1,2,3,4,5",
    "1.037.034,5",
    "\u2028\ufffe\ud7ff",
    "<script>alert(1)</script>",
    "NEAR(vård sjuk)",
    "vård*",
    "title:vård",
    "-vård",
]


def test_any_question_is_answered_with_results_or_a_sentence(client, health):
    for typed in HOSTILE:
        response = client.get("/sok/", {"q": typed})

        assert response.status_code == 200, typed[:50]
        text = response.content.decode()
        assert sentence(text), typed[:50]
        assert "<script>alert" not in text


def test_bytes_that_are_no_text_are_answered_too(client, health):
    assert client.get("/sok/?q=%ff%fe%00&page=%ff").status_code == 200


def test_nothing_found_says_what_would_do(client, health):
    assert "zebra" in sentence(ask(client, "zebra"))
    assert sentence(ask(client, "zebra")) != sentence(ask(client, "och"))


def test_a_search_page_is_in_no_index_and_says_what_was_asked(client, health):
    text = ask(client, "vård")

    assert '<meta name="robots" content="noindex">' in text
    assert re.search(r"<title>Sök\w*: vård · Region Exempel</title>", text)
    assert 'rel="canonical"' not in text


def test_only_reading_is_answered(client, health):
    assert client.post("/sok/").status_code == 405
    assert client.head("/sok/").status_code == 200


def test_nothing_is_stored_about_the_reader(client, health):
    assert not client.get("/sok/", {"q": "vård"}).cookies


# --- Addresses ------------------------------------------------------------------------------------


def test_an_address_in_the_wrong_language_leads_to_the_right_one(client, health):
    in_english(HomePage.objects.get(), title="Annual report", slug="home")

    assert client.get("/search/?q=a%26b").headers["Location"] == "/sok/?q=a%26b"
    assert client.get("/en/sok/?q=a%26b").headers["Location"] == "/en/search/?q=a%26b"
    assert client.get("/en/search/").status_code == 200


def test_a_language_without_a_site_has_no_search(client, health):
    assert client.get("/en/search/").status_code == 404


# --- Pages of results -----------------------------------------------------------------------------


@pytest.fixture
def many(health):
    for number in range(23):
        build.article(health, title=f"Zebra {number}")


def test_a_page_number_shows_the_nearest_page(client, many):
    nearest = {"": 1, "2": 2, "3": 3, "0": 1, "-7": 1, "99": 3, "x": 1, "9" * 5_000: 1}
    for asked, shown in nearest.items():
        answer = ask(client, "zebra", asked)

        assert f"Sida {shown} av 3" in answer
        assert f'<ol class="hits" start="{shown * 10 - 9}">' in answer
        assert len(titles(answer)) == (3 if shown == 3 else 10)


def test_the_pages_together_show_every_result_once(client, many):
    found = [HIT.findall(ask(client, "zebra", str(number))) for number in (1, 2, 3)]

    addresses = [address for page in found for address, _ in page]
    assert len(addresses) == len(set(addresses)) == 23


def test_the_ways_on_keep_the_question(client, many):
    answer = ask(client, "zebra", "2")

    assert '<a href="?q=zebra&page=1" rel="prev">' in answer
    assert '<a class="next" href="?q=zebra&page=3" rel="next">' in answer
    assert 'rel="prev"' not in ask(client, "zebra")
    assert 'rel="next"' not in ask(client, "zebra", "3")


def test_statistics_and_pages_take_turns(client, health):
    build.article(health, title="Besök")
    addresses = [address for address, _ in HIT.findall(ask(client, "besök"))]

    assert ["/statistik/" in address for address in addresses[:2]] == [True, False]


# --- Cost -----------------------------------------------------------------------------------------


def queries(client, django_assert_max_num_queries, question: str) -> int:
    client.get("/sok/", {"q": question})
    with django_assert_max_num_queries(1000) as counted:
        client.get("/sok/", {"q": question})
    return len(counted)


def test_more_results_cost_no_more_queries(client, health, django_assert_max_num_queries):
    build.article(health, title="Zebra")
    one = queries(client, django_assert_max_num_queries, "zebra")
    for number in range(12):
        build.article(health, title=f"Zebra {number}")
    many = queries(client, django_assert_max_num_queries, "zebra")

    assert many == one


def test_a_search_with_results_of_every_kind_adds_few_queries_to_the_chrome(
    client, health, django_assert_max_num_queries
):
    home = HomePage.objects.get()
    build.information(home, title="Besök oss")
    build.statement(home, lead="Besök")
    build.article(health, title="Besök")
    build.strategy(health, title="Besök i framtiden", slug="besok-i-framtiden")
    build.report(home, 2019, title="Besök 2019")

    empty = queries(client, django_assert_max_num_queries, "")
    full = queries(client, django_assert_max_num_queries, "besök")
    # What is hidden (twice), figures, count, results, six kinds of page, and what is above them.
    assert full - empty == 12
