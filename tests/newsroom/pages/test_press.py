from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from building.keeping.earlier_site import EarlierSite, dump_groups, load_groups
from building.keeping.results import KeptResults
from building.keeping.sources import Sources
from building.keeping.state import BuildState
from building.keeping.store import Store
from newsroom.model.page import Deferred, Page, PageGroup
from newsroom.output.assets import ThemeFiles
from newsroom.output.output_files import OutputFiles
from newsroom.output.page_files import PageFiles
from newsroom.output.page_renderer import PageRenderer
from newsroom.pages.press import RUN, Press
from portal.errors import PortalError, Problem
from portal.parallel.forked import ForkedTask
from tests.newsroom.stories import frame

MANY = 5 * RUN + 3


def files(folder: Path, template: str) -> PageFiles:
    templates = folder / "theme" / "templates"
    templates.mkdir(parents=True, exist_ok=True)
    (templates / "page.html").write_text(template, encoding="utf-8")
    state = BuildState()
    renderer = PageRenderer(folder / "theme", frame(), ThemeFiles("/theme/0/", {}), state)
    return PageFiles(OutputFiles(folder / "output", state), renderer, state)


def _values(number: int) -> dict[str, object]:
    return {"number": number, "process": os.getpid()}


def pages(count: int = MANY) -> list[Page]:
    def page(number: int) -> Page:
        return Page(f"/{number}/", "page.html", Deferred(_values, number))

    return [page(number) for number in range(count)]


def written(folder: Path) -> dict[str, str]:
    output = folder / "output"
    return {path.relative_to(output).as_posix(): path.read_text("utf-8") for path in output.rglob("*.html")}


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_any_number_of_processes_writes_the_same_pages(tmp_path: Path, workers: int) -> None:
    made = files(tmp_path, "{{ number }}")
    Press(made, pages(), workers).finish()
    assert written(tmp_path) == {f"{number}/index.html": str(number) for number in range(MANY)}
    assert made.pages == MANY


def test_values_are_worked_out_where_the_page_is_rendered(tmp_path: Path) -> None:
    Press(files(tmp_path, "{{ process }}"), pages(40 * RUN), workers=2).finish()
    assert len(set(written(tmp_path).values())) == 2


def test_no_more_processes_work_than_cores(tmp_path: Path) -> None:
    """With two cores the only fork begins when the task beside has ended, and not when no page is left."""
    go_on = multiprocessing.get_context("fork").Event()
    beside = ForkedTask(go_on.wait)
    press = Press(files(tmp_path, "{{ process }}"), pages(40 * RUN), workers=2)
    done = 0

    def count(pages_done: int) -> None:
        nonlocal done
        done += pages_done
        if done >= 10 * RUN and not go_on.is_set():
            go_on.set()
            while not beside.is_done():
                time.sleep(0.01)

    press.finish(count)
    beside.finish()
    processes = written(tmp_path)
    assert len(set(processes.values())) == 2
    assert {processes[f"{number}/index.html"] for number in range(10 * RUN)} == {str(os.getpid())}


@pytest.mark.parametrize("workers", [1, 3])
def test_fault_of_the_first_faulty_page_is_told(tmp_path: Path, workers: int) -> None:
    made = files(tmp_path, "{{ number if number < 40 else 'x' + number }}{{ nothing if number > 90 }}")
    with pytest.raises(Problem, match="concatenate"):
        Press(made, pages(), workers).finish()


def test_progress_counts_all_pages(tmp_path: Path) -> None:
    steps: list[int] = []
    Press(files(tmp_path, "x"), pages(), workers=1).finish(steps.append)
    assert sum(steps) == MANY


def test_two_pages_of_one_address_are_a_fault(tmp_path: Path) -> None:
    with pytest.raises(PortalError, match="/0/index"):
        Press(files(tmp_path, "x"), [*pages(3), *pages(2)])


CALLS: list[int] = []


def _group(count: int) -> Iterator[Page]:
    CALLS.append(count)
    yield from pages(count)


def build_kept(folder: Path, name: str, count: int, last: EarlierSite) -> EarlierSite:
    """What the next build knows of a site of one group."""
    files(folder, "{{ number }}")
    results = KeptResults(Store(folder / "builds.sqlite"), Sources({"theme": folder / "theme"}), "", 0)
    state = BuildState("software", results, last)
    renderer = PageRenderer(folder / "theme", frame(), ThemeFiles("/theme/0/", {}), state)
    made = PageFiles(OutputFiles(folder / name, state), renderer, state)
    Press(made, [PageGroup("all", _group, count)]).finish()
    return EarlierSite(folder / name, state.written, groups=load_groups(dump_groups(state.groups)))


def test_of_a_group_that_stands_nothing_is_worked_out(tmp_path: Path) -> None:
    CALLS.clear()
    first = build_kept(tmp_path, "one", 5, EarlierSite(Path()))
    second = build_kept(tmp_path, "two", 5, first)
    assert CALLS == [5]
    assert [file.linked for file in second.files.values()] == [True] * 5
    third = build_kept(tmp_path, "three", 6, second)
    assert CALLS == [5, 6]
    assert [file.linked for file in third.files.values()] == [True] * 5 + [False]


def test_a_harmed_page_of_a_group_that_stands_is_made_anew(tmp_path: Path) -> None:
    first = build_kept(tmp_path, "one", 5, EarlierSite(Path()))
    (tmp_path / "one" / "3" / "index.html").write_text("harmed")
    second = build_kept(tmp_path, "two", 5, first)
    assert (tmp_path / "two" / "3" / "index.html").read_text() == "3"
    assert [file.linked for file in second.files.values()] == [True, True, True, False, True]
