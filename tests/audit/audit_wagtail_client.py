"""`examples/wagtail-client`: a client that was written for Wagtail's API v2 reads the demo."""

import json
import shutil
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document

from report.models import AreaPage, ArticlePage
from report.public import public_pages
from tests import build, full_text
from tests.audit.audit_example import run
from tests.audit.packages import NEEDED

SOURCES = Path(settings.ROOT) / "examples" / "wagtail-client"


@pytest.fixture
def told(committed, live_server, settings, tmp_path) -> dict:
    """What the client read of the demo, to which a document and a redirect were added."""
    assert shutil.which("npm"), f"The audit needs {NEEDED['npm']}."
    full_text.make_table()
    build.home()
    call_command("demo", quiet=True)
    settings.WAGTAILAPI_BASE_URL = live_server.url
    file = Document.objects.create(title="Bilaga", file=ContentFile(b"12345", "bilaga.pdf"))
    link = build.block("paragraph", f'<a linktype="document" id="{file.pk}">Bilaga</a>')
    area = AreaPage.objects.get(slug="halso-och-sjukvard")
    build.article(area, title="Artikel med bilaga", body=[link])
    build.article(area, title="Artikel som utkast", live=False)
    Redirect.add_redirect("/2018/gammal/", area)
    folder = tmp_path / "wagtail-client"
    shutil.copytree(SOURCES, folder, ignore=shutil.ignore_patterns("node_modules"))
    run("npm", "ci", "--no-audit", "--no-fund", "--silent", folder=folder)
    return json.loads(run("node", "read.js", folder=folder, REPORT_SITE=live_server.url))


def test_a_client_for_wagtails_api_reads_all_that_there_is(told, live_server):
    # Pages by their address in each language, with all fields, in the editors' order
    assert told["reports"] == {"sv": "Årsberättelse 2018", "en": "Annual report 2018"}
    assert [area["title"] for area in told["areas"]] == [
        "Hälso- och sjukvård",
        "Kollektivtrafik",
        "Regional utveckling",
        "Kultur",
    ]
    visits = ["Kronobergarnas vårdkonsumtion", 1037034, "besök"]
    assert told["areas"][0]["statistics"] == [visits]

    # One page by its id and by its slug, and the same page in the other language
    area = AreaPage.objects.get(slug="halso-och-sjukvard")
    assert told["area"] == {"title": area.title, "lead": area.lead, "parent": "Årsberättelse 2018"}
    assert told["by_slug"] == area.title
    assert told["translations"] == [["en", "Health care"]]
    assert told["english_areas"][:2] == ["Health care", "Public transport"]

    # Every public page once, five at a time; by time; by words
    assert told["everything"] == [page.title for page in public_pages()]
    assert ArticlePage.objects.get(live=False).title not in told["everything"]
    assert told["newest_first"] == sorted(told["newest_first"], reverse=True)
    assert "Nära vård" in told["found"]

    # Files can be fetched from where the client says that they are
    assert {image["title"] for image in told["images"]} == {"Väg vid en sjö", "Vinterkväll"}
    assert any(image["widths"] for image in told["images"])
    assert [document["title"] for document in told["documents"]] == ["Bilaga"]
    for file in told["images"] + told["documents"]:
        assert file["address"].startswith(live_server.url)
        with urlopen(file["address"]) as answer:
            assert answer.status == 200

    assert told["redirects"][-1] == ["/2018/gammal", f"{live_server.url}{area.url}"]


def test_the_lock_names_no_place_of_download():
    assert '"resolved"' not in (SOURCES / "package-lock.json").read_text(encoding="utf-8")
