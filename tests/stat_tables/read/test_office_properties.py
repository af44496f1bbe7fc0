"""Workbooks with the habits of offices come back cell for cell, or are refused with the cell named; nothing in between.

500 in the suite; `OFFICE_EXAMPLES=10000 scripts/test tests/stat_tables/read/test_office_properties.py` for more.
"""

from __future__ import annotations

import io
import os
import random
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from portal.errors import PortalError
from portal.vietnam.text import HANOI
from stat_tables.datasets.load import load_dataset
from stat_tables.pull.canonical import BLANK
from stat_tables.pull.choose import Selector
from stat_tables.pull.draft.read_office_file import OfficeRequest, read_office_file
from stat_tables.pull.draft.write_draft import Answers, draft_toml
from stat_tables.pull.pull import Published, Request, write_dataset

from .office_workbook import cells, names_of, shown, tables

EXAMPLES = int(os.environ.get("OFFICE_EXAMPLES", "500"))
PER_TEST = 50
MOMENT = datetime(2026, 1, 2, tzinfo=HANOI)
PLACES = ["Yên Bái", "Lào Cai", "Hà Nội", "Cà Mau", "Gia Lai", "An Giang", "Sơn La", "Huế", "Nghệ An", "Lạng Sơn"]
OFFICES = ["Phòng Một", "Phòng Hai", "Phường Ba", "Xã Bốn", "Đội Năm", "Ban Sáu", "Tổ Bảy", "Sở Tám", "Viện Chín"]
MEASURES = ["Thụ lý", "Xong", "Còn lại", "Số tiền", "Tỷ lệ", "Tăng, giảm", "Nam", "Nữ"]
REGIONS = ["Miền núi phía Bắc", "Đồng bằng sông Hồng", "Tây Nguyên"]
MISSING = ["…", "-", "..", ":", "x"]


@dataclass
class Office:
    """One workbook while it is made, and the rows that a reader of it sees."""

    dice: random.Random
    rows: list[list[Any]] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    percent: list[tuple[int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    expected: list[tuple[str, ...]] = field(default_factory=list)
    prefixed: bool = False
    flags: random.Random = field(default_factory=random.Random)

    def often(self, chance: float = 0.5) -> bool:
        return self.dice.random() < chance


def letters(column: int) -> str:
    return "ABCDEFGHIJKLMNOP"[column]


def make(seed: int) -> tuple[bytes, list[tuple[str, ...]]]:
    office = Office(random.Random(seed), flags=random.Random(-seed - 1))
    dice = office.dice
    names = dice.sample(dice.choice([PLACES, OFFICES]), dice.randint(2, 7))
    office.prefixed = office.flags.random() < 0.2
    count = dice.randint(1, 5)
    numbered = office.often()
    first = 1 if numbered else 0
    kinds = [dice.choice(["whole", "whole", "fraction", "percent", "text"]) for _ in range(count)]
    width = first + 1 + count
    _titles(office, width)
    _head(office, count, first, numbered)
    _body(office, names, kinds, first, numbered)
    _foot(office, width)
    return _saved(office), office.expected


def _titles(office: Office, width: int) -> None:
    if office.often():
        row: list[Any] = [None] * width
        row[0], row[-1] = "UỶ BAN NHÂN DÂN TỈNH MẪU", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        office.rows.append(row)
    if office.often(0.8):
        office.rows.append(["Biểu 1. KẾT QUẢ NĂM 2024"])
        if office.often():
            office.merged.append(f"A{len(office.rows)}:{letters(width - 1)}{len(office.rows)}")
    if office.often():
        office.rows.append([*([None] * (width - 1)), "Đơn vị tính: việc"])
    if office.often(0.3):
        office.rows.append([])


def _head(office: Office, count: int, first: int, numbered: bool) -> None:
    labels = office.dice.sample(MEASURES, count)
    stub = ["STT", "Đơn vị"] if numbered else ["Đơn vị"]
    if count >= 2 and office.often():
        spanned = office.dice.randint(2, count)
        top = [*stub, "Kết quả", *([None] * (spanned - 1)), *labels[spanned:]]
        low = [*([None] * len(stub)), *labels[:spanned], *([None] * (count - spanned))]
        office.rows += [top, low]
        row, start = len(office.rows) - 1, first + 1
        office.merged.append(f"{letters(start)}{row}:{letters(start + spanned - 1)}{row}")
        alone = [*range(len(stub)), *range(start + spanned, start + count)]
        office.merged += [f"{letters(column)}{row}:{letters(column)}{row + 1}" for column in alone]
    else:
        office.rows.append([*stub, *labels])
    if office.often(0.25):
        office.rows.append(["A", *range(1, first + count + 1)] if not numbered else ["A", "B", *range(1, count + 1)])


def _body(office: Office, names: list[str], kinds: list[str], first: int, numbered: bool) -> None:
    dice = office.dice
    grouped = names[0] in PLACES and office.often(0.3)
    hidden_column = dice.randrange(len(kinds)) if len(kinds) > 1 and office.often(0.2) else None
    shown = [column for column in range(len(kinds)) if column != hidden_column]
    if hidden_column is not None:
        office.hidden_columns.append(first + 1 + hidden_column)
    part = ""
    for number, name in enumerate(names, 1):
        if grouped and (number == 1 or office.often(0.3)):
            part = dice.choice([region for region in REGIONS if region != part])
            office.rows.append([*([None] * first), part])
        _row(office, number, name, kinds, first, numbered, (part, grouped), shown)
        if office.often(0.1):
            _row(office, number, "Dòng nháp", kinds, first, numbered, (part, grouped), None)
            office.hidden_rows.append(len(office.rows))
    if office.often(0.4):
        _row(office, 0, "Tổng cộng", kinds, first, numbered, (part, grouped), shown)


def _row(
    office: Office,
    number: int,
    name: str,
    kinds: list[str],
    first: int,
    numbered: bool,
    grouping: tuple[str, bool],
    shown: list[int] | None,
) -> None:
    values = [_value(office, kind) for kind in kinds]
    label = f"{number}. {name}" if office.prefixed and number else name
    office.rows.append([*([number or None] if numbered else []), label, *(value for value, _text in values)])
    for column, kind in enumerate(kinds):
        if kind == "percent" and isinstance(values[column][0], float):
            office.percent.append((len(office.rows), first + 1 + column))
    if shown is not None:
        part, grouped = grouping
        office.expected.append((*((part,) if grouped else ()), name, *(values[column][1] for column in shown)))


def _value(office: Office, kind: str) -> tuple[Any, str]:
    dice = office.dice
    if office.often(0.06):
        sign = dice.choice(MISSING)
        return sign, sign
    if office.often(0.04):
        return None, BLANK
    if kind == "whole":
        number = dice.choice([dice.randint(0, 9), dice.randint(0, 2100), dice.randint(0, 10**7), -dice.randint(1, 500)])
        return f"{number} b" if office.flags.random() < 0.03 else number, str(number)
    if kind == "text":
        return dice.choice([("đang xử lý", "đang xử lý"), ("theo kế hoạch", "theo kế hoạch")])
    exact = Decimal(dice.randint(0, 99999)) / 100
    if kind == "fraction":
        return float(exact), _plain(exact)
    return float(exact / 100), _plain(exact)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _foot(office: Office, width: int) -> None:
    if office.often(0.3):
        office.rows.append([])
    for line in ("Ghi chú: số liệu tính đến 30/6.", "Nguồn: Cục Mẫu.", "(*) Số sơ bộ."):
        if office.often(0.3):
            office.rows.append([line])
    if office.often(0.4):
        office.rows.append([])
        office.rows.append([*([None] * (width - 1)), "Ngày 08 tháng 7 năm 2024"])
        office.rows.append(["NGƯỜI LẬP BIỂU", *([None] * (width - 2)), "GIÁM ĐỐC"])


def _saved(office: Office) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Biểu"
    for values in office.rows:
        sheet.append(values)
    for place in office.merged:
        sheet.merge_cells(place)
    for row, column in office.percent:
        sheet.cell(row, column + 1).number_format = office.dice.choice(["0%", "0.00%"])
    for row in office.hidden_rows:
        sheet.row_dimensions[row].hidden = True
    for column in office.hidden_columns:
        sheet.column_dimensions[letters(column)].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def outcome(seed: int) -> str:
    """`same`, the refusal, or what differs."""
    data, expected = make(seed)
    try:
        found = tables(data)
        if len(found) != 1:
            return f"refused: {len(found)} tables"
        if found[0].doubts:
            assert all(doubt.place[1] for doubt in found[0].doubts)
            return f"refused: {found[0].doubts[0].place[1]} {found[0].doubts[0].message}"
        rows = cells(found[0])
    except PortalError as error:
        return f"refused: {error}"
    return (
        "same" if _without_blank_columns(rows) == _without_blank_columns(expected) else f"{seed}: {rows} != {expected}"
    )


def _without_blank_columns(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """A column that holds nothing in any row is left out, and said."""
    kept = [column for column in zip(*rows, strict=True) if set(column) != {BLANK}]
    return list(zip(*kept, strict=True))


@pytest.mark.parametrize("start", range(0, EXAMPLES, PER_TEST))
def test_office_workbooks_come_back_cell_for_cell_or_are_refused(start: int) -> None:
    outcomes = [outcome(seed) for seed in range(start, start + PER_TEST)]
    silent = [text for text in outcomes if text != "same" and not text.startswith("refused")]
    assert silent == []
    assert outcomes.count("same") > PER_TEST * 3 // 4


@pytest.mark.parametrize("start", range(0, EXAMPLES // 5, PER_TEST))
def test_what_is_pulled_or_drafted_builds_with_the_same_figures(start: int, tmp_path: Path) -> None:
    """Pulled as CSV, and drafted beside the office's own file: the build reads both as the pull did."""
    built = 0
    for seed in range(start, start + PER_TEST):
        data, _expected = make(seed)
        published, request = Published(data, "bieu.xlsx"), Request(Selector())
        try:
            pulled = write_dataset(tmp_path / f"lay-{seed}", published, request, MOMENT)
        except PortalError:
            continue
        drafted = tmp_path / f"nhap-{seed}"
        office = read_office_file(data, Path("bieu.xlsx"), OfficeRequest())
        drafted.mkdir()
        (drafted / "bieu.xlsx").write_bytes(data)
        (drafted / "table.toml").write_text(
            draft_toml(office, "bieu.xlsx", Answers(frozenset(), "Cục Mẫu", asked=True))
        )
        columns = [column for column in pulled.columns if column.id != "stt"]
        for folder in (tmp_path / f"lay-{seed}", drafted):
            if folder is drafted and "CẦN ĐIỀN" in (drafted / "table.toml").read_text():
                continue
            table = load_dataset(folder)
            for column in columns:
                for row, cell in enumerate(column.cells):
                    assert shown(table, row, column.id) in names_of(cell), seed
            built += 1
    assert built > PER_TEST
