"""One more language is a line of settings, a catalogue and a command."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import clear_url_caches
from wagtail.models import Locale, Page

from home.meta import with_territory
from home.models import HomePage
from report.statistics.period import format_period
from tests import build

pytestmark = pytest.mark.django_db

THREE = [("sv", "Svenska"), ("en", "English"), ("fi", "Suomi")]


@pytest.fixture
def report():
    return build.report()


@pytest.fixture
def line(settings):
    """The line of settings."""
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = THREE
    clear_url_caches()
    yield
    clear_url_caches()


@pytest.fixture
def catalogue(settings, tmp_path: Path):
    folder = tmp_path / "fi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text('msgid ""\nmsgstr ""\n')
    settings.LOCALE_PATHS = [*settings.LOCALE_PATHS, tmp_path]


def test_without_the_line_the_command_says_which(report):
    with pytest.raises(CommandError, match=r'Add the line \("fi", "Suomi"\) to LANGUAGES'):
        call_command("add_language", "fi")
    assert not Locale.objects.filter(language_code="fi").exists()


def test_without_a_catalogue_the_command_says_how_to_make_one(report, line):
    with pytest.raises(CommandError, match=r"in Swedish.+\.venv/bin/python scripts.+new fi"):
        call_command("add_language", "fi")


@pytest.mark.parametrize("code", ["sv", "xx", "../en"])
def test_other_words_are_refused(report, line, code):
    with pytest.raises(CommandError):
        call_command("add_language", code)


def test_texts_that_wait_in_the_catalogue_are_counted(report, line, catalogue, tmp_path, capsys):
    path = tmp_path / "fi" / "LC_MESSAGES" / "django.po"
    translated = 'msgid "Search"\nmsgstr "Haku"\n\n'
    unsure = '#, fuzzy\nmsgid "Menu"\nmsgstr "Ruoka"\n\n'
    path.write_text(f'{path.read_text()}\n{translated}{unsure}msgid "Help"\nmsgstr ""\n')
    call_command("add_language", "fi")
    assert "2 of 3 texts" in (told := capsys.readouterr().err)
    assert "in Swedish" in told
    assert HomePage.objects.filter(locale__language_code="fi").exists()


def test_the_home_page_is_made_and_not_published(report, line, catalogue, capsys):
    call_command("add_language", "fi")
    home = HomePage.objects.get(locale__language_code="fi")
    assert not home.live
    assert "/admin/translations/" in capsys.readouterr().out
    before = list(Page.objects.values())
    call_command("add_language", "fi")
    assert "already there" in capsys.readouterr().out
    assert list(Page.objects.values()) == before


def publish_in_finnish(report) -> None:
    locale = Locale.objects.create(language_code="fi")
    for page, title in ((report.get_parent().specific, "Etusivu"), (report, "Vuosi 2018")):
        copy = page.copy_for_translation(locale).specific
        copy.title = title
        build.publish(copy)


def test_a_published_page_answers_in_its_language(client, report, line):
    publish_in_finnish(report)
    page = client.get("/fi/2018/").content.decode()
    assert '<html lang="fi"' in page
    assert '<meta property="og:locale" content="fi_FI">' in page
    swedish = client.get("/2018/").content.decode()
    assert 'hreflang="fi" href="http' in swedish
    assert 'lang="fi">Suomi</a>' in swedish
    assert client.get("/fi/search/").status_code == 200
    assert "Disallow: /fi/search/" in client.get("/robots.txt").content.decode()
    assert "/fi/2018/" in client.get("/sitemap.xml").content.decode()


def test_its_code_is_an_address_that_no_page_may_take(report, line):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match="fi"):
        build.information(report.get_parent().specific, slug="fi", title="Fi")


@pytest.mark.parametrize(
    ("code", "shown"), [("2018K1", "1. neljännes 2018"), ("2018/2019", "2018/2019")]
)
def test_periods_are_written_in_it(code, shown):
    assert format_period(code, "fi") == shown


@pytest.mark.parametrize(
    ("code", "named"), [("sv", "sv_SE"), ("en", "en_GB"), ("fi", "fi_FI"), ("se", "se_NO")]
)
def test_a_language_has_a_territory(code, named):
    assert with_territory(code) == named


def test_an_unknown_language_is_not_found(client, report):
    for address in ("/fi/", "/fi/2018/", "/xx/2018/", "/sv/2018/"):
        assert client.get(address).status_code == 404
