"""Statistics that are hard to draw: the pattern page shows them, and the tests measure them."""


def series(first: int, *numbers: str | None) -> list[dict]:
    """Earlier values, a year each; None is a missing one."""
    return [{"period": str(first + n), "number": number} for n, number in enumerate(numbers)]


def zigzag(low: int, high: int) -> list[str]:
    """Nineteen values that never agree with their neighbours."""
    return [str(high - n * 100 if n % 2 else low + n * 100) for n in range(19)]


def example(**fields: object) -> dict:
    """A statistic of 2018 in the stored form, with gaps for defaults."""
    return {"period": "2018", "kind": "outcome", "is_example": True, **fields}


PARTS = 900000, 50000, 25000, 12500, 6000, 3000, 2000, 1000, 500, 399, 50, 1
ODD = [
    example(
        heading="Under noll, och ett år som saknas",
        value="-40",
        label="miljoner kronor i resultat 2018",
        series=series(2012, "-10", "25", None, "0", "-20", "-30"),
    ),
    example(
        heading="Mycket stort bredvid mycket litet",
        value="0",
        label="händelser 2018",
        series=series(2013, "1", "9876543210", "12", None, "-3"),
    ),
    example(
        heading="Tjugo år",
        value="98700",
        label="besök 2018",
        series=series(1999, *zigzag(96000, 100000)),
    ),
    example(
        heading="En linje under noll",
        value="-0.05",
        label="procentenheter 2018",
        chart="line",
        series=series(2014, "-10", "-200", "-30", "-40"),
    ),
    example(
        heading="En prognos",
        value="104.5",
        label="tusen resor 2018",
        kind="forecast",
        chart="line",
        series=series(2014, "98.5", "101", None, "99.25"),
    ),
    example(
        heading="Tolv delar",
        value="1000450",
        label="besök 2018",
        parts=[
            {"label": f"besök till mottagning nummer {n}", "number": str(number)}
            for n, number in enumerate(PARTS, start=1)
        ],
    ),
]
