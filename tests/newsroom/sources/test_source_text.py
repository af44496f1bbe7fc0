from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from newsroom.sources.source_text import read_source, walk
from portal.errors import Problem, Reporter


def test_text_is_nfc_with_plain_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(b"\xef\xbb\xbf" + unicodedata.normalize("NFD", "Điều khoản\r\nhai\rba").encode())
    assert read_source(path, "x.md", 1000) == "Điều khoản\nhai\nba"


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a\nb\ue0000\ue001", 2, 2),
        ("a \x00", 1, 3),
        ("a\n\nx\u202egnp.exe", 3, 2),
        ("a &#xE000; b", 1, 3),
        ("a &#57344; b", 1, 3),
        ("a &#9999999999; b", 1, 3),
        ("a\u2028b", 1, 2),
        ("\U000f0000", 1, 1),
    ],
    ids=["private use", "nul", "bidi", "hex reference", "decimal reference", "huge reference", "separator", "plane 15"],
)
def test_forbidden_character_is_located(tmp_path: Path, text: str, line: int, column: int) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(text.encode())
    with pytest.raises(Problem) as error:
        read_source(path, "x.md", 1000)
    assert (error.value.line, error.value.column, error.value.code) == (line, column, "character")


def test_other_encodings_and_large_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes("dòng một\ntoà".encode("cp1258", "replace"))
    with pytest.raises(Problem) as error:
        read_source(path, "x.md", 1000)
    assert error.value.code == "encoding"
    with pytest.raises(Problem, match="5 byte"):
        read_source(path, "x.md", 5)


def test_walk_is_sorted_and_refuses_links_and_odd_names(tmp_path: Path) -> None:
    root = tmp_path / "content"
    (root / "articles/b").mkdir(parents=True)
    for name in ("b/2.md", "b/1.md", "a.md", "ảnh.md", ".hidden.md", "a b.md", "notes.txt"):
        (root / "articles" / name).write_text("x")
    (root / "articles/link.md").symlink_to("/etc/passwd")
    (root / "articles/linked").symlink_to("/etc")
    problems = Reporter()
    found = list(walk(root / "articles", root, ".md", problems))
    assert found == ["articles/a.md", "articles/b/1.md", "articles/b/2.md"]
    assert sorted(error.code for error in problems) == ["file-name"] * 2 + ["link"] * 2 + ["unread"]
