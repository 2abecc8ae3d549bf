"""The home page of the demo, and all that stands around every page."""

from home.blocks import NoticeKind, StepIcon
from home.demo.blocks import link, rich
from home.demo.document import Document
from home.demo.publishing import fill, publish
from home.pages import HomePage, InformationPage


def dress(home: HomePage, footer: list[InformationPage]) -> None:
    """Fill in and publish the home page; `footer` is what the footer links to."""
    document = Document("area-halso-och-sjukvard")
    home.organisation = "Region Kronoberg"
    home.lead = "Årets arbete i siffror, bilder och artiklar."
    home.help_button = "Så navigerar du"
    home.help_heading = document.text("Såhär navigerar du")
    home.help_intro = document.text("På den här webbplatsen navigerar du")
    home.help_dismiss = document.text("Visa inte den här rutan")
    home.contact = rich("Exempel: här står regionens adress, telefonnummer och e-postadress.")
    home.footer_note = (
        "Det här är en demonstration, inte regionens egen webbplats. Texterna om hälso- och "
        "sjukvård och om Nära vård är publicerade av Region Kronoberg. Det som är märkt som "
        "exempel är påhittat."
    )
    fill(
        home,
        help_steps=[
            step(StepIcon.INFORMATION, document.text("Klicka på informationsikonerna")),
            step(StepIcon.STATISTICS, document.text("Klicka på statistikikonerna")),
            step(StepIcon.SIDEWAYS, document.text("Klicka på pilarna i sidled")),
            step(StepIcon.DOWN, document.text("Klicka på pilen nedåt")),
        ],
        notices=[
            notice(
                NoticeKind.BROWSER,
                document.text("Du använder just nu webbläsaren"),
                heading=document.text("Angående din webbläsare"),
                is_on=True,
            ),
            # Off: what it says is not true of this site, which works in landscape too.
            notice(
                NoticeKind.ORIENTATION,
                document.text("Årsberättelsen fungerar ej i liggande läge"),
                is_on=False,
            ),
        ],
        footer_links=[link(page.title, page) for page in footer],
    )
    publish(home)


def step(icon: StepIcon, text: str) -> dict:
    return {"type": "step", "value": {"icon": icon.value, "text": text}}


def notice(kind: NoticeKind, text: str, *, is_on: bool, heading: str = "") -> dict:
    value = {"kind": kind.value, "heading": heading, "text": rich(text), "is_on": is_on}
    return {"type": "notice", "value": value}
