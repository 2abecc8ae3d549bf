"""A statistic at its permanent address: what stands there, and that the address lasts."""

import re
from datetime import timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.core.management import call_command
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import PageViewRestriction

from home.models import HomePage
from report.models import AreaPage, FormerSlug, Statistic
from report.statistics.address import MEDIA_TYPES
from tests import build
from tests.figures import OTHER, SAME, area_of, number, point
from tests.full_text import make_table
from tests.head import head, html, in_english, linked_data, links, meta

pytestmark = pytest.mark.django_db

ADDRESS = "/2018/statistik/kronobergarnas-vardkonsumtion/"
DOORS = ["/", "/embed/", *(f".{ending}" for ending in MEDIA_TYPES)]


def doors(slug: str = "kronobergarnas-vardkonsumtion", prefix: str = "") -> list[str]:
    """Every address of a statistic."""
    return [f"{prefix}/2018/statistik/{slug}{door}" for door in DOORS]


def words(text: str) -> str:
    """What a reader reads of the page."""
    main = text.partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub("<[^>]+>", " ", main)).split())


def rename(statistic: Statistic, slug: str) -> None:
    statistic.slug = slug
    statistic.full_clean()
    statistic.save()


# --- What stands there ----------------------------------------------------------------------------


def test_the_page_tells_the_number_and_all_that_makes_it_understood(client):
    build.home(organisation="Region Exempel")
    area_of(2017, number("1041000", period="2017"))
    area_of(
        2018,
        number(
            "1037034",
            parts=[{"label": "besök till läkare", "number": "424868"}] * 2,
            derived=[{"number": "6.8", "text": "besök per patient"}],
            series=[point("2016", "990000")],
            infobox="<p>Så räknar vi.</p>",
            source="Vårdstatistik",
            source_url="https://example.org/",
        ),
    )
    text = html(client, ADDRESS)
    said = words(text)
    assert '<data value="1037034" data-text="1\xa0037\xa0034">' in text
    for part in (
        "besök i hälso- och sjukvården 2018",
        "−3 966 sedan 2017, det vill säga −0,4 %.",
        "besök till läkare",
        "6,8 besök per patient",
        "Så räknar vi.",
        "Källa Vårdstatistik",
        "Region Exempel, Kronobergarnas vårdkonsumtion , Årsberättelse 2018, hämtad",
        '<iframe src="http://testserver/2018/statistik/kronobergarnas-vardkonsumtion/embed/"',
    ):
        assert part.replace(" ", "") in said.replace("\xa0", "").replace(" ", ""), part
    for ending in MEDIA_TYPES:
        assert f'href="{ADDRESS.rstrip("/")}.{ending}"' in text
    assert 'href="/2018/vard/#kronobergarnas-vardkonsumtion"' in text
    assert "style=" not in text.partition("<main")[2] and "<script>" not in text


def test_history_stands_in_a_table_and_as_a_chart_until_a_break(client):
    area_of(2015, number("900000", period="2015"))
    area_of(2016, number("950000", period="2016", break_note="Nytt system"))
    area_of(2017, number("1041000", period="2017"))
    area_of(2018, number("1037034"))
    text = html(client, ADDRESS)
    rows = re.findall(r"<tr[^>]*><th scope=\"row\">(.*?)</tr>", text)
    assert [re.findall(r"20\d\d", row)[-1] for row in rows[-4:]] == ["2018", "2017", "2016", "2015"]
    assert 'href="/2015/statistik/kronobergarnas-vardkonsumtion/"' in text
    assert "Nytt system" in words(text)
    periods = re.findall(r'y="97%">(\d+)</text>', text)
    assert periods == ["2016", "2017", "2018"]


def test_where_a_number_came_from_and_what_became_of_it_is_linked(client):
    area_of(2018, number("1"), number("2", OTHER, heading="Delad"))
    Statistic.objects.get(pk=OTHER).predecessors.add(SAME)
    assert "Fortsätter som Delad" in words(html(client, ADDRESS))
    later = html(client, "/2018/statistik/delad/")
    assert "Kommer från Kronobergarnas vårdkonsumtion" in words(later)
    assert f'href="{ADDRESS}"' in later


def test_a_missing_number_says_why(client):
    area_of(2018, number(None, missing="confidential"))
    assert "Sekretess" in words(html(client, ADDRESS))
    assert "Sekretess" in html(client, f"{ADDRESS}embed/")
    assert meta(head(client, ADDRESS), "description") == [
        "Sekretess: besök i hälso- och sjukvården 2018."
    ]


def test_the_chrome_knows_where_the_reader_is(client):
    area_of(2018, number("1"))
    text = html(client, ADDRESS)
    assert '<a href="/2018/vard/" aria-current="true">' in text
    assert '<li aria-current="page">Kronobergarnas vårdkonsumtion</li>' in text
    assert '<li><a href="/2018/vard/">' in text


def test_the_way_on_leads_to_the_figure_before_and_to_the_one_after(client):
    names = ["Den första", "Den mellersta", "Den sista"]
    area_of(2018, *(number("1", None, heading=name) for name in names))
    ways = {}
    for name in names:
        text = html(client, f"/2018/statistik/{slugify(name)}/")
        nav = text.partition('class="wrap prevnext')[2].partition("</nav>")[0]
        ways[name] = [
            " ".join(unescape(re.sub("<[^>]+>", " ", link)).split())
            for link in re.findall(r"<a.*?</a>", nav)
        ]
    picture = "Visa i bilden Hälso- och sjukvård"
    assert ways == {
        "Den första": [picture, "Nästa siffra Den mellersta"],
        "Den mellersta": ["Föregående siffra Den första", picture, "Nästa siffra Den sista"],
        "Den sista": ["Föregående siffra Den mellersta", picture],
    }


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/deed.sv", "CC0 1.0"),
        ("http://creativecommons.org/licenses/by/4.0", "CC BY 4.0"),
        ("https://creativecommons.org/licenses/by-nc-sa/3.0/se/", "CC BY-NC-SA 3.0"),
        ("https://creativecommons.org/share-your-work/", "creativecommons.org"),
        ("https://www.example.org:8080/villkor/for/siffror/", "www.example.org"),
    ],
)
def test_a_licence_is_called_by_its_name(client, address, name):
    edition = area_of(2018, number("1")).edition
    edition.data_licence_url = address
    build.publish(edition)
    assert f'<a href="{address}" rel="license">{name}</a>' in html(client, ADDRESS)


def test_the_head_names_this_address_and_its_translation(client):
    area = area_of(2018, number("1037034"))
    assert links(head(client, ADDRESS), "canonical") == [{"href": f"http://testserver{ADDRESS}"}]
    # Until it is translated, the way to English leads to what there is.
    in_english(HomePage.objects.get(), slug="home")
    in_english(area.edition)
    assert 'hreflang="en" lang="en">English' in html(client, ADDRESS)
    assert not [x for x in links(head(client, ADDRESS), "alternate") if "hreflang" in x]

    in_english(area, slug="care")
    found = [x for x in links(head(client, ADDRESS), "alternate") if "hreflang" in x]
    assert {x["hreflang"]: x["href"] for x in found} == {
        "sv": f"http://testserver{ADDRESS}",
        "en": f"http://testserver/en{ADDRESS}",
        "x-default": f"http://testserver{ADDRESS}",
    }
    assert f'<a href="/en{ADDRESS}" hreflang="en" lang="en">' in html(client, ADDRESS)
    english = html(client, f"/en{ADDRESS}")
    assert '<html lang="en">' in english and "1,037,034" in english
    assert meta(english, "og:url") == [f"http://testserver/en{ADDRESS}"]


def test_search_engines_get_a_data_set_with_its_files_and_an_observation(client):
    build.home(organisation="Region Exempel")
    area_of(2018, number("0"))
    found = linked_data(html(client, ADDRESS))
    assert found["Observation"]["value"] == 0
    assert found["Observation"]["variableMeasured"]["@id"] == found["StatisticalVariable"]["@id"]
    dataset = found["Dataset"]
    assert dataset["url"] == f"http://testserver{ADDRESS}"
    assert dataset["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    types = [file["encodingFormat"] for file in dataset["distribution"]]
    assert types == [kind.partition(";")[0] for kind in MEDIA_TYPES.values()]
    steps = found["BreadcrumbList"]["itemListElement"]
    assert steps[-1] == {
        "@type": "ListItem",
        "position": 4,
        "name": "Kronobergarnas vårdkonsumtion",
        "item": f"http://testserver{ADDRESS}",
    }


def test_sitemap_search_and_area_lead_to_the_address(client):
    make_table()
    area_of(2018, number("1037034"))
    assert f"<loc>http://testserver{ADDRESS}</loc>" in client.get("/sitemap.xml").content.decode()
    assert f'<a href="{ADDRESS}">' in html(client, "/sok/?q=1037034")
    # On paper, where nothing can be followed, it stands in full.
    assert f'<a href="{ADDRESS}" data-address="http://testserver{ADDRESS}">' in html(
        client, "/2018/vard/"
    )


def test_the_preview_of_a_draft_leads_to_no_address_that_is_not_there(client, administrator):
    area = area_of(2018, number("1"), live=False)
    text = html(client, f"/admin/pages/{area.pk}/view_draft/")
    assert "besök i hälso- och sjukvården" in text and "/statistik/" not in text


def test_a_page_costs_the_same_however_much_there_is(client, django_assert_num_queries):
    area_of(2017, number("1", period="2017"))
    area_of(2018, number("2"), *(number(str(n), None, heading=f"Nr {n}") for n in range(20)))
    for address in (ADDRESS, "/2018/statistik/nr-7/"):
        client.get(address)
        with django_assert_num_queries(33):
            client.get(address)


# --- The card -------------------------------------------------------------------------------------


def test_the_card_may_stand_in_any_frame_and_leaves_nothing_behind(client):
    area_of(2018, number("1037034", source="Vårdstatistik"))
    response = client.get(f"{ADDRESS}embed/")
    text = response.content.decode()
    assert "frame-ancestors *" in response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in response.headers
    assert not response.cookies
    assert "<script" not in text and "style=" not in text
    assert '<meta name="robots" content="noindex">' in text
    assert f'href="http://testserver{ADDRESS}"' in text
    assert "Källa: Vårdstatistik" in text
    assert client.get(ADDRESS).headers["X-Frame-Options"] == "SAMEORIGIN"


# --- Who may read it ------------------------------------------------------------------------------


def expire(area: AreaPage) -> None:
    area.expire_at = timezone.now() - timedelta(hours=1)
    area.save_revision().publish()
    AreaPage.objects.filter(pk=area.pk).update(live=True, expired=False)
    call_command("publish_scheduled")


HIDING = {
    "unpublished": lambda area: area.unpublish(),
    "below an unpublished report": lambda area: area.get_parent().specific.unpublish(),
    "expired": expire,
    "restricted": lambda area: PageViewRestriction.objects.create(
        page=area, restriction_type="login"
    ),
    "below a restricted report": lambda area: PageViewRestriction.objects.create(
        page=area.get_parent(), restriction_type="password", password="x"
    ),
    "deleted": lambda area: area.delete(),
    "taken away from the page": lambda area: emptied(area),
}


def emptied(area: AreaPage) -> None:
    area.statistics = []
    build.publish(area)


@pytest.mark.parametrize("how", HIDING)
def test_what_is_not_public_is_not_found_at_any_door_whoever_asks(client, how):
    area = area_of(2018, number("1037034"))
    in_english(HomePage.objects.get(), slug="home")
    in_english(area.edition)
    rename(Statistic.objects.get(), "nytt")
    assert {client.get(door).status_code for door in doors("nytt")} == {200}

    HIDING[how](AreaPage.objects.get(pk=area.pk))
    every = [
        *doors("nytt"),
        *doors(),  # a former slug says nothing of where it led either
        *doors("nytt", "/en"),
        "/2018/data.zip",
        "/en/2018/data.zip",
    ]
    for signed_in in (False, True):
        if signed_in:
            client.force_login(build.administrator())
        assert {door: client.get(door).status_code for door in every} == dict.fromkeys(every, 404)
        assert "statistik/nytt" not in client.get("/sitemap.xml").content.decode()


def test_a_draft_changes_nothing_at_the_address(client):
    area = area_of(2018, number("1037034"))
    area.statistics[0].value["value"] = Decimal(5)
    area.save_revision()
    assert "1\xa0037\xa0034" in html(client, ADDRESS)
    build.publish(area)
    assert "1\xa0037\xa0034" not in words(html(client, ADDRESS)).partition("Genom")[0]


def test_a_language_that_it_is_not_translated_into_has_no_such_statistic(client):
    area_of(2018, number("1"))
    for door in doors(prefix="/en"):
        assert client.get(door).status_code == 404


@pytest.mark.parametrize("year", ["2017", "02018", "201", "20180"])
def test_another_year_has_no_such_statistic(client, year):
    area_of(2018, number("1"))
    assert client.get(ADDRESS.replace("2018", year)).status_code == 404


def test_every_door_answers_head_and_refuses_to_be_written_to(client):
    area_of(2018, number("1"))
    for door in [*doors(), "/2018/data.zip"]:
        assert (client.head(door).status_code, client.head(door).content) == (200, b""), door
        assert client.post(door).status_code == 405, door


# --- The address lasts ----------------------------------------------------------------------------


def test_every_former_slug_leads_every_door_to_the_slug_of_today(client):
    area = area_of(2018, number("1037034"))
    in_english(HomePage.objects.get(), slug="home")
    in_english(area.edition)
    in_english(area)
    statistic = Statistic.objects.get()
    rename(statistic, "vardkonsumtion")
    rename(statistic, "besok-i-varden")
    for former in ("kronobergarnas-vardkonsumtion", "vardkonsumtion"):
        for prefix in ("", "/en"):
            pairs = zip(doors(former, prefix), doors("besok-i-varden", prefix), strict=True)
            for old, new in pairs:
                response = client.get(f"{old}?a=1&b=%C3%A5")
                assert (response.status_code, response.headers["Location"]) == (
                    301,
                    f"{new}?a=1&b=%C3%A5",
                )
                assert client.get(new).status_code == 200


def test_a_former_slug_can_be_taken_back_but_is_nobody_elses(client, administrator):
    area = area_of(2018, number("1"), number("2", OTHER, heading="En annan"))
    statistic, other = Statistic.objects.get(pk=SAME), Statistic.objects.get(pk=OTHER)
    rename(statistic, "nytt")
    edit = f"/admin/snippets/report/statistic/edit/{other.pk}/"
    page = client.post(edit, {"slug": "kronobergarnas-vardkonsumtion"})
    assert "En annan siffra har haft adressen" in page.content.decode()
    # A new statistic with the old heading gets another address by itself.
    stream = area.statistics.stream_block
    new = build.statistic(heading="Kronobergarnas vårdkonsumtion")
    area.statistics = stream.to_python([*stream.get_prep_value(area.statistics), new])
    build.publish(area)
    assert Statistic.objects.filter(slug="kronobergarnas-vardkonsumtion").count() == 0
    assert client.get(ADDRESS).headers["Location"] == "/2018/statistik/nytt/"

    rename(statistic, "kronobergarnas-vardkonsumtion")
    assert client.get(ADDRESS).status_code == 200
    assert client.get("/2018/statistik/nytt/").headers["Location"] == ADDRESS
    assert list(FormerSlug.objects.values_list("slug", flat=True)) == ["nytt"]


def test_the_registers_desk_changes_the_slug(client, administrator):
    area_of(2018, number("1"))
    edit = f"/admin/snippets/report/statistic/edit/{SAME}/"
    assert "leder alla gamla adresser till den nya" in client.get(edit).content.decode()
    client.post(edit, {"slug": "Besok-i-varden"})
    assert client.get(ADDRESS).headers["Location"] == "/2018/statistik/besok-i-varden/"


def test_an_area_may_be_renamed_twice_and_every_first_address_still_leads_there(
    client, django_capture_on_commit_callbacks
):
    home = build.home()
    swedish = area_of(2018, number("1037034"), slug="vard")
    in_english(home, slug="home")
    in_english(swedish.edition)
    english = in_english(swedish, slug="care")
    before = {door: client.get(door).content for door in doors()[1:]}
    for area, slugs in ((swedish, ("sjukvard", "halsa")), (english, ("health", "wellbeing"))):
        for slug in slugs:
            area = AreaPage.objects.get(pk=area.pk)
            area.slug = slug
            with django_capture_on_commit_callbacks(execute=True):
                area.save_revision(log_action=True).publish()
    for first, last in (("/2018/vard/", "/2018/halsa/"), ("/en/2018/care/", "/en/2018/wellbeing/")):
        response = client.get(f"{first}?a=1", follow=True)
        assert response.redirect_chain[-1][0] == f"{last}?a=1"
        assert response.redirect_chain[0][1] == 301
        assert response.status_code == 200
    for door in [*doors(), *doors(prefix="/en")]:
        assert client.get(door).status_code == 200, door
    # The table names the area, never its address: nothing in it has changed.
    csv = ADDRESS.rstrip("/") + ".csv"
    assert client.get(csv).content == before[csv]
