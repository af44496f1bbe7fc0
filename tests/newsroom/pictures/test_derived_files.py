"""A cache that is damaged in any way is made again, and nothing outside of its folder is ever read for a page."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.pictures.derived_files import is_damaged, load, store

FILES = {"a.jpg": b"one", "b.avif": b"two"}


def manifest(folder: Path) -> Path:
    return folder / "files.json"


def rewritten(**changed: object) -> Callable[[Path], object]:
    def damage(folder: Path) -> None:
        manifest(folder).write_text(json.dumps({**json.loads(manifest(folder).read_text("utf-8")), **changed}), "utf-8")

    return damage


def folder_in_place_of(name: str) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        (folder / name).unlink()
        (folder / name / "x").mkdir(parents=True)

    return damage


def outside(folder: Path) -> None:
    secret = folder.parent / "bí mật.txt"
    secret.write_bytes(FILES["a.jpg"])
    names = json.loads(manifest(folder).read_text("utf-8"))["files"]
    rewritten(files={"../bí mật.txt": names["a.jpg"]})(folder)


def linked(folder: Path) -> None:
    (folder.parent / "bí mật.txt").write_bytes(FILES["a.jpg"])
    (folder / "a.jpg").unlink()
    (folder / "a.jpg").symlink_to("../bí mật.txt")


def replaced_by_a_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("x", encoding="utf-8")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "empty manifest": lambda folder: manifest(folder).write_bytes(b""),
    "no object": lambda folder: manifest(folder).write_bytes(b"[]"),
    "object without keys": lambda folder: manifest(folder).write_bytes(b"{}"),
    "no file": rewritten(files={}),
    "files no object": rewritten(files=["a.jpg"]),
    "about no object": rewritten(about=None),
    "deep": lambda folder: manifest(folder).write_bytes(b"[" * 100_000),
    "folder for the manifest": folder_in_place_of("files.json"),
    "folder for a file": folder_in_place_of("a.jpg"),
    "file for the folder": replaced_by_a_file,
    "name that leads out": outside,
    "link": linked,
    "dots": rewritten(files={"..": "0"}),
    "other bytes": lambda folder: (folder / "a.jpg").write_bytes(b"three"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_seen_and_stored_over(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "kho" / "0123"
    store(folder, FILES, {"x": 1})
    assert load(folder) is not None
    assert not is_damaged(folder)
    DAMAGES[name](folder)
    assert load(folder) is None
    assert is_damaged(folder)
    store(folder, FILES, {"x": 2})
    again = load(folder)
    assert again is not None
    assert (dict(again.about), again.names) == ({"x": 2}, frozenset(FILES))
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "files.json"} == FILES


def test_what_was_cut_short_is_no_damage(tmp_path: Path) -> None:
    store(tmp_path / "0123", FILES, {})
    manifest(tmp_path / "0123").unlink()
    assert load(tmp_path / "0123") is None
    assert not is_damaged(tmp_path / "0123")
    assert not is_damaged(tmp_path / "gone")
