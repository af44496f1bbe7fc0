"""What the sample paper counts of itself is counted anew from its files, so that no figure goes stale unseen."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from portal.vietnam.text import HANOI
from stat_tables.datasets.load import load_dataset, load_datasets
from stat_tables.model.table import Status, Table

CONTENT = Path(__file__).resolve().parents[3] / "tests/end_to_end/paper"
DATA = CONTENT / "data"
P, E = Status.PROVISIONAL, Status.ESTIMATED
_DATE = re.compile(r"^date: (\d{4})-", re.MULTILINE)
_PICTURE = re.compile(r"^image:\n  src: (\S+)$", re.MULTILINE)
_FIGURES = re.compile(r"\{\{so:|^/// (?:bang|bieu-do|ban-do)\b", re.MULTILINE)


@pytest.fixture(scope="module")
def stories() -> dict[int, list[str]]:
    """Year -> the texts of its stories."""
    found: dict[int, list[str]] = defaultdict(list)
    for path in sorted((CONTENT / "articles").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        (year,) = _DATE.findall(text)
        found[int(year)].append(text)
    return found


def rows(table: Table, *columns: str) -> Iterator[tuple[int, ...]]:
    """The whole numbers of those columns, row by row."""
    for row in zip(*(table.values[name] for name in columns), strict=True):
        yield tuple(int(str(value)) for value in row)


def test_stories_by_year(stories: dict[int, list[str]]) -> None:
    told = list(rows(load_dataset(DATA / "tin-bai-theo-nam"), "nam", "so_bai", "co_so_lieu"))
    assert [year for year, *_rest in told] == [year for year in sorted(stories) if year <= 2025]
    for year, count, with_figures in told:
        texts = stories[year]
        assert (count, with_figures) == (len(texts), sum(bool(_FIGURES.search(text)) for text in texts)), year


def test_every_status_stands_on_its_figures() -> None:
    table = load_dataset(DATA / "tin-bai-theo-nam")
    found: dict[str, list[Status | None]] = {
        column.id: [table.cell(row, column.id).value.status for row in range(table.row_count)]
        for column in table.columns
    }
    assert found["so_bai"] == found["co_so_lieu"] == found["ty_le"] == [None, None, P]
    assert found["phut_doc"] == [E, E, E]
    assert found["dung_luong"] == [Status.CONFIDENTIAL] * 3
    assert found["luot_doc"] == [Status.UNAVAILABLE] * 3


def test_the_figures_under_embargo_are_true_too(stories: dict[int, list[str]]) -> None:
    for year, count, size in rows(load_dataset(DATA / "tranh-minh-hoa-theo-nam"), "nam", "so_tranh", "dung_luong"):
        pictures = {name for text in stories[year] for name in _PICTURE.findall(text)}
        sizes = [(CONTENT / "media" / name).stat().st_size for name in pictures]
        assert (count, size) == (len(sizes), sum(sizes)), year


def test_they_stay_under_embargo() -> None:
    assert load_datasets(DATA, datetime(2099, 12, 31, tzinfo=HANOI)).withheld == {"tranh-minh-hoa-theo-nam"}
