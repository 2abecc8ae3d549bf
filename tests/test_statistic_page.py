"""A statistic at its permanent address, whichever area it stands in."""

import pytest

from tests import build

pytestmark = pytest.mark.django_db

ADDRESS = "/2018/statistik/kronobergarnas-vardkonsumtion/"


def test_a_statistic_has_a_page_a_card_and_a_file_of_its_own(client):
    build.area(statistics=[build.statistic()])
    page = client.get(ADDRESS).content.decode()
    assert '<data value="1037034" data-text="1\xa0037\xa0034">' in page
    card = client.get(f"{ADDRESS}embed/")
    assert '<data value="1037034"' in card.content.decode()
    file = client.get(f"{ADDRESS.rstrip('/')}.json")
    assert file.json()["value"] == 1037034
