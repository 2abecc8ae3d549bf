"""A published number that changes: the note that is asked for, what is kept, what readers see."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from report.models import AreaPage, Correction, CorrectionNote
from report.statistics.register import CorrectionIsPermanent
from tests import build
from tests.test_editor import area_form, listed, shown, statistic_form

pytestmark = pytest.mark.django_db

PARTS = [
    {"label": "besök till läkare", "number": "424868"},
    {"label": "besök till andra", "number": "612166"},
]
LISTS = ("parts", "derived", "series")
NOTE = "Ett besök hade fallit bort."


@pytest.fixture
def area(administrator) -> AreaPage:
    return build.area(statistics=[build.statistic(parts=PARTS)])


def posted(area: AreaPage, **fields) -> tuple[str, dict]:
    """The statistic as the browser posts it, some fields typed anew."""
    value = area.statistics[0].value
    block, form = statistic_form(statistic_id=str(value["statistic_id"]), **fields)
    return block, {**form, **{name: as_posted(area, name) for name in LISTS}}


def as_posted(area: AreaPage, name: str, **changed) -> dict:
    """A list of the statistic as the browser posts it, some fields of every item typed anew."""
    children = area.statistics[0].value[name].bound_blocks
    values = [{**child.value, **changed} for child in children]
    form = listed([{k: "" if v is None else v for k, v in value.items()} for value in values])
    for place, child in enumerate(children):
        form[str(place)]["id"] = child.id
    return form


def save(client: Client, area: AreaPage, *statistics: tuple[str, dict], **fields):
    """Press a button of the editor: Publish, unless another is named."""
    address = reverse("wagtailadmin_pages:edit", args=[area.pk])
    return client.post(address, area_form(*statistics, slug=area.slug, **fields))


def corrections() -> list[tuple]:
    return [(row.what.partition(":")[0], row.old, row.new) for row in Correction.objects.all()]


def on_the_page(area: AreaPage) -> list[str]:
    """What readers are told, in words."""
    page = shown(Client().get(area.url)).replace("\u00a0", " ")
    return [
        " ".join(part.split("</li>")[0].replace("</time>", "").split(">")[-1].split())
        for told in page.split('<ul class="corrections')[1:]
        for part in told.split("</ul>")[0].split("<li>")[1:]
    ]


def in_the_api(area: AreaPage) -> list[dict]:
    answer = Client().get(f"/api/v2/pages/{area.pk}/").json()
    return answer["statistics"][0]["value"]["corrections"]


# --- The note -------------------------------------------------------------------------------------


def test_a_published_number_that_changes_asks_for_a_note(client, area):
    response = save(client, area, posted(area, value="1 037 035"))

    assert response.status_code == 200
    error = "Den publicerade siffran ändras: 1\u00a0037\u00a0034 blir 1\u00a0037\u00a0035."
    assert error in shown(response)
    assert '"1\u00a0037\u00a0035"' in shown(response), "what was typed stands in the field"
    assert not Correction.objects.exists()
    assert area.statistics[0].value.number == 1037034


def test_with_its_note_the_number_is_published_and_the_correction_told(client, area):
    response = save(client, area, posted(area, value="1 037 035", correction_note=NOTE))

    assert response.status_code == 302
    assert corrections() == [("value", 1037034, 1037035)]
    today = timezone.localdate()
    (told,) = on_the_page(area)
    assert told.endswith(f": 1 037 034 ändrades till 1 037 035. {NOTE}")
    assert in_the_api(area) == [
        {
            "date": today.isoformat(),
            "what": "value",
            "label": None,
            "old": 1037034,
            "new": 1037035,
            "note": NOTE,
        }
    ]


def test_the_statistics_own_page_and_its_files_tell_the_correction(client, area):
    save(client, area, posted(area, value="1 037 035", correction_note=NOTE))

    address = "/2018/statistik/kronobergarnas-vardkonsumtion"
    told = f"1 037 034 ändrades till 1 037 035. {NOTE}"
    assert told in shown(client.get(f"{address}/")).replace("\u00a0", " ")
    assert client.get(f"{address}.json").json()["corrections"] == in_the_api(area)
    for ending in ("csv", "sv.csv", "jsonstat.json"):
        file = client.get(f"{address}.{ending}").content.decode()
        assert told in file.replace("\u00a0", " "), ending
    book = load_workbook(BytesIO(client.get(f"{address}.xlsx").content))
    about = {name.value: text.value for name, text in book.worksheets[0].iter_rows(max_col=2)}
    assert told in about["Rättelse"].replace("\u00a0", " ")


def test_a_note_is_never_used_twice(client, area):
    save(client, area, posted(area, value="1 037 035", correction_note=NOTE))

    response = save(client, area, posted(area, value="1 037 036", correction_note=f" {NOTE}"))

    assert response.status_code == 200
    assert "Texten hör till en tidigare rättelse" in shown(response)
    assert NOTE in shown(response), "what was typed stands in the field"
    save(client, area, posted(area, value="1 037 036", correction_note="Och ett till."))
    assert [told["note"] for told in in_the_api(area)] == ["Och ett till.", NOTE]


def test_the_form_that_still_holds_the_note_changes_nothing_when_the_number_stands(client, area):
    save(client, area, posted(area, value="1 037 035", correction_note=NOTE))

    response = save(client, area, posted(area, value="1 037 035", correction_note=NOTE))

    assert response.status_code == 302
    assert Correction.objects.count() == CorrectionNote.objects.count() == 1


def test_a_note_that_was_copied_to_next_years_report_is_not_used_there(client, area):
    save(client, area, posted(area, value="1 037 035", correction_note=NOTE))
    copy = AreaPage.objects.get(pk=area.pk).copy(to=build.report(year=2019))

    copy = AreaPage.objects.get(pk=copy.pk)
    response = save(client, copy, posted(copy, value="1 100 000", correction_note=NOTE))

    assert "Texten hör till en tidigare rättelse" in shown(response)


def test_a_copy_beside_its_original_has_no_note(client, area):
    save(client, area, posted(area, value="1 037 035", correction_note=NOTE))

    copy = AreaPage.objects.get(pk=area.pk).copy(update_attrs={"slug": "kopia"})

    assert AreaPage.objects.get(pk=copy.pk).statistics[0].value["correction_note"] == ""


def test_a_draft_needs_no_note(client, area):
    response = save(client, area, posted(area, value="1 037 035"), **{"action-publish": ""})

    assert response.status_code == 302
    assert not Correction.objects.exists()


@pytest.mark.parametrize("button", ["action-submit", "go_live_at"])
def test_submitting_and_scheduling_ask_for_a_note_too(client, administrator, area, button):
    start_workflow_for(area, administrator)
    later = timezone.localtime() + timedelta(days=2)
    buttons = {
        "action-submit": {"action-publish": "", "action-submit": "1"},
        "go_live_at": {"go_live_at": later.strftime("%Y-%m-%d %H:%M")},
    }

    response = save(client, area, posted(area, value="1 037 035"), **buttons[button])

    assert response.status_code == 200
    assert "Den publicerade siffran ändras" in shown(response)


def test_every_kind_of_number_is_asked_about(client, administrator):
    series = [{"period": "2017", "number": "5"}, {"period": "2016", "missing": "not-available"}]
    derived = [{"number": "6.8", "text": "besök per patient"}]
    area = build.area(statistics=[build.statistic(parts=PARTS, derived=derived, series=series)])
    form = posted(area, unit_code="sek")
    form[1]["parts"]["1"]["value"]["number"] = "612 167"
    form[1]["derived"] = as_posted(area, "derived", number="6,9")
    form[1]["series"] = as_posted(area, "series", number="6", missing="")

    told = shown(save(client, area, form)).replace("\u00a0", " ")

    assert (
        "ändras: antal blir kronor (enhet); "
        "612 166 blir 612 167 (besök till andra); 6,8 blir 6,9 (besök per patient); "
        "5 blir 6 (2017); 1 till." in told
    )
    form[1]["correction_note"] = NOTE
    assert save(client, area, form).status_code == 302
    assert corrections() == [
        ("unit_code", "count", "sek"),
        ("part", 612166, 612167),
        ("derived", 6.8, 6.9),
        ("series", 5, 6),
        ("series", "not-available", 6),
    ]
    assert [told["label"] for told in in_the_api(area)] == [
        None,
        "besök till andra",
        "besök per patient",
        "2017",
        "2016",
    ]
    (told,) = on_the_page(area)
    assert "uppgift saknas ändrades till 6 (2016)" in told
    assert told.count(NOTE) == 1


# --- What is a correction, and what is not --------------------------------------------------------


def publish(area: AreaPage, **fields) -> AreaPage:
    """Publish changed fields of the statistic without the form, as a schedule or command would."""
    for name, value in fields.items():
        area.statistics[0].value[name] = value
    return build.publish(area)


def test_a_number_that_was_awaited_and_comes_is_no_correction(client, administrator):
    area = build.area(statistics=[build.statistic(value=None, missing="not-yet")])

    response = save(client, area, posted(area, value="7", unit_code="percent"))

    assert response.status_code == 302
    assert not Correction.objects.exists()


def test_a_number_that_goes_missing_is_one(client, area):
    publish(area, value=None, missing="confidential")

    assert corrections() == [("value", 1037034, "confidential")]
    (told,) = on_the_page(area)
    assert told.endswith("1 037 034 ändrades till sekretess.")


def test_another_reason_for_a_missing_number_is_one(area):
    area = publish(area, value=None, missing="confidential")
    publish(area, missing="not-applicable")

    assert corrections()[0] == ("value", "confidential", "not-applicable")


def test_one_more_part_is_none_and_one_part_less_is_one(area):
    stream = AreaPage._meta.get_field("statistics")
    stored = list(area.statistics.raw_data)
    parts = stored[0]["value"]["parts"]
    more = build.items({"label": "besök till barnmorska", "number": "1"})
    stored[0]["value"]["parts"] = [*parts, *more]
    area.statistics = stream.to_python(stored)
    area = build.publish(area)
    assert not Correction.objects.exists()

    stored[0]["value"]["parts"] = parts
    area.statistics = stream.to_python(stored)
    build.publish(area)

    assert corrections() == [("part", 1, None)]
    assert on_the_page(area)[0].endswith("1 togs bort (besök till barnmorska).")


def test_a_part_that_was_written_anew_is_known_by_its_label(area):
    stored = list(area.statistics.raw_data)
    stored[0]["value"]["parts"] = build.items({**PARTS[0], "number": "424869"}, PARTS[1])
    area.statistics = AreaPage._meta.get_field("statistics").to_python(stored)
    build.publish(area)

    assert corrections() == [("part", 424868, 424869)]


def test_a_new_label_is_no_correction(area):
    area.statistics[0].value["parts"][0]["label"] = "läkarbesök"
    build.publish(area)

    assert not Correction.objects.exists()


def test_there_is_no_grace_a_correction_a_minute_later_is_one(area):
    assert timezone.now() - area.first_published_at < timedelta(minutes=1)
    publish(area, value=1)

    assert len(corrections()) == 1


# --- It stays -------------------------------------------------------------------------------------


def test_a_correction_can_be_neither_changed_nor_removed(client, area):
    save(client, area, posted(area, value="1", correction_note=NOTE))
    correction, note = Correction.objects.get(), CorrectionNote.objects.get()

    for attempt in (
        correction.save,
        correction.delete,
        Correction.objects.all().delete,
        lambda: Correction.objects.update(old=0),
        note.save,
        note.delete,
        correction.notes.all().delete,
        lambda: correction.notes.update(text=""),
        lambda: CorrectionNote.objects.bulk_update([note], ["text"]),
    ):
        with pytest.raises(CorrectionIsPermanent), transaction.atomic():
            attempt()
    assert Correction.objects.get().old == 1037034
    assert CorrectionNote.objects.get().text == NOTE


def test_going_back_to_an_old_version_is_one_more_correction(client, area):
    first = area.latest_revision
    save(client, area, posted(area, value="1 037 035", correction_note=NOTE))

    first.publish()

    assert corrections() == [("value", 1037035, 1037034), ("value", 1037034, 1037035)]
    assert [told["note"] for told in in_the_api(area)] == [None, NOTE]


def test_a_block_that_is_removed_and_comes_back_has_its_corrections(client, area):
    save(client, area, posted(area, value="1 037 035", correction_note=NOTE))
    area = AreaPage.objects.get(pk=area.pk)
    kept = area.statistics
    area.statistics = []
    area = build.publish(area)
    area.statistics = kept
    build.publish(area)

    assert len(on_the_page(area)) == 1


def test_unpublishing_and_deleting_the_page_keep_its_corrections(client, area):
    save(client, area, posted(area, value="1 037 035", correction_note=NOTE))
    area = AreaPage.objects.get(pk=area.pk)
    area.unpublish()
    build.publish(AreaPage.objects.get(pk=area.pk))
    assert len(on_the_page(area)) == 1

    area.delete()

    assert len(corrections()) == 1


# --- Every other door -----------------------------------------------------------------------------


def draft_with(area: AreaPage, value: int) -> None:
    area.statistics[0].value["value"] = value
    area.save_revision()


def start_workflow_for(area: AreaPage, user):
    """A workflow of one review by the user's group."""
    from django.contrib.auth.models import Group
    from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

    group = Group.objects.create(name="Granskare")
    user.groups.add(group)
    task = GroupApprovalTask.objects.create(name="Granskning")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="Godkännande")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=area)
    return workflow


def test_the_bulk_action_records_a_correction_without_a_note(client, area):
    draft_with(area, 5)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    response = client.post(f"{address}?id={area.pk}", {"id": area.pk})

    assert response.status_code == 302
    assert in_the_api(area)[0]["note"] is None


def test_a_schedule_records_a_correction_without_a_note(area, monkeypatch):
    area.go_live_at = timezone.now() + timedelta(hours=1)
    draft_with(area, 5)
    area.get_latest_revision().publish()
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)

    call_command("publish_scheduled")

    assert corrections() == [("value", 1037034, 5)]


def test_a_workflow_records_a_correction_without_a_note(area, administrator):
    draft_with(area, 5)
    state = start_workflow_for(area, administrator).start(area, administrator)

    state.current_task_state.approve(user=administrator)

    assert corrections() == [("value", 1037034, 5)]


def test_a_note_that_is_missing_is_asked_for_and_can_be_added(client, area):
    area = publish(area, value=5)
    address = reverse("wagtailadmin_pages:edit", args=[area.pk])
    assert "”Kronobergarnas vårdkonsumtion” har rättats utan förklaring" in shown(
        client.get(address)
    )

    response = save(client, area, posted(area, value="5", correction_note=NOTE))

    assert response.status_code == 302
    assert len(corrections()) == 1
    assert in_the_api(area)[0]["note"] == NOTE
    assert "utan förklaring" not in shown(client.get(address))


def test_a_second_note_is_added_and_the_first_one_stays(client, area):
    save(client, area, posted(area, value="5", correction_note=NOTE))
    save(client, area, posted(area, value="5", correction_note="Det var i mars."))

    assert in_the_api(area)[0]["note"] == f"{NOTE} Det var i mars."


# --- Cost -----------------------------------------------------------------------------------------


def queries(client: Client, address: str) -> int:
    client.get(address)  # the second answer counts: what is kept between answers is made
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def test_corrections_cost_one_query_and_one_more_for_their_notes(client):
    area = build.area(statistics=[build.statistic(heading=f"Siffra {n}") for n in range(10)])
    api = "/api/v2/pages/?type=report.AreaPage&fields=statistics"
    page_before, api_before = queries(client, area.url), queries(client, api)

    for block in area.statistics:
        block.value["value"], block.value["correction_note"] = 1, NOTE
    build.publish(area)

    assert len(on_the_page(area)) == 10
    assert queries(client, area.url) == page_before + 1
    assert queries(client, api) == api_before + 1
