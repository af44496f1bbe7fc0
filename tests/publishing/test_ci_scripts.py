"""The scripts of continuous integration: which commits need the tests of the code, and which release is live."""

from __future__ import annotations

import configparser
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

CI = Path(__file__).resolve().parents[2] / ".ci"
SCHEDULE = CI.parent / "examples" / "schedule"
NOBODY = {f"GIT_{who}_{what}": "x@bao.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


class Repository:
    """A repository with this project's .ci, and scripts that only say that they ran."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(CI, folder / ".ci")
        for name in ("check", "test"):
            script = folder / "scripts" / name
            script.parent.mkdir(exist_ok=True)
            script.write_text(f"#!/bin/sh\necho ran {name}\n", encoding="utf-8")
            script.chmod(0o755)
        self.git("init", "-q")
        self.commit({"content/articles/a.md": "a", "plugins/x.py": "x"})

    def git(self, *arguments: str) -> str:
        result = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env={**os.environ, **NOBODY},
            capture_output=True,
            text=True,
            check=True,
        )
        return result.stdout.strip()

    def commit(self, files: dict[str, str | None]) -> str:
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink() if text is None else path.write_text(text, encoding="utf-8")
        self.git("add", "-A")
        self.git("commit", "-qm", "x")
        return self.git("rev-parse", "HEAD")

    def run(self, **environment: str) -> list[str]:
        kept = {name: value for name, value in os.environ.items() if name not in ("BASE_COMMIT", "SITE_URL")}
        result = subprocess.run(
            [self.folder / ".ci/run"], env={**kept, **environment}, capture_output=True, text=True, check=True
        )
        return [line for line in result.stdout.splitlines() if line.startswith("ran")]


ALL = ["ran test", "ran check"]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


@pytest.mark.parametrize(
    ("change", "ran"),
    [
        ({"content/articles/b.md": "b", "content/media/b.png": "b", "content/data/d/table.toml": "d"}, []),
        ({"content/articles/a.md": None}, []),
        ({"content/articles/b.md": "b", "plugins/x.py": "y"}, ALL),
        ({"contents.md": "b"}, ALL),
        ({"content": None, "content/articles/a.md": None}, ALL),
    ],
    ids=["added", "removed", "with code", "another name", "content becomes something else"],
)
def test_only_a_change_of_code_needs_the_tests_of_the_code(
    repository: Repository, change: dict[str, str | None], ran: list[str]
) -> None:
    base = repository.git("rev-parse", "HEAD")
    if "content" in change:
        shutil.rmtree(repository.folder / "content")
        (repository.folder / "content").symlink_to("plugins")
        change = {}
    repository.commit(change)
    assert repository.run(BASE_COMMIT=base) == ran


@pytest.mark.parametrize("name", ["check", "test"])
def test_what_fails_fails_the_run_and_the_other_is_told_too(repository: Repository, name: str) -> None:
    script = repository.folder / "scripts" / name
    script.write_text(f"{script.read_text(encoding='utf-8')}exit 3\n", encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError) as failed:
        repository.run()
    assert failed.value.stdout.split("\n")[:2] == ALL


def test_what_is_not_known_to_have_passed_is_tested(repository: Repository) -> None:
    base = repository.git("rev-parse", "HEAD")
    repository.commit({"content/b.md": "b"})
    assert repository.run() == ALL
    assert repository.run(BASE_COMMIT="0" * 40) == ALL
    assert repository.run(BASE_COMMIT="$CI_MERGE_REQUEST_DIFF_BASE_SHA") == ALL
    repository.git("checkout", "-q", "--orphan", "other")
    repository.commit({"content/c.md": "c"})
    assert repository.run(BASE_COMMIT=base) == ALL, "it does not come after that commit"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    handler = partial(Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def test_a_failed_commit_of_code_is_not_published_by_the_story_or_the_schedule_after_it(
    repository: Repository, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = tmp_path_factory.mktemp("site")
    live = repository.git("rev-parse", "HEAD")
    (site / "build.json").write_text(json.dumps({"release": "ab12", "commit": live}) + "\n", encoding="utf-8")
    with served(site) as url:
        assert repository.run(SITE_URL=url) == [], "a schedule at the live commit"
        repository.commit({"content/b.md": "b"})
        assert repository.run(SITE_URL=url) == [], "a story"
        repository.commit({"plugins/x.py": "broken"})
        assert repository.run(SITE_URL=url) == ALL, "code"
        repository.commit({"content/c.md": "c"})
        assert repository.run(SITE_URL=url) == ALL, "a story after code that never went live"
    assert repository.run(SITE_URL=url) == ALL, "no answer from the live site"


def test_the_smoke_test_waits_for_the_release_and_gives_up(tmp_path: Path) -> None:
    (tmp_path / "build.json").write_text('{"release": "ab12", "commit": "x"}\n', encoding="utf-8")
    with served(tmp_path) as url:
        for release, status in (("ab12", 0), ("cd34", 1)):
            environment = {**os.environ, "SITE_URL": url, "RELEASE": release, "ATTEMPTS": "2", "PAUSE": "0"}
            result = subprocess.run(
                [CI / "await-release"], env=environment, capture_output=True, text=True, check=False
            )
            assert result.returncode == status
            assert release in result.stdout + result.stderr


@pytest.mark.parametrize(
    ("seconds", "due", "waits"),
    [(2, "true", True), (-900, "true", False), (3600, "false", False), (None, "false", False)],
)
def test_who_waits_sleeps_until_the_second_or_not_at_all(
    tmp_path: Path, seconds: int | None, due: str, waits: bool
) -> None:
    now = datetime.now(UTC)
    next_at = (now + timedelta(seconds=seconds)).isoformat(timespec="seconds") if seconds is not None else None
    (tmp_path / "build.json").write_text(json.dumps({"release": "ab12", "next_publish_at": next_at}), encoding="utf-8")
    output = tmp_path / "output"
    with served(tmp_path) as url:
        environment = {**os.environ, "GITHUB_OUTPUT": str(output)}
        said = subprocess.run([CI / "wait-for-next", url], env=environment, capture_output=True, text=True, check=True)
    assert output.read_text(encoding="utf-8") == f"due={due}\n"
    assert ("Chờ" in said.stdout) is waits
    if waits and next_at:
        assert datetime.now(UTC) >= datetime.fromisoformat(next_at)


def test_a_site_that_does_not_answer_is_nothing_to_wait_for() -> None:
    said = subprocess.run([CI / "wait-for-next", "http://127.0.0.1:1/"], capture_output=True, text=True, check=True)
    assert said.stdout == "due=false\n"


def test_the_timer_of_systemd_comes_back_at_the_second(tmp_path: Path) -> None:
    (tmp_path / "build.json").write_text('{"next_publish_at": "2026-12-01T00:00:00+07:00"}', encoding="utf-8")
    for name in ("systemctl", "systemd-run"):
        program = tmp_path / name
        program.write_text(f'#!/bin/sh\necho {name} "$@" >> {tmp_path}/said\n', encoding="utf-8")
        program.chmod(0o755)
    with served(tmp_path) as url:
        environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "TOASOAN_SITE_URL": url}
        subprocess.run([SCHEDULE / "come-back"], env=environment, check=True)
    _stopped, started = (tmp_path / "said").read_text(encoding="utf-8").splitlines()
    assert "--on-calendar=2026-11-30 17:00:00 UTC" in started
    assert started.endswith("systemctl --user start --no-block toasoan-publish.service")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_understands_the_units_and_comes_at_midnight_in_hanoi() -> None:
    timer = (SCHEDULE / "toasoan-publish.timer").read_text(encoding="utf-8")
    whens = re.findall(r"^OnCalendar=(.*)$", timer, flags=re.MULTILINE)
    said = subprocess.run(
        ["systemd-analyze", "calendar", "--iterations=60", "--base-time=2026-11-29 00:00:00 UTC", *whens],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "TZ": "UTC"},
    )
    assert re.search(r"2026-11-29 17:00:05", said.stdout), said.stdout
    settings = configparser.ConfigParser(strict=False, interpolation=None)
    settings.optionxform = str  # type: ignore[assignment,method-assign]
    settings.read(SCHEDULE / "toasoan-publish.service", encoding="utf-8")
    for key in ("ExecStart", "ExecStopPost"):
        program = SCHEDULE / settings["Service"][key].rpartition("/")[2]
        assert program.stat().st_mode & 0o111
