"""Work on a real cluster of processes: the same results whoever dies, what is shared sent once, clear refusals."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from building.site import ROOT, BuildRequest, build_site
from cluster import engine as engine_module
from cluster.engine import DaskEngine
from portal.errors import PortalError, Problem
from portal.parallel.seam import Work
from portal.traces.places import in_places
from portal.traces.trace import tracing
from portal.vietnam.text import HANOI
from tests.end_to_end.site.cluster_jobs import ends, fails_at_7, times, words
from tests.end_to_end.site.conftest import Workshop, make_workshop
from tests.end_to_end.site.dask_processes import Cluster, cluster_in, killed_at_work

MOMENT = datetime(2026, 6, 1, 8, tzinfo=HANOI)
JOBS = list(range(40))


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster_in(tmp_path_factory.mktemp("cluster"), "one", "two", "three") as cluster:
        yield cluster


def test_a_worker_that_is_killed_changes_nothing_and_a_new_one_is_sent_what_it_lacks(cluster: Cluster) -> None:
    engine, shared = DaskEngine(cluster.address), b"x" * 1_000_000
    results = engine.start(Work(times, shared, JOBS, batch=1)).results()
    first = [next(results) for _number in range(3)]
    cluster.kill("one")
    assert first + list(results) == [f"1000000 × {job}".encode() for job in JOBS]
    (sent,) = [count for digest, count in engine.traffic.shared.items() if len(engine.blob(digest)) > 1_000_000]
    assert 2 <= sent <= 3, "once to each worker"
    cluster.add("four")
    again = DaskEngine(cluster.address)
    assert list(again.start(Work(times, shared, JOBS, batch=1)).results()) == [
        b"1000000 " + f"× {job}".encode() for job in JOBS
    ]
    assert sum(again.traffic.shared.values()) <= 1, "the others have it"


def test_files_of_the_paper_come_as_they_are_opened_and_are_traced_at_home(cluster: Cluster, tmp_path: Path) -> None:
    content = tmp_path / "bao"
    (content / "articles").mkdir(parents=True)
    (content / "data.csv").write_text("số liệu", encoding="utf-8")
    names = [f"{number}.md" for number in range(6)]
    for name in names:
        (content / "articles" / name).write_text(f"bài {name}", encoding="utf-8")
    with in_places({"content": content}), tracing() as trace:
        work = Work(words, content, names, batch=2, opens=lambda name: [content / "articles" / name])
        results = list(DaskEngine(cluster.address).start(work).results())
    assert results == [f"bài {name} số liệu False".encode() for name in names]
    assert {path for _kind, path in trace.reads} == {
        str(content / "data.csv"),
        *(f"{content}/articles/{name}" for name in names),
    }


def test_first_fault_is_raised_behind_the_results_before_it(cluster: Cluster) -> None:
    seen: list[bytes] = []
    with pytest.raises(Problem, match=r"7\.md"):
        seen.extend(DaskEngine(cluster.address).start(Work(fails_at_7, None, JOBS, batch=3)).results())
    assert seen == [bytes([job]) for job in range(7)]


def test_jobs_that_end_every_process_are_given_up(cluster: Cluster) -> None:
    with pytest.raises(PortalError, match="4 lần"):
        list(DaskEngine(cluster.address).start(Work(ends, None, JOBS, batch=20)).results())


def test_workers_with_other_code_are_refused(cluster: Cluster) -> None:
    engine = DaskEngine(cluster.address)
    engine.code = "another"
    with pytest.raises(PortalError, match="không worker nào"):
        list(engine.start(Work(times, b"", JOBS)).results())
    assert len(engine.traffic.refused) == 3
    assert all("mã" in line for line in engine.told()[1:])


def test_a_scheduler_without_the_code_is_told(cluster: Cluster) -> None:
    with pytest.raises(PortalError, match="không có mã của lần dựng"):
        list(DaskEngine(cluster.bare_scheduler()).start(Work(times, b"", JOBS, batch=1)).results())


@pytest.mark.site
def test_a_build_by_a_cluster_of_which_a_worker_is_killed_is_that_of_one_machine(
    cluster: Cluster, built: Workshop, tmp_path: Path
) -> None:
    """Pictures and all; and then a build by forks has nothing left to do."""
    workshop = make_workshop(tmp_path)
    cluster.kill_workers()  # whoever is alone is given work
    cluster.add("doomed")
    killer = killed_at_work(cluster, "doomed")
    result = workshop.build("--engine", "dask", "--scheduler", cluster.address)
    killer.join(timeout=1)
    assert not killer.is_alive(), "no worker was killed"
    assert result.returncode == 0, result.stderr
    assert re.search(r"Dask: [12] worker làm \d+ lượt việc; gửi \d+,\d MB", result.stdout)
    assert workshop.files() == built.files()
    assert "(làm lại 0)" in workshop.build().stdout


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "_CONNECT", 0.5)
    monkeypatch.setattr(engine_module, "_PATIENCE", 0.5)


@pytest.mark.usefixtures("impatient")
def test_a_scheduler_that_does_not_answer_is_told_and_the_site_stays(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "output/build.json").write_text("{}", encoding="utf-8")
    request = BuildRequest(MOMENT, tmp_path / "output", ROOT / "pelicanconf.py", scheduler="tcp://127.0.0.1:9")
    with pytest.raises(PortalError, match=r"không có bộ điều phối Dask nào trả lời ở tcp://127\.0\.0\.1:9"):
        build_site(request)
    assert [path.name for path in (tmp_path / "output").iterdir()] == ["build.json"]


def test_a_missing_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(PortalError, match="scripts/environment cluster"):
        list(DaskEngine("tcp://127.0.0.1:9").start(Work(times, b"", JOBS)).results())


@pytest.mark.usefixtures("impatient")
def test_a_cluster_whose_last_worker_has_died_is_told(cluster: Cluster) -> None:
    results = DaskEngine(cluster.address).start(Work(times, b"", JOBS, batch=1)).results()
    assert next(results) == "0 × 0".encode()
    cluster.kill_workers()
    with pytest.raises(PortalError, match="không còn worker nào"):
        list(results)


def test_a_scheduler_that_dies_meanwhile_is_told_and_nothing_else(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The last test of the cluster."""
    monkeypatch.setattr(engine_module, "_CONNECT", 2.0)
    cluster.add("last")
    results = DaskEngine(cluster.address).start(Work(times, b"", JOBS, batch=1)).results()
    assert next(results) == "0 × 0".encode()
    cluster.kill("scheduler")
    with pytest.raises(PortalError, match="đã ngừng"):
        list(results)
    assert "distributed.client" not in capfd.readouterr().err
