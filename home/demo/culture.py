"""Culture: an area of examples."""

from home.demo.blocks import example_statistic, infobox, paragraphs, picture, quote
from home.demo.publishing import add
from report.images import ReportImage
from report.pages import AreaPage, ArticlePage, ReportPage
from report.scenery import Anchor, Icon, Palette, Scene

STATISTICS = [
    example_statistic(
        "besök på bibliotek",
        "4567",
        "besök på bibliotek 2018",
        unit="besök",
        kind="preliminary",
        parts=[
            {"label": "besök av vuxna", "number": "3000"},
            {"label": "besök av barn", "number": "1567"},
        ],
        derived=[{"number": "1.5", "text": "lån per besök"}],
        anchor=Anchor.LANDMARK.value,
    ),
    example_statistic(
        "besök på en liten scen",
        None,
        "besök på en liten scen 2018",
        unit="besök",
        missing="confidential",
        anchor=Anchor.NEAR_LEFT.value,
    ),
    infobox(
        "Exempelruta: om bilden",
        "Exempeltext: här står något om bilden, som inte hör till någon enskild siffra.",
        anchor=Anchor.NEAR_RIGHT.value,
    ),
]


def add_culture(report: ReportPage, evening: ReportImage) -> None:
    """Add the area and its article, which shows the picture."""
    area = add(
        report,
        AreaPage(
            title="Kultur",
            lead="Exempeltext: här står en eller två meningar om årets kultur.",
            icon=Icon.CULTURE,
            colour=Palette.WINTER,
            scene=Scene.STAGE,
            is_example=True,
        ),
        statistics=STATISTICS,
        body=[
            paragraphs(
                "Exempeltext: här berättas om bibliotek, musik och teater under året. "
                "Alla siffror i området är påhittade och visar hur siffror kan se ut."
            )
        ],
    )
    add(
        area,
        ArticlePage(
            title="Exempelartikel om bibliotek och scen",
            lead="Exempeltext: här står vad artikeln handlar om, i en eller två meningar.",
            is_example=True,
        ),
        body=[
            picture(
                evening,
                "Tecknad bild: två personer läser en bok tillsammans i snön utanför en röd stuga, "
                "och två andra åker skridskor.",
                "Exempelbild: en kväll om vintern.",
            ),
            paragraphs("Exempeltext: här berättas om en kväll på biblioteket eller i salongen."),
            quote(
                "Exempelcitat: här står vad någon i publiken tyckte.",
                "Exempelperson",
                "exempelroll",
            ),
        ],
    )
