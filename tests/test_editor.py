"""A communicator types numbers in Wagtail's editor, well and badly."""

import html
import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from report.models import AreaPage, PublishedFigure, Statistic
from tests import build

pytestmark = pytest.mark.django_db


def statistic_form(**fields) -> tuple[str, dict]:
    """What the browser posts for a statistic block."""
    lists = {name: listed(fields.pop(name, [])) for name in ("parts", "derived", "series")}
    defaults = {
        "heading": "Kronobergarnas vårdkonsumtion",
        "statistic_id": "",
        "same_as": "",
        "value": "1 037 034",
        "missing": "",
        "label": "besök 2018",
        "period": "2018",
        "kind": "outcome",
        "infobox": rich_text("<p>Vad som räknas.</p>"),
        "unit": "besök",
        "unit_code": "count",
        "decimals": "",
        "qualifier": "",
        "comment": "",
        "break_note": "",
        "chart": "",
        "source": "",
        "source_url": "",
        "anchor": "",
        "x": "",
        "y": "",
        "upright_x": "",
        "upright_y": "",
    }
    return "statistic", {**defaults, **lists, **fields}


def shown(response) -> str:
    """What the editor reads: the forms of blocks travel as JSON in an attribute."""
    text = html.unescape(response.content.decode())
    return re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text)


def listed(values: list[dict]) -> dict:
    """The form of a list block."""
    form = {"count": str(len(values))}
    for number, value in enumerate(values):
        form[str(number)] = {"value": value, "deleted": "", "order": str(number), "type": "item"}
    return form


def area_form(*statistics: tuple[str, dict], **fields) -> dict:
    """What the browser posts for the whole area page."""
    return nested_form_data(
        {
            "title": "Hälso- och sjukvård",
            "slug": "halso-och-sjukvard",
            "lead": "En ingress.",
            "icon": "health",
            "colour": "spring",
            "scene": "clinic",
            "scene_background": "",
            "scene_foreground": "",
            "scene_upright": "",
            "seo_title": "",
            "search_description": "",
            "statistics": streamfield(list(statistics)),
            "body": streamfield([]),
            "comments": inline_formset([]),
            "action-publish": "Publicera",
            **fields,
        }
    )


@pytest.fixture
def report():
    return build.report()


def create(client: Client, report: Page, *statistics: tuple[str, dict], **fields):
    address = reverse("wagtailadmin_pages:add", args=["report", "areapage", report.pk])
    return client.post(address, area_form(*statistics, **fields))


def value_after(client: Client, report: Page, typed: str) -> object:
    """The published value, after an editor typed this text and pressed Publish."""
    response = create(client, report, statistic_form(value=typed))
    assert response.status_code == 302, response.context["form"].errors
    return client.get("/api/v2/pages/?type=report.AreaPage&fields=statistics").json()["items"][0][
        "statistics"
    ][0]["value"]["value"]


@pytest.mark.parametrize(
    ("typed", "published", "notation"),
    [
        ("1 037 034", 1037034, "1\u00a0037\u00a0034"),
        ("1\u00a0037\u202f034", 1037034, "1\u00a0037\u00a0034"),
        ("0", 0, "0"),
        ("-3", -3, "−3"),
        ("−3", -3, "−3"),
        ("1,037", 1.037, "1,037"),
        ("6.8", 6.8, "6,8"),
    ],
)
def test_a_number_is_the_same_in_form_page_and_api(
    client, administrator, report, typed, published, notation
):
    assert value_after(client, report, typed) == published

    area = AreaPage.objects.get()
    assert f">{notation}</data>" in shown(client.get(area.url))
    form = client.get(reverse("wagtailadmin_pages:edit", args=[area.pk]))
    assert f'"{notation}"' in shown(form)


@pytest.mark.parametrize("typed", ["1 037 O34", "1.037.034", "12;5", "9" * 40])
def test_what_is_no_number_is_refused_and_comes_back_as_typed(client, administrator, report, typed):
    response = create(client, report, statistic_form(value=typed))

    assert response.status_code == 200
    assert not AreaPage.objects.exists()
    assert f'"{typed}"' in shown(response)
    assert "Skriv" in shown(response)


@pytest.mark.parametrize("typed", ["", "..", "-", "–"])
def test_nothing_asks_why_the_number_is_missing(client, administrator, report, typed):
    response = create(client, report, statistic_form(value=typed))

    assert response.status_code == 200
    assert "Välj varför" in shown(response)


def test_a_missing_number_is_published_as_missing_and_never_as_zero(client, administrator, report):
    response = create(client, report, statistic_form(value="", missing="confidential"))

    assert response.status_code == 302
    value = client.get("/api/v2/pages/?type=report.AreaPage&fields=statistics").json()["items"][0]
    assert value["statistics"][0]["value"]["value"] is None
    assert value["statistics"][0]["value"]["missing"] == "confidential"
    assert "Sekretess" in client.get(AreaPage.objects.get().url).content.decode()


def test_a_typed_per_cent_sign_sets_the_unit(client, administrator, report):
    assert value_after(client, report, "10 %") == 10
    assert PublishedFigure.objects.get().unit_code == "percent"


def test_a_draft_may_lack_its_number(client, administrator, report):
    response = create(client, report, statistic_form(value=""), **{"action-publish": ""})

    assert response.status_code == 302
    assert not AreaPage.objects.get().live


def test_parts_that_do_not_add_up_are_told_and_published(client, administrator, report):
    parts = [{"label": "läkare", "number": "424 868"}, {"label": "andra", "number": "612 167"}]
    response = create(client, report, statistic_form(parts=parts))

    assert response.status_code == 302
    told = client.get(response.url, follow=True).content.decode()
    assert "skiljer sig från värdet med +1" in told
    assert AreaPage.objects.get().live


def test_a_number_that_another_area_shows_is_refused(client, administrator, report):
    other = build.area(report, title="Kultur", statistics=[build.statistic()])
    identity = str(other.statistics[0].value["statistic_id"])

    response = create(client, report, statistic_form(statistic_id=identity))

    assert response.status_code == 200
    assert "står i ett annat område" in shown(response)
    assert Statistic.objects.count() == 1


def test_a_number_that_its_area_has_given_up_moves_with_its_address(client, administrator, report):
    other = build.area(report, title="Kultur", statistics=[build.statistic()])
    identity = str(other.statistics[0].value["statistic_id"])
    other.statistics = []
    build.publish(other)

    response = create(client, report, statistic_form(same_as=identity))

    assert response.status_code == 302
    here = AreaPage.objects.get(title="Hälso- och sjukvård")
    assert str(here.statistics[0].value["statistic_id"]) == identity
    page = client.get("/2018/statistik/kronobergarnas-vardkonsumtion/").content.decode()
    assert here.url in page
    assert other.url not in page.split("<main", 1)[1]
    # What the old area's history still holds of it is a number of its own from now on.
    build.publish(other.revisions.first().as_object())
    assert Statistic.objects.count() == 2


def test_a_new_block_can_be_tied_to_last_years_number(client, administrator, report):
    last_year = build.area(build.report(year=2017), statistics=[build.statistic(value="1000000")])
    identity = str(last_year.statistics[0].value["statistic_id"])
    copy = last_year.copy(to=report, keep_live=False)
    address = reverse("wagtailadmin_pages:edit", args=[copy.pk])
    assert "Kronobergarnas vårdkonsumtion (2017)" in shown(client.get(address))

    response = client.post(address, area_form(statistic_form(same_as=identity)))

    assert response.status_code == 302
    this_year = AreaPage.objects.get(pk=copy.pk)
    assert str(this_year.statistics[0].value["statistic_id"]) == identity
    assert Statistic.objects.count() == 1
    assert "37\u00a0034" in client.get(this_year.url).content.decode()


# --- Pages ----------------------------------------------------------------------------------------


def report_form(year: str) -> dict:
    return nested_form_data(
        {
            "title": f"Årsberättelse {year}",
            "year": year,
            "headlines": streamfield([]),
            "lead": "",
            "scene_background": "",
            "scene_foreground": "",
            "accounts_url": "",
            "data_licence_url": "",
            "seo_title": "",
            "search_description": "",
            "comments": inline_formset([]),
            "action-publish": "Publicera",
        }
    )


def test_the_address_of_a_report_is_its_year(client, administrator):
    home = build.home()
    address = reverse("wagtailadmin_pages:add", args=["report", "reportpage", home.pk])

    assert client.post(address, report_form("2020")).status_code == 302
    assert client.get("/2020/").status_code == 200


def test_a_year_that_is_taken_is_refused_with_a_sentence(client, administrator, report):
    home = report.get_parent()
    address = reverse("wagtailadmin_pages:add", args=["report", "reportpage", home.pk])

    response = client.post(address, report_form("2018"))

    assert response.status_code == 200
    assert "Det finns redan en sida på /2018/" in response.content.decode()


def test_a_slug_that_the_site_needs_is_refused(client, administrator, report):
    response = create(client, report, slug="statistik")

    assert response.status_code == 200
    assert "använder själv adressen" in response.content.decode()


def test_an_area_cannot_move_to_another_edition(client, administrator, report):
    area = build.area(report)
    other = build.report(report.get_parent(), year=2019)

    address = reverse("wagtailadmin_pages:move_confirm", args=[area.pk, other.pk])
    client.post(address)

    assert AreaPage.objects.get().get_parent().pk == report.pk


def test_the_tree_allows_only_what_belongs_there():
    from home.models import AccessibilityStatementPage, HomePage, InformationPage
    from report.models import ArticlePage, ReportPage, StrategyPage

    allowed = {
        HomePage: {ReportPage, InformationPage, AccessibilityStatementPage},
        ReportPage: {AreaPage, StrategyPage},
        AreaPage: {ArticlePage, StrategyPage},
        ArticlePage: set(),
        StrategyPage: set(),
        InformationPage: set(),
        AccessibilityStatementPage: set(),
    }
    for parent, children in allowed.items():
        assert set(parent.allowed_subpage_models()) == children


# --- Preview --------------------------------------------------------------------------------------


def test_an_area_that_was_never_saved_can_be_previewed(client, administrator, report):
    address = reverse("wagtailadmin_pages:preview_on_add", args=["report", "areapage", report.pk])

    client.post(address, area_form(statistic_form(value="4711")))
    preview = client.get(address)

    assert preview.status_code == 200
    assert ">4\u00a0711</data>" in shown(preview)
    assert not Statistic.objects.exists()


def test_a_draft_is_previewed_and_stays_unseen_by_readers(client, administrator, report):
    area = build.area(report, statistics=[build.statistic()])
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[area.pk])

    client.post(address, area_form(statistic_form(value="4711")))

    assert ">4\u00a0711</data>" in shown(client.get(address))
    assert "4\u00a0711" not in shown(Client().get(area.url))


def test_every_block_is_previewed_in_the_editors_menu(client, administrator, report):
    build.image()
    form = client.get(reverse("wagtailadmin_pages:add", args=["report", "areapage", report.pk]))
    previews = set(re.findall(r'"blockDefId": ?"([^"]+)", "isPreviewable": true', shown(form)))
    assert previews

    for identity in previews:
        answer = client.get(reverse("wagtailadmin_block_preview"), {"id": identity})
        assert answer.status_code == 200, identity
        assert "site.css" in shown(answer)
