"""The pages about the site itself."""

from home.demo.blocks import heading, paragraphs, rich
from home.demo.document import Document
from home.demo.publishing import add
from home.pages import AccessibilityStatementPage, HomePage, InformationPage


def add_about(home: HomePage) -> InformationPage:
    """Add the page that says what in the demo is real and what is not."""
    return add(
        home,
        InformationPage(
            title="Om webbplatsen",
            lead="Det här är en demonstration av en årsberättelse på webben.",
        ),
        body=[
            heading("Vad som är på riktigt"),
            paragraphs(
                "Texterna och siffrorna om hälso- och sjukvård och om Nära vård är Region "
                "Kronobergs egna. De är publicerade av regionen och återges här ord för ord.",
                "Webbplatsen är inte regionens egen.",
            ),
            heading("Vad som är exempel"),
            paragraphs(
                "Kollektivtrafik, regional utveckling och kultur finns med för att visa hur en hel "
                "årsberättelse kan se ut. Deras texter och siffror är påhittade. De är märkta som "
                "exempel, och det är också de artiklar som hör till dem.",
            ),
        ],
    )


def add_cookies(home: HomePage) -> InformationPage:
    """Add the page that says what the reader's browser keeps: next to nothing."""
    choice = Document("area-halso-och-sjukvard").text("Visa inte den här rutan")
    return add(
        home,
        InformationPage(
            title="Kakor",
            lead="Den som läser årsberättelsen får inga kakor.",
            forget_choices=True,
        ),
        body=[
            heading("Det enda som sparas, om du vill det"),
            paragraphs(
                f"Om du kryssar i ”{choice}” minns din webbläsare det valet, och ingenting annat. "
                "Valet lämnar aldrig din webbläsare. Du tar bort det med knappen längst ner på "
                "sidan, eller genom att öppna hjälpen och ta bort krysset.",
            ),
            heading("För redaktörer"),
            paragraphs(
                "Den som loggar in för att redigera webbplatsen får kakor som behövs för "
                "inloggningen.",
            ),
        ],
    )


def add_statement(home: HomePage) -> AccessibilityStatementPage:
    """Add the accessibility statement, an example that claims no more than what is known."""
    return add(
        home,
        AccessibilityStatementPage(
            title="Tillgänglighetsredogörelse",
            lead=(
                "Exempeltext: så kan en redogörelse börja. Den som använder programvaran gör sin "
                "egen granskning och skriver sin egen redogörelse."
            ),
            is_example=True,
            actor="Exempel: den region som ger ut årsberättelsen",
            service="Exempel: en årsberättelse på webben",
            inaccessible=rich(
                "Webbplatsen är inte granskad än. Därför går det inte att säga vilka brister den "
                "har, och inte heller att den saknar brister.",
            ),
            method=rich(
                "Programvaran är byggd med riktlinjerna WCAG 2.2, nivå AA, som mål. Ingen "
                "oberoende granskning är gjord, och ingen har prövat webbplatsen med "
                "användare.",
            ),
            reporting=rich(
                "Exempel: här står hur den som möter ett hinder kan berätta om det, på ett "
                "tillgängligt sätt och utan att ange sitt namn.",
            ),
        ),
    )
