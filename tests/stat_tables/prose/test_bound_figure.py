"""Bound figures: found by name, written as asked, wrong words and renamed rows refused."""

from datetime import date

import pytest

from portal.errors import Problem
from stat_tables.prose.bound_figure import BoundFigure, bind, parse_figure_request
from stat_tables.request.markdown_scan import FigureSource
from tests.stat_tables.shown import dataset


def bound(text: str, as_of: date | None = None) -> tuple[BoundFigure | None, list[Problem]]:
    request, faults = parse_figure_request(FigureSource(text, "{{so: " + text + "}}", 5))
    if request is None:
        return None, faults
    return bind(dataset(request.dataset), request, 5, as_of)


@pytest.mark.parametrize(
    ("text", "printed", "value"),
    [
        pytest.param("tinh | Yên Bái | viec", "1.598", "1598", id="plain"),
        pytest.param("tinh | Yên Bái | viec | gần, tròn=100", "gần 1.600", "1598", id="nearly"),
        pytest.param("tinh | Yên Bái | viec | khoảng, tròn=1.000", "khoảng 2.000", "", id="too-rough"),
        pytest.param("tinh | Yên Bái | ty_le", "59,36%", "59.36", id="percent"),
        pytest.param("tinh | Yên Bái | ty_le | số lẻ=1", "59,4%", "59.36", id="fewer-digits"),
        pytest.param("tinh | Yên Bái | ty_le | hơn, tròn=0,5", "hơn 59%", "59.36", id="fraction-step"),
        pytest.param("tinh | Yên Bái | tien | đơn vị=tỷ đồng, hơn, tròn=1", "hơn 73 tỷ đồng", "73100000000", id="unit"),
        pytest.param("tinh | Yên Bái | tien | đơn vị=tỷ đồng", "73,1 tỷ đồng", "73100000000", id="readable"),
        pytest.param("tinh | Yên Bái | viec | kèm đơn vị", "1.598 việc", "1598", id="own-unit"),
        pytest.param("nam | 2024 | nam", "2024", "2024", id="year-is-not-grouped"),
    ],
)
def test_text_and_value(text: str, printed: str, value: str) -> None:
    figure, faults = bound(text)
    if not value:
        assert figure is None
        assert "không đúng với" in faults[0].message
        return
    assert faults == []
    assert figure is not None
    assert (figure.text.replace("\u00a0", " "), figure.canonical) == (printed, value)


def test_figure_of_the_day_with_a_remark_on_its_revision() -> None:
    figure, _faults = bound("nam | 2023 | viec", date(2024, 1, 1))
    assert figure is not None
    assert (figure.text, figure.revised) == ("574.819", "số đã điều chỉnh: 575.667")
    later, _faults = bound("nam | 2023 | viec", date(2024, 12, 1))
    assert later is not None
    assert (later.text, later.revised) == ("575.667", "")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("tinh | Yên Bái", "hàng | cột", id="too-few-parts"),
        pytest.param("tinh | Yên Bán | viec", "Yên Bái", id="renamed-row"),
        pytest.param("tinh | Yên Bái | vieco", "viec", id="renamed-column"),
        pytest.param("tinh | Yên Bái | viec | gần", "tròn=100", id="word-without-step"),
        pytest.param("tinh | Yên Bái | viec | tròn=100", "gần", id="step-without-word"),
        pytest.param("tinh | Yên Bái | viec | hơn, tròn=100, đơn vị=đồng", "việc", id="other-unit"),
        pytest.param("tinh | Yên Bái | viec | gầm, tròn=100", "gần", id="misspelt-option"),
        pytest.param("tinh | Yên Bái | viec | tròn=trăm, gần", "tròn=100", id="no-number"),
        pytest.param("tinh | Quảng Nam | viec", "ô khác", id="missing-figure"),
    ],
)
def test_faults_have_line_and_remedy(text: str, told: str) -> None:
    figure, faults = bound(text)
    assert figure is None
    assert faults[0].line == 5
    assert told in faults[0].hint
