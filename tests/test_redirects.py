"""Old addresses lead on, with what was asked of them, and never to a page that is hidden."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from report.models import AreaPage
from tests import build

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
