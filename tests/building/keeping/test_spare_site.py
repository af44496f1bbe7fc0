"""Where files of the site before the last stand, a new site is written as into an empty folder."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from building.aside import MARK, built_aside, spare_of
from building.keeping.earlier_site import EarlierSite, Written, file_digest, written
from building.keeping.left_files import LeftFiles
from building.keeping.spare_site import remove_rest
from building.keeping.state import BuildState
from newsroom.output.output_files import OutputFiles

Site = dict[str, str]
ONE: Site = {"a.html": "1", "b/c.html": "2", "b/d.html": "3"}
SITES: list[Site] = [
    ONE,
    {"a.html": "1", "b/c.html": "new"},
    {"a.html": "1", "b": "a file now", "e/f/g.html": "4"},
    {"a.html/index.html": "a folder now", "b/c.html": "2"},
    ONE,
]


def build(output: Path, site: Site, records: dict[str, dict[str, Written]]) -> set[str]:
    """The names of the files that stayed in their place."""
    release = output / MARK
    with built_aside(output, spare=True) as folder:
        earlier = EarlierSite(output, records[release.read_text()] if release.exists() else {})
        earlier.left = there = LeftFiles(folder, output, earlier.files, MARK)
        left = there.names()
        before = {name: (folder / name).stat().st_ino for name in left}
        state = BuildState(site=earlier)
        files = OutputFiles(folder, state)
        for name, text in site.items():
            files.write_file(name, text.encode())
        remove_rest(folder, left - state.written.keys())
        same = {name for name in left & site.keys() if (folder / name).stat().st_ino == before[name]}
        stayed = {name for name in same if state.written[name].linked}
        (folder / MARK).write_text(str(len(records)))
    records[str(len(records))] = state.written
    return stayed


def contents(folder: Path) -> Site:
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not path.is_dir()}
    assert all(any(path.iterdir()) for path in folder.rglob("*") if path.is_dir())  # no empty folder
    return {name: path.read_text() for name, path in found.items() if name != MARK}


def test_every_site_is_whole_and_files_that_are_the_same_stay(tmp_path: Path) -> None:
    output, records = tmp_path / "out", dict[str, dict[str, Written]]()
    stayed = []
    for site in SITES:
        stayed.append(build(output, site, records))
        assert contents(output) == site
    assert stayed == [set(), {"a.html"}, {"a.html"}, set(), {"b/c.html"}]
    build(output, ONE, records)
    assert build(output, ONE, records) == ONE.keys()
    assert spare_of(output).is_dir()
    assert sorted(path.name for path in tmp_path.iterdir()) == [spare_of(output).name, "out"]


@pytest.mark.parametrize("harm", ["foreign", "changed", "linked", "folder"])
def test_what_somebody_has_done_to_the_spare_site_is_not_seen(tmp_path: Path, harm: str) -> None:
    output, records = tmp_path / "out", dict[str, dict[str, Written]]()
    for _ in range(2):
        build(output, ONE, records)
    spare = spare_of(output)
    file = spare / "b" / "c.html"
    if harm == "foreign":
        (spare / "b" / "la.html").write_text("lạ")
    elif harm == "changed":
        file.unlink()
        file.write_text("lạ")
    elif harm == "linked":
        shutil.rmtree(spare / "b")
        (spare / "b").symlink_to(tmp_path)
        (tmp_path / "c.html").write_text("somebody's own")
    else:
        file.unlink()
        file.mkdir()
        (file / "x").write_text("lạ")
    build(output, ONE, records)
    assert contents(output) == ONE
    if harm == "linked":
        assert (tmp_path / "c.html").read_text() == "somebody's own"


def test_a_written_file_shares_nothing_with_the_site_that_is_served(tmp_path: Path) -> None:
    output, records = tmp_path / "out", dict[str, dict[str, Written]]()
    for _ in range(2):
        build(output, ONE, records)
    served = (output / "a.html").stat().st_ino
    with built_aside(output, spare=True) as folder:
        assert (folder / "a.html").stat().st_ino == served
        OutputFiles(folder, BuildState()).write_file("a.html", b"new")
        assert (output / "a.html").read_text() == "1"
        assert (folder / "a.html").read_text() == "new"


def test_a_copied_file_takes_the_place_of_another(tmp_path: Path) -> None:
    output, records = tmp_path / "out", dict[str, dict[str, Written]]()
    for _ in range(2):
        build(output, ONE, records)
    source = tmp_path / "picture"
    source.write_text("picture")
    with built_aside(output, spare=True) as folder:
        state = BuildState()
        OutputFiles(folder, state).copy_file("a.html", source)
        assert state.written["a.html"] == written(folder / "a.html", "", file_digest(source))
        assert source.samefile(folder / "a.html")
    assert source.read_text() == "picture"


def test_without_a_spare_site_the_last_one_is_laid_out_beside_the_start(tmp_path: Path) -> None:
    output, records = tmp_path / "out", dict[str, dict[str, Written]]()
    build(output, ONE, records)
    assert not spare_of(output).exists()
    (output / "b" / "c.html").write_text("harmed")
    (output / "a.html").unlink()
    assert build(output, ONE, records) == {"b/d.html"}
    assert contents(output) == ONE


def test_a_file_system_without_links_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output, records = tmp_path / "out", dict[str, dict[str, Written]]()
    build(output, {"b/c.html": "2"}, records)

    def refused(*_names: object, **_how: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refused)
    assert build(output, {"a.html": "1"}, records) == set()
    assert contents(output) == {"a.html": "1"}
