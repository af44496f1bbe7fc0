"""Charts: shapes from figures, in places that fit every width; the words that describe them."""

import re
from decimal import Decimal
from itertools import pairwise

import pytest

from stat_tables.drawings.chart_data import ChartData, Series, chart_data, transposed
from stat_tables.drawings.chart_shapes import shapes
from stat_tables.drawings.describe import describe_chart
from stat_tables.drawings.shapes import Break, spread_apart
from stat_tables.request.directive_options import Shape
from tests.stat_tables.shown import view

PLACE = re.compile(r"-?\d+(\.\d+)?%")


def data(*values: str | None, categories: tuple[str, ...] = (), unit: str = "việc", adds: bool = True) -> ChartData:
    names = categories or tuple("ABCDEFGH"[: len(values)])
    numbers = tuple(None if value is None else Decimal(value) for value in values)
    texts = tuple("" if value is None else value.replace(".", ",") for value in values)
    return ChartData(names, (Series("Số việc", unit, numbers, texts, adds),), (False,) * len(names))


def share(place: str) -> float:
    assert PLACE.fullmatch(place)
    return float(place.rstrip("%"))


@pytest.mark.parametrize("kind", list(Shape))
def test_every_place_is_a_share_of_the_width_and_inside(kind: Shape) -> None:
    drawn = shapes(kind, chart_data(view("cột: ty_le, ty_le_tien", "nam")) if kind is not Shape.SLOPE else slope_data())
    places = [bar.x for bar in drawn.rectangles] + [dot.x for dot in drawn.dots] + [word.x for word in drawn.words]
    assert places
    assert all(0 <= share(place) <= 100 for place in places)
    assert all(0 <= word.y <= drawn.height for word in drawn.words)
    assert all(share(bar.x) + share(bar.width) <= 100.01 for bar in drawn.rectangles)


def slope_data() -> ChartData:
    return transposed(chart_data(view("cột: ty_le, ty_le_tien", "nam")))


def test_lengths_of_bars_are_as_their_figures() -> None:
    drawn = shapes(Shape.BAR, data("50", "25", None, "100"))
    assert [share(bar.width) for bar in drawn.rectangles] == [50.0, 25.0, 100.0]
    assert [word.text for word in drawn.words if word.kind == "category"] == ["A", "B", "C", "D"]


def test_negative_bars_go_the_other_way() -> None:
    down, up = shapes(Shape.BAR, data("-50", "50")).rectangles
    assert (share(down.x), share(up.x)) == (0.0, 50.0)
    assert share(down.width) == share(up.width) == 50.0


def test_heights_of_columns_are_as_their_figures() -> None:
    low, high = shapes(Shape.COLUMN, data("10", "40")).rectangles
    assert high.height == pytest.approx(4 * low.height, abs=0.2)
    assert low.y + low.height == pytest.approx(high.y + high.height, abs=0.2)


def test_years_stand_as_far_apart_as_they_are() -> None:
    first, second, third = shapes(Shape.LINE, data("1", "2", "3", categories=("2016", "2023", "2024"))).dots
    assert (share(second.x) - share(first.x)) == pytest.approx(7 * (share(third.x) - share(second.x)), abs=0.1)


def test_a_line_has_gaps_for_missing_figures_and_breaks() -> None:
    assert len(shapes(Shape.LINE, data("1", "2", "3", "4")).segments) == 3
    assert len(shapes(Shape.LINE, data("1", None, "3", "4")).segments) == 1
    broken = shapes(Shape.LINE, data("1", "2", "3", "4"), (Break(1, "mốc"),))
    assert len(broken.segments) == 2
    assert [word.text for word in broken.words if word.kind == "break"] == ["mốc"]


def test_names_under_a_crowded_axis_are_thinned_but_keep_first_and_last() -> None:
    years = tuple(str(year) for year in range(2000, 2025))
    drawn = shapes(Shape.LINE, data(*["5"] * 25, categories=years))
    shown = [word.text for word in drawn.words if word.kind == "category"]
    assert (shown[0], shown[-1]) == ("2000", "2024")
    assert len(shown) < 9


def test_names_of_years_close_to_each_other_do_not_touch() -> None:
    drawn = shapes(Shape.LINE, data("1", "2", "3", categories=("2016", "2023", "2024")))
    names = {word.text: word.y for word in drawn.words if word.kind == "category"}
    assert set(names) == {"2016", "2023", "2024"}
    assert names["2016"] == names["2024"] < names["2023"] - 12  # on a line of its own
    assert drawn.height > names["2023"]


def test_a_figure_at_the_foot_of_the_plot_stands_above_the_names() -> None:
    drawn = shapes(Shape.LINE, data("0", "20", categories=("2023", "2024")))
    figure = next(word for word in drawn.words if word.kind == "value" and word.text == "0")
    assert all(word.y >= figure.y + 16 for word in drawn.words if word.kind == "category")


@pytest.mark.parametrize("values", [("1", "9"), ("9", "1")])
def test_the_number_of_a_break_stands_where_the_line_is_not(values: tuple[str, str]) -> None:
    drawn = shapes(Shape.LINE, data("5", *values, categories=("2016", "2023", "2024")), (Break(1, "1"),))
    (number,) = [word for word in drawn.words if word.kind == "break"]
    assert all(abs(dot.y - number.y) > 16 for dot in drawn.dots[1:])


def test_words_of_a_slope_do_not_touch() -> None:
    series = tuple(Series(f"Tỉnh {n}", "%", (Decimal(50), Decimal(n)), ("50", str(n))) for n in range(5))
    drawn = shapes(Shape.SLOPE, ChartData(("2023", "2024"), series, (False, False)))
    left = sorted(word.y for word in drawn.words if word.kind == "value" and word.anchor == "end")
    assert all(lower - upper >= 16 for upper, lower in pairwise(left))


def test_long_heads_of_a_slope_stand_one_below_the_other() -> None:
    series = (Series("2024", "%", (Decimal(84), Decimal(51)), ("84", "51")),)

    def heads(first: str, second: str) -> tuple[float, float, float]:
        drawn = shapes(Shape.SLOPE, ChartData((first, second), series, (False, False)))
        one, other = (word.y for word in drawn.words if word.kind == "category")
        return one, other, min(line.y1 for line in drawn.grid)

    assert heads("2023", "2024")[0] == heads("2023", "2024")[1]
    one, other, line = heads("Về việc: Tỷ lệ trên số có điều kiện", "Về tiền: Tỷ lệ trên số có điều kiện")
    assert one + 16 <= other < line


def test_the_chart_has_the_figures_of_its_table() -> None:
    made = chart_data(view("cột: tien\nđơn vị: tỷ đồng\nsắp xếp: tien giảm"))
    assert made.categories[0] == "Hà Nội"
    assert made.series[0].texts[0] == "900"
    assert made.series[0].unit == "tỷ đồng"


DESCRIBED = {
    "cao nhất A (3 việc), thấp nhất B (1 việc). Tổng: 6 việc.": (Shape.BAR, ("3", "1", "2"), ("A", "B", "C")),
    "từ 10 việc (2023) lên 12 việc (2024), tăng 2 việc (20,00%).": (Shape.LINE, ("10", "12"), ("2023", "2024")),
    "từ 20 việc (2023) xuống 10 việc (2024), giảm 10 việc (50,00%).": (Shape.LINE, ("20", "10"), ("2023", "2024")),
    "cao nhất A, B, C và 1 nơi khác (9 việc), thấp nhất E (1 việc). Tổng: 37 việc.": (
        Shape.BAR,
        ("9", "9", "9", "9", "1"),
        tuple("ABCDE"),
    ),
    "không có số liệu.": (Shape.BAR, (None, None), ("A", "B")),
}


@pytest.mark.parametrize("told", DESCRIBED)
def test_description(told: str) -> None:
    kind, values, categories = DESCRIBED[told]
    words = describe_chart(kind, data(*values, categories=categories)).replace("\u00a0", " ")
    assert words.startswith("Biểu đồ ")
    assert words.endswith(f". Số việc: {told}")


def test_a_change_of_rates_is_described_in_percentage_points() -> None:
    made = data("83.24", "83.86", categories=("2023", "2024"), unit="%", adds=False)
    assert "tăng 0,62 điểm phần trăm" in describe_chart(Shape.LINE, made).replace("\u00a0", " ")


def test_bars_of_percentages_fill_a_hundred() -> None:
    drawn = shapes(Shape.BAR, data("59.36", "33.75", unit="%", adds=False))
    assert [share(bar.width) for bar in drawn.rectangles] == [59.36, 33.75]
    over = shapes(Shape.BAR, data("120", "60", unit="%", adds=False))
    assert [share(bar.width) for bar in over.rectangles] == [100.0, 50.0]


def test_columns_stand_as_far_apart_as_their_years() -> None:
    first, second, third = shapes(Shape.COLUMN, data("1", "2", "3", categories=("2016", "2023", "2024"))).rectangles
    assert share(second.x) - share(first.x) == pytest.approx(7 * (share(third.x) - share(second.x)), abs=0.2)


def test_months_and_quarters_are_a_time_axis() -> None:
    months = data("1", "2", "3", categories=("Tháng 1/2024", "Tháng 2/2024", "Tháng 6/2024"))
    first, second, third = shapes(Shape.LINE, months).dots
    assert share(third.x) - share(second.x) == pytest.approx(4 * (share(second.x) - share(first.x)), abs=0.1)
    assert len(data("1", "2", categories=("Quý I/2024", "Quý II/2024")).times) == 2
    assert data("1", "2", categories=("Quý II/2024", "Quý I/2024")).times == ()


def test_a_line_over_missing_years_is_dashed() -> None:
    drawn = shapes(Shape.LINE, data("1", "2", "3", categories=("2016", "2023", "2024")))
    assert [line.kind for line in drawn.segments] == ["dashed", ""]


def test_a_long_line_has_no_beads_but_at_its_ends() -> None:
    assert len(shapes(Shape.LINE, data(*["5"] * 20, categories=tuple("ABCDEFGHIJKLMNOPQRST"))).dots) == 20
    many = data(*["5"] * 12, None, *["6"] * 12, categories=tuple(str(year) for year in range(2000, 2025)))
    assert len(shapes(Shape.LINE, many).dots) == 2
    alone = data(*["5"] * 12, None, "7", None, *["6"] * 12, categories=tuple(str(year) for year in range(2000, 2027)))
    assert len(shapes(Shape.LINE, alone).dots) == 3  # a point that no line reaches is seen


def test_a_cut_axis_is_marked() -> None:
    cut, whole = (shapes(Shape.LINE, data(*values)) for values in (("80", "90"), ("0", "90")))
    assert (cut.cut, whole.cut) == (True, False)
    assert [line.kind for line in cut.grid].count("cut") == 2


def test_the_axis_is_at_one_height_whatever_the_figures() -> None:
    heights = {
        next(word.y for word in shapes(Shape.LINE, data(*values)).words if word.kind == "category")
        for values in (("0", "20"), ("20", "0"), ("5", "5"), ("-9", "7"))
    }
    assert len(heights) == 1


def test_figures_at_the_ends_of_lines_do_not_touch() -> None:
    series = tuple(Series(f"Tỉnh {n}", "%", (Decimal(50), Decimal(50 + n)), ("50", str(50 + n))) for n in range(6))
    drawn = shapes(Shape.LINE, ChartData(("2023", "2024"), series, (False, False)))
    heights = sorted(word.y for word in drawn.words if word.kind == "value")
    assert len(heights) == 6
    assert all(lower - upper >= 15.9 for upper, lower in pairwise(heights))


def test_what_touches_is_spread_around_its_middle() -> None:
    assert spread_apart([50, 52, 54], 16, 0, 200) == [36.0, 52.0, 68.0]
    assert spread_apart([10, 100], 16, 0, 200) == [10.0, 100.0]
    assert spread_apart([198, 199], 16, 0, 200) == [184.0, 200.0]


def test_many_bars_take_a_line_each_and_their_figures_stay_inside() -> None:
    values = [str(100 - place) for place in range(63)]
    drawn = shapes(Shape.BAR, data(*values, categories=tuple(f"Tỉnh số {place}" for place in range(63))))
    assert drawn.height < 1200
    assert all(word.kind == "inside" for word in drawn.words if word.text in ("100", "99"))


def test_lines_of_a_slope_differ_in_colour_or_stroke() -> None:
    series = tuple(Series(f"{n}", "%", (Decimal(50 - n), Decimal(50 + n)), ("", "")) for n in range(2, 8))
    drawn = shapes(Shape.SLOPE, ChartData(("2023", "2024"), series, (False, False)))
    assert len({(line.series, line.kind) for line in drawn.segments}) == 6
