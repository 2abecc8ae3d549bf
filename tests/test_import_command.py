"""`manage.py import_statistics`: the desk's way from a terminal, and what it tells a machine."""

import json

import pytest
from django.core.management import CommandError, call_command

from report.models import AreaPage, ImportRecord
from tests import build
from tests.test_import_desk import TABLE, dataset

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return build.area(statistics=[build.statistic(heading="Besök", value="99")])


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "tabell.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def run(capsys, path, area: AreaPage, *words: str, source: str = "table") -> str:
    page = ["--page", str(area.pk), "--statistic", "Besök", "--source", source]
    call_command("import_statistics", str(path), *page, *words)
    return capsys.readouterr().out


CHOICE = ["--select", "typ=totalt", "--select", "period=2018"]


def value(area: AreaPage):
    draft = AreaPage.objects.get(pk=area.pk).get_latest_revision_as_object()
    return draft.statistics[0].value


def test_it_saves_a_draft_and_says_what_changed(capsys, table, area):
    told = run(capsys, table, area, *CHOICE, "--parts", "Typ", "--series", "period")

    assert "Ändrat: Värde: 99 → 100" in told
    assert "Nytt: Läkare:  → 41" in told
    assert value(area).number == 100
    assert AreaPage.objects.get(pk=area.pk).statistics[0].value.number == 99
    record = ImportRecord.objects.get()
    assert (record.user, record.file_name) == (None, "tabell.csv")


def test_a_dry_run_saves_nothing(capsys, table, area):
    told = json.loads(run(capsys, table, area, *CHOICE, "--dry-run", "--report", "json"))

    assert told["status"] == "difference"
    assert {"what": "Värde", "old": "99", "new": "100", "state": "changed"} in told["lines"]
    assert value(area).number == 99
    assert not ImportRecord.objects.exists()


def test_the_second_time_there_is_nothing_to_do(capsys, table, area):
    run(capsys, table, area, *CHOICE)

    told = json.loads(run(capsys, table, area, *CHOICE, "--report", "json"))

    assert told["status"] == "unchanged"
    assert ImportRecord.objects.count() == 1


@pytest.mark.parametrize(("source", "second"), [("scb", 0), ("kolada", None)])
def test_a_symbol_means_what_its_source_says(capsys, tmp_path, area, source, second):
    path = tmp_path / "tabell.json"
    path.write_bytes(dataset(value=[0, None], status={"1": "-"}))

    run(capsys, path, area, "--select", "tid=2018", "--series", "tid", source=source)

    assert value(area).number == second
    assert [point["number"] for point in value(area)["series"]] == [0]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--select", "typ=totalt"], "Välj en av Period"),
        (["--select", "typ=ingen", "--select", "period=2018"], "”ingen” finns inte i Typ"),
        (["--select", "kommun=1"], "Det finns ingen dimension ”kommun”. Filen har: Typ, period"),
        (["--select", "typ"], "”typ” saknar ”=”"),
        ([*CHOICE, "--statistic", "Resor"], "”Resor” är ingen siffra på sidan"),
        ([*CHOICE, "--page", "/2018/finns-inte/"], "Det finns inget område"),
        ([*CHOICE, "--parts", "period"], "Period är tid"),
        ([*CHOICE, "--series", "Typ"], "Typ är inte tid"),
        ([*CHOICE, "--source", "site"], "inte en som webbplatsen har publicerat"),
    ],
)
def test_what_cannot_be_chosen_is_told_and_ends_with_one(capsys, table, area, words, sentence):
    with pytest.raises(CommandError) as refused:
        run(capsys, table, area, *words)
    assert sentence in str(refused.value)
    assert refused.value.returncode == 1

    with pytest.raises(SystemExit) as ended:
        run(capsys, table, area, *words, "--report", "json")
    assert ended.value.code == 1
    assert sentence in json.loads(capsys.readouterr().out)["error"]
    assert not ImportRecord.objects.exists()


def test_the_place_of_what_is_wrong_is_told_to_machines_too(capsys, tmp_path, area):
    path = tmp_path / "tabell.csv"
    path.write_text("Typ;2018\nTotalt;5\nAndra;6x\n", encoding="utf-8")

    with pytest.raises(SystemExit):
        run(capsys, path, area, "--report", "json")

    told = json.loads(capsys.readouterr().out)
    assert (told["row"], told["column"]) == (3, 2)


def test_a_user_may_import_what_the_user_may_change(capsys, table, area):
    build.User.objects.create_user("utan", "utan@example.org", build.PASSWORD)

    with pytest.raises(CommandError, match="Du får inte ändra"):
        run(capsys, table, area, *CHOICE, "--user", "utan")


def test_a_locked_page_is_left_alone(capsys, table, area):
    AreaPage.objects.filter(pk=area.pk).update(locked=True)

    with pytest.raises(CommandError, match="är låst"):
        run(capsys, table, area, *CHOICE)


def test_a_file_that_is_not_there_is_a_mistake_in_the_command(capsys, tmp_path, area):
    with pytest.raises(CommandError) as refused:
        run(capsys, tmp_path / "saknas.csv", area)
    assert refused.value.returncode == 2
