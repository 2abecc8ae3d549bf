"""How others find the site and show it: sitemap, robots, feed, cards, icons."""

import re
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image
from wagtail.models import Page, PageViewRestriction

from home import manifest as icons
from home.models import HomePage
from report.scenery import Scene
from tests import build
from tests.head import head, html, in_english, links, meta

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def area():
    home = build.home(lead="Vad vi gjorde.")
    report = build.report(home, lead="Året 2018 i siffror.")
    return build.area(report, lead='Vård & "omsorg".', scene="clinic")


def xml(client: Client, address: str) -> ElementTree.Element:
    response = client.get(address)
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own answer


# --- Sitemap and robots ---------------------------------------------------------------------------


def addresses(client) -> list[str]:
    return [loc.text for loc in xml(client, "/sitemap.xml").iter(f"{SITEMAP}loc")]


def test_the_sitemap_names_every_public_page_once_in_all_languages(client, area):
    build.article(area, slug="artikel")
    home = in_english(HomePage.objects.get(), title="Annual report", slug="home")
    in_english(area.get_parent().specific)
    build.information(home, title="About", slug="about")

    assert sorted(addresses(client)) == [
        f"{SITE}/",
        f"{SITE}/2018/",
        f"{SITE}/2018/halso-och-sjukvard/",
        f"{SITE}/2018/halso-och-sjukvard/artikel/",
        f"{SITE}/en/",
        f"{SITE}/en/2018/",
        f"{SITE}/en/about/",
    ]
    assert all(
        client.get(address.removeprefix(SITE)).status_code == 200 for address in addresses(client)
    )


def test_the_sitemap_follows_the_protocol(client, area):
    in_english(HomePage.objects.get(), title="Annual report", slug="home")
    in_english(area.get_parent().specific)
    response = client.get("/sitemap.xml")
    assert response.headers["Content-Type"].partition(";")[0] == "application/xml"
    assert response.content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<urlset')

    urls = list(xml(client, "/sitemap.xml"))
    order = [f"{SITEMAP}loc", f"{SITEMAP}lastmod", *[f"{XHTML}link"] * 3]
    by_address = {url[0].text: url for url in urls}
    assert {url.tag for url in urls} == {f"{SITEMAP}url"}
    assert [child.tag for child in by_address[f"{SITE}/2018/"]] == order
    assert [child.tag for child in by_address[f"{SITE}/2018/halso-och-sjukvard/"]] == order[:2]
    for moment in xml(client, "/sitemap.xml").iter(f"{SITEMAP}lastmod"):
        assert datetime.fromisoformat(moment.text).tzinfo
    for address in (f"{SITE}/2018/", f"{SITE}/en/2018/"):
        alternates = by_address[address].findall(f"{XHTML}link")
        assert {a.get("hreflang"): a.get("href") for a in alternates} == {
            "sv": f"{SITE}/2018/",
            "en": f"{SITE}/en/2018/",
            "x-default": f"{SITE}/2018/",
        }
        assert {a.get("rel") for a in alternates} == {"alternate"}


def test_the_sitemap_leaves_out_what_is_not_for_everyone(client, area):
    build.article(area, slug="utkast", live=False)
    secret = build.article(area, slug="hemlig")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    hidden = build.area(area.get_parent(), title="Kultur")
    build.article(hidden, slug="under-dold")
    Page.objects.filter(pk=hidden.pk).update(live=False)

    assert sorted(addresses(client)) == [
        f"{SITE}/",
        f"{SITE}/2018/",
        f"{SITE}/2018/halso-och-sjukvard/",
    ]


def test_a_site_without_a_report_is_in_no_index_and_not_in_the_sitemap(client):
    build.home()

    assert set(meta(head(client, "/"), "robots")) == {"noindex"}
    assert addresses(client) == []


def test_a_larger_site_costs_the_sitemap_no_more_queries(client, area, django_assert_num_queries):
    client.get("/sitemap.xml")
    with django_assert_num_queries(6):  # one is for the content version
        client.get("/sitemap.xml")
    in_english(HomePage.objects.get(), title="Annual report", slug="home")
    for number in range(5):
        build.article(area, title=f"Artikel {number}")
    client.get("/sitemap.xml")
    with django_assert_num_queries(6):  # one is for the content version
        client.get("/sitemap.xml")


def test_robots_may_read_all_but_the_editors_rooms_and_search_results(client, area):
    response = client.get("/robots.txt")

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /admin/", "Disallow: /sok/", "Disallow: /en/search/"} <= set(lines)
    assert "Disallow: /" not in lines
    assert lines[-1] == f"Sitemap: {SITE}/sitemap.xml"


# --- Feed -----------------------------------------------------------------------------------------


def entries(client, address: str = "/atom.xml") -> list[ElementTree.Element]:
    return xml(client, address).findall(f"{ATOM}entry")


def test_the_feed_tells_what_is_new_newest_first(client, area):
    build.strategy(area)
    build.article(area, title="Pengar & <människor>", lead="5 < 6 & 7", slug="pengar")
    build.article(area, title="Utkast", live=False)

    titles = [entry.findtext(f"{ATOM}title") for entry in entries(client)]
    assert titles == ["Pengar & <människor>", "Nära vård", "Hälso- och sjukvård"]
    newest = entries(client)[0]
    assert newest.find(f"{ATOM}link").get("href") == f"{SITE}/2018/halso-och-sjukvard/pengar/"
    summary = newest.find(f"{ATOM}summary")
    assert (summary.get("type"), summary.text) == ("html", "5 &lt; 6 &amp; 7")


def test_the_feed_has_what_atom_asks_for(client, area):
    build.article(area, title="Ett\x0bkontrolltecken", lead="Ett\x01till")
    response = client.get("/atom.xml")
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"

    feed = xml(client, "/atom.xml")
    assert feed.tag == f"{ATOM}feed"
    assert feed.get(XML_LANG) == "sv"
    assert feed.findtext(f"{ATOM}title") == "Årsberättelse · Region Exempel"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Region Exempel"
    addresses = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert addresses == {"self": f"{SITE}/atom.xml", "alternate": f"{SITE}/"}
    for part in [feed, *entries(client)]:
        assert part.findtext(f"{ATOM}title")
        assert part.findtext(f"{ATOM}id")
        assert datetime.fromisoformat(part.findtext(f"{ATOM}updated")).tzinfo


def test_an_entry_keeps_its_name_when_the_page_gets_another_address(client, area):
    def name() -> str:
        return entries(client)[0].findtext(f"{ATOM}id")

    before = name()
    assert re.fullmatch(r"tag:testserver,\d{4}-\d\d-\d\d:page/\d+", before)
    area.slug, area.title = "vard", "Vård"
    build.publish(area)

    assert entries(client)[0].find(f"{ATOM}link").get("href") == f"{SITE}/2018/vard/"
    assert name() == before


def test_each_language_has_its_own_feed(client, area):
    assert client.get("/en/atom.xml").status_code == 404
    in_english(HomePage.objects.get(), title="Annual report", slug="home")
    in_english(area.get_parent().specific)
    in_english(area, title="Health care", slug="health-care")

    assert [entry.findtext(f"{ATOM}title") for entry in entries(client, "/en/atom.xml")] == [
        "Health care"
    ]
    assert len(entries(client)) == 1
    feeds = [a["href"] for a in links(head(client, "/en/"), "alternate") if "type" in a]
    assert feeds == ["/en/atom.xml"]


# --- Cards and icons ------------------------------------------------------------------------------


def test_there_is_a_light_card_for_each_built_in_scene_and_the_cover():
    for name in [*Scene.values, "cover"]:
        path = finders.find(f"report/cards/{name}.png")
        with Image.open(path) as picture:
            assert (picture.format, picture.size) == ("PNG", (1200, 630)), name
        assert Path(path).stat().st_size <= 60_000, name


def test_the_manifest_names_the_site_and_its_icons(client, area):
    [link] = links(head(client, "/2018/"), "manifest")
    response = client.get(link["href"])
    assert response.headers["Content-Type"] == "application/manifest+json"

    manifest = response.json()
    assert manifest["name"] == "Årsberättelse · Region Exempel"
    assert manifest["lang"] == "sv"
    assert client.get(manifest["start_url"]).status_code == 200
    sizes = {}
    for icon in manifest["icons"]:
        path = finders.find(icon["src"].removeprefix("/static/"))
        if icon["type"] == "image/png":
            with Image.open(path) as picture:
                assert icon["sizes"] == "{}x{}".format(*picture.size)
        sizes[icon["sizes"]] = icon["purpose"]
    assert sizes == {"any": "any", "180x180": "any", "512x512": "maskable"}


def test_the_icon_of_the_tab_follows_its_theme(client, area):
    [icon] = links(head(client, "/"), "icon")

    svg = Path(finders.find(icon["href"].removeprefix("/static/"))).read_text("utf-8")
    assert "prefers-color-scheme:dark" in svg
    assert len(svg) < 1000
    assert client.get("/favicon.ico").headers["Location"].endswith("/touch.png")


def test_the_colours_of_browser_and_paper_are_the_same(client, area):
    tokens = Path(finders.find("report/css/tokens.css")).read_text("utf-8")
    paper = re.search(r"--paper: light-dark\((#\w+), (#\w+)\)", tokens).groups()

    assert paper == (icons.PAPER, icons.PAPER_AT_NIGHT)
    assert tuple(meta(head(client, "/"), "theme-color")) == paper


def test_nothing_is_stored_and_nothing_asked_of_others(client, area):
    machines = "/sitemap.xml", "/robots.txt", "/atom.xml", "/manifest.webmanifest"
    for address in ("/", "/2018/", *machines):
        assert not client.get(address).cookies, address
    fetching = r'(?:src|rel="(?:icon|manifest|stylesheet|preload)" href)="([^"]+)"'
    fetched = re.findall(fetching, html(client, "/2018/"))
    assert fetched
    assert all(address.startswith("/") for address in fetched)
