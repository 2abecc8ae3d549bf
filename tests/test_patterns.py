"""The pattern page shows everything in every colour, and every colour can be read."""

import re

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from home.models import User
from report import contrast
from report.blocks import BodyBlock, StatisticsBlock
from report.patterns import apart
from report.scenery import Palette, Scene
from report.statistics.examples import ODD
from tests import build

MENU = [*StatisticsBlock().child_blocks, *BodyBlock().child_blocks]
PAGE = "/admin/patterns/"


# --- Contrast -------------------------------------------------------------------------------------


def test_the_formula_gives_the_ratios_that_are_known():
    assert contrast.ratio("#000000", "#ffffff") == pytest.approx(21)
    assert contrast.ratio("#ffffff", "#ffffff") == pytest.approx(1)
    assert contrast.ratio("#777777", "#fff") == pytest.approx(4.48, abs=0.005)
    assert contrast.ratio("#f00", "#ffffff") == pytest.approx(3.998, abs=0.005)


def test_colours_are_read_from_the_style_sheets():
    assert contrast.colour("paper", "winter", "light") == "#ffffff"
    # Its own in each palette; through another property; the first palette is the default.
    assert len({contrast.colour("strong", name, "dark") for name in Palette.values}) == 4
    assert contrast.colour("focus", "autumn", "dark") == contrast.colour("ink", "autumn", "dark")
    assert contrast.colour("on-sky", "summer", "light") == contrast.colour(
        "deep", "summer", "light"
    )
    with pytest.raises(KeyError):
        contrast.colour("no-such-colour", "spring", "light")
    with pytest.raises(ValueError, match="gutter"):
        contrast.colour("gutter", "spring", "light")


@pytest.mark.parametrize("theme", contrast.THEMES)
@pytest.mark.parametrize("palette", Palette.values)
def test_words_and_shapes_can_be_told_from_their_ground(palette, theme):
    for pairs, least in ((contrast.TEXT, 4.5), (contrast.SHAPES, 3.0)):
        for front, ground in pairs:
            assert contrast.contrast(front, ground, palette, theme) >= least, (front, ground)
    assert contrast.failures() == []


def test_a_colour_that_is_too_faint_is_named(monkeypatch, tmp_path):
    for name in contrast.SOURCES:
        css = (contrast.STYLES / name).read_text(encoding="utf-8")
        assert name != "colour.css" or "#6b2c91" in css
        (tmp_path / name).write_text(css.replace("#6b2c91", "#b06fd8"), encoding="utf-8")
    monkeypatch.setattr(contrast, "STYLES", tmp_path)
    failures = contrast.failures()
    assert "--strong on --paper in winter, light: 3.44, needs 4.5" in failures
    assert all("in winter, light" in failure for failure in failures)


# --- The page -------------------------------------------------------------------------------------


@pytest.fixture
def page(client, administrator) -> str:
    build.home()
    build.image()
    return client.get(PAGE).content.decode()


@pytest.mark.django_db
def test_only_staff_see_it(client):
    build.home()
    assert client.get(PAGE).url.startswith(reverse("wagtailadmin_login"))
    user = User.objects.create_user("lasare", password=build.PASSWORD)
    client.force_login(user)
    assert client.get(PAGE).status_code == 302
    group = Group.objects.create(name="Redaktörer")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    client.force_login(User.objects.get(pk=user.pk))
    assert client.get(PAGE).status_code == 200
    assert f'"url": "{PAGE}"' in client.get(reverse("wagtailadmin_home")).content.decode()


def test_every_block_of_the_menu_stands_there_in_every_colour_by_day_and_by_night(page):
    sections = re.split(r'<h2 id="block-', page)[1:]
    assert [section.partition('"')[0] for section in sections] == MENU
    for section in sections:
        for palette in Palette.values:
            for theme in contrast.THEMES:
                cell = (
                    f'<div class="pattern colour-{palette} {theme}" lang="sv"><div class="prose">'
                )
                example = section.partition(cell)[2].partition('<div class="pattern')[0]
                assert re.sub(r"<[^>]*>|\s", "", example) or "<img" in example
    assert page.count("Kronobergarnas vårdkonsumtion") >= 8


def test_statistics_that_are_hard_to_draw_stand_there_by_day_and_by_night(page):
    for statistic in ODD:
        assert page.count(f">{statistic['heading']}</h3>") == 2
    assert page.count('class="line ahead"') == 2


def test_it_has_the_typeface_at_once_and_the_regions_own_look(client, administrator):
    build.home(brand_light="#a3143c", brand_dark="#ff9db4")
    head = client.get(PAGE).content.decode().partition("</head>")[0]
    area = client.get(build.area().url).content.decode().partition("</head>")[0]
    for kind in ("preload", "stylesheet"):
        lines = re.findall(rf'<link rel="{kind}".*>', area)
        assert lines and set(lines) <= set(re.findall(rf'<link rel="{kind}".*>', head))


def test_the_icons_and_the_scenes_stand_there(page):
    for path in (settings.ROOT / "templates" / "icons").glob("*.html"):
        assert f"<code>{path.stem}</code>" in page
    for scene in Scene:
        assert page.count(f'class="scene scene-{scene.value}"') == 2
    symbols = set(re.findall(r'<symbol[^>]* id="([^"]+)"', page))
    assert set(re.findall(r'<use[^>]* href="#([^"]+)"', page)) <= symbols


def test_every_ratio_stands_there(page):
    assert page.count("<caption>") >= len(Palette)
    assert page.count('class="sample"') == 8 * (len(contrast.TEXT) + len(contrast.SHAPES))
    assert "för svag" not in page


def test_no_id_stands_there_twice_and_every_reference_leads_somewhere(page):
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    referred = re.findall(r'(?:aria-labelledby|popovertarget|for)="([^"]+)"', page)
    referred += re.findall(r'href="#([^"]+)"', page)
    referred += re.findall(r"url\(#([^)]+)\)", page)
    assert {word for words in referred for word in words.split()} <= set(ids)
    css = (settings.ROOT / "report/static/report/admin/patterns.css").read_text(encoding="utf-8")
    assert set(re.findall(r"url\(#([^)]+)\)", css)) <= set(ids)


def test_it_is_as_strict_as_a_page_for_readers(client, page):
    def policy(path: str) -> set[str]:
        return set(client.get(path).headers["Content-Security-Policy"].split("; "))

    assert policy(PAGE) == policy("/")
    assert '<meta name="robots" content="noindex">' in page
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", page)


def test_markup_gets_ids_of_its_own_and_keeps_what_is_shared():
    html = (
        '<p class="box" id="box" aria-labelledby="box title"><b id="title">box</b>'
        '<a href="#box">box</a><svg fill="url(#box)"><use href="#shared"/></svg></p>'
    )
    assert apart(html, "one", "two") == (
        '<p class="box" id="one-two-box" aria-labelledby="one-two-box one-two-title">'
        '<b id="one-two-title">box</b><a href="#one-two-box">box</a>'
        '<svg fill="url(#one-two-box)"><use href="#shared"/></svg></p>'
    )
