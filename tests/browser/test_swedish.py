"""What scripts write on the screens of communicators is Swedish too."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from wagtail.models import Locale
from wagtail_localize.operations import translate_object

from tests import build
from tests.english import english_in

#: Every visible text of the page, and what its visible elements say aloud or when pointed at.
SAID = (Path(__file__).parent / "said.js").read_text(encoding="utf-8")


def english_on(page: Page) -> list[str]:
    return english_in(page.evaluate(SAID))


@pytest.fixture
def area():
    return build.area(statistics=[build.statistic()], lead="En ingress.")


def test_the_editor_of_a_page_speaks_swedish(editor: Page, area):
    build.article(area)
    assert english_on(editor) == []  # the first page

    editor.goto(f"/admin/pages/{area.pk}/")
    editor.get_by_role("checkbox").last.check()
    expect(editor.get_by_text("1 sida vald")).to_be_visible()
    assert english_on(editor) == []

    editor.goto(f"/admin/pages/{area.pk}/edit/")
    editor.get_by_role("button", name="Lägg till ett block").first.click()
    expect(editor.get_by_role("option", name="Informationsruta")).to_be_visible()
    assert english_on(editor) == []
    editor.keyboard.press("Escape")
    for panel in ("status", "kontroller", "kommentarer"):
        editor.get_by_role("button", name=f"Växla {panel}").click()
        assert english_on(editor) == [], panel

    editor.get_by_role("heading", name="Siffror").click()
    editor.keyboard.press("?")
    expect(editor.get_by_role("dialog")).to_be_visible()
    assert english_on(editor) == []
    editor.keyboard.press("Escape")

    editor.locator("#id_title").fill("")
    editor.get_by_role("button", name="Spara utkast").click()
    expect(editor.get_by_text("Sidan är inte sparad")).to_be_visible()
    assert english_on(editor) == []


def test_the_editor_of_a_translation_speaks_swedish(editor: Page, area):
    english = Locale.objects.get(language_code="en")
    for page in (area.get_parent().get_parent(), area.get_parent(), area):
        translate_object(page, [english])
    editor.goto(f"/admin/pages/{area.get_translation(english).pk}/edit/")
    expect(editor.get_by_role("heading", name="svenska → engelska")).to_be_visible()
    expect(editor.get_by_text("Publicera på engelska")).to_be_visible()
    assert english_on(editor) == []

    editor.set_viewport_size({"width": 1280, "height": 800})
    text = editor.locator("li.incomplete", has_text="En ingress.")
    original, translation = (text.locator(place).bounding_box() for place in ("> p", "> div"))
    assert original["x"] + original["width"] <= translation["x"]
    assert original["y"] == pytest.approx(translation["y"], abs=30)
    expect(editor.get_by_text("Konvertera till alias")).not_to_be_visible()

    editor.get_by_role("link", name="Alla översättningar").click()
    expect(editor.get_by_role("heading", name="Översättningar")).to_be_visible()
    assert editor.url.endswith(f"/admin/translations/{area.get_parent().pk}/en/")
