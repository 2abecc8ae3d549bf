"""A site without a report says how to begin, to those who can."""

import re

import pytest

from tests import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return build.home(title="Vår årsberättelse")


def start_page(client) -> str:
    """The main part of the start page."""
    response = client.get("/")
    assert response.status_code == 200
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


def steps(client) -> list[str]:
    """Where the steps on the start page lead."""
    return re.findall(r'<li><a href="([^"]+)"', start_page(client))


def test_an_administrator_gets_three_steps_that_lead_somewhere(home, administrator, client):
    addresses = steps(client)
    assert len(addresses) == 3
    assert [client.get(address).status_code for address in addresses] == [200, 200, 200]


def test_a_visitor_reads_that_a_report_is_coming_and_no_instructions(home, client):
    page = start_page(client)
    assert "<h1>Vår årsberättelse</h1>" in page
    assert '<p class="lead">' in page
    assert "/admin/" not in page


def test_an_account_without_rights_reads_the_same_as_a_visitor(home, client, django_user_model):
    visitor = start_page(client)
    client.force_login(django_user_model.objects.create_user("someone"))
    assert start_page(client) == visitor


def test_a_draft_does_not_end_the_first_run(home, administrator, client):
    build.report(home, live=False)
    assert len(steps(client)) == 3


def test_the_first_page_that_is_live_ends_it(home, administrator, client):
    build.report(home)
    assert steps(client) == []
    assert "Årsberättelse 2018" in start_page(client)


def test_the_preview_of_the_home_page_is_the_home_page(home, rf):
    request = rf.get("/")
    request.is_preview = True
    assert home.get_template(request) == "home/home_page.html"
