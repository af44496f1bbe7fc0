"""Files of content/media/: what may not be read is no missing file."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from newsroom.sources.media_folder import MediaFolder, UnfitName


def test_a_folder_that_may_not_be_read_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.png").write_bytes(b"x")

    def refuse(path: Path, **_options: bool) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "stat", refuse)
    monkeypatch.setattr(Path, "is_symlink", lambda _path: False)
    with pytest.raises(UnfitName) as unfit:
        MediaFolder(tmp_path).find("a.png")
    assert unfit.value.message == "không đọc được a.png trong content/media/: không đủ quyền"
    assert unfit.value.hint


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(UnfitName, match=r"không có tệp b\.png"):
        MediaFolder(tmp_path).find("b.png")
