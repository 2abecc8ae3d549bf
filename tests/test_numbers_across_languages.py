"""Numbers are never translated: they go from the Swedish page to the English one when published."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from report.checks.sums import sum_warnings
from report.models import AreaPage, ArticlePage, Correction, PublishedFigure
from tests import build
from tests.test_corrections import NOTE, posted, save
from tests.test_editor import shown

pytestmark = pytest.mark.django_db

PARTS = [
    {"label": "besök till läkare", "number": "424868"},
    {"label": "besök till andra", "number": "612166"},
]
PLACE = dict.fromkeys(("anchor", "x", "y", "upright_x", "upright_y"), "")
ENGLISH = {
    "Hälso- och sjukvård": "Health care",
    "halso-och-sjukvard": "health-care",
    "En mening.": "A sentence.",
    "Kronobergarnas vårdkonsumtion": "Use of health care",
    "besök i hälso- och sjukvården 2018": "visits to health care 2018",
    "besök": "visits",
    "besök till läkare": "visits to doctors",
    "besök till andra": "visits to others",
    "En ruta": "A box",
    "Ny siffra": "A new number",
    "Ny sjua": "A new seven",
}


@pytest.fixture(scope="module")
def translated(shared) -> None:
    with shared():
        make_area_in_two_languages()


@pytest.fixture
def area(translated, administrator) -> AreaPage:
    return AreaPage.objects.get(locale__language_code="sv")


def make_area_in_two_languages() -> None:
    """A Swedish area whose English translation is public."""
    boxes = [build.block("infobox", {"heading": "En ruta", "text": "", "x": "1", "y": "2"})]
    area = build.area(
        lead="En mening.",
        statistics=[
            build.statistic(parts=PARTS, series=[{"period": "2017", "number": "5"}]),
            *boxes,
        ],
    )
    locale = Locale.objects.get(language_code="en")
    for page in (area.get_parent().get_parent(), area.get_parent()):
        build.publish(page.specific.copy_for_translation(locale))
    translate(area, ENGLISH)


def translate(area: Page, texts: dict[str, str]) -> None:
    """Hand the page to the translation engine, translate it and publish the translation."""
    source, _created = TranslationSource.update_or_create_from_instance(area)
    locale = Locale.objects.get(language_code="en")
    Translation.objects.get_or_create(source=source, target_locale=locale)
    for segment in StringSegment.objects.filter(source=source).select_related("string"):
        if segment.string.data in texts:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=locale,
                context=segment.context,
                defaults={"data": texts[segment.string.data]},
            )
    source.create_or_update_translation(locale, publish=False, fallback=True)
    english(area).get_latest_revision().publish()


def english(page: Page) -> Page:
    return type(page).objects.get(translation_key=page.translation_key, locale__language_code="en")


def value_of(area: AreaPage):
    return area.statistics[0].value


def in_the_api(page: Page) -> dict:
    answer = Client().get(f"/api/v2/pages/{page.pk}/").json()
    return answer["statistics"][0]["value"]


def correct(area: AreaPage, part: str = "424869") -> AreaPage:
    """Correct a part and publish, as a command or a schedule would."""
    area = AreaPage.objects.get(pk=area.pk)
    stored = [child.get_prep_value() for child in area.statistics]
    stored[0]["value"]["parts"][0]["value"]["number"] = part
    area.statistics = area.statistics.stream_block.to_python(stored)
    return build.publish(area)


def test_a_correction_and_a_new_sentence_in_one_publish(
    client, area, django_capture_on_commit_callbacks
):
    """The number is English at once, the sentence waits, and nothing Swedish is seen."""
    form = posted(area, correction_note=NOTE, label="besök i vården 2018")
    form[1]["parts"]["0"]["value"]["number"] = "424 869"
    box = ("infobox", {"heading": "En ruta", "text": rich_text("<p>Text.</p>"), **PLACE})

    with django_capture_on_commit_callbacks(execute=True):
        response = save(client, area, form, box, lead="En annan mening.")

    assert response.status_code == 302
    (sentence,) = sum_warnings(AreaPage.objects.get(pk=area.pk))
    assert sentence in shown(client.get(response.url, follow=True))
    page, told = english(area), Client().get(english(area).url).content.decode()
    assert ">424,869</data>" in told
    assert "424,868 was changed to 424,869 (visits to doctors)." in told
    assert NOTE not in told
    assert "visits to health care 2018" in told
    assert (page.title, page.lead) == ("Health care", "A sentence.")
    answer = in_the_api(page)
    assert [part["value"] for part in answer["parts"]] == [424869, 612166]
    assert answer["parts"][0]["label"] == "visits to doctors"
    assert (answer["corrections"][0]["new"], answer["corrections"][0]["note"]) == (424869, None)
    figure = PublishedFigure.objects.get(page=page)
    assert figure.data["parts"][0]["value"] == 424869
    assert sum_warnings(page) and sum_warnings(AreaPage.objects.get(pk=area.pk))
    file = Client().get("/en/2018/statistik/kronobergarnas-vardkonsumtion.csv").content.decode()
    assert ",424869," in file and "visits to doctors" in file
    assert Correction.objects.count() == 1
    history = Client().get("/en/2018/statistik/kronobergarnas-vardkonsumtion/").content.decode()
    assert "424,869" in history and "424,868 was changed to 424,869" in history
    route = f"/api/report/v1/statistics/{figure.statistic_id}"
    (told,) = [f for f in Client().get(route).json()["figures"] if f["locale"] == "en"]
    assert told["parts"][0]["value"] == 424869
    waiting = shown(client.get(reverse("translations", args=[area.pk, "en"])))
    assert "En annan mening." in waiting and "besök i vården 2018" in waiting
    assert "En annan mening." not in Client().get(page.url).content.decode()


def test_the_note_that_is_missing_is_asked_for_where_it_is_written(client, area):
    """In the original; the translation takes it from there."""
    area = correct(area)
    without = "utan förklaring"
    assert without in shown(client.get(reverse("wagtailadmin_pages:edit", args=[area.pk])))
    here = reverse("wagtailadmin_pages:edit", args=[english(area).pk])
    assert without not in shown(client.get(here))
    Translation.objects.filter(target_locale__language_code="en").update(enabled=False)
    assert without in shown(client.get(here))  # it has a field of its own now


def test_the_new_sentence_waits_in_the_translators_list(
    client, area, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        area.lead = "En annan mening."
        correct_and_text(area)

    source = TranslationSource.objects.get_for_instance(area)
    translation = source.translations.get()
    total, done = translation.get_progress()
    assert total - done == 1
    assert "En annan mening." in {
        segment.string.data for segment in StringSegment.objects.filter(source=source)
    }
    assert english(area).lead == "A sentence."
    assert value_of(english(area))["parts"][0]["number"] == 424869


def correct_and_text(area: AreaPage) -> None:
    stored = [child.get_prep_value() for child in area.statistics]
    stored[0]["value"]["parts"][0]["value"]["number"] = "424869"
    area.statistics = area.statistics.stream_block.to_python(stored)
    build.publish(area)


def test_an_english_draft_does_not_bring_the_old_number_back(area):
    draft = english(area)
    draft.lead = "A better sentence."
    revision = draft.save_revision()
    correct(area)

    revision.publish()

    page = english(area)
    assert page.lead == "A better sentence."
    assert value_of(page)["parts"][0]["number"] == 424869
    assert Correction.objects.count() == 1


def test_neither_does_the_translation_engine(area):
    correct(area)
    source = TranslationSource.objects.get_for_instance(area)

    source.create_or_update_translation(
        Locale.objects.get(language_code="en"), publish=False, fallback=True
    )

    page = english(area)
    assert value_of(page)["parts"][0]["number"] == 424869
    assert value_of(page.get_latest_revision_as_object())["parts"][0]["number"] == 424869


def test_going_back_to_an_old_swedish_version_takes_english_along(area):
    first = area.latest_revision
    correct(area)

    first.publish()

    assert value_of(english(area))["parts"][0]["number"] == 424868
    assert Correction.objects.count() == 2


def test_the_bulk_action_and_a_schedule_carry_numbers(client, area, monkeypatch):
    area.statistics[0].value["value"] = 7
    area.save_revision()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{address}?id={area.pk}", {"id": area.pk})
    assert value_of(english(area)).number == 7

    area = AreaPage.objects.get(pk=area.pk)
    area.statistics[0].value["value"] = 8
    area.go_live_at = timezone.now() + timedelta(hours=1)
    area.save_revision().publish()
    assert value_of(english(area)).number == 7
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    call_command("publish_scheduled")
    assert value_of(english(area)).number == 8


def test_everything_that_is_no_text_is_carried(area):
    stored = [child.get_prep_value() for child in area.statistics]
    stored[0]["value"] |= {
        "value": None,
        "missing": "confidential",
        "period": "2018M03",
        "kind": "preliminary",
        "unit_code": "sek",
        "decimals": "1",
        "chart": "line",
        "source_url": "https://example.org/",
        "anchor": "",
        "x": "12",
        "is_example": True,
    }
    stored[1]["value"]["x"] = "77"
    area.statistics = area.statistics.stream_block.to_python(stored)
    area.icon, area.colour, area.scene, area.is_example = "bus", "autumn", "town", True
    area.scene_background = build.image()
    area.lead = "Ny text."
    build.publish(area)

    page = english(area)
    value = value_of(page)
    assert (value.number, value["missing"], value["period"]) == (None, "confidential", "2018M03")
    assert (value["kind"], value["unit_code"], value["decimals"]) == ("preliminary", "sek", "1")
    assert (value["chart"], value["source_url"]) == ("line", "https://example.org/")
    assert (value["x"], value["is_example"], page.statistics[1].value["x"]) == (12, True, 77)
    assert (page.icon, page.colour, page.scene) == ("bus", "autumn", "town")
    assert (page.is_example, page.scene_background) == (True, area.scene_background)
    assert (page.lead, value["unit"], page.title) == ("A sentence.", "visits", "Health care")


def test_blocks_follow_order_disappear_and_wait_for_their_translation(area):
    first, box = [child.get_prep_value() for child in area.statistics]
    new = build.statistic(heading="Ny siffra", label="Ny sjua", value="7")
    area.statistics = area.statistics.stream_block.to_python([new, box, first])
    area = build.publish(area)

    assert [b.block_type for b in english(area).statistics] == ["infobox", "statistic"]
    translate(area, ENGLISH)
    page = english(area)
    assert [b.value["heading"] for b in page.statistics] == [
        "A new number",
        "A box",
        "Use of health care",
    ]

    draft = page.save_revision()
    area = AreaPage.objects.get(pk=area.pk)
    area.statistics = area.statistics.stream_block.to_python([new])
    build.publish(area)

    assert [b.value["heading"] for b in english(area).statistics] == ["A new number"]
    public = PublishedFigure.objects.public().filter(locale__language_code="en")
    assert [figure.heading for figure in public] == ["A new number"]
    draft.publish()
    assert len(english(area).statistics) == 1


def test_an_earlier_value_needs_no_translator_and_a_part_does(area):
    stored = [child.get_prep_value() for child in area.statistics]
    stored[0]["value"]["series"] += build.items({"period": "2016", "number": "4"})
    stored[0]["value"]["parts"] += build.items({"label": "besök till fler", "number": "1"})
    area.statistics = area.statistics.stream_block.to_python(stored)
    build.publish(area)

    value = value_of(english(area))
    assert [point["period"] for point in value["series"]] == ["2017", "2016"]
    assert [part["label"] for part in value["parts"]] == ["visits to doctors", "visits to others"]


def test_what_the_english_page_has_by_itself_stays_and_is_told(client, area):
    page = english(area)
    stored = [child.get_prep_value() for child in page.statistics]
    own = build.statistic(heading="Only in English", value="3")
    page.statistics = page.statistics.stream_block.to_python([*stored, own])
    build.publish(page)

    form = posted(area, value="1 037 035", correction_note=NOTE)
    response = save(client, area, form)

    told = shown(client.get(response.url, follow=True))
    assert "”Only in English” på sidan ”Health care” (engelska) finns inte" in told
    page = english(area)
    assert [b.value["heading"] for b in page.statistics][-1] == "Only in English"
    assert value_of(page).number == 1037035


def test_an_english_page_that_is_no_translation_any_more_has_no_swedish_numbers(area):
    area.unpublish()
    page = english(area)
    page.statistics[0].value["value"] = 9

    assert value_of(build.publish(page)).number == 9


def test_an_unfinished_translation_stays_unpublished(area):
    english(area).unpublish()

    correct(area)

    page = english(area)
    assert not page.live
    assert not PublishedFigure.objects.public().filter(page=page).exists()
    assert value_of(page.get_latest_revision_as_object())["parts"][0]["number"] == 424869


def test_when_english_fails_swedish_is_not_published_either(area, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("the database went away")

    monkeypatch.setattr("report.lead_page.carry_numbers", fail)
    with pytest.raises(RuntimeError):
        correct(area)

    monkeypatch.undo()
    assert value_of(AreaPage.objects.get(pk=area.pk))["parts"][0]["number"] == 424868
    assert not Correction.objects.exists()


def test_an_unchanged_number_writes_nothing_in_english(area):
    before = english(area).last_published_at
    area.lead = "En annan mening."
    build.publish(area)

    assert english(area).last_published_at == before


def in_text(page: ArticlePage) -> tuple[list, list]:
    """The cells of the page's table and the keys of its pictures."""
    table, *pictures = [block.value for block in page.body if block.block_type != "paragraph"]
    cells = [row["values"] for row in table.row_data]
    return cells, [block["image"].pk for block in pictures]


@pytest.fixture
def article(area) -> ArticlePage:
    """A Swedish article with a table and two pictures, and its public translation."""
    picture = build.image().pk
    described = {"image": picture, "alt_text": "En bild", "decorative": False}
    silent = {"image": picture, "alt_text": "", "decorative": True}
    table = {
        "caption": "Besök i vården",
        "columns": [{"type": "text", "heading": "Vem"}, {"type": "number", "heading": "Antal"}],
        "rows": [{"values": ["Läkare", "424868"]}, {"values": ["Andra", "612166"]}],
    }
    body = [
        build.block("table", table),
        build.block("paragraph", "<p>Ett stycke.</p>"),
        build.block("image", {"image": described, "caption": ""}),
        build.block("image", {"image": silent, "caption": ""}),
    ]
    article = build.article(area, body, title="En artikel")
    translate(article, IN_TEXT)
    return article


IN_TEXT = {
    "En artikel": "An article",
    "en-artikel": "an-article",
    "Besök i vården": "Visits",
    "Vem": "Who",
    "Antal": "Number",
    "Läkare": "Doctors",
    "Andra": "Others",
    "Ett stycke.": "A paragraph.",
    "En bild": "A picture",
}


def change_text(article: ArticlePage, *, row: list | None = None) -> int:
    """Publish the article with a corrected cell, a new sentence and new pictures: their key."""
    article = ArticlePage.objects.get(pk=article.pk)
    stored = [child.get_prep_value() for child in article.body]
    picture = build.image("En annan bild").pk
    stored[0]["value"]["rows"][0]["values"][1] = "424869"
    stored[0]["value"]["rows"] += [{"values": row}] if row else []
    stored[1]["value"] = "<p>Ett annat stycke.</p>"
    stored[2]["value"]["image"] |= {"image": picture, "alt_text": "En annan bild"}
    stored[3]["value"]["image"]["image"] = picture
    article.body = article.body.stream_block.to_python(stored)
    build.publish(article)
    return picture


def test_numbers_in_a_text_are_carried_and_its_words_are_not(article):
    """A picture that is described waits for the words that describe it."""
    page = ArticlePage.objects.get(title="An article")
    draft, before = page.save_revision(), in_text(page)[1][0]

    silent = change_text(article)

    for _ in range(2):
        page = ArticlePage.objects.get(title="An article")
        cells, pictures = in_text(page)
        assert cells == [["Doctors", 424869], ["Others", 612166]]
        assert pictures == [before, silent]
        told = Client().get(page.url).content.decode()
        assert "424,869" in told and "A paragraph." in told and "annat" not in told
        draft.publish()


def test_a_table_with_a_new_row_waits_until_it_is_translated(article):
    change_text(article, row=["Sköterskor", "7"])
    page = ArticlePage.objects.get(title="An article")
    assert in_text(page)[0] == [["Doctors", 424868], ["Others", 612166]]

    more = {"Sköterskor": "Nurses", "Ett annat stycke.": "More.", "En annan bild": "Another"}
    translate(ArticlePage.objects.get(pk=article.pk), IN_TEXT | more)

    page = ArticlePage.objects.get(title="An article")
    assert in_text(page)[0] == [["Doctors", 424869], ["Others", 612166], ["Nurses", 7]]


def reorder(article: ArticlePage, *rows: list, lead: str = "En ny mening.") -> None:
    """Publish the article with these rows, and with a sentence that waits for its translator."""
    article = ArticlePage.objects.get(pk=article.pk)
    stored = [child.get_prep_value() for child in article.body]
    stored[0]["value"]["rows"] = [{"values": row} for row in rows]
    article.body, article.lead = article.body.stream_block.to_python(stored), lead
    build.publish(article)


def test_numbers_follow_the_words_of_their_row(article):
    """Rows in another order, and a corrected number, while a sentence waits."""
    reorder(article, ["Andra", "612167"], ["Läkare", "424868"])

    cells, _ = in_text(ArticlePage.objects.get(title="An article"))
    assert cells == [["Doctors", 424868], ["Others", 612167]]


def test_a_number_never_stands_beside_the_words_of_another_row(article):
    reorder(article, ["Sköterskor", "7"], ["Andra", "612166"])

    cells, _ = in_text(ArticlePage.objects.get(title="An article"))
    assert cells == [["Doctors", 424868], ["Others", 612166]]


def table_form(*rows: list[str]) -> dict:
    """The table of the article as the browser posts it."""
    form = {"caption": "Visits", "column-count": "2", "row-count": str(len(rows))}
    for place, (kind, heading) in enumerate((("text", "Who"), ("number", "Number"))):
        column = {"type": kind, "order": str(place), "deleted": "", "heading": heading}
        form |= {f"column-{place}-{name}": value for name, value in column.items()}
    for number, row in enumerate(rows):
        form |= {f"row-{number}-order": str(number), f"row-{number}-deleted": ""}
        form |= {f"cell-{number}-{place}": cell for place, cell in enumerate(row)}
    return form


def edit_table(client, page: ArticlePage, *rows: list[str]):
    """Publish the page by its own form, with these rows as the only block of its text."""
    table = nested_form_data({"body": streamfield([("table", table_form(*rows))])})
    fields = {"title": page.title, "slug": page.slug, "lead": "", "comments-TOTAL_FORMS": "0"}
    fields |= {"comments-INITIAL_FORMS": "0", "action-publish": "1"}
    fields |= table | {"body-0-id": page.body[0].id}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), fields)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [["Doctors", "424 870"], ["Others", "612 166"]],
            "här står 424\u00a0868, som på sidan ”En",
        ),
        (
            [["Doctors", ""], ["Others", "612 166"]],
            "här står 424\u00a0868, som på sidan ”En artikel",
        ),
        ([["Doctors", "424 868"]], "Tabellen ska ha samma rader, kolumner och tal som på sidan"),
    ],
)
def test_a_number_typed_into_a_translated_table_is_refused(client, article, rows, sentence):
    Translation.objects.update(enabled=False)  # so that the page's own form opens
    page = ArticlePage.objects.get(title="An article")

    response = edit_table(client, page, *rows)

    assert response.status_code == 200
    assert sentence in shown(response)
    assert in_text(ArticlePage.objects.get(pk=page.pk))[0][0] == ["Doctors", 424868]

    kept = [["Physicians", "424 868"], ["Others", "612 166"]]
    assert edit_table(client, page, *kept).status_code == 302
    assert "Physicians" in Client().get(page.url).content.decode()


def test_the_editor_is_told_which_table_waits(client, article):
    """The table has a new row, so the English one stays whole as it was."""
    rows = [["Läkare", "424869"], ["Andra", "612166"], ["Sköterskor", "7"]]

    response = edit_table(client, article, *rows)

    told = shown(client.get(response.url, follow=True))
    assert "Tabellen ”Visits” på sidan ”An article” (engelska) väntar på sin översättning" in told
    assert in_text_table(ArticlePage.objects.get(title="An article"))[0] == ["Doctors", 424868]


def in_text_table(page: ArticlePage) -> list:
    return [row["values"] for row in page.body[0].value.row_data]


def test_the_cover_and_a_strategy_share_their_fields(area):
    strategy = build.strategy(area, title="En artikel", updated_on=date(2019, 1, 1))
    translate(strategy, IN_TEXT)
    strategy.updated_on = date(2019, 5, 6)
    build.publish(strategy)
    report = area.get_parent().specific
    report.data_licence_url, report.lead = "https://example.org/licence/", "Ny ingress."
    build.publish(report)

    assert english(strategy).updated_on == date(2019, 5, 6)
    cover = english(report)
    assert (cover.data_licence_url, cover.lead) == ("https://example.org/licence/", "")
