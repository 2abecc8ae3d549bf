"""Translations: compiled, examined and brought up to date without GNU gettext."""

import gettext

import catalogues
import pytest

PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Read more"
msgstr "Läs mer"

msgctxt "verb"
msgid "Open"
msgstr "Öppna"

msgid "%(count)s page"
msgid_plural "%(count)s pages"
msgstr[0] "%(count)s sida"
msgstr[1] "%(count)s sidor"
"""
PAGE = """{% load i18n %}
<div>
    <p>{% translate "Read more" %}</p>
  {% translate "Open" context "verb" %} it's
        {% blocktranslate count count=n trimmed %}
            {{ count }} page
        {% plural %}
            {{ count }} pages
        {% endblocktranslate %}
</div>
"""


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A site of one template, whose Swedish catalogue is complete."""
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    for folder in ("templates", "home", "locale/sv/LC_MESSAGES"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "templates/page.html").write_text(PAGE)
    (tmp_path / "locale/sv/LC_MESSAGES/django.po").write_text(PO)
    return tmp_path


def catalogue(site):
    return site / "locale/sv/LC_MESSAGES/django.po"


def test_a_complete_catalogue_passes(site, capsys):
    catalogues.check()
    assert "3 messages" in capsys.readouterr().out


def test_a_message_in_python_is_found_too(site):
    (site / "home/pages.py").write_text(
        "from django.utils.translation import gettext_lazy as _\nx = _('New')\n"
    )
    with pytest.raises(SystemExit, match="not in the catalogue: 'New'"):
        catalogues.check()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (('"Läs mer"', '""'), "not translated: 'Read more'"),
        (('msgid "Read more"', '#, fuzzy\nmsgid "Read more"'), "fuzzy: 'Read more'"),
        (('msgid "Read more"', 'msgid "Read less"'), "no longer used: 'Read less'"),
        (('[1] "%(count)s sidor"', '[1] ""'), "not translated: "),
        (('[1] "%(count)s sidor"', '[1] "%(antal)s sidor"'), "page"),
    ],
)
def test_a_fault_is_named(site, change, fault):
    catalogue(site).write_text(PO.replace(*change))
    with pytest.raises(SystemExit) as ending:
        catalogues.check()
    assert fault in str(ending.value)


def test_updating_keeps_translations_and_adds_what_is_new(site):
    page = site / "templates/page.html"
    page.write_text(PAGE + '{% translate "New" %}')
    catalogues.update()
    known = catalogues.read(catalogue(site))
    assert known.get("Read more").string == "Läs mer"
    assert not known.get("New").string
    before = catalogue(site).read_bytes()
    catalogues.update()
    assert catalogue(site).read_bytes() == before


def test_compiling_makes_what_gettext_reads_and_only_when_needed(site):
    catalogues.compile_changed()
    compiled = catalogue(site).with_suffix(".mo")
    with compiled.open("rb") as file:
        swedish = gettext.GNUTranslations(file)
    assert swedish.gettext("Read more") == "Läs mer"
    assert swedish.pgettext("verb", "Open") == "Öppna"
    assert swedish.ngettext("%(count)s page", "%(count)s pages", 2) == "%(count)s sidor"
    written = compiled.stat().st_mtime_ns
    catalogues.compile_changed()
    assert compiled.stat().st_mtime_ns == written


def test_a_new_language_begins_with_every_message(site):
    catalogues.new("fi")
    begun = catalogues.read(site / "locale/fi/LC_MESSAGES/django.po")
    assert begun.get("Read more").string == ""
    assert begun.num_plurals == 2
    with pytest.raises(SystemExit, match="not translated"):
        catalogues.check()


@pytest.mark.parametrize(("code", "fault"), [("sv", "there already"), ("xx", "no language")])
def test_a_language_that_is_there_or_unknown_is_refused(site, code, fault):
    with pytest.raises(SystemExit, match=fault):
        catalogues.new(code)
