"""Health care: the area and its strategy, word for word from the two documents."""

from datetime import date

from home.demo.blocks import (
    bullet_list,
    heading,
    link,
    paragraphs,
    quote,
    rich,
    statistic,
    table,
)
from home.demo.document import Document, cut
from home.demo.publishing import add
from report.pages import AreaPage, ArticlePage, ReportPage, StrategyPage
from report.scenery import Anchor, Icon, Palette, Scene


def add_health(report: ReportPage) -> None:
    """Add the area, its strategy and two example articles beside it."""
    area = add_area(report, Document("area-halso-och-sjukvard"))
    add_strategy(area, Document("strategy-nara-vard"))
    add_articles(area)


def add_area(report: ReportPage, document: Document) -> AreaPage:
    """The area with its one statistic; the title stands on top of the text in the document."""
    visits = statistic(
        document.text("Kronobergarnas"),
        "1037034",
        "besök i hälso- och sjukvården 2018",
        unit="besök",
        parts=[
            {"label": "besök till läkare", "number": "424868"},
            {"label": "besök till annan yrkeskategori", "number": "612166"},
        ],
        derived=[{"number": "6.8", "text": "besök per patient"}],
        infobox=rich(document.text("Kronobergarna gjorde")),
        source="Region Kronobergs årsberättelse 2018",
        anchor=Anchor.LANDMARK.value,
    )
    area = AreaPage(
        title=document.text("Hälso- och sjukvård"),
        lead=document.text("Region kronobergs mål"),
        icon=Icon.HEALTH,
        colour=Palette.SPRING,
        scene=Scene.CLINIC,
    )
    body = paragraphs(
        document.text("Det har varit ett händelserikt år"),
        document.text("Under året har också"),
        document.text("Ett fortsatt viktigt arbete"),
    )
    return add(report, area, statistics=[visits], body=[body])


def add_strategy(area: AreaPage, document: Document) -> StrategyPage:
    """The strategy; its only list with a lead-in has it as the end of the paragraph before."""
    focus, lead_in = cut(document.text("Vårt fokus"), at="Konkret innebär")
    strategy = StrategyPage(
        title=document.text("Nära vård"),
        lead=document.text("Kronoberg växer"),
        # "Senast uppdaterad: 6 augusti 2020" at the document's end: the page writes the words.
        updated_on=date(2020, 8, 6),
    )
    body = [
        heading(document.text("Omställningen pågår")),
        paragraphs(focus),
        bullet_list(*document.points("stärker primärvården"), lead_in=lead_in),
        paragraphs(document.text("Hälso- och sjukvårdens utvecklingsstrategi")),
        # The document has the words of this link but not where it led. The area is the one page
        # here that tells about the development strategy, so the link leads there.
        link(document.text("Utvecklingsstrategin"), area),
        paragraphs(
            document.text("Som patient ska du känna"),
            document.text("Som patient ska du ha"),
            document.text("Patientens delaktighet"),
            document.text("Som medarbetare kommer"),
        ),
        bullet_list(*document.points("Kronobergs invånare")),
    ]
    return add(area, strategy, body=body)


def add_articles(area: AreaPage) -> None:
    """Two articles that show what an article may hold, and say nothing about the region."""
    add(
        area,
        ArticlePage(
            title="Exempelartikel om ett vårdbesök",
            lead="Exempeltext: här står det viktigaste i artikeln, i en eller två meningar.",
            is_example=True,
        ),
        body=[
            paragraphs(
                "Exempeltext: här berättas om något som hänt i vården under året, gärna genom "
                "en person som var med.",
                "Exempeltext: här står det som läsaren behöver veta för att förstå resten.",
            ),
            quote(
                "Exempelcitat: här står vad någon har sagt, med egna ord.",
                "Exempelperson",
                "exempelroll",
            ),
            heading("Exempelrubrik: så fortsätter berättelsen"),
            paragraphs("Exempeltext: här går artikeln vidare under en egen rubrik."),
        ],
    )
    add(
        area,
        ArticlePage(
            title="Exempelartikel om hälsa i vardagen",
            lead="Exempeltext: här står vad artikeln handlar om och vem den är till för.",
            is_example=True,
        ),
        body=[
            paragraphs("Exempeltext: här står några meningar som leder fram till listan."),
            bullet_list(
                "Exempelpunkt: något som läsaren kan göra själv",
                "Exempelpunkt: något som vården hjälper till med",
                "Exempelpunkt: någonstans att få veta mer",
                lead_in="Exempeltext: listan börjar med en inledning:",
            ),
            table(
                "Exempeltabell: påhittade antal",
                {"Exempelgrupp": "text", "Antal": "number"},
                ["Exempelgrupp A", "1234"],
                ["Exempelgrupp B", "567"],
                ["Exempelgrupp C", None],
            ),
        ],
    )
