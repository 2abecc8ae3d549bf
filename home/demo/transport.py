"""Public transport: an area of examples."""

from home.demo.blocks import bullet_list, example_statistic, heading, paragraphs, picture, series
from home.demo.publishing import add
from report.images import ReportImage
from report.pages import AreaPage, ArticlePage, ReportPage
from report.scenery import Anchor, Icon, Palette, Scene

STATISTICS = [
    example_statistic(
        "resor med buss",
        "12345",
        "resor med buss 2018",
        unit="resor",
        series=series(y2014="8765", y2015="9321", y2016="10234", y2017="11456"),
        comment="Exempeltext: här står varför resorna blev fler.",
        anchor=Anchor.LANDMARK.value,
    ),
    example_statistic(
        "bussar i tid",
        "87.5",
        "av bussarna kom i tid 2018",
        unit="procent",
        unit_code="percent",
        anchor=Anchor.NEAR_LEFT.value,
    ),
    example_statistic(
        "mål för bussar i tid",
        "95",
        "av bussarna ska komma i tid 2027",
        unit="procent",
        unit_code="percent",
        period="2027",
        kind="target",
        anchor=Anchor.NEAR_MIDDLE.value,
    ),
    example_statistic(
        "inställda nattbussar",
        "0",
        "inställda nattbussar 2018",
        unit="turer",
        anchor=Anchor.NEAR_RIGHT.value,
    ),
]


def add_transport(report: ReportPage, journey: ReportImage) -> None:
    """Add the area and its article, which shows the picture."""
    area = add(
        report,
        AreaPage(
            title="Kollektivtrafik",
            lead="Exempeltext: här står en eller två meningar om årets kollektivtrafik.",
            icon=Icon.BUS,
            colour=Palette.SUMMER,
            scene=Scene.BUS,
            is_example=True,
        ),
        statistics=STATISTICS,
        body=[
            paragraphs(
                "Exempeltext: här berättas vad som hände i kollektivtrafiken under året. "
                "Alla siffror i området är påhittade och visar hur siffror kan se ut.",
                "Exempeltext: här står vad regionen vill göra härnäst.",
            )
        ],
    )
    add(
        area,
        ArticlePage(
            title="Exempelartikel om att resa tillsammans",
            lead="Exempeltext: här står vad artikeln handlar om, i en eller två meningar.",
            is_example=True,
        ),
        body=[
            picture(
                journey,
                "Tecknad bild: någon cyklar förbi en sjö med en roddbåt, och någon annan väntar "
                "vid en busshållplats.",
                "Exempelbild: en resa en sommardag.",
            ),
            paragraphs("Exempeltext: här berättas om en resa, från hållplats till hållplats."),
            heading("Exempelrubrik: före resan"),
            bullet_list(
                "Exempelpunkt: se när bussen går",
                "Exempelpunkt: köp en biljett",
                lead_in="Exempeltext: så kan en lista inledas:",
            ),
        ],
    )
