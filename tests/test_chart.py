"""Where the marks of charts stand, and what the scene makes of an area's statistics."""

from decimal import Decimal

import pytest
from wagtail.models import Collection

from report.blocks import StatisticsBlock
from report.images import ReportImage
from report.layers import Layer, OwnPictures
from report.slides import loose_of, signs_of, slides_of
from report.statistics.chart import series_of
from report.statistics.shares import shares_of
from tests import build


def values(*blocks: dict):
    return StatisticsBlock().to_python(list(blocks))


def value(**fields):
    return values(build.statistic(**fields))[0].value


def point(period: str, number: str | None, break_note: str = "") -> dict:
    missing = "" if number is not None else "confidential"
    return {"period": period, "number": number, "missing": missing, "break_note": break_note}


def test_a_missing_value_is_a_gap_and_zero_is_a_bar_on_the_axis():
    series = series_of(
        value(value="8", series=[point("2015", None), point("2016", "0"), point("2017", "4")]), "sv"
    )
    gap, zero, half, now = series.marks
    assert gap.y is None and gap.height == 0 and gap.shown == "–"
    assert zero.y == series.zero
    assert half.height == pytest.approx(now.height / 2, abs=0.02)
    assert now.is_now


def test_negative_values_hang_below_the_axis_and_are_labelled_there():
    series = series_of(value(value="10", series=[point("2017", "-10")]), "sv")
    below, above = series.marks
    assert below.top == series.zero and below.y > series.zero > above.y
    assert below.label.dy > 0 > above.label.dy
    assert below.shown == "−10"


def test_everything_stays_inside_the_drawing_however_far_apart_the_numbers_are():
    series = series_of(
        value(value="9876543210", series=[point("2015", "1"), point("2016", "15000000000")]), "sv"
    )
    for mark in series.marks:
        assert mark.left >= 0 and mark.left + mark.width <= 100
        assert mark.top >= 0 and mark.top + mark.height <= 100
        assert mark.height > 0


def test_a_line_is_not_drawn_across_a_gap_or_a_break():
    points = [point("2013", "1"), point("2014", "2"), point("2015", None), point("2016", "3")]
    points.append(point("2017", "4", "a new method"))
    series = series_of(value(value="5", chart="line", series=points), "sv")
    assert [(round(s.x1), round(s.x2)) for s in series.segments] == [(2, 21), (79, 98)]
    assert [mark.period for mark in series.breaks] == ["2017"]


def test_one_number_is_no_series_and_a_refused_chart_is_none():
    assert (
        series_of(value(value=None, missing="confidential", series=[point("2017", "4")]), "sv")
        is None
    )
    assert series_of(value(chart="none", series=[point("2017", "4")]), "sv") is None


def test_little_is_a_bar_on_its_side_of_the_axis_and_zero_is_none():
    points = [point("2015", "0"), point("2016", "1"), point("2017", "-1")]
    series = series_of(value(value="9876543210", series=points), "sv")
    zero, more, less, _ = series.marks
    assert zero.height == 0
    assert more.height == less.height > 0
    assert more.top < series.zero == less.top


def test_many_long_labels_leave_only_the_first_the_last_the_lowest_and_the_highest():
    points = [point(str(1998 + n), str(1000000 + n * (20 - n))) for n in range(20)]
    marks = series_of(value(value="999999", series=points), "sv").marks
    assert [mark.period for mark in marks if mark.label] == ["1998", "2008", "2018"]


def test_one_long_label_hides_no_short_ones():
    points = [point("2013", "1"), point("2014", "9876543210"), point("2015", "12")]
    marks = series_of(value(value="0", series=[*points, point("2016", None)]), "sv").marks
    assert [mark.label.shows for mark in marks] == [""] * 5


def test_a_line_runs_through_no_number():
    points = [point(str(2014 + n), number) for n, number in enumerate(["-10", "-200", "-30"])]
    series = series_of(value(value="-40", chart="line", series=points), "sv")
    first, lowest, peak, last = series.marks
    # So near the axis that there is room on its other side only, where no line is.
    assert first.label.dy < 0
    # Below zero: under the point, and on a peak beside the line that rises to it.
    assert lowest.label.dy > 0 and peak.label.dy > 0 and last.label.dy > 0
    assert (lowest.label.align, peak.label.align) == ("", "begins")


def test_shares_fill_the_bar_and_their_labels_begin_where_the_pieces_do():
    parts = [{"label": "a", "number": "424868"}, {"label": "b", "number": "612166"}]
    shares = shares_of(value(parts=parts))
    assert shares.is_bar
    assert [(piece.start, piece.width) for piece in shares.pieces] == [(0.0, 40.97), (40.97, 59.03)]
    assert shares.split + shares.rest == 100 and shares.split == 41


def test_parts_that_do_not_add_up_leave_a_piece_of_the_bar_empty():
    parts = [{"label": "a", "number": "20"}, {"label": "b", "number": "30"}]
    shares = shares_of(value(value="100", parts=parts))
    assert [piece.width for piece in shares.pieces] == [20.0, 30.0]


def test_negative_or_many_parts_are_rows():
    negative = [{"label": "a", "number": "-7"}, {"label": "b", "number": "14"}]
    shares = shares_of(value(value="7", parts=negative))
    assert not shares.is_bar and not shares.has_shares
    assert [piece.width for piece in shares.pieces] == [50.0, 100.0]
    many = [{"label": str(n), "number": "1"} for n in range(12)]
    assert not shares_of(value(value="12", parts=many)).is_bar
    assert shares_of(value(parts=[{"label": "a", "number": "1"}])) is None


def test_slides_know_their_neighbours_and_equal_headings_have_addresses_of_their_own():
    first, second, third = slides_of(
        values(*(build.statistic(heading=h) for h in ("Besök", "Besök", "Åkturer")))
    )
    assert [s.anchor for s in (first, second, third)] == ["besok", "besok-2", "akturer"]
    assert first.previous is None and first.next is second and third.previous is second
    assert (second.position, second.total) == (2, 3)


def test_signs_at_one_anchor_stand_beside_each_other_and_own_pictures_use_points():
    stream = values(
        build.statistic(heading="A", anchor="landmark", infobox="<p>a</p>", x="12.5", y="40"),
        build.statistic(heading="B", anchor="landmark", infobox="<p>b</p>"),
        build.statistic(heading="C", anchor="near-left"),
    )
    slides, loose = slides_of(stream), loose_of(stream)
    drawn = signs_of(slides, loose, None)
    assert [(s.box, s.anchor, s.shift) for s in drawn] == [
        ("a-info", "landmark", 0),
        ("b-info", "landmark", 1),
    ]
    # Of a picture as wide as the wide cut, the upright one has the middle only.
    picture = ReportImage(width=1920, height=1080, file="bild.png", collection=Collection())
    (own,) = signs_of(slides, loose, OwnPictures(picture, picture, Layer([]), None))
    assert own.wide == ("12.5%", "40%")
    assert own.upright == ("0%", "40%")
    assert stream[0].value["x"] == Decimal("12.5")
