"""Regional development: an area of examples."""

from home.demo.blocks import (
    example_statistic,
    heading,
    link,
    paragraphs,
    series,
    table,
)
from home.demo.publishing import add
from report.pages import AreaPage, ArticlePage, ReportPage
from report.scenery import Anchor, Icon, Palette, Scene

STATISTICS = [
    example_statistic(
        "nya företag",
        "789",
        "nya företag 2018",
        unit="företag",
        series=series(
            y2013="1234",
            y2014="1111",
            y2015=(None, {"missing": "not-available"}),
            y2016=("950", {"break_note": "Exempeltext: från 2016 räknas det på ett nytt sätt."}),
            y2017="870",
        ),
        comment="Exempeltext: här står varför företagen blev färre.",
        chart="line",
        anchor=Anchor.LANDMARK.value,
    ),
    example_statistic(
        "invånare i framtiden",
        "6789",
        "invånare år 2030",
        unit="invånare",
        qualifier="cirka",
        period="2030",
        kind="forecast",
        anchor=Anchor.NEAR_LEFT.value,
    ),
    example_statistic(
        "ändrade utsläpp",
        "-1234",
        "ton utsläpp jämfört med året innan",
        unit="ton",
        unit_code="tonnes",
        comment="Exempeltext: minustecknet säger att utsläppen blev mindre.",
        anchor=Anchor.NEAR_RIGHT.value,
    ),
]


def add_development(report: ReportPage) -> None:
    """Add the area and its article."""
    area = add(
        report,
        AreaPage(
            title="Regional utveckling",
            lead="Exempeltext: här står en eller två meningar om årets regionala utveckling.",
            icon=Icon.TOWN,
            colour=Palette.AUTUMN,
            scene=Scene.TOWN,
            is_example=True,
        ),
        statistics=STATISTICS,
        body=[
            paragraphs(
                "Exempeltext: här berättas om städer, bygder och företag under året. "
                "Alla siffror i området är påhittade och visar hur siffror kan se ut.",
                "Exempeltext: här står vad som väntar de kommande åren.",
            )
        ],
    )
    add(
        area,
        ArticlePage(
            title="Exempelartikel om stad och land",
            lead="Exempeltext: här står vad artikeln handlar om, i en eller två meningar.",
            is_example=True,
        ),
        body=[
            paragraphs("Exempeltext: här berättas om ett arbete som förändrade något."),
            heading("Exempelrubrik: jämför i en tabell"),
            table(
                "Exempeltabell: påhittade värden",
                {"Exempelort": "text", "2017": "number", "2018": "number"},
                ["Exempelstad", "12.5", "13.5"],
                ["Exempelby", "0", "-2.5"],
            ),
            link("Exempellänk: tillbaka till området", area),
        ],
    )
