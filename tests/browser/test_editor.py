"""A communicator signs in, edits, previews and publishes an area in the browser."""

from playwright.sync_api import Page, expect

from report.models import AreaPage, PublishedFigure
from tests import build


def test_an_administrator_signs_in(page: Page):
    build.administrator()
    page.goto("/admin/")
    page.locator("#id_username").fill("admin")
    page.locator("#id_password").fill(build.PASSWORD)
    page.locator("button[type=submit]").click()
    page.wait_for_url("**/admin/")
    expect(page.get_by_role("link", name="Sidor").first).to_be_visible()


def test_an_area_is_edited_previewed_and_published(editor: Page):
    area = build.area(statistics=[build.statistic()], lead="En ingress.")
    editor.goto(f"/admin/pages/{area.pk}/edit/")

    value = editor.get_by_label("Värde", exact=True)
    expect(value).to_have_value("1\u00a0037\u00a0034")
    value.fill("1 037 035")
    editor.get_by_role("button", name="Växla förhandsgranskning").click()
    preview = editor.frame_locator("#w-preview-iframe")
    expect(preview.locator("data").first).to_have_text("1\u00a0037\u00a0035")

    editor.get_by_label("Rättelse: varför ändras siffran?").fill("Ett besök räknades inte.")
    editor.get_by_role("button", name="Fler åtgärder").click()
    with editor.expect_navigation():
        editor.get_by_role("button", name="Publicera").click()

    assert AreaPage.objects.get().statistics[0].value.number == 1037035
    assert int(PublishedFigure.objects.get().value) == 1037035


def test_a_mistyped_number_comes_back_with_a_sentence_and_loses_nothing(editor: Page):
    area = build.area(statistics=[build.statistic()], lead="En ingress.")
    editor.goto(f"/admin/pages/{area.pk}/edit/")

    editor.get_by_label("Värde", exact=True).fill("1 037 O34")
    editor.locator("#id_lead").fill("En annan ingress.")
    editor.get_by_role("button", name="Spara utkast").click()

    expect(editor.get_by_text("som inte hör till ett tal")).to_be_visible()
    expect(editor.get_by_label("Värde", exact=True)).to_have_value("1 037 O34")
    expect(editor.locator("#id_lead")).to_have_value("En annan ingress.")
    assert AreaPage.objects.get().lead == "En ingress."
