"""The region's own look: set in the editor, refused with a sentence, shown on every page."""

import re

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from home.models import HomePage
from home.shade import is_readable, readable, tint
from report.contrast import ratio
from tests import build

pytestmark = pytest.mark.django_db

FAMILY = "--serif: Own"


@pytest.fixture
def home():
    return build.home(organisation="Region Exempel")


@pytest.fixture
def files(settings, tmp_path):
    """A place for uploaded files that is gone afterwards."""
    settings.MEDIA_ROOT = tmp_path


def font(*tables: int, name: str = "egen.woff2") -> Document:
    """A document with the header of a WOFF2 font and a directory of these known tables."""
    header = b"wOF2" + bytes(8) + len(tables).to_bytes(2) + bytes(34)
    directory = b"".join(bytes([table, 0x81, 0x00]) for table in tables)
    file = ContentFile(header + directory, name)
    return Document.objects.create(title="Typsnitt", file=file)


def save(client, home: HomePage, **fields):
    """Press Publish in the home page's form; what the browser posts."""
    form = nested_form_data(
        {
            "title": home.title,
            "slug": home.slug,
            "organisation": home.organisation,
            "contact": rich_text(""),
            "help_steps": streamfield([]),
            "notices": streamfield([]),
            "footer_links": streamfield([]),
            "comments": inline_formset([]),
            "action-publish": "Publicera",
            **fields,
        }
    )
    return client.post(reverse("wagtailadmin_pages:edit", args=[home.pk]), form)


def errors(response) -> dict[str, list[str]]:
    assert response.status_code == 200, "the form was not refused"
    return response.context["form"].errors


def stylesheet(client, address: str = "/") -> str:
    """The address of the look's stylesheet on a page, empty where there is none."""
    found = re.search(r'href="(/look\.css[^"]*)"', client.get(address).content.decode())
    return found[1].replace("&amp;", "&") if found else ""


def test_a_site_without_a_look_of_its_own_asks_for_no_second_stylesheet(client, home):
    build.report(home)
    assert stylesheet(client) == ""


def test_a_colour_set_in_the_editor_is_on_every_page_and_kept_for_ever(client, administrator, home):
    build.article(build.area(build.report(home)), slug="artikel")

    assert save(client, home, brand_light="A3143C").status_code == 302

    address = stylesheet(client)
    for page in ("/2018/", "/2018/halso-och-sjukvard/", "/2018/halso-och-sjukvard/artikel/"):
        assert stylesheet(client, page) == address
    answer = client.get(address)
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "'unsafe" not in answer["Content-Security-Policy"]
    assert "--strong: light-dark(#a3143c, " in answer.content.decode()
    # An address of another version must ask again.
    assert client.get(f"{address}0")["Cache-Control"] == "no-cache"


def test_the_browser_shows_the_mark_and_itself_in_the_own_colour(client, administrator, home):
    save(client, home, brand_light="#a3143c", brand_dark="#ff9db4")

    head = BeautifulSoup(client.get("/").content, "html.parser").head
    assert [tag["content"] for tag in head.select("[name=theme-color]")] == ["#a3143c", "#ff9db4"]
    address = head.select_one("link[rel=icon]")["href"]
    answer = client.get(address)
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    style = BeautifulSoup(answer.content, "html.parser").style.text
    assert ".g1{fill:#a3143c}" in style
    assert "prefers-color-scheme:dark){.g1{fill:#ff9db4}" in style
    manifest = client.get("/manifest.webmanifest").json()
    assert manifest["theme_color"] == "#a3143c"
    assert [icon["src"] for icon in manifest["icons"]] == [address]


@pytest.mark.parametrize("query", ["", "light=a3143c", "light=ffcd00&dark=ff9db4", "light=<g>"])
def test_a_mark_in_a_colour_that_no_form_lets_through_is_not_drawn(client, query):
    assert client.get(f"/mark.svg?{query}").status_code == 404


def test_the_colours_leave_the_areas_alone(client, administrator, home):
    save(client, home, brand_light="#a3143c")
    css = client.get(stylesheet(client)).content.decode()
    assert "body:not([class*=colour-]) {" in css
    assert ":root" not in css


def test_a_colour_for_one_time_of_day_brings_a_readable_shade_for_the_other(
    client, administrator, home
):
    save(client, home, brand_dark="#7fd0ff")
    found = re.search(
        r"light-dark\((#\w+), (#\w+)\)", client.get(stylesheet(client)).content.decode()
    )
    assert found[2] == "#7fd0ff"
    assert is_readable(found[1], "light")


def test_a_change_has_an_address_of_its_own(client, administrator, home):
    save(client, home, brand_light="#a3143c")
    first = stylesheet(client)
    save(client, home, brand_light="#a3143d")
    assert stylesheet(client) != first


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        (
            "brand_light",
            "#ffcd00",
            "Kontrasten för #ffcd00 på vitt papper är 1,5:1 och måste vara minst 4,5:1. "
            "Den mörkare nyansen #8f7300 duger.",
        ),
        (
            "brand_dark",
            "#0f6848",
            "Kontrasten för #0f6848 på det mörka papperet är 2,6:1 och måste vara minst 4,5:1. "
            "Den ljusare nyansen #509179 duger.",
        ),
        ("brand_light", "röd", "”röd” är ingen färg. Skriv # och sex tecken från 0 till f"),
        ("brand_light", "#12345", "”#12345” är ingen färg."),
        ("brand_light", "#fff;}*{x:y", "är ingen färg."),
    ],
)
def test_a_colour_that_cannot_be_used_is_refused_with_a_sentence(
    client, administrator, home, field, typed, said
):
    (sentence,) = errors(save(client, home, **{field: typed}))[field]
    assert said in sentence
    assert stylesheet(client) == ""


def test_the_shade_that_the_sentence_names_is_taken(client, administrator, home):
    (sentence,) = errors(save(client, home, brand_light="#ffcd00"))["brand_light"]
    shade = re.findall(r"#[0-9a-f]{6}", sentence)[-1]
    assert save(client, home, brand_light=shade).status_code == 302


def test_a_colour_that_carries_no_text_is_refused(client, administrator, home):
    (sentence,) = errors(save(client, home, brand_dark="#7f7f7f"))["brand_dark"]
    assert "Varken vit eller mörk text går att läsa på #7f7f7f: kontrasten är högst 4," in sentence


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("colour", ["#000000", "#ffffff", "#ffcd00", "#7f7f7f", "#0000ff"])
def test_every_colour_has_a_shade_that_can_be_read_on_paper_and_tint(colour, theme):
    shade = readable(colour, theme)
    assert is_readable(shade, theme)
    assert ratio(shade, tint(shade, theme)) >= 4.5


@pytest.mark.parametrize(
    "query",
    [
        "",
        "light=ffcd00&dark=7fd0ff",
        "light=a3143c",
        "light=a3143c}*{color:red}&dark=7fd0ff",
        "typeface=1%27",
        "typeface=999999",
        "typeface=999999999999999999999",
    ],
)
def test_no_stylesheet_is_made_of_what_no_form_lets_through(client, home, query):
    assert client.get(f"/look.css?{query}").status_code == 404


@pytest.mark.usefixtures("files")
def test_a_typeface_replaces_ours_and_comes_from_our_own_address(client, administrator, home):
    document = font(0, 1)
    assert save(client, home, typeface=document.pk).status_code == 302

    html = client.get("/").content.decode()
    (preloaded,) = re.findall(r'rel="preload" href="([^"]+)" as="font"', html)
    css = client.get(stylesheet(client)).content.decode()
    (address,) = re.findall(r'url\("([^"]+)"\)', css)
    assert FAMILY in css
    assert "font-weight: normal" in css
    assert preloaded.replace("&amp;", "&") == address
    answer = client.get(address)
    assert answer["Content-Type"] == "font/woff2"
    assert "immutable" in answer["Cache-Control"]
    assert b"".join(answer.streaming_content).startswith(b"wOF2")


@pytest.mark.usefixtures("files")
def test_a_variable_typeface_has_all_weights(client, administrator, home):
    save(client, home, typeface=font(0, 1, 47).pk)
    assert "font-weight: 100 900" in client.get(stylesheet(client)).content.decode()


@pytest.mark.usefixtures("files")
def test_a_file_that_is_no_font_is_refused_whatever_its_name(client, administrator, home):
    file = ContentFile(b"%PDF-1.7", "egen.woff2")
    document = Document.objects.create(title="Typsnitt", file=file)
    (sentence,) = errors(save(client, home, typeface=document.pk))["typeface"]
    assert "är inget WOFF2-typsnitt" in sentence
    assert client.get(f"/look.woff2?typeface={document.pk}").status_code == 404


@pytest.mark.usefixtures("files")
def test_a_private_font_is_refused_and_never_given_out(client, administrator, home):
    document = font(0)
    document.collection = Collection.get_first_root_node().add_child(name="Internt")
    document.save()
    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type="login"
    )
    (sentence,) = errors(save(client, home, typeface=document.pk))["typeface"]
    assert "privat samling" in sentence
    assert client.get(f"/look.woff2?typeface={document.pk}").status_code == 404


@pytest.mark.usefixtures("files")
def test_a_lost_font_is_said_in_the_form_and_does_not_break_the_page(client, administrator, home):
    document = font(0)
    save(client, home, typeface=document.pk)
    address = re.findall(r'url\("([^"]+)"\)', client.get(stylesheet(client)).content.decode())[0]
    document.file.storage.delete(document.file.name)

    assert client.get(address).status_code == 404
    assert client.get("/").status_code == 200
    (sentence,) = errors(save(client, home, typeface=document.pk))["typeface"]
    assert "är borta" in sentence


def test_the_preview_shows_a_colour_before_it_is_published(client, administrator, home):
    home.brand_light = "#a3143c"
    home.save_revision()
    assert stylesheet(client) == ""
    draft = reverse("wagtailadmin_pages:view_draft", args=[home.pk])
    assert "light=a3143c" in stylesheet(client, draft)


@pytest.mark.usefixtures("files")
def test_the_logo_replaces_our_mark_and_is_silent_beside_the_name(client, home):
    assert 'class="logo' not in client.get("/").content.decode()
    home.logo = build.image("Logotypen", size=(600, 150))
    build.publish(home)
    html = client.get("/").content.decode()
    (brand,) = re.findall(r'<picture class="logo">.*?</picture>', html, re.DOTALL)
    assert 'alt=""' in brand
    assert 'height="120"' in brand
    assert 'width="480"' in brand
    assert "dark" not in brand


@pytest.mark.usefixtures("files")
def test_a_logo_for_dark_pages_is_shown_there_and_a_drawing_stays_one(client, home):
    home.logo = build.drawing("Logotypen")
    home.logo_dark = build.image("Ljus logotyp", size=(600, 150))
    build.publish(home)
    html = client.get("/").content.decode()
    (brand,) = re.findall(r'<picture class="logo dark">.*?</picture>', html, re.DOTALL)
    assert re.search(r'<source media="\(prefers-color-scheme: dark\)" srcset="[^"]+\.png"', brand)
    assert re.search(r'<img[^>]+src="[^"]+\.svg"', brand)


def test_the_look_is_in_the_api(client, home):
    home.brand_light = "#a3143c"
    build.publish(home)
    page = client.get(f"/api/v2/pages/{home.pk}/").json()
    assert (page["brand_light"], page["brand_dark"], page["typeface"]) == ("#a3143c", "", None)
