"""What stands around every page: where the reader is, and where one can go from here."""

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Locale, PageViewRestriction

from home.models import HomePage
from report.models import AreaPage, PublishedFigure
from tests import build
from tests.head import in_english

pytestmark = pytest.mark.django_db


def soup(client: Client, address: str, status: int = 200) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


@pytest.fixture
def report():
    steps = [build.block("step", {"icon": "sideways", "text": "Klicka på pilarna i sidled."})]
    home = build.home(
        organisation="Region Exempel",
        help_button="Så navigerar du",
        help_heading="Såhär navigerar du i årsberättelsen",
        help_intro="Klicka dig fram.",
        help_steps=steps,
        help_dismiss="Visa inte den här rutan igen",
    )
    return build.report(home)


@pytest.fixture
def area(report):
    area = build.area(report, statistics=[build.statistic()])
    build.area(report, title="Kultur", colour="winter", icon="culture")
    return area


@pytest.fixture
def english(report):
    """The home page and the report in English; nothing below."""
    locale = Locale.objects.get(language_code="en")
    home = report.get_parent().specific
    for page in (home, report):
        page.copy_for_translation(locale).specific.save_revision().publish()
    return report.get_translation(locale)


def addresses(page: BeautifulSoup, selector: str) -> list[str]:
    return [link["href"] for link in page.select(selector)]


def test_the_areas_stand_on_every_page_and_the_current_one_is_marked(client, area):
    build.article(area)

    for address, current in (
        (area.url, "page"),
        (f"{area.url}en-artikel/", "true"),
    ):
        page = soup(client, address)
        tabs = page.select("nav.tabs a")
        assert [tab.get_text(strip=True) for tab in tabs] == ["Hälso- och sjukvård", "Kultur"]
        assert [tab.get("aria-current") for tab in tabs] == [current, None]
        assert all(tab.select_one("svg[aria-hidden=true]") for tab in tabs)


def test_the_cover_shows_the_areas_as_pictures(client, area):
    panes = soup(client, "/2018/").select("main nav li")
    assert [pane.h2.get_text(strip=True) for pane in panes] == ["Hälso- och sjukvård", "Kultur"]
    assert all(pane.select_one("svg[aria-hidden=true]") for pane in panes)


def test_skip_links_come_first_and_lead_somewhere(client, area):
    page = soup(client, area.url)
    first = page.body.find("a")
    assert first.get_text(strip=True) == "Till innehållet"
    for link in page.select("a.skip"):
        assert page.find(id=link["href"].removeprefix("#")), link


def test_breadcrumbs_lead_from_the_report_to_the_page(client, area):
    article = build.article(area)
    crumbs = soup(client, article.url).select_one("nav.trail")
    assert addresses(crumbs, "a")[:2] == ["/2018/", "/2018/halso-och-sjukvard/"]
    assert crumbs.select_one("[aria-current=page]").get_text(strip=True) == "En artikel"


def test_the_help_holds_what_the_home_page_says(client, area):
    help_dialog = soup(client, area.url).select_one("dialog")
    text = help_dialog.get_text(" ", strip=True)
    for sentence in (
        "Såhär navigerar du i årsberättelsen",
        "Klicka dig fram.",
        "Klicka på pilarna i sidled.",
        "Visa inte den här rutan igen",
    ):
        assert sentence in text


def test_only_a_notice_that_is_switched_on_is_shown(client, report):
    home = report.get_parent().specific
    texts = {"information": "Nu med nya siffror.", "orientation": "Vänd på telefonen."}
    home.notices = home._meta.get_field("notices").to_python(
        [
            build.block(
                "notice", {"kind": kind, "text": f"<p>{text}</p>", "is_on": kind == "information"}
            )
            for kind, text in texts.items()
        ]
    )
    build.publish(home)

    html = client.get("/2018/").content.decode()

    assert "Nu med nya siffror." in html
    assert "Vänd på telefonen." not in html


def test_language_links_lead_to_the_same_page_or_its_nearest_ancestor(client, area, english):
    report_link = soup(client, "/2018/").select_one("header a[hreflang=en]")
    area_link = soup(client, area.url).select_one("header a[hreflang=en]")
    assert report_link["href"] == area_link["href"] == "/en/2018/"
    assert report_link.select_one("[lang=en]").text == "English"


def test_a_language_that_nothing_is_published_in_is_not_offered(client, area):
    assert soup(client, area.url).select("header a[hreflang=en]") == []


def test_an_english_page_shows_numbers_in_english(client, area, english):
    english_area = area.copy_for_translation(english.locale).specific
    english_area.save_revision().publish()

    html = client.get(AreaPage.objects.get(locale=english.locale).url).content.decode()

    assert '<html lang="en"' in html
    assert ">1,037,034</data>" in html
    assert "To the content" in html


def test_an_older_edition_leads_to_the_newest(client, area):
    assert not soup(client, area.url).select("aside.edition")
    build.report(area.get_parent().get_parent().specific, year=2019)

    banner = soup(client, area.url).select_one("aside.edition")

    assert "2018" in banner.get_text()
    assert addresses(banner, "a") == ["/2019/"]
    assert not soup(client, "/2019/").select("aside.edition")


@pytest.mark.parametrize("code", ["sv", "en"])
def test_a_home_page_that_nobody_may_read_lends_no_word_to_other_pages(client, area, code):
    home = HomePage.objects.get()
    if code == "en":
        home = in_english(home, slug="home")
    home.title = home.organisation = "Hemligt"
    PageViewRestriction.objects.create(page=build.publish(home), restriction_type="login")

    prefix, search = ("", "sok") if code == "sv" else ("/en", "search")
    for address in (f"{prefix}/x/", f"{prefix}/{search}/", f"{prefix}/atom.xml"):
        response = client.get(address)
        assert response.status_code == 404
        assert "Hemligt" not in response.content.decode()
    assert "Hemligt" not in client.get(f"{prefix}/manifest.webmanifest").content.decode()


def test_nothing_is_found_below_a_page_that_is_not_published(client, area):
    area.get_parent().specific.unpublish()

    assert area.live
    assert client.get(area.url).status_code == 404
    assert not PublishedFigure.objects.public().exists()


def test_an_error_of_the_api_is_json(client, area, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("wagtail.api.v2.views.PagesAPIViewSet.listing_view", None)

    response = client.get("/api/v2/pages/")

    assert response.status_code == 500
    assert "message" in response.json()


def test_a_404_wears_the_chrome(client, area):
    page = soup(client, "/finns-inte/", status=404)
    assert page.select_one("header")
    assert page.select_one("footer")
    assert page.select("nav.tabs a")
    assert "/2018/" in addresses(page, "main a")


def test_an_error_needs_neither_database_nor_template(client, area, monkeypatch):
    client.raise_request_exception = False

    def fail(*args, **kwargs):
        raise RuntimeError("nothing works")

    monkeypatch.setattr("django.template.loaders.base.Loader.get_template", fail)
    monkeypatch.setattr("wagtail.views.serve", fail)
    monkeypatch.setattr(AreaPage, "serve", fail)
    response = client.get(area.url)

    assert response.status_code == 500
    html = response.content.decode()
    assert "<h1" in html
    assert "{%" not in html


def test_a_page_of_ours_has_no_inline_script_or_style(client, area):
    page = soup(client, area.url)
    assert not page.select("style, [style]")
    assert all(
        s.get("src") or s.get("type") == "application/ld+json" for s in page.select("script")
    )
    assert not re.search(r"\son\w+=", str(page.body))


def test_a_reader_is_given_no_cookie(client, area):
    for address in ("/", "/2018/", area.url, "/finns-inte/"):
        assert not client.get(address).cookies


def test_the_policy_forbids_all_that_is_not_our_own(client, area):
    policy = client.get(area.url).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_cover_shows_the_chosen_number_of_an_area_or_else_its_first(client, area):
    report = area.get_parent().specific
    area.statistics = area._meta.get_field("statistics").to_python(
        [build.statistic(), build.statistic(heading="Den valda", value="42")]
    )
    area = build.publish(area)
    assert [d.get_text() for d in soup(client, "/2018/").select("main data")] == [
        "1\u00a0037\u00a0034"
    ]

    chosen = str(area.statistics[1].value["statistic_id"])
    report.headlines = [("statistic", chosen)]
    build.publish(report)

    assert [d.get_text() for d in soup(client, "/2018/").select("main data")] == ["42"]
