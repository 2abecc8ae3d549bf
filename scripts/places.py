"""Where the demo shows each kind of page, and the sizes and themes in which a reader meets it."""

#: Every kind of page that the public site has.
PAGES = {
    "home": "/",
    "cover": "/2018/",
    "area": "/2018/kollektivtrafik/",
    "area with one number": "/2018/halso-och-sjukvard/",
    "statistic": "/2018/statistik/kronobergarnas-vardkonsumtion/",
    "article": "/2018/halso-och-sjukvard/exempelartikel-om-ett-vardbesok/",
    "strategy": "/2018/halso-och-sjukvard/nara-vard/",
    "information": "/om-webbplatsen/",
    "accessibility statement": "/tillganglighetsredogorelse/",
    "search": "/sok/",
    "search results": "/sok/?q=exempel",
    "not found": "/den-har-sidan-finns-inte/",
}
AREA = PAGES["area"]

Size = tuple[int, int]
NARROW: Size = (320, 568)
PHONE: Size = (390, 844)
LANDSCAPE: Size = (844, 390)
LOW: Size = (568, 320)
TABLET: Size = (768, 1024)
DESKTOP: Size = (1280, 800)
WIDE: Size = (1920, 1080)
THEMES = ("light", "dark")


def viewport(size: Size) -> dict[str, int]:
    """The size as Playwright wants it."""
    return {"width": size[0], "height": size[1]}
