"""What each format becomes, and how much is read at most. All numbers are made up."""

import io
import json
import tracemalloc
import zipfile
from decimal import Decimal

import openpyxl
import pytest

from report.imports.choosing import Choice, chosen
from report.imports.cube import Cube
from report.imports.reading import File, Reading
from report.imports.refusal import ImportRefused
from report.imports.source import Source
from report.statistics.value import Missing
from tests.test_import_desk import dataset, workbook


def read(content: str | bytes, source: Source = Source.TABLE, **reading) -> Cube:
    data = content.encode() if isinstance(content, str) else content
    return File(data).read(Reading(source, **reading))


def codes(cube: Cube) -> list[list[str]]:
    return [[category.code for category in d.categories] for d in cube.dimensions]


@pytest.mark.parametrize(
    ("source", "numbers", "missing"),
    [(Source.SCB, [0, 0], {}), (Source.KOLADA, [0, None], {1: Missing.NOT_AVAILABLE})],
)
def test_the_hyphen_is_zero_for_scb_and_missing_for_kolada(source, numbers, missing):
    cube = read(dataset(value=[0, None], status={"1": "-"}), source)

    assert (cube.numbers, cube.missing) == (numbers, missing)


@pytest.mark.parametrize(
    ("fields", "numbers"),
    [
        ({"value": [1, 2]}, [1, 2]),
        ({"value": {"1": 2}}, [None, 2]),
        ({"value": [None, None], "status": "-"}, [0, 0]),
        ({"value": [None, 2], "status": ["-", None]}, [0, 2]),
        ({"value": [6.8, 0.30000000000000004]}, [Decimal("6.8"), Decimal("0.3")]),
    ],
)
def test_json_stat_in_its_forms(fields, numbers):
    assert read(dataset(**fields), Source.SCB).numbers == numbers


def test_json_stat_takes_the_order_of_its_index():
    cube = read(
        dataset(
            dimension={
                "typ": {"category": {"label": {"t": "Totalt"}}},
                "tid": {"category": {"index": {"2018K1": 1, "2017K4": 0}}},
            }
        )
    )

    assert codes(cube) == [["t"], ["2017K4", "2018K1"]]
    assert cube.at({"tid": "2018K1"}).number == 2


def test_kolada_drops_what_is_deleted_and_keeps_why_a_number_is_missing():
    row = {"kpi": "N00945", "municipality": "0007", "period": 2018}
    values = [
        {"gender": "T", "count": 1, "status": "", "value": 6.8},
        {"gender": "K", "count": 1, "status": "Missing", "value": None},
        {"gender": "M", "count": 1, "status": "..", "value": None},
    ]
    gone = {**row, "period": 2019, "isdeleted": True, "values": values}
    answer = {"values": [{**row, "values": values}, gone], "count": 2, "next_url": "https://a.se"}

    cube = read(json.dumps(answer), Source.KOLADA)

    assert codes(cube) == [["N00945"], ["0007"], ["2018"], ["T", "K", "M"]]
    assert cube.numbers == [Decimal("6.8"), None, None]
    assert cube.missing == {1: Missing.NOT_AVAILABLE, 2: Missing.CONFIDENTIAL}
    assert "fler sidor" in cube.notes[0]
    assert chosen(cube, Choice({"gender": "T"})).source == "Kolada"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_pxweb_csv_in_every_encoding_and_with_every_delimiter(encoding, delimiter):
    rows = [
        ['"region"', '"kön"', '"Folkmängd 2017"', '"Folkmängd 2018"'],
        ['"07 Kronobergs län"', '"män"', "100.5", ".."],
        ['"07 Kronobergs län"', '"kvinnor på länssjukhus, öppenvård"', "-", "98"],
    ]
    text = "\r\n".join(delimiter.join(row) for row in rows)

    cube = read(text.encode(encoding), Source.SCB)

    assert codes(cube)[1] == ["män", "kvinnor på länssjukhus, öppenvård"]
    assert codes(cube)[2:] == [["Folkmängd"], ["2017", "2018"]]
    assert cube.numbers == [Decimal("100.5"), None, 0, 98]


def test_the_sheet_of_pxweb_has_its_labels_once():
    data = workbook(
        ["Besök efter region (exempel)"],
        [],
        [None, None, "Antal", None, "Andel", None],
        [None, None, "2017", "2018", "2017", "2018"],
        ["07 Kronoberg", "män", 1, 2, 3, 4],
        [None, "kvinnor", 5, "..", 7, 8],
        [],
        ["Senaste uppdatering:"],
        ["Källa: SCB"],
    )

    cube = read(data, Source.SCB)

    assert File(data).likely_source == Source.SCB
    assert codes(cube) == [
        ["07 Kronoberg"],
        ["män", "kvinnor"],
        ["Antal", "Andel"],
        ["2017", "2018"],
    ]
    assert cube.at({"Rader 2": "kvinnor", "columns1": "Andel", "columns2": "2018"}).number == 8
    assert (cube.title, cube.publisher) == ("Besök efter region (exempel)", "SCB")


def test_a_column_of_codes_beside_its_names_is_one_dimension():
    cube = read("Kod;Kommun;År;Besök\n0760;Uppvidinge;2018;5\n0761;Lessebo;2018;7\n")

    assert codes(cube)[:2] == [["0760", "0761"], ["2018"]]
    assert cube.dimensions[0].categories[0].label == "Uppvidinge"


def test_a_cell_that_shows_per_cent_is_that_number_of_per_cent():
    book = openpyxl.Workbook()
    book.active.append(["Typ", "2018"])
    book.active.append(["Andel", 0.41])
    book.active["B2"].number_format = "0.0%"
    file = io.BytesIO()
    book.save(file)

    proposal = chosen(read(file.getvalue()), Choice())

    assert (proposal.value.number, proposal.unit_code) == (41, "percent")


def test_what_is_added_up_here_is_not_attributed_to_the_source():
    cube = read("Typ;2018\nLäkare;1\nAndra;2\n\nKälla: Kolada\n", Source.KOLADA)

    proposal = chosen(cube, Choice(parts="Typ"))

    assert (proposal.value.number, proposal.source) == (3, None)


# --- How much -------------------------------------------------------------------------------------


def packed(**files: bytes) -> bytes:
    content = io.BytesIO(workbook(["Typ", 2018], ["a", 1]))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_bin", ".bin"), data)
    return content.getvalue()


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"xl__media__zeros": bytes(61 * 1024 * 1024)}, "större än 60 MB"),
        ({"xl__vbaProject_bin": b"x"}, "innehåller makron"),
    ],
)
def test_bombs_and_macros_are_refused_before_the_workbook_is_opened(files, sentence):
    with pytest.raises(ImportRefused, match=sentence):
        File(packed(**files))


def test_a_bomb_of_xml_does_not_go_off():
    source = io.BytesIO(workbook(["Typ", 2018], ["a", 1]))
    bomb = io.BytesIO()
    doctype = b'<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>'
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(bomb, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = doctype + data.replace(b"<sheetData>", b"<sheetData>&b;")
            new.writestr(name, data)

    with pytest.raises(ImportRefused, match="skadad"):
        File(bomb.getvalue())


def large(rows: int, columns: int) -> bytes:
    lines = ["Region;" + ";".join(f"Mått {n}" for n in range(columns))]
    lines += [f"Region {n};" + ";".join(str(n * m) for m in range(columns)) for n in range(rows)]
    return "\n".join(lines).encode()


def test_two_hundred_thousand_cells_are_read_in_bounded_memory():
    data = large(2000, 100)

    tracemalloc.start()
    cube = read(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert len(cube.numbers) == 200_000
    assert peak < 150 * 1024 * 1024


def test_one_cell_more_is_refused():
    size = {"size": [1, 200_001], "value": [1] * 200_001}
    index = [f"v{n}" for n in range(200_001)]
    dimension = {
        "typ": {"category": {"label": {"t": "Totalt"}}},
        "tid": {"category": {"index": index}},
    }

    with pytest.raises(ImportRefused, match=r"200.001 celler"):
        read(dataset(**size, dimension=dimension))
