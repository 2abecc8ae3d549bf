"""The files of a statistic: what they hold, what they say of themselves, and the way back."""

import csv
import io
import json
import re
import uuid
import zipfile
from datetime import date
from decimal import Decimal
from email.message import Message
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonstat_validator import validate_jsonstat
from openpyxl import load_workbook

from report.statistics.address import MEDIA_TYPES
from report.statistics.files import table
from report.statistics.files.csv_file import csv_file, swedish_csv_file
from report.statistics.files.jsonstat_file import jsonstat
from report.statistics.files.xlsx_file import xlsx_file
from report.statistics.number import json_number
from report.statistics.value import Kind, Missing, UnitCode
from tests import build
from tests.figures import area_of, number, point, public
from tests.test_api_golden import compare

pytestmark = pytest.mark.django_db

ADDRESS = "/2018/statistik/kronobergarnas-vardkonsumtion"
PARTS = [
    {"label": "besök till läkare", "number": "424868"},
    {"label": "besök till annan yrkeskategori", "number": "612166"},
]
SERIES = [
    point("2015", None, missing="confidential"),
    point("2016", "0"),
    point("2017", "1041000.5", "Ny metod"),
]


@pytest.fixture
def whole():
    """A statistic with something of everything."""
    return area_of(
        2018,
        number(
            "1037034",
            parts=PARTS,
            derived=[{"number": "6.8", "text": "besök per patient"}],
            series=SERIES,
            source="Vårdstatistik",
            source_url="https://example.org/",
            comment='Färre besök; "fler" samtal\noch brev',
            qualifier="cirka",
            decimals="0",
        ),
    )


def cells(text: str, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def typed(names: list[str], rows: list[list[str]], point: str) -> list[list[table.Cell]]:
    """The rows with numbers as numbers, as an importer has them."""
    numeric = [table.ENGLISH[name] in table.NUMERIC for name in names]
    return [
        [
            Decimal(c.replace(point, ".")) if c and n else c
            for c, n in zip(row, numeric, strict=True)
        ]
        for row in rows
    ]


def sheet_of(content: bytes) -> list[list]:
    book = load_workbook(io.BytesIO(content), read_only=True)
    return [list(row) for row in book.worksheets[1].iter_rows(values_only=True)]


def column(rows: list[list], name: str) -> list:
    place = rows[0].index(name)
    return [row[place] for row in rows[1:]]


# --- What they hold -------------------------------------------------------------------------------


def test_the_csv_is_rfc_4180_with_a_decimal_point(client, whole):
    body = client.get(f"{ADDRESS}.csv").content
    assert not body.startswith(b"\xef\xbb\xbf")
    assert body.count(b"\r\n") == 8 and body.endswith(b"\r\n")
    rows = cells(body.decode(), ",")
    assert {len(row) for row in rows} == {len(table.COLUMNS)}
    assert column(rows, "measure") == ["value", "part", "part", "derived", *["series"] * 3]
    assert column(rows, "value") == ["1037034", "424868", "612166", "6.8", "", "0", "1041000.5"]
    assert column(rows, "status") == ["", "", "", "", "confidential", "", ""]
    assert column(rows, "comment")[0] == 'Färre besök; "fler" samtal\noch brev'


def test_the_swedish_csv_opens_in_a_swedish_excel(client, whole):
    body = client.get(f"{ADDRESS}.sv.csv").content
    assert body.startswith(b"\xef\xbb\xbf")
    rows = cells(body.decode("utf-8-sig"), ";")
    assert column(rows, "värde") == ["1037034", "424868", "612166", "6,8", "", "0", "1041000,5"]


def test_the_workbook_has_numbers_as_numbers_and_is_the_same_every_time(client, whole):
    body = client.get(f"{ADDRESS}.xlsx").content
    book = load_workbook(io.BytesIO(body))
    assert book.sheetnames == ["Om", "Tabell"]
    assert all(not sheet.merged_cells.ranges for sheet in book.worksheets)
    values = column(sheet_of(body), "värde")
    assert values == [1037034, 424868, 612166, 6.8, None, 0, 1041000.5]
    assert [type(value) for value in values[:2]] == [int, int]
    assert client.get(f"{ADDRESS}.xlsx").content == body
    dates = {member.date_time for member in zipfile.ZipFile(io.BytesIO(body)).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_the_workbook_says_what_it_is_in_the_language_of_its_address(client, whole):
    book = load_workbook(io.BytesIO(client.get(f"{ADDRESS}.xlsx").content))
    about = dict(row for row in book["Om"].iter_rows(values_only=True) if row[0])
    assert about["Siffra"] == "Kronobergarnas vårdkonsumtion"
    assert about["värde"] == "Talet; tomt när det saknas. Noll är ett tal."
    assert about["confidential"] == "Sekretess"


def test_the_json_stat_passes_a_validator_that_others_wrote(client, whole):
    data = client.get(f"{ADDRESS}.jsonstat.json").json()
    assert validate_jsonstat(data)
    compare("jsonstat", {**data, "updated": "2019-04-01T10:00:00Z"})
    assert data["dimension"]["period"]["category"]["index"] == ["2015", "2016", "2017", "2018"]
    assert data["value"][:4] == [None, 0, 1041000.5, 1037034]
    assert data["status"] == {"0": "confidential"}


@pytest.mark.parametrize("reason", Missing.values)
def test_a_number_that_is_missing_is_empty_with_its_reason_in_every_file(client, reason):
    area_of(2018, number(None, missing=reason))
    rows = cells(client.get(f"{ADDRESS}.csv").content.decode(), ",")
    assert (column(rows, "value"), column(rows, "status")) == ([""], [reason])
    data = client.get(f"{ADDRESS}.jsonstat.json").json()
    assert (data["value"], data["status"]) == ([None], {"0": reason})
    assert validate_jsonstat(data)
    rows = sheet_of(client.get(f"{ADDRESS}.xlsx").content)
    assert (column(rows, "värde"), column(rows, "status")) == ([None], [reason])


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "'", "\t"])
def test_no_text_is_taken_for_a_formula_and_no_number_for_a_text(client, sign):
    label = f"{sign}cmd|' /C calc'!A0"
    area_of(2018, number("-12", label=label, parts=[{"label": label, "number": "-5"}]))
    rows = cells(client.get(f"{ADDRESS}.csv").content.decode(), ",")
    assert column(rows, "label") == [f"'{label}"] * 2
    assert column(rows, "value") == ["-12", "-5"]
    book = load_workbook(io.BytesIO(client.get(f"{ADDRESS}.xlsx").content))
    assert not [c for row in book["Tabell"].iter_rows() for c in row if c.data_type == "f"]
    [found] = table.read(rows[0], typed(rows[0], rows[1:], "."))
    assert (found["label"], found["parts"][0]["label"]) == (label, label)


def test_the_picture_stands_alone_and_can_be_read_by_day_and_by_night(client, whole):
    response = client.get(f"{ADDRESS}.svg")
    picture = ElementTree.fromstring(response.content)  # noqa: S314 - our own
    name = "{http://www.w3.org/2000/svg}"
    assert picture.find(f"{name}title").text == "Kronobergarnas vårdkonsumtion"
    assert picture.find(f"{name}desc").text == (
        "cirka 1\xa0037\xa0034 besök i hälso- och sjukvården 2018."
    )
    text = response.content.decode()
    assert not re.search(r"(href|src|@import)", text)
    assert re.findall(r"url\((?!#)", text) == []
    assert "prefers-color-scheme:dark" in text
    assert "sha256-" in response.headers["Content-Security-Policy"]


def test_the_picture_of_a_number_without_a_series_shows_how_it_divides(client):
    area_of(2018, number("1037034", parts=PARTS))
    text = client.get(f"{ADDRESS}.svg").content.decode()
    assert 'class="fill-2"' in text and "41,0\xa0%" in text


def test_texts_of_every_sort_make_a_picture_that_can_be_read(client):
    area_of(2018, number("5", heading="Kronobergarnas vårdkonsumtion", label="<&>\"' " * 40))
    ElementTree.fromstring(client.get(f"{ADDRESS}.svg").content)  # noqa: S314 - our own


# --- The way back ---------------------------------------------------------------------------------

texts = (
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
    .filter(lambda text: table.guarded(text).strip() and not table.CONTROL.search(text))
    .map(lambda text: re.sub(r"\r\n?", "\n", text))
)
maybe = st.none() | texts
numbers = st.one_of(
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.decimals(-(10**6), 10**6, places=4).map(float).map(lambda n: int(n) if n == int(n) else n),
)
years = st.integers(1900, 2100).map(str)
reasons = st.sampled_from(Missing.values)


corrections = st.builds(
    dict,
    date=st.dates(date(1900, 1, 1), date(2200, 1, 1)).map(date.isoformat),
    what=st.sampled_from(["value", "part", "series"]),
    label=st.none() | st.just("2017"),
    old=numbers | reasons,
    new=st.none() | numbers | reasons,
    note=maybe,
)


@st.composite
def figures(draw) -> dict:
    """A figure's public JSON, as far as the table tells of it."""
    value = draw(st.none() | numbers)
    source = draw(maybe)
    missing = [
        draw(numbers) if draw(st.booleans()) else None for _ in range(draw(st.integers(0, 3)))
    ]
    return {
        "id": str(draw(st.uuids())),
        "slug": "en-siffra",
        "year": draw(st.integers(1900, 2200)),
        "area": {"title": draw(texts)},
        "heading": draw(texts),
        "label": draw(texts),
        "value": value,
        "missing": draw(reasons) if value is None else None,
        "unit": draw(maybe),
        "unit_code": draw(st.sampled_from(UnitCode.values)),
        "period": draw(years),
        "kind": draw(st.sampled_from(Kind.values)),
        "decimals": draw(st.none() | st.integers(0, 3)),
        "qualifier": draw(maybe),
        "break_note": draw(maybe),
        "comment": draw(maybe),
        "source": {"name": source, "url": draw(maybe)} if source else None,
        "is_example": draw(st.booleans()),
        "url": "https://example.org/",
        "parts": draw(st.lists(st.builds(dict, label=texts, value=numbers), max_size=3)),
        "derived": draw(st.lists(st.builds(dict, text=texts, value=numbers), max_size=2)),
        "series": [
            {
                "period": str(2000 + place),
                "value": past,
                "missing": draw(reasons) if past is None else None,
                "break_note": draw(maybe),
            }
            for place, past in enumerate(missing)
        ],
        "corrections": draw(st.lists(corrections, max_size=2)),
        "locale": "sv",
        "licence_url": None,
    }


def as_told(figure: dict) -> dict:
    untold = ("area", "url", "locale", "licence_url", "corrections")
    return {k: v for k, v in figure.items() if k not in untold}


def as_json(found: list[dict]) -> list[dict]:
    """What was read, with its numbers as JSON has them."""

    def plain(value: object) -> object:
        return json_number(value) if isinstance(value, Decimal) else value

    return [
        {
            name: [{n: plain(v) for n, v in item.items()} for item in value]
            if isinstance(value, list)
            else plain(value)
            for name, value in figure.items()
        }
        for figure in found
    ]


@settings(max_examples=40, deadline=None)
@given(figures())
def test_what_is_read_back_from_a_table_is_what_was_written(figure):
    rows = cells(csv_file([figure]).decode(), ",")
    assert table.is_ours(rows[0])
    assert as_json(table.read(rows[0], typed(rows[0], rows[1:], "."))) == [as_told(figure)]

    rows = cells(swedish_csv_file([figure]).decode("utf-8-sig"), ";")
    assert table.is_ours(rows[0])
    assert as_json(table.read(rows[0], typed(rows[0], rows[1:], ","))) == [as_told(figure)]


@settings(max_examples=40, deadline=None)
@given(figures())
def test_what_is_read_back_from_a_workbook_is_what_was_written(figure):
    rows = sheet_of(xlsx_file([figure]))
    assert table.read(rows[0], rows[1:]) == [as_told(figure)]


@settings(max_examples=40, deadline=None)
@given(figures())
def test_every_figure_is_valid_json_stat(figure):
    validate_jsonstat(jsonstat({**figure, "published_at": "2019-04-01T10:00:00Z"}))


# --- What they say of themselves ------------------------------------------------------------------


@pytest.mark.parametrize("ending", MEDIA_TYPES)
def test_a_file_says_what_it_is_and_any_site_may_read_it(client, whole, ending):
    response = client.get(f"{ADDRESS}.{ending}")
    assert response.headers["Content-Type"] == MEDIA_TYPES[ending]
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies
    sent = Message()
    sent["Content-Disposition"] = response.headers["Content-Disposition"]
    plain, full = re.findall(r"filename\*?=(?:\"|utf-8'')([^\";]+)", sent["Content-Disposition"])
    assert plain == f"kronobergarnas-vardkonsumtion-2018.{ending}"
    assert unquote(full) == f"Kronobergarnas vårdkonsumtion 2018.{ending}"


@pytest.mark.parametrize("ending", MEDIA_TYPES)
def test_who_has_the_file_already_is_told_so_until_it_changes(client, whole, ending):
    address = f"{ADDRESS}.{ending}"
    first = client.get(address)
    etag = first.headers["ETag"]
    assert first.headers["Last-Modified"]
    again = client.get(address, headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == etag
    head = client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == etag

    whole.statistics[0].value["value"] = Decimal(5)
    build.publish(whole)
    assert client.get(address, headers={"if-none-match": etag}).status_code == 200


def test_nothing_can_be_written_to_a_file(client, whole):
    for ending in MEDIA_TYPES:
        assert client.post(f"{ADDRESS}.{ending}").status_code == 405


def test_an_ending_that_there_is_not_is_not_found(client, whole):
    assert client.get(f"{ADDRESS}.pdf").status_code == 404
    assert public()


# --- The whole edition ----------------------------------------------------------------------------


def test_the_archive_describes_itself_and_has_every_statistic(client, whole):
    area_of(2018, number("5", None, heading="En annan"), area_key=uuid.uuid4(), slug="annan")
    response = client.get("/2018/data.zip")
    assert response.headers["Content-Type"] == "application/zip"
    assert 'filename="data-2018.zip"' in response.headers["Content-Disposition"]
    packed = zipfile.ZipFile(io.BytesIO(response.content))
    package = json.loads(packed.read("datapackage.json"))
    paths = [resource["path"] for resource in package["resources"]]
    assert paths == [
        "data.csv",
        "statistics/kronobergarnas-vardkonsumtion.csv",
        "statistics/en-annan.csv",
    ]
    assert set(packed.namelist()) == {"README.md", "datapackage.json", *paths}
    assert package["licenses"] == [{"path": "https://creativecommons.org/publicdomain/zero/1.0/"}]
    for resource in package["resources"]:
        rows = cells(packed.read(resource["path"]).decode(), ",")
        assert [field["name"] for field in resource["schema"]["fields"]] == rows[0]
    assert packed.read(paths[1]) == client.get(f"{ADDRESS}.csv").content
    assert "2 siffror" in packed.read("README.md").decode()
    assert client.get("/2018/data.zip").content == response.content
    assert client.get("/2017/data.zip").status_code == 404
