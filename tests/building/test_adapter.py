"""Settings are those that stand in the file, whatever bytecode lies beside it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from building.adapter import _settings


def test_settings_that_change_within_a_second_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    file = tmp_path / "settings.py"
    for number in (1, 2):
        file.write_text(f"PATH = {str(tmp_path)!r}\nTHEME = {str(tmp_path)!r}\nNUMBER = {number}\n", "utf-8")
        os.utime(file, (1_700_000_000, 1_700_000_000))
        assert _settings(file, {})["NUMBER"] == number
