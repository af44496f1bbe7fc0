"""A build recalls what was found in files that are as they were, and reads a few of the others."""

from __future__ import annotations

import os
from pathlib import Path

from proofreading.memory import Memory, glance
from proofreading.report import Reported


def findings(path: Path, code: str = "double-space") -> Reported:
    return Reported(path.name, 1, 2, 1, 4, "warning", code, "…", "", " ")


def files(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"{number}.md" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text("x", encoding="utf-8")
        os.utime(path, (number, number))
    return paths


def test_new_files_are_read_newest_first_and_the_rest_counted(tmp_path: Path) -> None:
    read: list[str] = []

    def look(path: Path) -> list[Reported]:
        read.append(path.name)
        return [findings(path)]

    paths = files(tmp_path, 5)
    first = glance(Memory(tmp_path / "kept.json"), paths, look, 2)
    assert (read, len(first.findings), first.unread) == (["4.md", "3.md"], 2, 3)
    second = glance(Memory(tmp_path / "kept.json"), paths, look, 9)
    assert (read, len(second.findings), second.unread) == (["4.md", "3.md", "2.md", "1.md", "0.md"], 5, 0)


def test_a_changed_file_is_read_again_and_others_are_not(tmp_path: Path) -> None:
    paths = files(tmp_path, 2)
    glance(Memory(tmp_path / "kept.json"), paths, lambda path: [findings(path)], 9)
    paths[0].write_text("changed", encoding="utf-8")
    read: list[Path] = []
    again = glance(Memory(tmp_path / "kept.json"), paths, lambda path: read.append(path) or [], 9)  # type: ignore[func-returns-value]
    assert read == [paths[0]]
    assert [entry.path for entry in again.findings] == ["1.md"]


def test_another_house_style_or_a_damaged_memory_counts_for_nothing(tmp_path: Path) -> None:
    [path] = files(tmp_path, 1)
    store, style = tmp_path / "kept.json", tmp_path / "house-style.toml"
    glance(Memory(store), [path], lambda path: [findings(path)], 9)
    assert Memory(store).recall(path) == (findings(path),)
    style.write_text('ellipsis = "..."\n', encoding="utf-8")
    assert Memory(store, style).recall(path) is None
    store.write_text('{"version": 3', encoding="utf-8")
    assert Memory(store).recall(path) is None


def test_what_depends_on_another_file_is_not_kept(tmp_path: Path) -> None:
    [path] = files(tmp_path, 1)
    memory = Memory(tmp_path / "kept.json")
    memory.keep(path, [findings(path, "picture-small")])
    assert memory.recall(path) is None
