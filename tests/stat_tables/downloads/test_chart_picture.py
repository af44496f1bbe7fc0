"""The chart as a file: it stands alone, says where its figures come from, and is the same for the same chart."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from stat_tables.downloads.chart_picture import WIDTH, chart_picture
from stat_tables.drawings.chart_data import ChartData, Series
from stat_tables.drawings.chart_shapes import shapes
from stat_tables.drawings.drawing import Drawing
from stat_tables.request.directive_options import Shape

TITLE = "Án <hình sự> & dân sự, một tên dài hơn một dòng của hình để phải xuống dòng ở giữa tên ấy"
SVG = "{http://www.w3.org/2000/svg}"


def drawing(shape: Shape) -> Drawing:
    numbers = (Decimal(3), Decimal(5))
    series = tuple(Series(label, "việc", numbers, ("3", "5"), True) for label in ("Xong", "Còn"))
    data = ChartData(("2023", "2024"), series, (False, False))
    return Drawing("h", TITLE, "Mô tả", "việc", shape.value, ("Xong", "Còn"), shapes(shape, data, ()))


@pytest.mark.parametrize("shape", [Shape.BAR, Shape.COLUMN, Shape.LINE])
def test_picture_stands_alone_with_title_legend_source_and_address(shape: Shape) -> None:
    data = chart_picture(drawing(shape), "Cục <Mẫu>", "https://vi.du/so-lieu/mau/")
    root = ElementTree.fromstring(data)
    said = [element.text or "" for element in root.iter(f"{SVG}text")]
    assert " ".join(said[:2]) == f"{TITLE} (việc)"
    assert {"Xong", "Còn"} <= set(said)
    assert any("Cục <Mẫu>" in text for text in said)
    assert said[-1] == "https://vi.du/so-lieu/mau/"
    assert "class=" not in data.decode()
    assert data == chart_picture(drawing(shape), "Cục <Mẫu>", "https://vi.du/so-lieu/mau/")


def test_every_line_of_words_fits_and_a_cut_axis_is_told() -> None:
    made = drawing(Shape.COLUMN)
    assert made.shapes is not None
    cut = replace(made, shapes=replace(made.shapes, cut=True))
    root = ElementTree.fromstring(chart_picture(cut, "Một nguồn " * 30, "https://vi.du/"))
    texts = [element for element in root if element.tag == f"{SVG}text"]
    assert all(len(element.text or "") * 6.5 < WIDTH for element in texts)
    assert any("0" in (element.text or "") for element in texts)
    assert float(texts[-1].get("y", "0")) < float(root.get("height", "0"))
