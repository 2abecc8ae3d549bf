"""An editor's own pictures in a scene and on the cover."""

import re
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core.files.images import ImageFile
from PIL import Image as Pixels

from report.models import ReportImage, ReportRendition
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]

SIZE = (2000, 1500)


@pytest.fixture
def files(settings, tmp_path):
    """A place for uploaded files that is gone afterwards."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def prepared(django_capture_on_commit_callbacks):
    """Publishes an area with a picture, as the editor's Publish does it, and returns the area."""

    def publish(picture, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            return build.area(scene_background=picture, **fields)

    return publish


def spotted(x: float, y: float) -> ReportImage:
    """A picture with a red spot at this place, in per cent, and nothing else; focus is on it."""
    pixels = Pixels.new("RGB", SIZE, "#ffffff")
    left, top = round(SIZE[0] * x / 100), round(SIZE[1] * y / 100)
    pixels.paste("#ff0000", (left - 20, top - 20, left + 20, top + 20))
    file = BytesIO()
    pixels.save(file, "PNG")
    return ReportImage.objects.create(
        title="Fläck",
        file=ImageFile(file, "flack.png"),
        focal_point_x=left,
        focal_point_y=top,
        focal_point_width=40,
        focal_point_height=40,
    )


def page(client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def centre_of_spot(picture: ReportImage, spec: str) -> tuple[float, float]:
    """Where the red spot is in a delivered file, in per cent."""
    rendition = picture.renditions.get(filter_spec=spec)
    with rendition.file.open() as stored, Pixels.open(stored) as file:
        red, green, _ = file.convert("RGB").split()
        spot = Pixels.eval(green, lambda value: 255 if value < 128 else 0)
        left, top, right, bottom = spot.getbbox()
        return (left + right) / 2 / red.width * 100, (top + bottom) / 2 / red.height * 100


def test_a_picture_is_offered_in_two_crops_two_formats_and_several_widths(client, prepared):
    area = prepared(build.image(size=(2000, 1500)))
    picture = page(client, area.url).select_one(".back picture")
    offered = [(s.get("media"), s["type"]) for s in picture.select("source")]
    wide = "(min-width: 60rem), (min-width: 35rem) and (max-height: 30rem)"
    assert offered == [(wide, "image/avif"), (wide, "image/webp"), (None, "image/avif")]
    sources = picture.select("source, img")
    assert [len(source["srcset"].split(", ")) for source in sources] == [3, 1, 3, 1]
    for source in sources:
        assert int(source["width"]) > 0
        assert int(source["height"]) > 0
    image = picture.img
    assert (image["alt"], image["fetchpriority"]) == ("", "high")
    assert "loading" not in image.attrs
    assert int(image["width"]) * 4 == int(image["height"]) * 3


def test_every_delivered_file_is_made_when_the_page_is_published(client, prepared):
    area = prepared(build.image(size=(2000, 1500)))
    made = ReportRendition.objects.count()
    client.get(area.url)
    client.get("/2018/")
    assert made == 12
    assert ReportRendition.objects.count() == made


def test_a_small_picture_is_never_made_larger(client, prepared):
    area = prepared(build.image(size=(800, 450)))
    for source in page(client, area.url).select(".back source, .back img"):
        assert int(source["width"]) <= 800
        assert len(source["srcset"].split(", ")) <= 2


def test_the_two_layers_are_cut_alike(client, prepared):
    far, near = spotted(90, 50), build.image("Nära", size=SIZE)
    area = prepared(far, scene_foreground=near)
    assert page(client, area.url).select_one(".front picture")
    keys = [
        set(r.values_list("focal_point_key", flat=True)) for r in (far.renditions, near.renditions)
    ]
    assert keys[1] <= keys[0]


@pytest.mark.parametrize(("x", "y"), [(90, 50), (10, 12), (55, 88)])
def test_a_sign_stands_where_the_thing_is_in_both_crops(client, prepared, x, y):
    picture = spotted(x, y)
    statistic = build.statistic(infobox="<p>Mer.</p>", x=str(x), y=str(y))
    area = prepared(picture, statistics=[statistic])
    sign = page(client, area.url).select_one(".sign.at-picture")
    for name, spec in (
        ("wide", "fill-1920x1080|format-avif"),
        ("upright", "fill-1080x1440|format-avif"),
    ):
        svg = sign.select_one(f"svg.{name}")
        stands = [float(svg[side].removesuffix("%")) for side in ("width", "height")]
        assert stands == pytest.approx(centre_of_spot(picture, spec), abs=0.3)


def test_a_place_of_its_own_in_the_upright_crop_wins(client, prepared):
    statistic = build.statistic(
        infobox="<p>Mer.</p>", x="50", y="50", upright_x="20", upright_y="30"
    )
    area = prepared(build.image(size=SIZE), statistics=[statistic])
    svg = page(client, area.url).select_one(".sign svg.upright")
    assert (svg["width"], svg["height"]) == ("20%", "30%")


def test_an_upright_picture_is_what_upright_screens_and_the_cover_show(client, prepared):
    far, near, tall = build.image(size=SIZE), build.image("Nära", size=SIZE), spotted(20, 30)
    statistic = build.statistic(infobox="<p>Mer.</p>", x="20", y="30")
    area = prepared(far, scene_foreground=near, scene_upright=tall, statistics=[statistic])
    html = page(client, area.url)

    for layer, upright in ((".back", "flack"), (".front", "data:image/gif")):
        sources = html.select(f"{layer} source, {layer} img")
        wide = [source for source in sources if source.get("media")]
        assert wide
        assert not any(upright in source["srcset"] for source in wide)
        assert all(upright in s["srcset"] for s in sources if not s.get("media"))
    svg = html.select_one(".sign svg.upright")
    stands = [float(svg[side].removesuffix("%")) for side in ("width", "height")]
    spot = centre_of_spot(tall, "fill-1080x1440|format-avif")
    assert stands == pytest.approx(spot, abs=0.3)
    assert "flack" in page(client, "/2018/").select_one(".pane img")["src"]


def test_a_lost_upright_picture_gives_the_cut_back(client):
    far, tall = build.image(size=SIZE), spotted(20, 30)
    area = build.area(scene_background=far, scene_upright=tall)
    tall.file.storage.delete(tall.file.name)
    sources = page(client, area.url).select(".back source, .back img")
    assert len(sources) == 4
    assert not any("flack" in source["srcset"] for source in sources)


def test_the_edge_that_the_focus_is_near_is_kept_on_other_screens(client, prepared):
    area = prepared(spotted(96, 50))
    assert {"wide-right", "upright-right"} <= set(
        page(client, area.url).select_one(".scene")["class"]
    )


def test_a_lost_original_gives_the_drawn_scene_back(client):
    picture = build.image(size=(2000, 1500))
    area = build.area(scene="bus", scene_background=picture)
    picture.file.storage.delete(picture.file.name)
    html = page(client, area.url)
    assert "scene-bus" in html.select_one(".scene")["class"]
    assert html.select_one(".back svg")
    assert page(client, "/2018/").select_one(".pane svg.art")


def test_a_drawing_of_the_editors_stays_a_drawing(client, prepared):
    area = prepared(build.drawing())
    image = page(client, area.url).select_one(".back img")
    assert image["src"].endswith(".svg")


def test_the_own_picture_is_in_the_pane_of_the_cover_even_with_a_scene_chosen(client, prepared):
    prepared(build.image(size=(2000, 1500)), scene="clinic")
    image = page(client, "/2018/").select_one(".pane img")
    assert image["fetchpriority"] == "high"
    assert re.search(r"fill-360x540\S+ 360w", image["srcset"])


def test_the_reports_own_picture_opens_its_cover(client):
    build.report(scene_background=build.image(size=(2000, 1500)))
    assert page(client, "/2018/").select_one(".band img[alt='']")


def test_the_address_of_a_number_and_of_an_article_can_be_copied(client):
    area = build.area(statistics=[build.statistic()])
    article = build.article(area, body=[build.block("paragraph", "<p>Text.</p>")])
    (copy,) = page(client, area.url).select(".copy")
    assert "hidden" in copy.attrs  # until a script finds a clipboard
    assert copy.button["value"] == "#kronobergarnas-vardkonsumtion"
    (copy,) = page(client, article.url).select(".copy")
    assert copy.button["value"] == ""
    assert page(client, build.strategy(area).url).select(".copy")
    assert not page(client, "/2018/").select(".copy")


def test_a_picture_that_is_shown_twice_is_described_in_two_ways(client):
    picture = build.image().pk
    descriptions = [("En skog", False), ("", True)]
    body = [
        {"image": {"image": picture, "alt_text": alt, "decorative": silent}, "caption": ""}
        for alt, silent in descriptions
    ]
    page = build.article(body=[build.block("image", value) for value in body])

    told = client.get(f"/api/v2/pages/{page.pk}/").json()["body"]
    assert [(b["value"]["alt"], b["value"]["decorative"]) for b in told] == descriptions
