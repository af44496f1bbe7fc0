"""Series over datasets: one indicator, one place, in the order of time, with breaks where figures do not compare."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from portal.vietnam.provinces import Vintage
from stat_tables.datasets.indicators import BreakDay, Indicator
from stat_tables.drawings.series import indicator_series
from stat_tables.drawings.series_view import series_view
from stat_tables.model.table import ColumnType, Period, Table, Territory
from tests.stat_tables.shown import dataset

INDICATORS = {
    "viec": Indicator("viec", "Số việc xong", "Định nghĩa.", breaks=(BreakDay(date(2022, 1, 1), "cách tính mới"),))
}


def half_year(year: int, value: int, name: str = "Yên Bái", vintage: Vintage = Vintage.UNITS_63) -> Table:
    """A dataset of one period with a row for one province."""
    table = dataset("tinh")
    columns = tuple(replace(column, indicator="viec" if column.id == "viec" else "") for column in table.columns)
    values = {**{column.id: (None,) for column in columns}, "tinh": (name,), "viec": (Decimal(value),)}
    period = Period(date(year - 1, 10, 1), date(year, 3, 31), f"6 tháng đầu năm {year}")
    made = replace(table, id=f"tinh-{year}", columns=columns, values=values, row_count=1, marks={})
    return replace(made, period=period, territory=Territory("Việt Nam", vintage))


def test_years_of_one_dataset_make_a_series_with_a_break() -> None:
    (series,) = indicator_series([dataset("nam")], INDICATORS)
    assert [point.label for point in series.points] == ["2020", "2023", "2024"]
    assert [(gap.after, gap.text) for gap in series.breaks] == [(0, "cách tính mới")]
    assert (series.label, series.place) == ("Số việc xong", "Toàn quốc")


def test_datasets_of_several_periods_are_joined_by_province() -> None:
    (series,) = indicator_series([half_year(2025, 1700), half_year(2024, 1598)], {})
    assert series.place == "Yên Bái"
    assert [point.number for point in series.points] == [1598, 1700]


def test_a_province_that_took_in_others_breaks_on_the_day_of_the_merger() -> None:
    tables = [half_year(2025, 1200, "Lào Cai"), half_year(2026, 2900, "Lào Cai", Vintage.UNITS_34)]
    (series,) = indicator_series(tables, {})
    assert [gap.after for gap in series.breaks] == [0]
    assert "202/2025/QH15" in series.breaks[0].text


def test_a_province_that_stayed_as_it_was_has_no_break() -> None:
    tables = [half_year(2025, 9000, "Hà Nội"), half_year(2026, 9100, "Hà Nội", Vintage.UNITS_34)]
    (series,) = indicator_series(tables, {})
    assert series.breaks == ()


def test_a_province_that_only_changed_its_name_goes_on() -> None:
    tables = [half_year(2025, 900, "Thừa Thiên Huế"), half_year(2026, 950, "Huế", Vintage.UNITS_34)]
    (series,) = indicator_series(tables, {})
    assert (series.place, series.breaks) == ("Huế", ())
    (before,) = indicator_series([half_year(2024, 880, "Thừa Thiên Huế"), tables[0]], {})
    assert before.place == "Thừa Thiên Huế"


def figure_of(day: date, value: int) -> Table:
    """A dataset with the figure of one day, keyed by that day."""
    table = half_year(2025, value)
    columns = (replace(table.columns[0], id="ngay", type=ColumnType.DATE), *table.columns[1:])
    values = {**table.values, "ngay": (day,)}
    return replace(table, id=f"ngay-{day}", columns=columns, values=values, keys=("ngay",), period=None)


def test_figures_of_days_are_joined_by_their_day_and_with_no_others() -> None:
    days = [figure_of(date(2025, 7, 1), 34), figure_of(date(2025, 6, 30), 63)]
    month = Period(date(2025, 6, 1), date(2025, 6, 30), "tháng 6")
    monthly = replace(figure_of(date(2025, 6, 30), 5), keys=(), period=month, id="thang")
    (series,) = indicator_series([*days, monthly], {})
    assert [(point.label, str(point.number)) for point in series.points] == [("30/6/2025", "63"), ("1/7/2025", "34")]
    assert series.months == 0
    assert "theo kỳ" not in series_view(series, "chuoi-1").title


def test_different_provinces_are_never_joined() -> None:
    assert indicator_series([half_year(2025, 1700), half_year(2026, 2900, "Lào Cai", Vintage.UNITS_34)], {}) == ()


def test_the_newer_publication_of_a_period_stands() -> None:
    first = replace(half_year(2024, 1598), published=date(2024, 4, 1))
    again = replace(half_year(2024, 1604), id="moi", published=date(2024, 9, 1))
    (series,) = indicator_series([again, first, half_year(2025, 1700)], {})
    assert [point.number for point in series.points] == [1604, 1700]


def test_a_year_of_thads_begins_in_october() -> None:
    table = dataset("nam")
    columns = tuple(replace(column, calendar="thads" if column.id == "nam" else "") for column in table.columns)
    change = Indicator("viec", "Số việc xong", "", breaks=(BreakDay(date(2023, 11, 1), "giữa kỳ 2024"),))
    (series,) = indicator_series([replace(table, columns=columns)], {"viec": change})
    assert [point.period.start for point in series.points] == [date(2019, 10, 1), date(2022, 10, 1), date(2023, 10, 1)]
    assert [(gap.after, gap.text) for gap in series.breaks] == [(1, "giữa kỳ 2024")]
    (civil,) = indicator_series([table], {"viec": change})
    assert civil.points[0].period.start == date(2020, 1, 1)
    assert [gap.after for gap in civil.breaks] == [0]  # 1 November lies in the civil year 2023


def test_half_a_year_never_stands_beside_a_year() -> None:
    table = half_year(2024, 1598)
    years = [
        replace(half_year(year, 3200), id=f"nam-{year}", period=Period(date(year - 1, 10, 1), date(year, 9, 30), "năm"))
        for year in (2023, 2024)
    ]
    halves, whole = indicator_series([table, half_year(2025, 1700), *years], {})
    assert [(each.months, [str(point.number) for point in each.points]) for each in (halves, whole)] == [
        (6, ["1598", "1700"]),
        (12, ["3200", "3200"]),
    ]
    assert series_view(halves, "chuoi-1").title.endswith("theo kỳ 6 tháng")
    assert "theo kỳ" not in series_view(whole, "chuoi-2").title


def test_every_dataset_that_tells_a_period_shows_the_series() -> None:
    first = replace(half_year(2024, 1598), published=date(2024, 4, 1))
    again = replace(half_year(2024, 1604), id="moi", published=date(2024, 9, 1))
    (series,) = indicator_series([again, first, half_year(2025, 1700)], {})
    assert series.datasets == ("tinh-2024", "moi", "tinh-2025")


def test_the_view_has_chart_table_and_sources() -> None:
    (series,) = indicator_series([dataset("nam")], INDICATORS)
    made = series_view(series, "chuoi-1")
    assert [row.cells[1].text for row in made.table.groups[0].rows] == ["530.000", "575.667", "621.568"]
    assert made.sources == (("Số liệu thử theo năm", "/so-lieu/nam/"),)
    assert made.breaks == ("1. cách tính mới",)
    assert made.drawing.shapes is not None
    assert len(made.drawing.shapes.segments) == 1
