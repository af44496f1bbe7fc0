"""A job is done again when, and only when, something that it looked at has changed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from building.keeping.results import KeptResults
from building.keeping.sources import Sources
from building.keeping.store import Store
from portal.traces.moment import TracedMoment, microseconds
from portal.traces.trace import TREE, note_answer, unrecorded

NOON = datetime(2024, 5, 1, 12, tzinfo=timezone(timedelta(hours=7)))


@dataclass(frozen=True)
class Given:
    root: Path
    moment: datetime


def read(given: Given, name: str) -> str:
    """The file, a second file that it names, and whether it is past noon."""
    text = (given.root / name).read_text(encoding="utf-8")
    if text.startswith("see "):
        text += (given.root / text.removeprefix("see ")).read_text(encoding="utf-8")
    return text + (" past noon" if text == "clock" and given.moment >= NOON else "")


@dataclass
class Run:
    folder: Path

    def __call__(
        self,
        names: Sequence[str],
        moment: datetime = NOON,
        software: str = "1",
        shared: str = "",
        workers: int = 1,
        function: Callable[[Given, str], str] = read,
    ) -> tuple[list[str], int]:
        """Results, and how many jobs were done."""
        sources = Sources({"content": self.folder}, None, time.time_ns() + 10**9)
        kept = KeptResults(Store(self.folder.parent / "cache"), sources, software, microseconds(moment))
        given = Given(self.folder, TracedMoment.of(moment))
        results = list(kept.of(function, given, names, shared, lambda result: result != "bad", workers))
        kept.store.keep(kept.added, kept.gone)
        return results, kept.counts[f"{function.__module__}.{function.__qualname__}"][0]


def prepared(tmp_path: Path) -> Run:
    folder = tmp_path / "content"
    folder.mkdir()
    for name, text in {"a": "one", "b": "see c", "c": "three", "d": "clock", "e": "bad"}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return Run(folder)


NAMES = ["a", "b", "d"]


def test_nothing_is_done_twice(tmp_path: Path) -> None:
    run = prepared(tmp_path)
    assert run(NAMES) == (["one", "see cthree", "clock past noon"], 3)
    assert run(NAMES) == (["one", "see cthree", "clock past noon"], 0)
    assert run(["d", "a"]) == (["clock past noon", "one"], 0)


def test_what_was_read_behind_the_job_counts(tmp_path: Path) -> None:
    run = prepared(tmp_path)
    run(NAMES)
    (run.folder / "c").write_text("four", encoding="utf-8")
    assert run(NAMES) == (["one", "see cfour", "clock past noon"], 1)
    (run.folder / "c").unlink()
    (run.folder / "b").write_text("two", encoding="utf-8")
    assert run(NAMES) == (["one", "two", "clock past noon"], 1)


def test_the_moment_counts_as_far_as_it_was_looked_at(tmp_path: Path) -> None:
    run = prepared(tmp_path)
    run(NAMES)
    assert run(NAMES, NOON + timedelta(days=100)) == (["one", "see cthree", "clock past noon"], 0)
    assert run(NAMES, NOON - timedelta(hours=1)) == (["one", "see cthree", "clock"], 1)


def test_other_software_or_settings_do_everything_anew(tmp_path: Path) -> None:
    run = prepared(tmp_path)
    run(NAMES)
    assert run(NAMES, software="2")[1] == 3
    assert run(NAMES, shared="other")[1] == 3


def test_faulty_results_are_not_kept(tmp_path: Path) -> None:
    run = prepared(tmp_path)
    assert run(["a", "e"])[1] == 2
    assert run(["a", "e"])[1] == 1


def test_the_same_from_several_processes(tmp_path: Path) -> None:
    run = prepared(tmp_path)
    for number in range(80):
        (run.folder / f"n{number}").write_text(f"text {number}", encoding="utf-8")
    names = [f"n{number}" for number in range(80)]
    results, done = run(names, workers=3)
    assert results == [f"text {number}" for number in range(80)]
    assert done == 80
    assert run(names, workers=2) == (results, 0)


def test_a_paper_that_has_moved_keeps_its_results(tmp_path: Path) -> None:
    run = prepared(tmp_path)
    run(NAMES)
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    (tmp_path / "cache").rename(moved / "cache")
    run.folder.rename(moved / "content")
    assert Run(moved / "content")(NAMES)[1] == 0


def test_what_never_ends_is_not_read(tmp_path: Path) -> None:
    """A pipe, a device behind a link, and a file of gigabytes have digests, and change with their size."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "device").symlink_to("/dev/zero")
    with (tmp_path / "vast").open("wb") as file:
        file.truncate(30_000_000_000)
    before = Sources({}).digest((TREE, str(tmp_path)))
    with (tmp_path / "vast").open("wb") as file:
        file.truncate(30_000_000_001)
    assert Sources({}).digest((TREE, str(tmp_path))) != before


def first_letters(folder: Path) -> str:
    return "".join(sorted(path.read_text(encoding="utf-8")[0] for path in folder.iterdir()))


def letters(given: Given, _name: str) -> str:
    note_answer(first_letters, given.root)
    with unrecorded():
        return first_letters(given.root)


def test_where_a_job_asks_a_question_of_a_folder_only_another_answer_makes_it_do_again(tmp_path: Path) -> None:
    run = prepared(tmp_path)

    def asked() -> tuple[list[str], int]:
        return run(["all"], function=letters)

    assert asked() == (["bcost"], 1)
    (run.folder / "a").write_text("other", encoding="utf-8")
    assert asked() == (["bcost"], 0)
    (run.folder / "a").write_text("none", encoding="utf-8")
    assert asked() == (["bcnst"], 1)
    assert asked() == (["bcnst"], 0)


def test_a_question_that_nobody_answers_any_more_has_another_answer(tmp_path: Path) -> None:
    asked = Sources({}).digest(("tests.building.keeping.test_results:no_such_question", str(tmp_path)))
    assert asked == "missing"
