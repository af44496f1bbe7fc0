"""Which chart draws which shapes."""

from __future__ import annotations

from collections.abc import Callable

from stat_tables.request.directive_options import Shape

from .chart_axes import columns, lines
from .chart_data import ChartData
from .chart_rows import bars, dots, slope
from .shapes import Break, Shapes


def shapes(kind: Shape, data: ChartData, breaks: tuple[Break, ...] = ()) -> Shapes:
    """Draw `data`. Missing figures leave a gap; `breaks` are drawn in line charts."""
    if kind is Shape.LINE:
        return lines(data, breaks)
    draw: dict[Shape, Callable[[ChartData], Shapes]] = {
        Shape.BAR: bars,
        Shape.COLUMN: columns,
        Shape.DOT: dots,
        Shape.SLOPE: slope,
    }
    return draw[kind](data)
