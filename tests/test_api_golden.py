"""The JSON of every block and page type, compared with `golden/`.

`GOLDEN=write pytest tests/test_api_golden.py` writes the files anew: read the difference before you
commit it, for it is what every front end sees.
"""

import json
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client, override_settings
from wagtail.blocks import StreamValue
from wagtail.documents.models import Document
from wagtail.models import Locale, Page

from home.blocks import HelpSteps, Notices
from home.models import AccessibilityStatementPage, HomePage
from report.api.page_json import FROM_THE_REGISTER
from report.blocks import BodyBlock, StatisticsBlock
from report.models import Correction, CorrectionNote, PublishedFigure
from tests import build
from tests.test_house import PAGES

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).parent / "golden"
HOME, REPORT, AREA, ARTICLE, STRATEGY, ABOUT, STATEMENT, ENGLISH_HOME, ENGLISH_REPORT = range(
    101, 110
)
IMAGE, FILM, CAPTIONS = 201, 202, 203
CORRECTED = datetime(2019, 3, 4, 12, tzinfo=UTC)
LINKS = (
    f'<p>Se <a linktype="page" id="{STRATEGY}">strategin</a>, '
    f'<a linktype="document" id="{FILM}">filmen</a> och <a href="https://example.org/">mer</a>.</p>'
)

BLOCKS = {
    "statistic": {
        "heading": "Kronobergarnas vårdkonsumtion",
        "statistic_id": "7d1f5f3e-6f0b-4c57-9d53-0d2d1f2b8a01",
        "value": "1037034",
        "label": "besök i hälso- och sjukvården 2018",
        "unit": "besök",
        "unit_code": "count",
        "period": "2018",
        "kind": "outcome",
        "qualifier": "cirka",
        "decimals": "0",
        "parts": [
            {"label": "besök till läkare", "number": "424868"},
            {"label": "besök till annan yrkeskategori", "number": "612166"},
        ],
        "derived": [{"number": "6.8", "text": "besök per patient"}],
        "series": [
            {"period": "2016", "number": None, "missing": "not-available", "break_note": ""},
            {"period": "2017", "number": "1041000.5", "missing": "", "break_note": "Ny metod"},
        ],
        "comment": "Färre besök än året innan.",
        "chart": "line",
        "infobox": LINKS,
        "source": "Vårdstatistik",
        "source_url": "https://example.org/statistik",
        "anchor": "",
        "x": "12.5",
        "y": "40",
        "is_example": True,
    },
    "infobox": {"heading": "Vården", "text": LINKS, "x": "10", "y": "20"},
    "heading": "Omställningen pågår",
    "paragraph": LINKS,
    "bullet_list": {
        "lead_in": "Vi ska",
        "items": ["<p>stärka <b>primärvården</b></p>", LINKS],
    },
    "quote": {"text": "Det ska finnas ett helhetstänk.", "person": "Exempelperson", "role": ""},
    "image": {
        "image": {"image": IMAGE, "alt_text": "En skog i dimma", "decorative": False},
        "caption": "Skogen",
    },
    "table": {
        "caption": "Besök 2018",
        "columns": [
            {"type": "text", "heading": "Besök till"},
            {"type": "number", "heading": "Antal"},
        ],
        "rows": [
            {"values": ["Läkare", "424868"]},
            {"values": ["Annan", "0.5"]},
            {"values": ["Okänt", None]},
        ],
    },
    "link": {"text": "Strategin", "target": [{"type": "page", "value": STRATEGY, "id": "t"}]},
    "video": {
        "title": "Året i korthet",
        "file": FILM,
        "captions": CAPTIONS,
        "poster": IMAGE,
        "transcript": "<p>En film utan ord.</p>",
    },
    "step": {"icon": "down", "text": "Klicka på pilen ner."},
    "notice": {"kind": "browser", "heading": "", "text": "<p>Byt webbläsare.</p>", "is_on": True},
}
WHERE = {
    **dict.fromkeys(StatisticsBlock().child_blocks, (AREA, "statistics")),
    **dict.fromkeys(BodyBlock().child_blocks, (AREA, "body")),
    **dict.fromkeys(HelpSteps().child_blocks, (HOME, "help_steps")),
    **dict.fromkeys(Notices().child_blocks, (HOME, "notices")),
}


def streamed(value: StreamValue, names: Iterable[str]) -> StreamValue:
    """The blocks as a value of the same field."""
    return value.stream_block.to_python(stored(*names))


def stored(*names: str) -> list[dict]:
    """The blocks with fixed ids, in their stored form."""
    return [{"type": name, "value": BLOCKS[name], "id": f"block-{name}"} for name in names]


def compare(name: str, answer: object) -> None:
    """Compare with the golden file, or write it when that was asked for."""
    file = GOLDEN / f"{name}.json"
    if os.environ.get("GOLDEN") == "write":
        file.write_text(json.dumps(answer, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    assert answer == json.loads(file.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pages(shared, tmp_path_factory) -> Iterator[None]:
    """A folder of their own keeps the names of their files."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        with shared():
            make_pages()
            # A picture's sizes are made when they are first asked for, here for all tests.
            for shown in (f"images/{IMAGE}", *(f"pages/{page}" for page in (HOME, REPORT, AREA))):
                Client().get(f"/api/v2/{shown}/")
        yield


@pytest.fixture
def site(pages, client) -> Client:
    return client


def make_pages() -> None:
    """A page of each type on fixed ids, each block on the page where it belongs; with English."""
    picture = build.image(pk=IMAGE, title="Skogen", size=(1000, 500), credit="Ada Exempel")
    for pk, name in ((FILM, "aret.mp4"), (CAPTIONS, "aret.vtt")):
        Document.objects.create(pk=pk, title=name, file=ContentFile(b"-", name))
    home = build.home(
        pk=HOME,
        logo=picture,
        lead="Välkommen",
        help_button="Så navigerar du",
        help_heading="Hjälp",
        help_intro="Fyra råd",
        help_dismiss="Visa inte den här rutan igen",
        contact=LINKS,
        footer_note="Region Exempel",
    )
    report = build.report(
        home, pk=REPORT, scene_background=picture, accounts_url="https://example.org/bokslut"
    )
    area = build.area(
        report,
        pk=AREA,
        area_key="0b0e7a52-5b1e-4d0c-8f0e-2b1c6d2f9a10",
        slug="vard",
        scene="clinic",
        scene_foreground=picture,
        scene_upright=picture,
    )
    build.article(area, pk=ARTICLE, slug="artikel", lead="Ingress", body=stored("heading"))
    build.strategy(area, pk=STRATEGY, slug="nara-vard", updated_on="2020-08-06")
    build.information(home, pk=ABOUT, slug="om", body=stored("paragraph"))
    build.statement(
        home,
        pk=STATEMENT,
        slug="tillganglighet",
        conformance="partial",
        assessed_on="2026-03-01",
        inaccessible=LINKS,
    )
    # Only now are there pages that links can lead to.
    area.statistics = streamed(area.statistics, StatisticsBlock().child_blocks)
    area.body = streamed(area.body, BodyBlock().child_blocks)
    build.publish(area)
    figure = PublishedFigure.objects.get(page=area)
    correction = Correction.objects.create(
        statistic=figure.statistic,
        year=figure.year,
        what="value",
        old=1037033,
        new=1037034,
        corrected_at=CORRECTED,
    )
    CorrectionNote.objects.create(
        correction=correction,
        locale=area.locale,
        text="Ett besök hade fallit bort.",
        written_at=CORRECTED,
    )
    home.help_steps = streamed(home.help_steps, HelpSteps().child_blocks)
    home.notices = streamed(home.notices, Notices().child_blocks)
    home.footer_links = streamed(home.footer_links, ["link"])
    build.publish(home)
    english = HomePage(
        pk=ENGLISH_HOME,
        title="Annual report",
        slug="home",
        locale=Locale.objects.get(language_code="en"),
        translation_key=home.translation_key,
        organisation="Example Region",
    )
    english = build.publish(Page.get_first_root_node().add_child(instance=english))
    build.report(
        english, pk=ENGLISH_REPORT, title="Report 2018", translation_key=report.translation_key
    )
    Page.objects.update(first_published_at=datetime(2019, 4, 1, 12, tzinfo=UTC))


def test_every_block_has_its_json_in_one_golden_file(site):
    assert set(BLOCKS) == set(WHERE)
    for name, (pk, field) in WHERE.items():
        blocks = site.get(f"/api/v2/pages/{pk}/").json()[field]
        compare(f"block-{name}", next(b["value"] for b in blocks if b["type"] == name))


@pytest.mark.parametrize(
    ("name", "pk"),
    [
        ("home", HOME),
        ("report", REPORT),
        ("area", AREA),
        ("article", ARTICLE),
        ("strategy", STRATEGY),
        ("information", ABOUT),
        ("statement", STATEMENT),
        ("report-english", ENGLISH_REPORT),
    ],
)
def test_every_page_type_has_its_json_in_a_golden_file(site, name, pk):
    page = site.get(f"/api/v2/pages/{pk}/").json()
    for field in ("body", "statistics"):  # the blocks have files of their own
        if field in page:
            page[field] = [block["type"] for block in page[field]]
    compare(f"page-{name}", page)


def test_an_image_and_a_document_have_their_json_in_golden_files(site):
    compare("image", site.get(f"/api/v2/images/{IMAGE}/").json())
    compare("document", site.get(f"/api/v2/documents/{FILM}/").json())


def test_a_list_shows_of_each_page_what_the_page_itself_shows_save_its_parent(site):
    for model in (HomePage, AccessibilityStatementPage):
        kind = f"{model._meta.app_label}.{model.__name__}"
        for row in site.get(f"/api/v2/pages/?type={kind}&fields=*").json()["items"]:
            page = site.get(f"/api/v2/pages/{row['id']}/").json()
            del page["meta"]["parent"]
            assert row == page


def test_both_apis_say_the_same_of_every_page(site):
    items = site.get("/api/v2/pages/?limit=100").json()["items"]
    assert {page["meta"]["type"] for page in items} == {model._meta.label for model in PAGES}
    for listed in items:
        old = site.get(f"/api/v2/pages/{listed['id']}/").json()
        new = site.get(f"/api/report/v1/pages/{listed['id']}").json()
        assert (new["title"], new["url"]) == (old["title"], old["meta"]["html_url"])
        fields = set(old) - {"id", "meta", "title"} - FROM_THE_REGISTER
        assert {name: new[name] for name in fields} == {
            name: None if old[name] == "" else old[name] for name in fields
        }
        if "statistics" in old:
            statistic, infobox = old["statistics"]
            (figure,) = new["statistics"]
            assert new["infoboxes"] == [infobox]
            assert {**figure, **statistic["value"]} == figure


def test_the_whole_edition_holds_every_kind_of_block(site):
    edition = site.get("/api/report/v1/editions/2018").json()
    (area,) = edition["areas"]
    assert {block["type"] for block in area["body"]} == {
        name for name, (_pk, field) in WHERE.items() if field == "body"
    }
    assert area["scene_foreground"]["sources"]
    assert edition["chrome"]["notices"]
