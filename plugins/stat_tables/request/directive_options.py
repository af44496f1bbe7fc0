"""The options of `/// bang`, `/// bieu-do` and `/// ban-do`: their names, their grammar and what they mean.

The registry is the one source: the parser, its messages and the test of the editors' guide all read it.
Values are plain YAML without types (text, list, mapping), because `1.600` in a Vietnamese text is not a fraction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.errors import Problem
from portal.i18n import Translator
from portal.schema.nearest import hint_for
from portal.vietnam.text import fold

_ = Translator(__file__)

Plain = str | list["Plain"] | dict[str, "Plain"]


class BlockKind(StrEnum):
    TABLE = "table"
    CHART = "chart"
    MAP = "map"


class Shape(StrEnum):
    BAR = "bar"
    COLUMN = "column"
    LINE = "line"
    DOT = "dot"
    SLOPE = "slope"


class MapForm(StrEnum):
    OUTLINES = "outlines"
    TILES = "tiles"


class Classing(StrEnum):
    """How the classes of a map are cut."""

    NATURAL = "natural"
    QUANTILES = "quantiles"
    EQUAL = "equal"


@dataclass(frozen=True)
class SortKey:
    column: str
    descending: bool = False


@dataclass(frozen=True)
class Condition:
    """One test of a row: `column operator value`, the value as the editor wrote it."""

    column: str
    operator: str
    value: str


@dataclass(frozen=True)
class Spark:
    """A made column: the values of `columns` as a small line."""

    label: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Delta:
    """A made column: `column` minus `base`, or minus the row above where `base` is empty; `relative` in percent."""

    label: str
    column: str
    base: str = ""
    relative: bool = False


def unfit_option(message: str, hint: str = "") -> Problem:
    """A value that an option cannot take; the directive adds the option's name, the report its place."""
    return Problem(message, "", hint=hint)


def text(value: Plain) -> str:
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise unfit_option(_("is not a text"), _("write one line of text"))


def names(value: Plain) -> tuple[str, ...]:
    """`a, b` or a YAML list."""
    items = value.replace(";", ",").split(",") if isinstance(value, str) else value
    if isinstance(items, dict) or not all(isinstance(item, str) for item in items):
        raise unfit_option(_("is not a list of names"), _("write names separated by commas"))
    stripped = tuple(str(item).strip() for item in items if str(item).strip())
    if not stripped:
        raise unfit_option(_("is empty"), _("write names separated by commas"))
    return stripped


def yes_or_no(value: Plain) -> bool:
    word = fold(value).strip() if isinstance(value, str) else ""
    if word in ("co", "yes", "true"):
        return True
    if word in ("khong", "no", "false"):
        return False
    raise unfit_option(_("is neither yes nor no"), _("write có or không"))


def whole_number(lowest: int, highest: int) -> Callable[[Plain], int]:
    def read(value: Plain) -> int:
        if isinstance(value, str) and value.strip().isdigit() and lowest <= int(value) <= highest:
            return int(value)
        raise unfit_option(
            _("is not a whole number from {low} to {high}", low=lowest, high=highest),
            _("write a number such as {example}", example=lowest),
        )

    return read


def one_of(choices: Mapping[str, str]) -> Callable[[Plain], str]:
    def read(value: Plain) -> str:
        word = " ".join(fold(value).replace("-", " ").split()) if isinstance(value, str) else ""
        if word in choices:
            return choices[word]
        raise unfit_option(_("is not one of the choices"), hint_for(str(value), choices))

    return read


def by_column(value: Plain) -> dict[str, str]:
    """`tỷ đồng` for every column that fits (key ``*``), or a mapping column: value."""
    if isinstance(value, str):
        return {"*": text(value)}
    if isinstance(value, dict) and value and all(isinstance(item, str) for item in value.values()):
        return {key.strip(): text(item) for key, item in value.items()}
    raise unfit_option(_("is neither a text nor a list of column: value"), _("write one line per column"))


def decimals(value: Plain) -> dict[str, int]:
    return {key: whole_number(0, 6)(item) for key, item in by_column(value).items()}


def sort_keys(value: Plain) -> tuple[SortKey, ...]:
    """`viec_xong giảm, ten`: a column, then `tăng` (the default) or `giảm`."""
    keys = []
    for item in names(value):
        column, _space, direction = item.rpartition(" ")
        word = fold(direction)
        if word in ("giam", "desc") and column:
            keys.append(SortKey(column.strip(), descending=True))
        elif word in ("tang", "asc") and column:
            keys.append(SortKey(column.strip()))
        else:
            keys.append(SortKey(item))
    return tuple(keys)


# Longest first, so that `>=` is not read as `>`.
OPERATORS = ("!=", ">=", "<=", "=", ">", "<")


def conditions(value: Plain) -> tuple[Condition, ...]:
    """`kỳ = 2024` or a list of such tests; a row must pass all."""
    items = value if isinstance(value, list) else [value]
    return tuple(_condition(text(item)) for item in items)


def _condition(item: str) -> Condition:
    for place in range(len(item)):
        for operator in OPERATORS:
            if item.startswith(operator, place):
                column, wanted = item[:place].strip(), item[place + len(operator) :].strip()
                if column and wanted:
                    return Condition(column, operator, wanted)
    raise unfit_option(
        _("“{test}” is not a test of a column", test=item),
        _("write a column, one of {operators} and a value", operators=" ".join(OPERATORS)),
    )


def sparks(value: Plain) -> tuple[Spark, ...]:
    """`tên: cột a, cột b, …`, one line per small chart."""
    if not isinstance(value, dict) or not value:
        raise unfit_option(_("is not a list of heading: columns"), _("write one line such as “Diễn biến: a, b, c”"))
    return tuple(Spark(key.strip(), names(item)) for key, item in value.items())


def deltas(value: Plain) -> tuple[Delta, ...]:
    """`tên: cột`, `tên: cột - cột gốc`, each with `%` behind for a relative change."""
    if not isinstance(value, dict) or not value:
        raise unfit_option(_("is not a list of heading: columns"), _("write one line such as “Tăng, giảm: b - a”"))
    changes = []
    for label, item in value.items():
        expression = text(item)
        relative = expression.endswith("%")
        column, _minus, base = expression.removesuffix("%").replace("−", "-").partition(" - ")
        changes.append(Delta(label.strip(), column.strip(), base.strip(), relative))
    return tuple(changes)


ALL = frozenset(BlockKind)
DRAWN = frozenset({BlockKind.CHART, BlockKind.MAP})
TABLE = frozenset({BlockKind.TABLE})

SHAPES = {
    "thanh": Shape.BAR,
    "thanh ngang": Shape.BAR,
    "bar": Shape.BAR,
    "cot": Shape.COLUMN,
    "column": Shape.COLUMN,
    "duong": Shape.LINE,
    "line": Shape.LINE,
    "cham": Shape.DOT,
    "diem": Shape.DOT,
    "dot": Shape.DOT,
    "doc": Shape.SLOPE,
    "slope": Shape.SLOPE,
}


FORMS = {
    "ranh gioi": MapForm.OUTLINES,
    "outline": MapForm.OUTLINES,
    "o vuong": MapForm.TILES,
    "tiles": MapForm.TILES,
}


CLASSINGS = {
    "tu nhien": Classing.NATURAL,
    "natural": Classing.NATURAL,
    "phan vi": Classing.QUANTILES,
    "quantile": Classing.QUANTILES,
    "deu": Classing.EQUAL,
    "equal": Classing.EQUAL,
}


def day(value: Plain) -> date:
    """`17/4/2024` or `2024-04-17`."""
    written = value.strip() if isinstance(value, str) else ""
    try:
        if "/" in written:
            number, month, year = (int(part) for part in written.split("/"))
            return date(year, month, number)
        return date.fromisoformat(written)
    except ValueError:
        raise unfit_option(_("is not a day"), _("write such as 17/4/2024")) from None


@dataclass(frozen=True)
class Option:
    """`name` as editors write it (diacritics, spaces and hyphens do not matter), `field` of ViewRequest it fills."""

    name: str
    field: str
    read: Callable[[Plain], object]
    kinds: frozenset[BlockKind] = ALL


OPTIONS = (
    Option("cột", "columns", names),
    Option("hàng", "rows", names),
    Option("lọc", "filters", conditions),
    Option("sắp xếp", "sort", sort_keys),
    Option("số hàng", "limit", whole_number(1, 10_000)),
    Option("nhóm", "group", text, TABLE),
    Option("cộng nhóm", "subtotals", yes_or_no, TABLE),
    Option("tổng", "total", yes_or_no, TABLE),
    Option("đơn vị", "units", by_column),
    Option("số lẻ", "decimals", decimals),
    Option("nổi bật", "highlight", names),
    Option("thanh", "bars", names, TABLE),
    Option("nhiệt", "heat", names, TABLE),
    Option("đường nhỏ", "sparks", sparks, TABLE),
    Option("chênh lệch", "deltas", deltas, TABLE),
    Option("kiểu", "shape", one_of(SHAPES), frozenset({BlockKind.CHART})),
    Option("dạng", "form", one_of(FORMS), frozenset({BlockKind.MAP})),
    Option("số mức", "steps", whole_number(2, 7), frozenset({BlockKind.MAP})),
    Option("cách chia", "classing", one_of(CLASSINGS), frozenset({BlockKind.MAP})),
    Option("giá trị", "values", yes_or_no, frozenset({BlockKind.MAP})),
    Option("địa giới", "vintage", one_of({"63": "63", "34": "34"}), frozenset({BlockKind.MAP})),
    Option("bảng kèm", "table", one_of({"mo": "open", "gap": "closed"}), DRAWN),
    Option("công bố đến", "as_of", day),
    Option("tiêu đề", "caption", text),
    Option("ghi chú", "note", text),
    Option("mô tả", "description", text, DRAWN),
    Option("tải về", "downloads", yes_or_no),
    Option("bộ lọc", "filter_box", yes_or_no, TABLE),
)


def option_key(name: str) -> str:
    """How option names are compared: `Sắp-xếp` and `sap_xep` are `sap xep`."""
    return " ".join(fold(name).replace("-", " ").replace("_", " ").split())


BY_KEY = {option_key(option.name): option for option in OPTIONS}
