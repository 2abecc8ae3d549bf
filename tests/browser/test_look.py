"""The region's own look and pictures, and the address that is copied, in a real browser."""

from playwright.sync_api import Page, expect

from tests import build


def colour_of(page: Page, selector: str, name: str = "color") -> str:
    return page.locator(selector).first.evaluate(f"e => getComputedStyle(e)['{name}']")


def test_the_colour_holds_outside_the_areas_by_day_and_by_night(page: Page):
    home = build.home(brand_light="#a3143c", brand_dark="#ff9db4", lead="Välkommen")
    area = build.area(build.report(home), lead="Ingress.")
    link = build.block("paragraph", '<p><a href="https://example.org/">Länk</a></p>')
    build.information(home, slug="om", body=[link])
    refused = []
    page.on("console", lambda message: refused.append(message.text))

    page.emulate_media(color_scheme="light")
    page.goto("/om/")
    assert colour_of(page, ".prose a") == "rgb(163, 20, 60)"
    page.emulate_media(color_scheme="dark")
    assert colour_of(page, ".prose a") == "rgb(255, 157, 180)"
    page.emulate_media(color_scheme="light")
    page.goto(area.url)
    assert colour_of(page, ".tabs [aria-current]", "borderTopColor") == "rgb(15, 104, 72)"
    assert refused == []


def test_a_sign_stays_on_its_thing_however_the_screen_cuts_the_picture(page: Page):
    statistic = build.statistic(infobox="<p>Mer.</p>", x="50", y="50")
    beside = build.block(
        "infobox",
        {"heading": "En lång rubrik vid kanten", "text": "<p>Mer.</p>", "x": "97", "y": "2"},
    )
    area = build.area(
        scene_background=build.image(size=(1600, 1200)), statistics=[statistic, beside]
    )
    for width, height in ((390, 844), (768, 1024), (844, 390), (1280, 800), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(area.url)
        image = page.locator(".back img").bounding_box()
        sign = page.locator(".at-picture button").first.bounding_box()
        for side, size in (("x", "width"), ("y", "height")):
            middle = image[side] + image[size] / 2
            assert abs(sign[side] + sign[size] / 2 - middle) < 2, (width, height, side)
        # What this screen cuts away keeps its sign, and its label, inside; nothing goes sideways.
        page.locator(".at-picture button").last.focus()
        edge = page.locator(".at-picture button").last.bounding_box()
        label = page.locator(".at-picture span").last.bounding_box()
        assert edge["x"] + edge["width"] <= width
        assert edge["y"] >= image["y"]
        assert label["x"] + label["width"] <= width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_address_of_a_number_is_copied_by_keyboard_and_said(page: Page):
    area = build.area(statistics=[build.statistic()])
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(area.url)
    button = page.get_by_role("button", name="Kopiera adressen")
    button.focus()
    page.keyboard.press("Enter")

    expect(page.locator(".copy [role=status]")).to_have_text("Adressen är kopierad.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(f"{area.url}#kronobergarnas-vardkonsumtion")
    assert copied.startswith("http://")
    assert button.bounding_box()["height"] >= 44
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_browser_that_refuses_shows_the_address_instead(page: Page):
    area = build.area(statistics=[build.statistic()])
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error())")
    page.goto(area.url)
    page.get_by_role("button", name="Kopiera adressen").click()
    said = page.locator(".copy [role=status]")
    expect(said).to_contain_text("#kronobergarnas-vardkonsumtion")


def test_without_javascript_there_is_no_button(browser, live_server):
    area = build.area(statistics=[build.statistic()])
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(area.url)
        expect(page.locator(".copy")).to_be_hidden()
