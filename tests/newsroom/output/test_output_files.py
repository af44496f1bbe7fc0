from __future__ import annotations

from pathlib import Path

import pytest

from building.keeping.state import BuildState
from newsroom.output.assets import ThemeFiles
from newsroom.output.output_files import OutputFiles
from newsroom.output.page_files import PageFiles
from newsroom.output.page_renderer import PageRenderer
from portal.errors import PortalError
from tests.newsroom.stories import frame


def output(folder: Path) -> OutputFiles:
    return OutputFiles(folder / "output", BuildState())


def test_one_address_is_written_once(tmp_path: Path) -> None:
    (tmp_path / "theme" / "templates").mkdir(parents=True)
    (tmp_path / "theme" / "templates" / "page.html").write_text("x", encoding="utf-8")
    files, state = output(tmp_path), BuildState()
    pages = PageFiles(files, PageRenderer(tmp_path / "theme", frame(), ThemeFiles("/theme/0/", {}), state), state)
    pages.write("a.html", "page.html", {})
    assert (tmp_path / "output" / "a.html").read_bytes() == b"x"
    assert (pages.pages, set(state.written)) == (1, {"a.html"})
    with pytest.raises(PortalError, match=r"/a\.html"):
        files.write_file("a.html", b"")


@pytest.mark.parametrize("path", ["../a.html", "/etc/a.html", "x/../../a.html"])
def test_nothing_is_written_outside_the_output(tmp_path: Path, path: str) -> None:
    with pytest.raises(PortalError):
        output(tmp_path).write_file(path, b"")


def test_a_file_is_copied_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "picture.jpg").write_bytes(b"\xff\xd8")
    output(tmp_path).copy_file("media/1.jpg", tmp_path / "picture.jpg")
    assert (tmp_path / "output" / "media" / "1.jpg").read_bytes() == b"\xff\xd8"


def test_a_folder_is_moved_whole_and_its_names_are_taken(tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / "s").mkdir(parents=True, mode=0o700)
    (source / "s" / "0.bin").write_bytes(b"x")
    files = output(tmp_path)
    files.move_folder("tim-kiem/chi-muc", source)
    assert (tmp_path / "output" / "tim-kiem" / "chi-muc" / "s" / "0.bin").read_bytes() == b"x"
    assert not source.exists()
    assert (tmp_path / "output" / "tim-kiem" / "chi-muc").stat().st_mode & 0o777 == 0o755
    with pytest.raises(PortalError, match=r"s/0\.bin"):
        files.write_file("tim-kiem/chi-muc/s/0.bin", b"y")
