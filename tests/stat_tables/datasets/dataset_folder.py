"""Dataset folders for tests: a sound one, changed as the test needs."""

from __future__ import annotations

from pathlib import Path

SIDECAR = """title = "Việc thi hành xong theo tỉnh"
description = "Số liệu mẫu để thử."
keys = ["tinh"]

[territory]
name = "Cả nước"
vintage = 63

[columns.tinh]
label = "Tỉnh"
type = "province"

[columns.viec]
label = "Việc xong"
type = "integer"
unit = "việc"
measure = "count"

[columns.ty_le]
label = "Tỷ lệ"
type = "number"
unit = "%"

[missing]
"…" = "nguồn không nêu"

[[sources]]
id = "mau"
title = "Số liệu mẫu"
"""

ROWS = "tinh;viec;ty_le\nYên Bái;gần 1.600;59,36\nTP.HCM;26.515;48,49\nHà Nội;…;33,75\n"


def write_dataset(
    root: Path,
    name: str = "mau",
    sidecar: str = SIDECAR,
    data: str | bytes = ROWS,
    file: str = "so-lieu.csv",
) -> Path:
    """A dataset folder below `root`."""
    folder = root / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "table.toml").write_text(sidecar, encoding="utf-8")
    (folder / file).write_bytes(data.encode() if isinstance(data, str) else data)
    return folder
