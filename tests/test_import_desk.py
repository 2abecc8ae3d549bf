"""An editor imports statistics at the desk in Wagtail: file, table, difference, draft."""

import html
import io
import json
import re
from datetime import timedelta

import openpyxl
import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission

from report.imports import desk
from report.imports.record import WaitingFile
from report.models import AreaPage, ImportRecord
from tests import build

pytestmark = pytest.mark.django_db

#: Made-up numbers, as in all tests of the import.
TABLE = "Typ;2016;2017;2018\nTotalt;90;95,5;100\nLäkare;40;..;41\nAndra;50;55;59\n"


@pytest.fixture
def area(administrator):
    parts = [{"label": "Läkare", "number": "39"}, {"label": "Sjukgymnaster", "number": "1"}]
    series = [{"period": "2015", "number": "80"}, {"period": "2016", "number": "91"}]
    numbers = build.statistic(heading="Besök", value="99", parts=parts, series=series)
    return build.area(statistics=[numbers])


def shown(response) -> str:
    """The words of a page, without its tags."""
    text = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def upload(client: Client, area: AreaPage, content: str | bytes, name="tabell.csv", **fields):
    data = content.encode() if isinstance(content, str) else content
    form = {"page": str(area.pk), "file": SimpleUploadedFile(name, data), **fields}
    return client.post(reverse("report_imports"), form)


def block_id(area: AreaPage) -> str:
    return str(area.statistics[0].id)


def draft(area: AreaPage) -> AreaPage:
    return AreaPage.objects.get(pk=area.pk).get_latest_revision_as_object()


def brought(client: Client, area: AreaPage, content: str | bytes, name="tabell.csv", **choice):
    """The page of the difference after the file was sent and everything chosen."""
    response = upload(client, area, content, name)
    assert response.status_code == 302, shown(response)
    return client.get(
        response.url,
        {"source": "table", "target": block_id(area), **choice, "difference": "1"},
        follow=True,
    )


def confirmed(client: Client, response):
    """The answer after the difference that is shown was agreed to."""
    revision = re.search(r'name="revision" value="(\d+)"', response.content.decode())[1]
    return client.post(response.wsgi_request.get_full_path(), {"revision": revision})


CHOICE = {"dimension-0": "Totalt", "dimension-1": "2018", "parts": "dimension-0", "series": "on"}


def test_the_menu_leads_to_the_desk(client, administrator):
    assert reverse("report_imports") in client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_table_becomes_a_draft_and_readers_see_nothing_of_it(client, area):
    live = client.get(area.url).content

    response = brought(client, area, TABLE, **CHOICE)

    assert response.status_code == 200, shown(response)
    told = shown(response)
    assert "Värde 99 100 Ändrat" in told
    assert "Läkare 39 41 Ändrat" in told
    assert "Andra – 59 Nytt" in told
    assert "Sjukgymnaster 1 – Borta" in told
    assert "2015 80 – Borta" in told
    assert "2016 91 90 Ändrat" in told
    assert "2017 – 95,5 Nytt" in told
    assert draft(area).statistics[0].value.number == 99

    response = confirmed(client, response)

    assert response.url == reverse("wagtailadmin_pages:edit", args=[area.pk])
    value = draft(area).statistics[0].value
    assert value.number == 100
    assert [(p["label"], p["number"]) for p in value["parts"]] == [("Läkare", 41), ("Andra", 59)]
    assert [p["period"] for p in value["series"]] == ["2016", "2017"]
    assert value["label"] == area.statistics[0].value["label"]
    assert value["statistic_id"] == area.statistics[0].value["statistic_id"]
    assert client.get(area.url).content == live


def test_who_when_and_which_file_are_kept_and_listed(client, administrator, area):
    confirmed(client, brought(client, area, TABLE, **CHOICE))

    record = ImportRecord.objects.get()
    assert record.user == administrator
    assert record.page == area
    assert record.file_name == "tabell.csv"
    assert len(record.sha256) == 64
    told = shown(client.get(reverse("report_import_records")))
    assert "Besök" in told
    assert "tabell.csv" in told
    assert record.sha256 in told
    assert not WaitingFile.objects.exists()
    history = client.get(reverse("wagtailadmin_pages:history", args=[area.pk]))
    assert "Statistik importerades" in shown(history)


def test_a_file_that_changes_nothing_cannot_be_saved(client, area):
    confirmed(client, brought(client, area, TABLE, **CHOICE))

    response = brought(client, area, TABLE, **CHOICE)

    assert "har redan de här talen" in shown(response)
    assert "Spara som utkast" not in shown(response)


def test_a_new_statistic_asks_for_its_words(client, area):
    response = brought(client, area, TABLE, **{**CHOICE, "target": "new"})
    assert response.status_code == 422
    assert "En ny siffra behöver detta" in shown(response)

    words = {"target": "new", "heading": "Resor", "label": "resor 2018"}
    confirmed(client, brought(client, area, TABLE, **{**CHOICE, **words}))

    old, new = [block.value for block in draft(area).statistics]
    assert old.number == 99
    assert (new["heading"], new.number, new["period"]) == ("Resor", 100, "2018")
    assert new["statistic_id"] not in (None, old["statistic_id"])


def test_symbols_mean_what_the_chosen_source_says(client, area):
    table = "Typ;2017;2018\nTotalt;10;-\n"
    chosen = {"dimension-1": "2018"}

    as_scb = shown(brought(client, area, table, **chosen, source="scb"))
    assert "Värde 99 0 Ändrat" in as_scb
    as_kolada = shown(brought(client, area, table, **chosen, source="kolada"))
    assert "Värde 99 Uppgift saknas Saknas" in as_kolada


def test_the_editor_says_whose_symbols_they_are_when_the_file_does_not(client, area):
    response = client.get(upload(client, area, "Typ;2018\nTotalt;-\n").url)

    told = shown(response)
    assert "SCB eller en annan PxWeb-databas: ”-” är noll" in told
    assert "Kolada: ”-” är uppgift saknas" in told
    assert "Tabellen som den har uppfattats" not in told
    assert not re.search(r'name="source"[^>]*checked', response.content.decode())


def test_pasted_cells_are_a_table(client, area):
    form = {"page": str(area.pk), "pasted": "Typ\t2018\nTotalt\t1 037\n"}
    response = client.post(reverse("report_imports"), form)
    assert response.status_code == 302

    told = shown(client.get(response.url))

    assert "Inklistrad tabell" in told
    assert "1 037" in told.replace("\u00a0", " ")


def test_a_good_file_is_kept_while_the_page_is_chosen(client, area):
    response = upload(client, area, TABLE, page="")
    assert response.status_code == 422
    kept = re.search(r'name="kept" value="([^"]+)"', response.content.decode())[1]

    response = client.post(reverse("report_imports"), {"page": str(area.pk), "kept": kept})

    assert response.status_code == 302
    assert client.get(response.url).status_code == 200


def test_a_page_that_was_changed_meanwhile_shows_the_difference_anew(client, area):
    response = brought(client, area, TABLE, **CHOICE)
    page = draft(area)
    page.statistics[0].value["value"] = 98
    page.save_revision()

    answer = confirmed(client, response)

    assert answer.status_code == 409
    assert "har ändrat sidan under tiden" in shown(answer)
    assert "Värde 98 100" in shown(answer)
    assert draft(area).statistics[0].value.number == 98
    assert confirmed(client, answer).status_code == 302


# --- Who may --------------------------------------------------------------------------------------


def editor_of(area: AreaPage) -> Client:
    """An editor who may change this area and nothing else."""
    group = Group.objects.create(name="Redaktörer")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(codename="change_page")
    GroupPagePermission.objects.create(group=group, page=area, permission=change)
    user = build.User.objects.create_user("redaktor", "redaktor@example.org", build.PASSWORD)
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


def test_an_editor_imports_into_the_own_area_only(client, area):
    other = build.area(title="Kultur", statistics=[build.statistic(heading="Besökare")])
    editor = editor_of(area)

    start = editor.get(reverse("report_imports")).content.decode()
    assert f'value="{area.pk}"' in start
    assert f'value="{other.pk}"' not in start
    assert upload(editor, other, TABLE).status_code == 422
    assert confirmed(editor, brought(editor, area, TABLE, **CHOICE)).status_code == 302
    assert ImportRecord.objects.get().page == area
    ImportRecord.objects.create(page=other, heading="Besökare", source="table", sha256="0" * 64)
    assert "Besökare" not in shown(editor.get(reverse("report_import_records")))


def test_nobody_else_sees_a_waiting_file(client, area):
    address = upload(client, area, TABLE).url
    editor = editor_of(area)

    response = editor.get(address, follow=True)

    assert response.redirect_chain[0][0] == reverse("report_imports")
    assert "Totalt" not in shown(response)


def test_without_signing_in_there_is_no_desk(area):
    for name in ("report_imports", "report_import_records"):
        assert "login" in Client().get(reverse(name)).url


def test_a_page_that_was_locked_meanwhile_is_refused(client, area):
    response = brought(client, area, TABLE, **CHOICE)
    AreaPage.objects.filter(pk=area.pk).update(locked=True, locked_by=build.administrator("chef"))

    answer = confirmed(client, response)

    assert "är låst" in shown(client.get(answer.url))
    assert draft(area).statistics[0].value.number == 99
    assert not ImportRecord.objects.exists()


def test_a_file_waits_for_a_day_and_no_longer(client, area):
    address = upload(client, area, TABLE).url
    WaitingFile.objects.update(created_at=timezone.now() - timedelta(hours=25))

    response = client.get(address, follow=True)

    assert "har väntat mer än ett dygn" in shown(response)
    upload(client, area, TABLE)
    assert WaitingFile.objects.count() == 1


def test_a_users_oldest_waiting_files_make_room(client, area):
    for _ in range(12):
        upload(client, area, TABLE)

    assert WaitingFile.objects.count() == 10


# --- Bad files ------------------------------------------------------------------------------------


def workbook(*rows, **cells) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for place, value in cells.items():
        book.active[place] = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def dataset(**fields) -> bytes:
    """A small JSON-stat dataset with what is wrong in it."""
    whole = {
        "version": "2.0",
        "class": "dataset",
        "id": ["typ", "tid"],
        "size": [1, 2],
        "dimension": {
            "typ": {"category": {"label": {"t": "Totalt"}}},
            "tid": {"label": "år", "category": {"index": {"2017": 0, "2018": 1}}},
        },
        "value": [1, 2],
    }
    return json.dumps({**whole, **fields}).encode()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Filen är tom"),
        (b"Typ;2018\nTotalt;1 O37\nAndra;5\n", "Rad 2, kolumn B: ”1 O37” innehåller ”O”"),
        (b"Typ;2018\nTotalt;1;2\n", "Rad 2: Raden har 3 fält, men det finns 2 rubriker"),
        (b"Typ;2018;2018\nTotalt;1;2\n", "Rad 1, kolumn C: Rubriken ”2018” finns mer än en gång"),
        (b"Typ;2018\na;1\na;2\n", "Rad 3: Raden har samma etiketter som rad 2"),
        (b"Typ;A;B\na;1,5;1.5\n", "Rad 2, kolumn C: Filen har både decimalkomma"),
        (b'Typ;2018\n"a;1\n', "Citattecknen stämmer inte"),
        (b"Typ;2018\na\0;1\n", "U+0000"),
        ("Typ;2018\nÃ¥r;1\n".encode(), "Rad 2: Bokstäverna å, ä och ö är trasiga"),
        (b"x" * (6 * 1024 * 1024), "Filen är 6,0 MB"),
        (dataset(value=[1, 2, 3]), "Dimensionerna ger 2 celler, men filen har 3"),
        (dataset(value=[1, None], status={"1": "x"}), "år 2018: ”x” är varken ett tal"),
        (dataset(value=[1, "två"]), "år 2018: ”två” står där ett tal skulle stå"),
        (dataset(value={"7": 1}), "pekar på platser som dimensionerna inte har"),
        (dataset(value=[1, float("nan")]), "”NaN”"),
        (b'{"value": [1, 2', "inte fullständig JSON"),
        (b"[" * 100_000, "djupare än någon tabell"),
        (b'{"svar": 42}', "varken JSON-stat eller"),
        (workbook(["Typ", 2018], ["a", "=1+1"]), "Rad 2, kolumn B: Cellen har en formel utan"),
        (
            workbook(
                ["Typ", 2018, 2019], ["a", timezone.now().replace(tzinfo=None), 1], ["b", 1, 1]
            ),
            "Rad 2, kolumn B: Cellen har ett datum",
        ),
        (b"PK\x03\x04 no zip", "Arbetsboken är skadad"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "lösenord"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Workbook", "Excels gamla format"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_file_is_refused_with_a_sentence_and_nothing_is_changed(
    client, area, content, sentence
):
    before = area.latest_revision_id

    response = upload(client, area, content, "fil.xyz")
    if response.status_code == 302:
        response = client.get(response.url, {"source": "table"})

    assert response.status_code == 422
    assert sentence in shown(response)
    assert AreaPage.objects.get(pk=area.pk).latest_revision_id == before


def test_a_dimension_that_is_not_chosen_is_asked_for(client, area):
    response = brought(client, area, TABLE, **{"dimension-1": "2018"})

    assert response.status_code == 422
    assert "Välj en av Typ" in shown(response)


def test_a_number_that_could_be_meant_in_two_ways_is_asked_about(client, area):
    table = "Typ;2018\nTotalt;1,037\n"
    response = client.get(upload(client, area, table).url, {"source": "table"})
    assert response.status_code == 422
    assert "Rad 2, kolumn B: ”1,037” kan vara ett litet tal" in shown(response)

    assert "Värde 99 1,037" in shown(brought(client, area, table, notation="sv"))
    told = shown(brought(client, area, table, notation="en")).replace("\u00a0", " ")
    assert "Värde 99 1 037" in told


@pytest.mark.parametrize(
    ("megabytes", "status", "told"),
    [
        (3, 302, ""),
        (6, 422, "Högst 5 MB går att importera"),
        (11, 400, "Det som skickades kunde inte tas emot"),
    ],
)
def test_a_pasted_table_that_is_too_large_is_told_in_words(client, area, megabytes, status, told):
    pasted = TABLE + f"{' ' * 200}\n" * (megabytes * 5_217)
    data = {"page": str(area.pk), "pasted": pasted}
    response = client.post(reverse("report_imports"), data)
    assert response.status_code == status
    assert told in shown(response)


def test_reading_on_without_saying_where_a_table_comes_from_is_answered(client, area):
    address = upload(client, area, TABLE).url

    response = client.get(address, {"read": "1"})

    assert response.status_code == 422
    assert "Välj varifrån tabellen kommer." in shown(response)


def test_a_file_is_read_once_for_all_steps(client, area, monkeypatch):
    read = []
    real = desk.File
    monkeypatch.setattr(desk, "File", lambda data: read.append(data) or real(data))

    confirmed(client, brought(client, area, TABLE, **CHOICE))

    assert read == [TABLE.encode()]
