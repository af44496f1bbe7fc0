"""What stands around the stories of a sample archive: the paper's tables, pages and datasets."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from portal.files import write_if_changed
from portal.vietnam.text import slugify

from .datasets import DATASETS
from .paper import AUTHORS, SECTIONS, TOPICS

MASTHEAD = """\
name = "Báo Mẫu"
slogan = "Chữ ghép bằng máy để thử phần mềm"
agency = "Báo Mẫu – báo điện tử hư cấu"
governing_body = "(giữ chỗ) Cơ quan chủ quản"
domain = "mau.example"
licence_number = "(giữ chỗ) 000/GP-MAU"
licence_date = "(giữ chỗ) 01/01/2019"
licence_issuer = "(giữ chỗ) Cơ quan cấp phép"
address = "(giữ chỗ) Số 0, đường Ví Dụ"
phone = "(giữ chỗ) 000 0000 0000"
fax = "(giữ chỗ) 000 0000 0001"
hotline = "(giữ chỗ) 000 0000 0002"
email = "toasoan@mau.example"
advertising = "(giữ chỗ) quangcao@mau.example"
demonstration = "Dữ liệu mẫu"

[editor_in_chief]
name = "(giữ chỗ) Tổng biên tập"
role = "Tổng biên tập"

[[deputies]]
name = "(giữ chỗ) Phó Tổng biên tập"
role = "Phó Tổng biên tập"
"""

ABOUT = """\
---
title: Giới thiệu
slug: gioi-thieu
description: Dữ liệu mẫu do máy ghép, dùng để thử và đo phần mềm.
---

Mọi bài viết ở đây do máy ghép từ tần suất các cặp âm tiết tiếng Việt. Chúng không có nghĩa và không nói về người,
cơ quan hay sự kiện nào.
"""


def write_paper(folder: Path) -> None:
    """Write everything in the content folder that is not a story or a picture."""
    files = {
        "masthead.toml": MASTHEAD,
        "sections.toml": "\n".join(_sections()),
        "authors.toml": "\n".join(_names("author", AUTHORS, "Người viết của dữ liệu mẫu.")),
        "topics.toml": "\n".join(_names("topic", TOPICS)),
        "pages/gioi-thieu.md": ABOUT,
    }
    for dataset in DATASETS:
        files |= {f"data/{dataset.id}/{name}": text for name, text in dataset.files().items()}
    for path, text in files.items():
        write_if_changed(folder / path, text.encode())


def _sections() -> Iterator[str]:
    for upper in SECTIONS:
        yield from _entry("section", upper.slug, upper.name, f"Mục {upper.name} của dữ liệu mẫu.")
        for child in upper.children:
            yield from _entry("section.child", child.slug, child.name, f"Mục {child.name} của dữ liệu mẫu.")


def _names(table: str, names: Iterable[str], description: str = "") -> Iterator[str]:
    for name in names:
        yield from _entry(table, slugify(name), name, description)


def _entry(table: str, slug: str, name: str, description: str) -> Iterator[str]:
    yield f"[[{table}]]"
    yield f"slug = {json.dumps(slug)}"
    yield f"name = {json.dumps(name, ensure_ascii=False)}"
    if description:
        yield f"description = {json.dumps(description, ensure_ascii=False)}"
    yield ""
