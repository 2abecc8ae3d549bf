"""Charts of odd numbers, measured in a real browser: no word is lost, or lies on what is drawn."""

import pytest
from playwright.sync_api import Locator, Page

from report.statistics.examples import ODD, example, series
from tests import build
from tests.browser.layout import lost_text, spaced_text

#: What the pattern page shows, and more.
STATISTICS = [
    *ODD,
    example(heading="Bara under noll", value="-40", series=series(2015, "-10", "-20", "-30")),
    example(
        heading="Tjugo år och ett fall",
        value="-0.05",
        series=series(1998, "-12.5", *map(str, range(1, 20))),
    ),
    example(heading="Två år", value="123456789012", series=series(2017, "-123456789012")),
    example(
        heading="Tolv staplar",
        value="1000000",
        series=series(2007, *[str(10**6 - n**5) for n in range(11)]),
    ),
    example(heading="En del", value="5", parts=[{"label": "besök", "number": "5"}]),
]
#: What lies on each other in each chart: words on words, bars, lines or points, or outside.
COLLISIONS = """charts => charts.flatMap(chart => {
  const said = e => `${chart.closest("article").getAttribute("aria-labelledby")}: ${e.textContent}`;
  const words = [...chart.querySelectorAll("text")].filter(e => e.checkVisibility())
    .map(e => [e, e.getBBox()]);
  const over = (a, b) => Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > .5 &&
    Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > .5;
  const drawn = [...chart.querySelectorAll("rect, circle, .axis, .line, .mark")].flatMap(e => {
    if (!e.matches("line")) return [[e, e.getBBox()]];
    const [x1, y1, x2, y2] = ["x1", "y1", "x2", "y2"].map(name => e[name].baseVal.value);
    return [...Array(400).keys()].map(n => n / 399).map(part =>
      [e, {x: x1 + part * (x2 - x1) - .5, y: y1 + part * (y2 - y1) - .5, width: 1, height: 1}]);
  });
  const {width, height} = chart.getBoundingClientRect();
  return words.flatMap(([word, box], i) => [
    ...words.slice(i + 1).filter(([, other]) => over(box, other))
      .map(([other]) => `${said(word)} meets ${other.textContent}`),
    ...new Set(drawn.filter(([, other]) => over(box, other))
      .map(([e]) => `${said(word)} lies on a ${e.classList}`)),
    ...box.x < -10 || box.x + box.width > width + 10 || box.y < 0 || box.y + box.height > height
      ? [`${said(word)} is outside`] : [],
  ]);
})"""


def opened(page: Page, width: int, *statistics: dict) -> Locator:
    """An area of these statistics in a window of this width, and its charts over time."""
    area = build.area(statistics=[build.statistic(**fields) for fields in statistics])
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(area.url)
    return page.locator("svg.bars")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_words_of_a_chart_lie_on_nothing(page: Page, width: int):
    charts = opened(page, width, *STATISTICS)
    assert charts.count() == sum("series" in fields for fields in STATISTICS)
    assert charts.evaluate_all(COLLISIONS) == []
    assert lost_text(page) == []
    with spaced_text(page):
        assert lost_text(page) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_the_highest_and_the_lowest_bar_say_how_much_and_a_missing_one_that_it_is(
    page: Page, width: int
):
    points = series(2013, "1", "9876543210", "12", None, "-3")
    chart = opened(page, width, example(value="0", series=points))
    words = {
        text.replace("\N{NO-BREAK SPACE}", " ")
        for text in chart.locator("text:visible").all_text_contents()
    }
    assert {"9 876 543 210", "−3", "–"} <= words
    # Zero is no bar; one in ten billions is a bar that can be seen.
    bars = chart.locator("rect").all()
    assert len(bars) == 4
    assert all(bar.bounding_box()["height"] > 2 for bar in bars)
