"""The public JSON of a figure: what it holds, what it costs, and what it never says."""

import uuid
from datetime import UTC, datetime

import pytest
from wagtail.models import PageViewRestriction

from report.models import PublishedFigure, Statistic
from tests import build
from tests.figures import OTHER, SAME, area_of, number, public
from tests.head import in_english
from tests.test_api_golden import BLOCKS, compare

pytestmark = pytest.mark.django_db

IDENTITY = "7d1f5f3e-6f0b-4c57-9d53-0d2d1f2b8a01"


def changes(first: dict, second: dict) -> dict | None:
    """How the second edition's number compares with the first's."""
    area_of(2017, first)
    area_of(2018, second)
    return public(year=2018)[0]["comparison"]


def test_a_figure_has_its_json_in_a_golden_file():
    links = BLOCKS["statistic"]["infobox"]
    strategy = build.strategy(
        area_of(2017, number("1041000", OTHER, period="2017")), title="Nära vård", slug="nara-vard"
    )
    block = {**BLOCKS["statistic"], "statistic_id": OTHER}
    block["infobox"] = links.replace('id="105"', f'id="{strategy.pk}"')
    for name in ("parts", "derived", "series"):
        block[name] = build.items(*block[name])
    area = area_of(2018, number("12", IDENTITY, heading="Före"), build.block("statistic", block))
    Statistic.objects.get(pk=OTHER).predecessors.add(IDENTITY)
    PublishedFigure.objects.update(published_at=datetime(2019, 4, 1, 10, tzinfo=UTC))

    figure = public(year=2018, statistic=OTHER)[0]
    assert figure["area"]["id"] == area.pk
    figure["area"]["id"] = 104
    figure["infobox"] = figure["infobox"].replace(f'data-page-id="{strategy.pk}"', "data-page-id=…")
    compare("figure", figure)


def test_many_figures_cost_no_more_queries_than_one(django_assert_num_queries):
    link = '<p><a linktype="page" id="{}">mer</a></p>'
    area = area_of(2017, number("1"))
    area_of(
        2018,
        *(number(str(n), None, heading=f"Nr {n}", infobox=link.format(area.pk)) for n in range(30)),
    )
    area_of(2018, number("1"), area_key=uuid.uuid4(), slug="annan")
    public(year=2018)  # what is kept in memory is counted for neither
    for chosen in ({"heading": "Nr 1"}, {"year": 2018}):
        with django_assert_num_queries(11):
            assert public(**chosen)


def test_a_link_in_an_infobox_follows_the_language_of_its_figure():
    area = area_of(2018, number("1"))
    article = build.article(area, slug="mer")
    link = f'<p><a linktype="page" id="{article.pk}">mer</a></p>'
    area.statistics[0].value["infobox"] = (
        area.statistics.stream_block.child_blocks["statistic"]
        .child_blocks["infobox"]
        .to_python(link)
    )
    build.publish(area)
    in_english(build.HomePage.objects.get(), slug="home")
    in_english(area.edition)
    in_english(area)
    in_english(article)
    found = {figure["locale"]: figure["infobox"] for figure in public()}
    assert "http://testserver/2018/vard/mer/" in found["sv"]
    assert "http://testserver/en/2018/vard/mer/" in found["en"]


# --- Comparison -----------------------------------------------------------------------------------


def test_a_change_is_told_absolutely_and_as_a_share():
    change = changes(number("80", period="2017"), number("100"))
    assert (change["difference"], change["ratio"]) == (20, 0.25)
    assert (change["year"], change["value"]) == (2017, 80)
    assert not change["in_percentage_points"]


def test_per_cent_change_by_percentage_points():
    change = changes(
        number("40.5", unit_code="percent", period="2017"), number("42", unit_code="percent")
    )
    assert (change["difference"], change["ratio"]) == (1.5, None)
    assert change["in_percentage_points"]


def test_from_zero_there_is_a_difference_but_no_share():
    change = changes(number("0", period="2017"), number("5"))
    assert (change["difference"], change["ratio"]) == (5, None)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"value": "1", "unit_code": "days"}, {"value": "1", "unit_code": "minutes"}),
        ({"value": "1"}, {"value": "2", "break_note": "Ny metod"}),
        ({"value": None, "missing": "confidential"}, {"value": "2"}),
        ({"value": "1"}, {"value": None, "missing": "not-yet"}),
        ({"value": "1", "is_example": True}, {"value": "2"}),
    ],
)
def test_what_cannot_be_compared_is_not_compared(first, second):
    assert changes(number(**{"period": "2017", **first}), number(**second)) is None


@pytest.mark.parametrize(
    ("broken", "compared"), [("2016", True), ("2017", True), ("2018M01", False)]
)
def test_a_break_among_the_earlier_values_stands_between_what_is_before_and_after(broken, compared):
    point = {"period": broken, "number": "7", "missing": "", "break_note": "Ny metod"}
    change = changes(number("1", period="2017"), number("2", series=[point]))
    assert (change is not None) == compared


# --- What is not public ---------------------------------------------------------------------------


def test_editions_and_relations_that_are_not_public_are_left_out():
    past = area_of(2017, number("1", period="2017"))
    area_of(2018, number("2"))
    old = area_of(2016, number("3", OTHER, heading="Äldre"), area_key=uuid.uuid4(), slug="annan")
    Statistic.objects.get(pk=SAME).predecessors.add(OTHER)
    (figure,) = public(year=2018)
    assert [edition["year"] for edition in figure["history"]] == [2017, 2018]
    assert [source["heading"] for source in figure["predecessors"]] == ["Äldre"]
    assert figure["comparison"]

    past.unpublish()
    PageViewRestriction.objects.create(page=old, restriction_type="login")
    (figure,) = public(year=2018)
    assert [edition["year"] for edition in figure["history"]] == [2018]
    assert (figure["predecessors"], figure["comparison"]) == ([], None)
