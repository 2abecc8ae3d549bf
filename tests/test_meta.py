"""What a page says of itself in its head: titles, addresses, cards, linked data."""

import re
from datetime import date, datetime

import pytest
from django.test import RequestFactory

from home.models import HomePage
from report.scenery import Scene
from tests import build
from tests.head import head, html, in_english, linked_data, links, meta

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
AREA = "/2018/halso-och-sjukvard/"


@pytest.fixture
def area():
    home = build.home(lead="Vad vi gjorde.")
    report = build.report(home, lead="Året 2018 i siffror.")
    return build.area(report, lead='Vård & "omsorg".', scene="clinic")


def test_a_page_says_its_title_description_and_one_address(client, area):
    text = head(client, f"{AREA}?utm_source=brev")

    title = "Hälso- och sjukvård · Årsberättelse 2018 · Region Exempel"
    assert f"<title>{title}</title>" in text
    assert meta(text, "description") == ['Vård & "omsorg".']
    assert links(text, "canonical") == [{"href": f"{SITE}{AREA}"}]
    assert meta(text, "robots") == []


def test_the_editors_words_for_search_engines_win(client, area):
    area.seo_title, area.search_description = "Vården 2018", "Så gick det."
    build.publish(area)
    text = head(client, AREA)

    assert "<title>Vården 2018 · Årsberättelse 2018 · Region Exempel</title>" in text
    assert meta(text, "description") == meta(text, "og:description") == ["Så gick det."]
    assert meta(text, "og:title") == ["Vården 2018"]


def test_a_long_lead_is_cut_at_a_word(client, area):
    build.article(area, lead="Vården växer. " * 40, slug="lang")

    [description] = meta(head(client, f"{AREA}lang/"), "description")
    assert len(description) <= 200
    assert description.endswith(("växer.…", "Vården…"))


def test_a_shared_link_has_a_card(client, area):
    text = head(client, AREA)

    assert meta(text, "og:type") == ["article"]
    assert meta(text, "og:url") == [f"{SITE}{AREA}"]
    assert meta(text, "og:locale") == ["sv_SE"]
    assert meta(text, "og:image") == [f"{SITE}/static/report/cards/clinic.png"]
    assert meta(text, "og:image:width") == ["1200"]
    assert meta(text, "og:image:height") == ["630"]
    assert meta(text, "og:image:alt") == [str(Scene.CLINIC.label)]
    assert meta(text, "twitter:card") == ["summary_large_image"]


def test_each_kind_of_page_has_the_card_of_what_it_belongs_to(client, area):
    build.area(area.get_parent(), title="Kollektivtrafik", scene="bus")
    build.article(area, slug="artikel")
    cards = {
        address: meta(head(client, address), "og:image")[0].rpartition("/")[2]
        for address in (
            "/",
            "/2018/",
            "/2018/kollektivtrafik/",
            f"{AREA}artikel/",
        )
    }

    assert list(cards.values()) == ["cover.png", "cover.png", "bus.png", "clinic.png"]


def test_an_editors_own_picture_becomes_the_card(client, area):
    area.scene_background = build.image("Väntrummet i Växjö")
    build.publish(area)
    text = head(client, AREA)

    [address] = meta(text, "og:image")
    assert re.fullmatch(rf"{SITE}/media/images/.+\.fill-1200x630.*\.jpg", address)
    assert meta(text, "og:image:alt") == ["Väntrummet i Växjö"]
    response = client.get(address.removeprefix(SITE))
    assert response.headers["Content-Type"] == "image/jpeg"
    assert b"".join(response.streaming_content).startswith(b"\xff\xd8")
    response.close()


def test_translations_name_each_other(client, area):
    in_english(HomePage.objects.get(), title="Annual report", slug="home")
    in_english(area.get_parent().specific)
    in_english(area, title="Health care", slug="health-care")
    expected = {
        "sv": f"{SITE}{AREA}",
        "en": f"{SITE}/en/2018/health-care/",
        "x-default": f"{SITE}{AREA}",
    }

    for address in (AREA, "/en/2018/health-care/"):
        alternates = links(head(client, address), "alternate")
        assert {a["hreflang"]: a["href"] for a in alternates if "hreflang" in a} == expected
    english = head(client, "/en/2018/health-care/")
    assert meta(english, "og:locale") == ["en_GB"]
    assert meta(english, "og:locale:alternate") == ["sv_SE"]
    assert links(english, "canonical") == [{"href": expected["en"]}]


def test_a_page_without_translations_names_none(client, area):
    assert "hreflang" not in head(client, AREA)


def test_a_preview_is_in_no_index_and_names_no_address(area, administrator):
    request = RequestFactory().get("/")
    request.user = administrator
    response = area.make_preview_request(original_request=request)
    text = response.render().content.decode().partition("</head>")[0]

    assert meta(text, "robots") == ["noindex"]
    assert links(text, "canonical") == []
    assert "ld+json" not in text


def test_what_does_not_exist_is_in_no_index(client, area):
    response = client.get("/finns-inte/")

    assert response.status_code == 404
    text = response.content.decode()
    assert meta(text, "robots") == ["noindex"]
    assert links(text, "canonical") == []


def test_a_language_without_a_site_offers_neither_feed_nor_manifest(client, area):
    text = client.get("/en/finns-inte/").content.decode()

    assert "atom+xml" not in text
    assert 'rel="manifest"' not in text


# --- Linked data ----------------------------------------------------------------------------------


def test_the_home_page_is_a_website_of_an_organisation(client, area):
    things = linked_data(head(client, "/"))

    assert things["WebSite"]["name"] == "Årsberättelse"
    assert things["WebSite"]["publisher"]["@id"] == things["Organization"]["@id"]
    assert things["Organization"]["name"] == "Region Exempel"
    target = things["WebSite"]["potentialAction"]["target"]["urlTemplate"]
    assert target == f"{SITE}/sok/?q={{search_term_string}}"
    assert "BreadcrumbList" not in things


def test_a_report_says_its_year_and_licence(client, area):
    report = linked_data(head(client, "/2018/"))["Report"]

    assert report["name"] == "Årsberättelse 2018"
    assert report["temporalCoverage"] == "2018"
    assert report["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert report["description"] == "Året 2018 i siffror."
    assert datetime.fromisoformat(report["datePublished"]).tzinfo


def test_an_article_says_its_report_area_and_place(client, area):
    build.article(area, title="En artikel", slug="en-artikel")
    things = linked_data(head(client, f"{AREA}en-artikel/"))

    assert things["Article"]["headline"] == "En artikel"
    assert things["Article"]["isPartOf"]["name"] == "Årsberättelse 2018"
    assert things["Article"]["articleSection"] == "Hälso- och sjukvård"
    assert things["Article"]["inLanguage"] == "sv"
    steps = things["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"], step["item"]) for step in steps] == [
        (1, "Årsberättelse", f"{SITE}/"),
        (2, "Årsberättelse 2018", f"{SITE}/2018/"),
        (3, "Hälso- och sjukvård", f"{SITE}{AREA}"),
        (4, "En artikel", f"{SITE}/2018/halso-och-sjukvard/en-artikel/"),
    ]


def test_a_strategy_was_changed_when_it_says_so(client, area):
    build.strategy(area, updated_on=date(2020, 8, 6))

    strategy = linked_data(head(client, f"{AREA}nara-vard/"))["Article"]
    assert strategy["dateModified"] == "2020-08-06"


def test_a_page_about_the_site_is_a_page(client, area):
    build.information(HomePage.objects.get(), slug="om")

    assert {"WebPage", "BreadcrumbList"} <= set(linked_data(head(client, "/om/")))


def test_no_text_can_end_the_script(client, area):
    hostile = "</script><script>alert(1)</script><!-- & \u2028"
    build.article(area, title=hostile, lead=hostile, slug="farlig")
    text = html(client, f"{AREA}farlig/")

    assert "<script>alert" not in text
    assert linked_data(text)["Article"]["headline"] == hostile
