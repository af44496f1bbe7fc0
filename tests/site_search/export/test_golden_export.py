"""The golden export is what the build writes today, and answers as recorded."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from site_search.export.export_reader import read_folder
from tests.site_search.golden_export import FOLDER, export, inflated, results


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return export()


def test_the_same_files(files: dict[str, bytes]) -> None:
    golden = {
        path.relative_to(FOLDER / "export").as_posix(): path.read_bytes()
        for path in (FOLDER / "export").rglob("*")
        if path.is_file()
    }
    assert {path: inflated(path, data) for path, data in files.items()} == {
        path: inflated(path, data) for path, data in golden.items()
    }


def test_the_same_answers() -> None:
    read: Callable[[str], bytes] = read_folder(FOLDER / "export")
    manifest = json.loads(read("manifest.json"))
    paths = [
        path.relative_to(FOLDER / "export").as_posix() for path in (FOLDER / "export").rglob("*") if path.is_file()
    ]
    expected = json.loads((FOLDER / "results.json").read_text(encoding="utf-8"))
    found = results({path: read(path) for path in paths})
    assert manifest["version"] == 2
    assert [(one["query"], one["suggestion"]) for one in found] == [
        (one["query"], one["suggestion"]) for one in expected
    ]
    for one, other in zip(found, expected, strict=True):
        assert [number for number, _ in one["hits"]] == [number for number, _ in other["hits"]], one["query"]
        assert [score for _, score in one["hits"]] == pytest.approx([score for _, score in other["hits"]], rel=1e-12)
