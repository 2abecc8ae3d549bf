"""The register is right after every way of publishing."""

import uuid
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from report.models import AreaPage, Correction, PublishedFigure, Statistic
from tests import build

pytestmark = pytest.mark.django_db


def figures() -> list[tuple]:
    """What a stranger may read in the register."""
    return [
        (figure.heading, figure.value and int(figure.value), figure.year)
        for figure in PublishedFigure.objects.public().order_by("position")
    ]


def test_publishing_an_area_writes_its_figures():
    area = build.area(statistics=[build.statistic()])

    figure = PublishedFigure.objects.public().get()
    assert figures() == [("Kronobergarnas vårdkonsumtion", 1037034, 2018)]
    assert figure.page == area
    assert figure.statistic.slug == "kronobergarnas-vardkonsumtion"
    assert figure.data["value"] == 1037034


def test_a_draft_leaves_the_register_alone():
    build.area(statistics=[build.statistic()], live=False)

    assert not Statistic.objects.exists()
    assert figures() == []


def test_a_draft_on_a_live_page_leaves_the_published_figure_as_it_was():
    area = build.area(statistics=[build.statistic()])
    area.statistics[0].value["value"] = 5
    area.save_revision()

    assert figures() == [("Kronobergarnas vårdkonsumtion", 1037034, 2018)]


def test_the_server_gives_every_block_an_identity_that_revision_and_live_page_share():
    area = build.area(statistics=[build.statistic(), build.statistic(heading="En till")])

    live = [block.value["statistic_id"] for block in area.statistics]
    draft = [
        block.value["statistic_id"] for block in area.get_latest_revision_as_object().statistics
    ]
    assert live == draft
    assert len(set(live)) == 2
    assert set(live) == set(Statistic.objects.values_list("pk", flat=True))


def test_a_duplicated_block_gets_an_identity_of_its_own():
    identity = str(uuid.uuid4())
    area = build.area(
        statistics=[
            build.statistic(statistic_id=identity),
            build.statistic(statistic_id=identity, heading="Kopian"),
        ]
    )

    first, second = (block.value["statistic_id"] for block in area.statistics)
    assert str(first) == identity
    assert second not in (None, first)


def test_the_same_heading_twice_gives_two_addresses():
    build.area(statistics=[build.statistic(), build.statistic()])

    slugs = sorted(Statistic.objects.values_list("slug", flat=True))
    assert slugs[0] == "kronobergarnas-vardkonsumtion"
    assert slugs[1].startswith("kronobergarnas-vardkonsumtion-")


def test_the_address_of_a_statistic_stays_when_its_heading_changes():
    area = build.area(statistics=[build.statistic()])
    area.statistics[0].value["heading"] = "Besök i vården"
    build.publish(area)

    assert Statistic.objects.get().slug == "kronobergarnas-vardkonsumtion"
    assert figures() == [("Besök i vården", 1037034, 2018)]


def test_unpublishing_hides_the_figures_and_publishing_again_shows_them():
    area = build.area(statistics=[build.statistic()])
    area.unpublish()
    assert figures() == []

    build.publish(AreaPage.objects.get())
    assert len(figures()) == 1
    assert PublishedFigure.objects.count() == 1


def test_a_removed_block_is_withdrawn_and_its_number_remembered():
    area = build.area(statistics=[build.statistic()])
    identity = area.statistics[0].value["statistic_id"]
    area.statistics = []
    area = build.publish(area)
    assert figures() == []

    area.statistics = AreaPage._meta.get_field("statistics").to_python(
        [build.statistic(statistic_id=str(identity), value="1037035")]
    )
    build.publish(area)

    assert figures() == [("Kronobergarnas vårdkonsumtion", 1037035, 2018)]
    assert (Correction.objects.get().old, Correction.objects.get().new) == (1037034, 1037035)


def test_deleting_the_page_hides_its_figures_and_keeps_the_memory():
    area = build.area(statistics=[build.statistic()])
    area.delete()

    assert figures() == []
    assert PublishedFigure.objects.get().page is None


def test_zero_is_a_number_and_a_missing_value_is_none():
    build.area(
        statistics=[
            build.statistic(value="0", heading="Noll"),
            build.statistic(value=None, missing="confidential", heading="Saknas"),
            build.statistic(value="-3.5", heading="Negativ"),
        ]
    )

    zero, missing, negative = PublishedFigure.objects.order_by("position")
    assert (zero.value, zero.missing) == (0, "")
    assert (missing.value, missing.missing) == (None, "confidential")
    assert float(negative.value) == -3.5


# --- Copies ---------------------------------------------------------------------------------------


def test_a_copy_beside_its_original_gets_a_key_and_identities_of_its_own():
    area = build.area(statistics=[build.statistic()])
    copy = area.copy(update_attrs={"slug": "kopia", "title": "Kopia"})

    copy = AreaPage.objects.get(pk=copy.pk)
    assert copy.area_key != area.area_key
    assert len(figures()) == 2
    draft = copy.get_latest_revision_as_object()
    assert draft.area_key == copy.area_key
    live = [block.value["statistic_id"] for block in copy.statistics]
    assert [block.value["statistic_id"] for block in draft.statistics] == live
    assert live != [block.value["statistic_id"] for block in area.statistics]


def test_a_copy_in_another_edition_keeps_key_and_identities():
    area = build.area(statistics=[build.statistic()])
    next_year = build.report(year=2019)
    copy = area.copy(to=next_year, keep_live=False)

    copy = AreaPage.objects.get(pk=copy.pk)
    assert copy.area_key == area.area_key
    build.publish(copy)
    assert Statistic.objects.count() == 1
    assert sorted(PublishedFigure.objects.values_list("year", flat=True)) == [2018, 2019]


# --- Every door of publishing ---------------------------------------------------------------------


def draft_area(value: str = "7") -> AreaPage:
    return build.area(statistics=[build.statistic(value=value)], live=False)


def test_publishing_by_the_bulk_action(client: Client, administrator):
    area = draft_area()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    response = client.post(f"{address}?id={area.pk}", {"id": area.pk})

    assert response.status_code == 302
    assert figures() == [("Kronobergarnas vårdkonsumtion", 7, 2018)]


def test_publishing_by_a_schedule(monkeypatch):
    area = draft_area()
    area.go_live_at = timezone.now() + timedelta(hours=1)
    area.save_revision().publish()
    assert figures() == []

    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    call_command("publish_scheduled")

    assert figures() == [("Kronobergarnas vårdkonsumtion", 7, 2018)]


def test_expiring_by_a_schedule():
    area = build.area(statistics=[build.statistic()])
    AreaPage.objects.filter(pk=area.pk).update(expire_at=timezone.now() - timedelta(minutes=1))

    call_command("publish_scheduled")

    assert figures() == []


def test_publishing_by_a_workflow(administrator):
    group = Group.objects.create(name="Granskare")
    administrator.groups.add(group)
    task = GroupApprovalTask.objects.create(name="Granskning")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="Godkännande")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    area = draft_area()

    state = workflow.start(area, administrator)
    assert figures() == []
    state.current_task_state.approve(user=administrator)

    assert figures() == [("Kronobergarnas vårdkonsumtion", 7, 2018)]


def test_a_publication_that_fails_leaves_the_register_as_it_was(monkeypatch):
    area = build.area(statistics=[build.statistic()])
    area.statistics[0].value["value"] = 5

    def fail(*args, **kwargs):
        raise RuntimeError("the database went away")

    monkeypatch.setattr(PublishedFigure, "save", fail)
    with pytest.raises(RuntimeError):
        area.save_revision().publish()

    monkeypatch.undo()
    assert int(AreaPage.objects.get().statistics[0].value["value"]) == 1037034
    assert figures() == [("Kronobergarnas vårdkonsumtion", 1037034, 2018)]


def test_the_desk_lists_each_number_by_its_latest_heading(client, administrator):
    build.area(statistics=[build.statistic(heading="Antal besök")])

    listed = client.get(reverse(Statistic.snippet_viewset.get_url_name("list"))).content.decode()

    assert "Antal besök" in listed
    assert "2018" in listed
