"""Texts that still say a number as it was: found in any notation, listed, changed or ticked."""

import pytest
from wagtail.models import Locale
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import streamfield

from report.checks.prose import pattern
from report.models import AreaPage
from report.statistics.change import Change
from tests import build
from tests.test_corrections import NOTE, posted, save
from tests.test_editor import shown


def found(old: float, text: str, *words: str) -> bool:
    """Whether the text says the number, which is or was `old`."""
    return bool(pattern(Change("value", "", old, 1, "count"), words).search(text))


@pytest.mark.parametrize(
    ("old", "text"),
    [
        (424868, "Det blev 424 868 besök."),
        (424868, "Det blev 424\u00a0868, sade hon."),
        (424868, "424\u202f868"),
        (424868, "(424868)"),
        (424868, "That is 424,868."),
        (1037034, "1.037.034"),
        (1037034, "−1 037 034"),
        (6.8, "6,8 gånger"),
        (6.8, "6.8"),
        (6.8, "6,80"),
        (41, "41 % av dem"),
        (41, "41%"),
        (41, "41 besök"),
        (41, "41\u00a0Besök"),
        (41, "41 procent"),
        (41, "41 per cent"),
        (2018, "2018 besök"),
        (512, "hela 512 stycken"),
    ],
)
def test_a_number_is_found_in_every_notation(old, text):
    assert found(old, text, "besök")


@pytest.mark.parametrize(
    ("old", "text"),
    [
        (424868, "1 424 868"),
        (424868, "424 868 001"),
        (424868, "424 869"),
        (424868, "1424868"),
        (6.8, "16,8"),
        (6.8, "6,85"),
        (6.8, "6 800"),
        (41, "den 41 dagen"),
        (41, "410 besök"),
        (41, "41 besökare"),
        (2018, "under 2018 ökade"),
        (868, "424 868"),
    ],
)
def test_what_is_another_number_is_left_alone(old, text):
    assert not found(old, text, "besök")


# --- In the editor --------------------------------------------------------------------------------


@pytest.fixture
def area(administrator, db) -> AreaPage:
    return build.area(
        statistics=[build.statistic(infobox="<p>Det var <b>1 037 034</b> besök.</p>")]
    )


def correction(area: AreaPage, **fields) -> tuple[str, dict]:
    return posted(area, value="1 037 035", correction_note=NOTE, **fields)


def test_a_text_of_the_page_is_listed_and_nothing_typed_is_lost(client, area):
    response = save(client, area, correction(area), lead="Det blev 1037034 besök till slut.")

    told = shown(response)
    assert response.status_code == 200
    assert "Ingress: <i>Det blev 1037034 besök till slut.</i>" in told
    assert "Jag har kontrollerat texterna" in told
    assert 'name="texts_checked"' in told
    assert NOTE in told and '"1\u00a0037\u00a0035"' in told
    assert AreaPage.objects.get().statistics[0].value.number == 1037034


def test_a_text_that_is_changed_at_the_same_time_is_not_listed(client, area):
    response = save(client, area, correction(area), lead="Det blev 1 037 035 besök.")

    assert response.status_code == 302


PARTS = [{"label": "Läkare", "number": "41"}, {"label": "Andra", "number": "59"}]


@pytest.mark.parametrize("lead", ["41,0 % till läkare", "Av alla var 41\u00a0% så.", "59 procent"])
def test_a_share_that_readers_no_longer_see_is_listed(client, administrator, lead):
    area = build.area(statistics=[build.statistic(value="100", parts=PARTS)])
    response = save(client, area, posted(area, value="110", correction_note=NOTE), lead=lead)

    assert response.status_code == 200
    assert f"Ingress: <i>{lead}</i>" in shown(response)


@pytest.mark.parametrize("lead", ["den 41 dagen", "141 %", "41,5 %", "37,3 %", "0,41 %"])
def test_what_is_no_share_or_is_one_of_today_is_not_listed(client, administrator, lead):
    area = build.area(statistics=[build.statistic(value="100", parts=PARTS)])
    response = save(client, area, posted(area, value="110", correction_note=NOTE), lead=lead)

    assert response.status_code == 302


def test_a_share_that_is_rounded_to_the_same_is_not_listed(client, administrator):
    parts = [{"label": "Läkare", "number": "4100"}, {"label": "Andra", "number": "5900"}]
    area = build.area(statistics=[build.statistic(value="10000", parts=parts)])
    form = posted(area, value="10001", correction_note=NOTE)

    assert save(client, area, form, lead="41,0 %, alltså 41 %").status_code == 302


def test_the_box_can_be_ticked_instead(client, area):
    lead = "Förr stod det 1 037 034 här."
    response = save(client, area, correction(area), lead=lead, texts_checked="on")

    assert response.status_code == 302
    assert AreaPage.objects.get().statistics[0].value.number == 1037035


def test_the_box_is_not_there_when_nothing_changes(client, area):
    response = save(client, area, posted(area, value="1 037 O34"), lead="1 037 034")

    assert response.status_code == 200
    assert "texts_checked" not in shown(response)


def test_infobox_comment_and_body_are_looked_through(client, area):
    body = streamfield([("quote", {"text": "Det var 1 037 034!", "person": "Ada", "role": ""})])
    infobox = '{"blocks": [{"key": "a", "text": "Det var 1 037 034 besök.", "type": "unstyled",'
    infobox += ' "depth": 0, "inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}'

    form = correction(area, comment="Från 1 037 034 till fler.", infobox=infobox)
    told = shown(save(client, area, form, body=body))

    assert "Informationsruta: <i>Det var 1 037 034 besök.</i>" in told
    assert "Kommentar till förändringen: <i>Från 1 037 034 till fler.</i>" in told
    assert "Citat, Citat: <i>Det var 1 037 034!</i>" in told


def test_articles_strategies_and_translations_are_looked_through(client, area):
    text = '<p>Vi hade <a href="https://example.org/">1 037 034</a> besök.</p>'
    build.article(area, title="En artikel", body=[build.block("paragraph", text)])
    build.strategy(area, lead="Från 1037034 besök.")
    locale = Locale.objects.get(language_code="en")
    for page in (area.get_parent().get_parent(), area.get_parent()):
        build.publish(page.specific.copy_for_translation(locale))
    english = area.copy_for_translation(locale)
    english.lead = "There were 1,037,034 visits."
    english.statistics[0].value["infobox"] = RichText("")
    build.publish(english)

    told = shown(save(client, area, correction(area)))

    assert "En artikel</a> (svenska), Text: <i>Vi hade 1 037 034 besök.</i>" in told
    assert "Nära vård</a> (svenska), Ingress: <i>Från 1037034 besök.</i>" in told
    assert "(engelska), Ingress: <i>There were 1,037,034 visits.</i>" in told


def test_a_draft_is_saved_without_the_question(client, area):
    response = save(
        client, area, correction(area), lead="1 037 034 besök", **{"action-publish": ""}
    )

    assert response.status_code == 302
