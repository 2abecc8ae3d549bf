"""Between languages: every link leads somewhere, and says where when it is not the same page."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Locale

from tests import build
from tests.full_text import make_table

pytestmark = pytest.mark.django_db
API = "/api/report/v1"


@pytest.fixture
def report():
    return build.report()


@pytest.fixture
def area(report):
    return build.area(report, [build.statistic()])


@pytest.fixture
def english(report):
    """The home page and the report in English; nothing below."""
    locale = Locale.objects.get(language_code="en")
    for page in (report.get_parent().specific, report):
        copy = page.copy_for_translation(locale).specific
        copy.title = f"{copy.title} in English"
        build.publish(copy)
    return report.get_translation(locale).specific


def soup(client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


def test_a_link_to_an_ancestor_says_so_in_the_reader_s_language(client, area, english):
    sentence = "Sidan finns inte på engelska; länken går till ”Årsberättelse 2018 in English”."
    page = soup(client, area.url)
    header = page.select_one("header a[hreflang=en]")
    assert header["href"] == "/en/2018/"
    assert header.get("lang") is None
    assert header.select_one("[lang=en]").text == "English"
    assert sentence in header.text
    assert sentence in page.select_one("footer").text


def test_a_link_to_the_same_page_says_nothing_more(client, area, english):
    link = soup(client, "/2018/").select_one("header a[hreflang=en]")
    assert link.text == link.select_one("[lang=en]").text == "English"


def test_a_search_is_repeated_in_the_other_language(client, report, english):
    make_table()
    link = soup(client, "/sok/?q=v%C3%A5rd&page=2").select_one("header a[hreflang=en]")
    assert link["href"] == "/en/search/?q=v%C3%A5rd&page=2"
    back = soup(client, link["href"]).select_one("header a[hreflang=sv]")
    assert back["href"].startswith("/sok/?")


def test_a_page_that_is_nowhere_leads_to_the_home_page_in_the_other_language(client, english):
    response = client.get("/finns-inte/")
    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 404
    assert page.select_one("header a[hreflang=en]")["href"] == "/en/"


def test_only_the_same_page_is_an_alternate(client, area, english):
    alternates = {
        link["hreflang"]: link["href"]
        for link in soup(client, area.url).select("link[rel=alternate][hreflang]")
    }
    assert "en" not in alternates


def test_a_statistic_leads_to_its_area_s_nearest_ancestor(client, area, english):
    figure = area.figures.get()
    address = f"/2018/statistik/{figure.statistic.slug}/"
    link = soup(client, address).select_one("header a[hreflang=en]")
    assert link["href"] == "/en/2018/"
    assert "Sidan finns inte på engelska" in link.text


@pytest.mark.parametrize("how", ["unpublish", "delete"])
def test_removing_the_english_version_breaks_no_swedish_page(client, area, english, how):
    getattr(english.get_parent().specific, how)()
    article = build.article(area)
    statistic = f"/2018/statistik/{area.figures.get().statistic.slug}"
    pages = ["/", "/2018/", area.url, article.url, "/sok/", f"{statistic}/", f"{statistic}/embed/"]
    files = [f"{statistic}.{ending}" for ending in ("csv", "json", "jsonstat.json", "svg")]
    apis = ["/api/v2/pages/?fields=*", f"/api/v2/pages/{area.pk}/", f"{API}/editions/2018"]
    apis += [f"{API}/chrome", f"{API}/statistics", f"{API}/pages/{area.pk}", f"{API}/editions"]
    for address in [*pages, *files, *apis, "/atom.xml", "/sitemap.xml"]:
        response = client.get(address)
        assert response.status_code == 200, address
        assert b"/en/" not in response.content.replace(b"/en/search/", b""), address
    assert client.get("/2018/data.zip").status_code == 200
    assert client.get("/manifest.webmanifest").json()["lang"] == "sv"
    for address in ("/en/", "/en/2018/", "/en/search/", "/en/atom.xml"):
        assert client.get(address).status_code == 404, address


def test_a_page_below_an_unpublished_one_is_not_linked(client, area, english):
    english.get_parent().specific.unpublish()
    assert english.live
    assert soup(client, "/2018/").select("a[hreflang=en]") == []


def test_the_head_speaks_the_language_of_the_page(client, english):
    page = soup(client, "/en/2018/")
    assert page.html["lang"] == "en"
    assert page.select_one("link[rel=canonical]")["href"].endswith("/en/2018/")
    assert page.select_one("meta[property='og:locale']")["content"] == "en_GB"
    assert page.select_one("link[rel=manifest]")["href"] == "/en/manifest.webmanifest"
    assert page.select_one("link[type='application/atom+xml']")["href"] == "/en/atom.xml"
    assert page.select_one("link[hreflang=x-default]")["href"].endswith("/2018/")
    assert client.get("/en/manifest.webmanifest").json()["lang"] == "en"
    assert client.get("/en/2018/")["Content-Language"] == "en"
