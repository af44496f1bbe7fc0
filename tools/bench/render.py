"""What a table, chart or map adds to the rendering of an article, kind by kind."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from markdown import Markdown

from portal.body import BodyReport
from portal.vietnam.provinces import provinces
from stat_tables.datasets.library import library_of

EXTENSION = "stat_tables.article.markdown_extension:StatTablesExtension"
TEXT = "Thi hành án dân sự các tỉnh, thành phố.\n\n"
ROWS = "số hàng: 12\n"
SHOWN = "hien"
REGION = """[columns.vung]
label = "Vùng"
type = "string"
"""
TWO_LEVELS = """
[[groups]]
label = "Về việc"
columns = ["viec", "phai"]
"""
KINDS = {
    "table": f"/// bang | hien\n{ROWS}///\n",
    "table, 63 rows": "/// bang | hien\n///\n",
    "scaled": f"/// bang | hien\n{ROWS}đơn vị: nghìn tỷ đồng\nsố lẻ: 2\n///\n",
    "sorted, filtered": "/// bang | hien\nlọc: ty_le > 30\nsắp xếp: ty_le giảm\nsố hàng: 12\n///\n",
    "grouped with sums": f"/// bang | hien\n{ROWS}nhóm: vung\ncộng nhóm: có\ntổng: có\n///\n",
    "two-level heads": f"/// bang | hien-hai-tang\n{ROWS}///\n",
    "heat": f"/// bang | hien\n{ROWS}nhiệt: ty_le\n///\n",
    "bars in cells": f"/// bang | hien\n{ROWS}thanh: viec\n///\n",
    "sparklines": f"/// bang | hien\n{ROWS}đường nhỏ:\n  Diễn biến: viec, phai\n///\n",
    "changes": f"/// bang | hien\n{ROWS}chênh lệch:\n  Tăng, giảm: viec\n  Tăng, giảm (%): viec %\n///\n",
    "bar chart": f"/// bieu-do | hien\ncột: viec\n{ROWS}///\n",
    "column chart": f"/// bieu-do | hien\nkiểu: cột\ncột: viec, phai\n{ROWS}///\n",
    "line chart": f"/// bieu-do | hien\nkiểu: đường\ncột: viec, phai\n{ROWS}///\n",
    "dot chart": f"/// bieu-do | hien\nkiểu: chấm\ncột: viec, phai\n{ROWS}///\n",
    "slope chart": f"/// bieu-do | hien\nkiểu: dốc\ncột: viec, phai\n{ROWS}///\n",
    "map, outlines": "/// ban-do | hien\ncột: ty_le\n///\n",
    "map, tiles": "/// ban-do | hien\ncột: ty_le\ndạng: ô vuông\n///\n",
    "map of 34 from 63": "/// ban-do | hien\ncột: viec\nđịa giới: 34\n///\n",
    "bound figure": "Yên Bái xong {{so: hien | Yên Bái | viec}} việc.\n",
}


def write_view_data(root: Path, sidecar: str) -> None:
    """The dataset that is shown, with regions to group by, once more with heads of two levels."""
    dice = random.Random(2)
    rows = ["tinh,vung,viec,phai,tien,ty_le"]
    for place, unit in enumerate(provinces(63)):
        figures = f'{dice.randrange(99999)},{dice.randrange(99999)},"{dice.randrange(999)},5","{dice.randrange(99)},25"'
        rows.append(f"{unit.name},Vùng {place % 4 + 1},{figures}")
    for name, more in ((SHOWN, ""), (f"{SHOWN}-hai-tang", TWO_LEVELS)):
        (root / name).mkdir()
        (root / name / "table.toml").write_text(f"{sidecar}\n{REGION}{more}", encoding="utf-8")
        (root / name / "so-lieu.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def render_costs(data: Path, theme: Path, runs: int) -> Iterator[tuple[str, float]]:
    """(kind, milliseconds of CPU that it adds to one article), each the median of `runs`.

    The dataset is in memory, as it is for every story of a build but the first one that shows it; the page with the
    block and the page without it are rendered in turn, so that both meet the same machine.
    """
    for name in (SHOWN, f"{SHOWN}-hai-tang"):
        library_of(data).get(name)
    config = {"data": str(data), "theme": str(theme)}
    converter = Markdown(extensions=["tables", "footnotes", EXTENSION], extension_configs={EXTENSION: config})
    for kind, block in KINDS.items():
        text = TEXT + block
        _render(converter, text)
        added = [_render(converter, text) - _render(converter, TEXT) for _run in range(runs)]
        yield kind, statistics.median(added) * 1000


def _render(converter: Markdown, text: str) -> float:
    """Seconds of CPU; a faulty block would be quick, and is refused."""
    report = BodyReport("bai.md")
    converter.reset()
    converter.report = report  # type: ignore[attr-defined]
    start = time.process_time()
    converter.convert(text)
    taken = time.process_time() - start
    assert not report.errors, report.errors
    return taken
