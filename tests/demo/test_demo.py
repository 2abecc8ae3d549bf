"""The demo is the two source documents, word for word, and examples that say so; and in English."""

import hashlib
import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment

from home.demo.translation import texts_of
from home.models import HomePage
from report.blocks import BodyBlock
from report.models import (
    AreaPage,
    ArticlePage,
    PublishedFigure,
    StrategyPage,
)

pytestmark = pytest.mark.django_db

DEMO = Path(settings.ROOT) / "home" / "demo"
AREA = "area-halso-och-sjukvard.txt"
STRATEGY = "strategy-nara-vard.txt"
ADDRESSES = {
    AREA: "/2018/halso-och-sjukvard/",
    STRATEGY: "/2018/halso-och-sjukvard/nara-vard/",
}
# As the documents were published; an editor program that trims lines would change them.
PUBLISHED = {
    AREA: "6352e26b363b7ba10ab09e95c90fd83271e54b2d8036d6796d25112af185a957",
    STRATEGY: "ac1e4531ccedcd58f970b75334104786e60b7213214c023f0a9c922ccd060e92",
}
# A picture's layer that leaked into the text, the buttons that close a box, and a refusal of
# landscape that is switched off because it is not true here.
NOT_SHOWN = ("Foreground", "×", "Årsberättelsen fungerar ej", "Vänligen rotera")


def plain(text: str) -> str:
    """The text with any white space as one space, and "4000" written like the other numbers."""
    return " ".join(text.replace("4000 fler", "4 000 fler").split())


def sentences(document: str) -> list[str]:
    """The document's sentences, points and headings, read without the demo's own code."""
    lines = (DEMO / "texts" / document).read_text(encoding="utf-8").splitlines()
    return [
        sentence
        for line in lines
        for sentence in re.split(r"(?<=[.:]) ", plain(line.strip(" •\u00a0")))
        if sentence
    ]


def shown(page: str) -> str:
    """What the page says, without its markup."""
    return plain(unescape(re.sub(r"<[^>]*>", " ", page)))


@pytest.fixture(scope="module")
def pages(demo) -> dict[str, str]:
    """Every live page as a visitor gets it, by its address."""
    visitor, pages = Client(), {}
    for page in Page.objects.filter(depth__gt=1).live():
        response = visitor.get(page.url)
        assert response.status_code == 200, page.url
        pages[page.url] = response.content.decode()
    return pages


def swedish_home() -> HomePage:
    return HomePage.objects.get(locale__language_code="sv")


@pytest.mark.parametrize("document", PUBLISHED)
def test_the_copies_of_the_documents_are_exact(document):
    digest = hashlib.sha256((DEMO / "texts" / document).read_bytes()).hexdigest()
    assert digest == PUBLISHED[document]


def test_no_sentence_of_the_documents_is_typed_into_the_code():
    code = plain(" ".join(path.read_text(encoding="utf-8") for path in DEMO.glob("*.py")))
    typed = [s for name in PUBLISHED for s in sentences(name) if len(s.split()) > 5 and s in code]
    assert typed == []


@pytest.mark.parametrize("document", PUBLISHED)
def test_every_sentence_of_a_document_stands_on_its_page(pages, document):
    text = shown(pages[ADDRESSES[document]])
    expected = [s for s in sentences(document) if not s.startswith(NOT_SHOWN)]
    assert len(expected) > 25
    assert [sentence for sentence in expected if sentence not in text] == []


def test_what_a_reader_should_not_meet_is_on_no_page(pages):
    assert len(pages) == 30
    for address, page in pages.items():
        assert not any(words in shown(page) for words in NOT_SHOWN if words != "×"), address


def test_numbers_are_written_with_no_break_spaces(pages):
    area, strategy = (unescape(pages[ADDRESSES[document]]) for document in (AREA, STRATEGY))
    assert "Av de 1\u00a0037\u00a0034 besöken var 424\u00a0868 besök till läkare" in area
    assert "att vara 4\u00a0000 fler jämfört med 2017" in strategy
    assert '<time datetime="2020-08-06">6 augusti 2020</time>' in strategy


def test_the_statistic_is_the_one_of_the_document(demo):
    figure = PublishedFigure.objects.get(is_example=False, locale__language_code="sv")
    assert figure.heading == "Kronobergarnas vårdkonsumtion"
    assert figure.value == 1037034
    assert [part["value"] for part in figure.data["parts"]] == [424868, 612166]
    assert figure.data["derived"] == [{"value": 6.8, "text": "besök per patient"}]
    assert figure.data["place"]["anchor"] == "landmark"


def test_the_strategy_keeps_the_shape_of_the_document(demo):
    strategy = StrategyPage.objects.get(locale__language_code="sv")
    assert [block.block_type for block in strategy.body] == [
        *("heading", "paragraph", "bullet_list", "paragraph", "link", "paragraph", "bullet_list"),
    ]
    first, second = strategy.body.blocks_by_name("bullet_list")
    assert first.value["lead_in"] == "Konkret innebär omställningen bland annat att vi:"
    assert (len(first.value["items"]), len(second.value["items"])) == (6, 5)
    assert strategy.body.first_block_by_name("link").value.url == ADDRESSES[AREA]


def test_the_notices_are_there_to_edit_and_only_the_true_one_is_on(demo):
    notices = [block.value for block in swedish_home().notices]
    assert [(n["kind"], n["is_on"]) for n in notices] == [("browser", True), ("orientation", False)]
    assert "Vänligen rotera din enhet till stående läge." in notices[1]["text"].source


def test_the_examples_show_every_kind_of_number(demo):
    figures = PublishedFigure.objects.filter(is_example=True, locale__language_code="sv")
    data = [figure.data for figure in figures]
    series = [[p["value"] for p in d["series"]] + [d["value"]] for d in data if d["series"]]
    known = [[value for value in values if value is not None] for values in series]
    assert figures.count() >= 6
    assert {f.kind for f in figures} >= {"outcome", "preliminary", "forecast", "target"}
    assert figures.filter(unit_code="percent").exists()
    assert figures.filter(value=0).exists()
    assert figures.filter(value__lt=0).exists()
    assert figures.filter(value=None, missing="confidential").exists()
    assert any(values == sorted(values) for values in known)
    assert any(
        values == sorted(values, reverse=True) and None in whole
        for values, whole in zip(known, series, strict=True)
    )
    assert any(point["break_note"] for d in data for point in d["series"])


def test_the_pages_use_all_of_the_body_menu_but_video(demo):
    bodies = [page.body for page in [*AreaPage.objects.all(), *StrategyPage.objects.all()]]
    bodies += [page.body for page in ArticlePage.objects.all()]
    used = {block.block_type for body in bodies for block in body}
    assert used == set(BodyBlock().child_blocks) - {"video"}


def test_everything_outside_the_documents_is_visibly_an_example(pages):
    real = {"Hälso- och sjukvård", "Nära vård", "Årsberättelse 2018", "Om webbplatsen", "Kakor"}
    for page in Page.objects.descendant_of(swedish_home()).specific():
        assert page.is_example is (page.title not in real), page.title
        if page.is_example:
            main = pages[page.url].partition("<main")[2]
            assert "Exempeltext" in shown(main), page.url
    figures = PublishedFigure.objects.filter(locale__language_code="sv")
    for figure in figures.exclude(page__title="Hälso- och sjukvård"):
        assert figure.is_example
        assert figure.heading.startswith("Exempelsiffra: ")


# --- In English -----------------------------------------------------------------------------------

#: Texts that are the same in both languages.
ALIKE = {"Region Kronoberg"}


def english_of(page: Page) -> Page:
    return page.get_translation(Locale.objects.get(language_code="en")).specific


def shape(page: Page) -> list:
    """The pages from `page` down by their translation key, in order, each with its depth."""
    return list(
        page.get_descendants(inclusive=True)
        .live()
        .order_by("path")
        .values_list("translation_key", "depth")
    )


def test_the_same_pages_are_there_in_the_same_order(demo):
    home = swedish_home()
    assert len(shape(home)) == 15
    assert shape(english_of(home)) == shape(home)


def test_every_text_has_its_translation_and_none_is_left_over(demo):
    asked = set(StringSegment.objects.values_list("string__data", flat=True))
    texts = texts_of("en")
    assert set(texts) == asked
    assert {text for text, english in texts.items() if text == english} == ALIKE


def test_no_swedish_text_is_left_on_an_english_page(pages):
    swedish = [text for text in texts_of("en") if text not in ALIKE and len(text) > 3]
    for address, page in pages.items():
        if address.startswith("/en/"):
            said = shown(re.sub(r'<a [^>]*lang="sv".*?</a>', "", page, flags=re.DOTALL))
            words = f" {said} "
            assert [t for t in swedish if f" {plain(unescape(t))} " in words] == [], address
            assert '<html lang="en">' in page


def test_a_visitor_can_switch_language_on_every_page_and_back(pages):
    for address, page in pages.items():
        other = "sv" if address.startswith("/en/") else "en"
        (link,) = set(re.findall(rf'<a href="([^"]*)" hreflang="{other}"', page))
        assert re.findall(rf'<a href="{address}" hreflang=', pages[link]), address


def test_the_addresses_are_english(pages):
    assert {a for a in pages if a.startswith("/en/2018/") and a.count("/") == 4} == {
        "/en/2018/culture/",
        "/en/2018/health-care/",
        "/en/2018/public-transport/",
        "/en/2018/regional-development/",
    }
    assert "/en/2018/health-care/local-care/" in pages


def test_numbers_are_the_same_and_only_their_words_are_translated(demo):
    words = {"heading", "label", "unit", "qualifier", "comment", "source", "infobox"}

    def numbers(code: str) -> dict:
        return {
            figure.statistic_id: (
                figure.value,
                figure.period,
                figure.kind,
                figure.position,
                {name: value for name, value in figure.data.items() if name not in words}
                | {"parts": [(part["value"], part["share"]) for part in figure.data["parts"]]}
                | {"derived": [item["value"] for item in figure.data["derived"]]}
                | {"series": [(p["period"], p["value"]) for p in figure.data["series"]]},
            )
            for figure in PublishedFigure.objects.filter(locale__language_code=code)
        }

    assert len(numbers("sv")) == 10
    assert numbers("en") == numbers("sv")


def test_numbers_and_dates_are_written_the_english_way(pages):
    area = pages["/en/2018/health-care/"]
    assert '<data value="1037034" data-text="1,037,034">1,037,034</data>' in area
    assert "an average of 6.8 visits per patient" in shown(area)
    strategy = pages["/en/2018/health-care/local-care/"]
    assert '<time datetime="2020-08-06">6 August 2020</time>' in strategy


def test_english_examples_say_that_they_are_and_the_footer_who_translated(pages):
    for page in Page.objects.filter(locale__language_code="en").specific():
        text = shown(pages[page.url])
        assert "the English version is our own translation" in text
        if page.is_example:
            assert "Example text" in text.partition("our own translation")[0], page.url
