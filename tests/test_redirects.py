"""Old addresses lead on, with what was asked of them, and never to a page that is hidden."""

import pytest
from django.db import connection
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from home.models import HomePage
from report.models import AreaPage
from report.pending_changes import write_pending
from tests import build
from tests.head import in_english

pytestmark = pytest.mark.django_db


@pytest.fixture
def area() -> AreaPage:
    area = build.area(slug="vard")
    Redirect.add_redirect("/gammal", area)
    return area


def leads_to(client: Client, address: str) -> tuple[int, str]:
    response = client.get(address)
    return response.status_code, response.headers.get("Location", "")


def test_an_old_address_leads_on_with_its_question(client, area):
    assert leads_to(client, "/gammal/") == (301, "/2018/vard/")
    assert leads_to(client, "/gammal/?utm_source=brev") == (301, "/2018/vard/?utm_source=brev")


def test_the_redirect_of_a_question_goes_first_and_keeps_its_target(client, area):
    Redirect.add_redirect("/gammal?id=7", "/2018/vard/?del=7", is_permanent=False)
    assert leads_to(client, "/gammal/?id=7") == (302, "/2018/vard/?del=7")
    assert leads_to(client, "/gammal/?id=8") == (301, "/2018/vard/?id=8")


def test_the_site_s_own_redirect_goes_before_that_of_any_site(client, area):
    Redirect.add_redirect("/gammal", "/2018/", site=Site.objects.get())
    assert leads_to(client, "/gammal/") == (301, "/2018/")


def test_letters_of_any_kind_and_bad_addresses(client, area):
    Redirect.add_redirect("/vården", area)
    assert leads_to(client, "/v%C3%A5rden/") == (301, "/2018/vard/")
    for address in ("/gammal%00/", "/gammal/?a=%00", "/%ff/"):
        assert client.get(address).status_code in (301, 404)


def test_an_old_address_does_not_tell_that_of_an_unpublished_page(client, area):
    area.unpublish()
    assert leads_to(client, "/gammal/") == (404, "")
    client.force_login(build.administrator())
    assert leads_to(client, "/gammal/") == (404, "")


def test_who_was_let_in_to_a_restricted_page_is_led_there_and_nobody_keeps_it(client, area):
    PageViewRestriction.objects.create(page=area, restriction_type="login")
    assert leads_to(client, "/gammal/") == (404, "")
    client.force_login(build.editor())
    assert leads_to(client, "/gammal/") == (301, "/2018/vard/")
    assert "no-store" in client.get("/gammal/").headers["Cache-Control"]


def rename(page, slug: str) -> None:
    """Publish the page, as the editor does, at another address than readers saw it at."""
    write_pending(connection)
    page = page.specific_class.objects.get(pk=page.pk)
    page.slug = slug
    build.publish(page)
    write_pending(connection)


def known_addresses(client: Client) -> set[str]:
    """What anyone can read of old addresses."""
    items = client.get("/api/v2/redirects/?fields=old_path").json()["items"]
    return {item["old_path"] for item in items} - {"/gammal"}


def test_where_readers_saw_a_page_leads_on_with_all_that_is_below_it(client, area):
    build.article(area)
    rename(area, "halsa")
    assert leads_to(client, "/2018/vard/") == (301, "/2018/halsa/")
    assert leads_to(client, "/2018/vard/en-artikel/") == (301, "/2018/halsa/en-artikel/")
    assert known_addresses(client) == {"/2018/vard", "/2018/vard/en-artikel"}

    rename(area, "omsorg")
    rename(area, "vard")
    assert client.get("/2018/vard/").status_code == 200
    for slug in ("halsa", "omsorg"):
        assert leads_to(client, f"/2018/{slug}/") == (301, "/2018/vard/")


def test_a_page_that_was_moved_leads_on_in_its_language(client, area):
    in_english(HomePage.objects.get(), slug="home")
    in_english(area.edition)
    in_english(area)
    english = in_english(build.article(area))
    other = in_english(build.area(area.edition, title="Kultur", slug="kultur"), slug="culture")
    write_pending(connection)
    before = english.url
    english.move(other, pos="last-child")
    write_pending(connection)
    assert leads_to(client, before) == (301, "/en/2018/culture/en-artikel/")


def test_an_address_that_nobody_saw_is_told_to_nobody(client, area):
    draft = build.article(area, slug="hemligt", live=False)
    rename(draft, "oppet")
    assert client.get("/2018/vard/oppet/").status_code == 200

    article = build.article(area, slug="under-las")
    lock = PageViewRestriction.objects.create(page=article, restriction_type="login")
    write_pending(connection)
    rename(article, "last")
    lock.delete()
    write_pending(connection)
    assert client.get("/2018/vard/last/").status_code == 200
    assert known_addresses(client) == set()


def test_what_an_editor_wants_an_address_to_lead_to_stays(client, area):
    Redirect.add_redirect("/2018/vard", "/2018/")
    rename(area, "halsa")
    assert leads_to(client, "/2018/vard/") == (301, "/2018/")


def test_an_old_address_leads_to_the_page_that_had_it_last(client, area):
    rename(area, "halsa")
    other = build.area(area.edition, title="Ny vård", slug="vard")
    rename(other, "ny-vard")
    assert leads_to(client, "/2018/vard/") == (301, "/2018/ny-vard/")
