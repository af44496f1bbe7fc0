"""Figures by province -> shades and words that every form of map shares: classes, legend, what a pointer shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from portal.vietnam.provinces import Province, Vintage, provinces
from stat_tables.model.chart_scale import class_breaks, class_of
from stat_tables.model.class_limits import natural_breaks, quantile_breaks
from stat_tables.model.number_format import format_number, format_value, trimmed, with_unit
from stat_tables.model.table import Value, decimals_of
from stat_tables.request.directive_options import Classing

SHADES = 5


class LegendClass(NamedTuple):
    shade: int
    text: str


@dataclass(frozen=True)
class ShadedProvinces:
    """The units of one classification in the order of their codes; `shades` by code, 0 where there is no figure."""

    units: tuple[Province, ...]
    values: Mapping[Province, Value]
    shades: Mapping[str, int]
    legend: tuple[LegendClass, ...]

    @property
    def without_figure(self) -> bool:
        return any(not shade for shade in self.shades.values())

    def title(self, unit: Province) -> str:
        """What a pointer shows: the name, and the figure or why there is none."""
        value = self.values.get(unit)
        if value is None:
            return unit.name
        figure = format_value(value, unit=True) if value.number is not None else value.reason
        return f"{unit.name}: {figure}"

    def figure(self, unit: Province) -> str:
        value = self.values.get(unit)
        return format_value(value) if value is not None and value.number is not None else "–"

    def name(self, code: str) -> str:
        return next(unit.name for unit in self.units if unit.code == code)


def shaded(
    values: Mapping[Province, Value], vintage: Vintage, steps: int, way: Classing = Classing.NATURAL
) -> ShadedProvinces:
    """Shade every province of `vintage`; `steps` is the most classes the legend may have."""
    classes = _classes([value.number for value in values.values() if value.number is not None], steps, way)
    units = provinces(vintage)
    shades = {unit.code: _shade(values.get(unit), classes) for unit in units}
    return ShadedProvinces(units, values, shades, _legend(values.values(), classes))


@dataclass(frozen=True, slots=True)
class _Classes:
    """Upper bounds; `exact` where each class is a single value."""

    bounds: tuple[Decimal, ...]
    exact: bool = False

    def shade(self, number: int) -> int:
        """Shade of class `number`: few classes are spread from the palest to the darkest."""
        count = len(self.bounds)
        if count >= SHADES:
            return number
        return SHADES if count == 1 else 1 + (number - 1) * (SHADES - 1) // (count - 1)


def _classes(numbers: Iterable[Decimal], steps: int, way: Classing) -> _Classes:
    distinct = tuple(sorted(set(figures := list(numbers))))
    if len(distinct) <= steps:
        return _Classes(distinct, exact=True)
    limits = {Classing.EQUAL: class_breaks, Classing.QUANTILES: quantile_breaks, Classing.NATURAL: natural_breaks}
    return _Classes(limits[way](figures, steps))


def _shade(value: Value | None, classes: _Classes) -> int:
    if value is None or value.number is None:
        return 0
    return classes.shade(class_of(value.number, classes.bounds))


def _legend(values: Iterable[Value], classes: _Classes) -> tuple[LegendClass, ...]:
    bounds = classes.bounds
    if not bounds:
        return ()
    unit = next((value.unit.text for value in values if value.unit), "")
    decimals = max(decimals_of(trimmed(bound)) for bound in bounds)
    figures = [format_number(bound, decimals) for bound in bounds]
    texts = figures if classes.exact else [f"≤ {figures[0]}", *(f"{low}–{high}" for low, high in pairwise(figures))]
    return tuple(LegendClass(classes.shade(number), with_unit(text, unit)) for number, text in enumerate(texts, 1))
