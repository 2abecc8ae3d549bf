"""A file that the site has published comes back without a change."""

import uuid
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.blocks import StructValue

from report.imports.block import NEW
from report.imports.reading import File, Reading
from report.imports.refusal import ImportRefused
from report.imports.source import Source
from report.imports.writing import planned
from report.models import AreaPage
from report.statistics.files.csv_file import csv_file, swedish_csv_file
from report.statistics.files.xlsx_file import xlsx_file
from report.statistics.value import Kind, Missing, UnitCode
from tests import build
from tests.figures import area_of, number, point

pytestmark = pytest.mark.django_db

ENDINGS = ("csv", "sv.csv", "xlsx")
ADDRESS = "/2018/statistik/kronobergarnas-vardkonsumtion"
#: Labels that a spreadsheet, a CSV reader or our own detection could stumble over.
TRICKY = ["=1+1", "+46", "-", "..", "@SUM(A1)", "'citat", "a;b,c", 'sa "ja"', "2018", "0180", "1,5"]


@pytest.fixture
def area():
    return area_of(
        2018,
        number(
            "1037034.5",
            parts=[{"label": label, "number": "-0.5"} for label in TRICKY],
            derived=[{"number": "6.8", "text": "=besök"}],
            series=[point("2015", None, missing="confidential"), point("2016", "0", "Ny metod")],
            comment="Två\nrader; med, tecken",
            qualifier="cirka",
            decimals="1",
            source="Exempelkälla",
            source_url="https://example.org/",
            is_example=True,
        ),
    )


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_published_file_changes_nothing_on_its_own_page(client, area, ending):
    content = client.get(f"{ADDRESS}.{ending}").content
    file = File(content)
    assert file.likely_source == Source.SITE

    found = file.read(Reading(Source.SITE)).one()
    plan = planned(area, str(area.statistics[0].id), found)

    assert plan.changes == []
    assert len(plan.lines) > 15


def test_two_parts_of_one_name_stay_as_they_were_written(client):
    parts = [{"label": "besök", "number": written} for written in ("6.50", "0.00")]
    area = area_of(
        2018, number("6.5", parts=parts, derived=[{"number": "1.0", "text": "alike"}] * 2)
    )
    found = File(client.get(f"{ADDRESS}.csv").content).read(Reading(Source.SITE)).one()

    assert planned(area, str(area.statistics[0].id), found).changes == []


def test_the_published_json_stat_can_be_imported_as_a_table(client, area):
    file = File(client.get(f"{ADDRESS}.jsonstat.json").content)
    assert file.likely_source == Source.SITE

    cube = file.read(Reading(Source.SITE))

    assert cube.at({"measure": "value", "period": "2018"}).number == Decimal("1037034.5")
    assert cube.at({"measure": "value", "period": "2015"}).missing == Missing.CONFIDENTIAL
    assert cube.at({"measure": "value", "period": "2016"}).number == 0
    assert not cube.at({"measure": "part-1", "period": "2016"}).is_told


def test_a_published_file_that_was_edited_wrongly_is_refused_with_its_place(client, area):
    content = client.get(f"{ADDRESS}.sv.csv").content.decode("utf-8-sig")

    for before, after, sentence in (
        ("1037034,5", "1037034.5.5", "Rad 2, kolumn I"),
        (";confidential;", ";hemlig;", "Rad 15, kolumn J: ”hemlig” är ingen kod"),
        (";value;", ";tal;", "Rad 2, kolumn F: ”tal” är ingen kod"),
    ):
        with pytest.raises(ImportRefused) as refused:
            File(content.replace(before, after).encode()).read(Reading(Source.SITE)).one()
        assert sentence in str(refused.value)


# --- For any statistic ----------------------------------------------------------------------------

words = (
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=20)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
) | st.sampled_from(TRICKY)
maybe = st.just("") | words
numbers = st.integers(-(10**15) + 1, 10**15 - 1).map(Decimal) | st.decimals(
    -(10**8), 10**8, places=6
)
reasons = st.sampled_from(Missing.values)
written = numbers.map(lambda n: f"{abs(n) if n == 0 else n:f}")


def several(name: str) -> st.SearchStrategy:
    """A few numbers, each with its words under that name."""
    return st.lists(st.fixed_dictionaries({name: words, "number": written}), max_size=3)


@st.composite
def statistics(draw) -> dict:
    """The stored form of a statistic block, as an editor could have written it."""
    value = draw(st.none() | written)
    past = draw(st.lists(st.none() | written, max_size=3))
    source = draw(maybe)
    return build.statistic(
        statistic_id=str(uuid.uuid4()),
        heading=draw(words),
        label=draw(words),
        value=value,
        missing="" if value else draw(reasons),
        unit=draw(maybe),
        unit_code=draw(st.sampled_from(UnitCode.values)),
        period=draw(st.sampled_from(["2018", "2018M03", "2018K1", "2018-2019", "2018/2019"])),
        kind=draw(st.sampled_from(Kind.values)),
        decimals=draw(st.sampled_from(["", "0", "3"])),
        qualifier=draw(maybe),
        break_note=draw(maybe),
        comment=draw(maybe),
        source=source,
        source_url=draw(st.sampled_from(["", "https://example.org/"])) if source else "",
        is_example=draw(st.booleans()),
        parts=draw(several("label")),
        derived=draw(several("text")),
        series=[
            point(str(2000 + place), number, draw(maybe), "" if number else draw(reasons))
            for place, number in enumerate(past)
        ],
    )


def public(value: StructValue) -> dict:
    """The value as the public JSON that every file is written from."""
    told = {"slug": "en-siffra", "year": 2018, "area": {"title": "Vård"}, "url": "https://a.se/"}
    told |= {"locale": "sv", "licence_url": ""}
    return {**value.block.get_api_representation(value), **told}


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(stored=statistics())
def test_importing_what_was_exported_gives_the_same_statistic(stored):
    field = AreaPage._meta.get_field("statistics")
    area = AreaPage(title="Exempel", statistics=field.to_python([stored]))
    block = area.statistics[0].value.block
    value = block.clean(area.statistics[0].value)
    area.statistics[0].value = value
    before = {**value.block.get_api_representation(value), "id": None, "place": None}

    for make in (csv_file, swedish_csv_file, xlsx_file):
        found = File(make([public(value)])).read(Reading(Source.SITE)).one()
        assert planned(area, stored["id"], found).changes == []
        new = planned(area, NEW, found).value
        assert {**new.block.get_api_representation(new), "place": None} == before
