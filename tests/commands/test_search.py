"""scripts/search: the last build's stories in the terminal."""

from __future__ import annotations

import contextlib
import gc
import json
import pickle
import shutil
import warnings
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from commands.search import main
from portal.exchange import SearchDocument
from portal.vietnam.text import HANOI
from site_search.build_index import INDEX_FOLDER, SearchBuild
from site_search.index.documents import SearchInput

Run = Callable[..., tuple[int, str, str]]


def story(number: int, title: str, year: int, section: str) -> SearchDocument:
    return SearchDocument(
        id=number,
        url=f"/{section}/x-post{number}.html",
        title=title,
        sapo="Tóm tắt của bài.",
        body="Cơ quan thi hành án dân sự tỉnh công bố kết quả.",
        date=datetime(year, 4, 17, 9, tzinfo=HANOI),
        kind="news",
        section=(section,),
        source_tag="PLVN",
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    stories = [story(1, "Đường sắt mới", 2023, "xa-hoi"), story(2, "Thi hành án ở Yên Bái", 2024, "tu-phap")]
    workplace = tmp_path_factory.mktemp("search")
    SearchBuild(SearchInput(stories, {}, [("THADS", "thi hành án dân sự")]), workplace, 1).finish()
    return workplace / INDEX_FOLDER


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str) -> tuple[int, str, str]:
        status = main([*arguments, "--index", str(folder)])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


def test_json(run: Run) -> None:
    status, out, _ = run("yen", "bai", "--json")
    found = json.loads(out)
    assert status == 0
    assert found["total"] == 1
    assert found["suggestion"] == "yên bái"
    assert found["results"][0]["id"] == 2
    assert found["results"][0]["date"] == "2024-04-17T09:00+07:00"


def test_text(run: Run) -> None:
    status, out, _ = run("THADS")
    assert status == 0
    assert "/tu-phap/x-post2.html" in out
    assert "17/04/2024" in out


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--section", "xa-hoi"], [1]),
        (["--from", "2024"], [2]),
        (["--to", "12/2023"], [1]),
        (["--sort", "newest"], [2, 1]),
        (["--sort", "oldest"], [1, 2]),
        (["--limit", "1", "--sort", "newest"], [2]),
    ],
)
def test_limits(options: list[str], ids: list[int], run: Run) -> None:
    _, out, _ = run("thi hành án", "--json", *options)
    assert [hit["id"] for hit in json.loads(out)["results"]] == ids


def test_nothing_found(run: Run) -> None:
    assert run("zzz")[0] == 2


@pytest.mark.parametrize("options", [["--from", "hôm qua"], ["--limit", "0"]])
def test_a_wrong_option_is_one_line(options: list[str], run: Run) -> None:
    status, _, err = run("luật", *options)
    assert status == 1
    assert len(err.strip().splitlines()) == 1


def test_no_index(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["luật", "--index", str(tmp_path / "none")]) == 1
    assert "Traceback" not in capsys.readouterr().err


@contextlib.contextmanager
def files_left_open() -> Iterator[None]:
    """Whoosh leaves a file open that it cannot read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()


class Hostile:
    """Pickled, it is a call that makes a file."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (self.trace,))


@pytest.mark.parametrize("name", ["_MAIN_1.toc", "MAIN_0000000000000000.trm"])
def test_index_from_elsewhere_runs_nothing(
    folder: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    foreign, trace = tmp_path / "index", tmp_path / "trace"
    shutil.copytree(folder, foreign)
    pickled = pickle.dumps(Hostile(trace), 2)
    pickle.loads(pickled)
    assert trace.exists()  # what a program that trusts it does
    trace.unlink()
    file = foreign / name
    data = file.read_bytes()
    # Over the last pickle of the file: the segments, the table's extras.
    place = max(data.rfind(b"\x80" + bytes([protocol])) for protocol in range(2, 6))
    assert place > 0
    file.write_bytes(data[:place] + pickled)
    with files_left_open(), contextlib.suppress(Exception):  # what is broken besides may be told in any way
        main(["yen", "bai", "--index", str(foreign)])
    assert not trace.exists()


def test_index_with_unknown_classes_is_told_in_one_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    foreign, trace = tmp_path / "index", tmp_path / "trace"
    shutil.copytree(folder, foreign)
    toc = foreign / "_MAIN_1.toc"
    data = toc.read_bytes()
    toc.write_bytes(data[: data.rfind(b"\x80")] + pickle.dumps(Hostile(trace), 2))
    with files_left_open():
        assert main(["yen", "bai", "--index", str(foreign)]) == 1
    assert capsys.readouterr().err == f"{foreign} không chứa chỉ mục do chương trình này dựng; hãy chạy scripts/build\n"
    assert not trace.exists()
