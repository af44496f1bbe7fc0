"""The workflow files: well formed, pinned, without rights they do not need, and thin callers of the scripts."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
GITHUB = ROOT / ".github" / "workflows"
FILES = [*sorted(GITHUB.glob("*.yml")), ROOT / ".gitlab-ci.yml"]


def load(path: Path) -> Any:
    # Without types: YAML 1.1 would read the key `on` as true.
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def jobs() -> list[tuple[str, Any]]:
    return [(name, job) for path in FILES[:-1] for name, job in load(path)["jobs"].items()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_yamllint_finds_nothing(path: Path) -> None:
    command = [sys.executable, "-m", "yamllint", "--strict", str(path)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (0, "")


def test_zizmor_finds_nothing() -> None:
    command = [
        str(Path(sys.executable).with_name("zizmor")),
        "--offline",
        "--quiet",
        "--persona",
        "auditor",
        str(GITHUB),
    ]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_gitlabs_image_is_pinned_by_its_digest() -> None:
    images = [job["image"] for job in load(FILES[-1]).values() if "image" in job]
    assert images
    for image in images:
        assert re.fullmatch(r"debian:bookworm-\d{8}-slim@sha256:[0-9a-f]{64}", image)


def test_every_action_is_pinned_to_a_commit_and_says_its_version() -> None:
    for path in FILES[:-1]:
        for line in path.read_text(encoding="utf-8").splitlines():
            if "uses:" in line:
                assert re.search(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


@pytest.mark.parametrize(("name", "job"), jobs(), ids=lambda value: value if isinstance(value, str) else "")
def test_job_has_a_time_limit_and_only_the_rights_it_needs(name: str, job: Any) -> None:
    assert int(job["timeout-minutes"]) <= (45 if name == "wait" else 30)
    writes = {right for right, level in job["permissions"].items() if level == "write"}
    assert writes == {"deploy": {"pages", "id-token"}, "wait": {"actions"}}.get(name, set())
    if name == "deploy":
        assert "github.event_name != 'pull_request'" in job["if"]


def test_nothing_is_published_whose_check_or_build_did_not_pass() -> None:
    """By push, by schedule or by hand: a job that is needed and failed, or was skipped, stops the publication."""
    made = load(GITHUB / "publish.yml")["jobs"]
    assert set(made["deploy"]["needs"]) == {"check", "build"}
    assert re.findall(r"\w+\(\)", made["deploy"]["if"]) == []
    assert all("if" not in made[name] for name in ("check", "build"))
    gitlab = load(FILES[-1])
    assert gitlab["pages"]["needs"] == ["check"]
    assert "rules" not in gitlab["check"]


def test_others_are_told_only_once_the_new_release_is_live() -> None:
    """What has changed is noted while the older site can still be asked."""
    made, gitlab = load(GITHUB / "publish.yml")["jobs"], load(FILES[-1])
    assert made["smoke"]["needs"] == ["build", "deploy"]
    for noting, telling in (
        ([step.get("run", "") for step in made["build"]["steps"]], made["smoke"]["steps"]),
        (gitlab["pages"]["script"], [{"run": line} for line in gitlab["smoke"]["script"]]),
    ):
        assert any(line.startswith("scripts/publish changes ") for line in noting)
        told = [step["run"].split()[-4:] for step in telling if "run" in step]
        assert [words[-1] for words in told] == [".ci/await-release", "changes.json"]
        assert told[-1] == ["scripts/publish", "announce", "--changes", "changes.json"]


def test_whoever_waits_keeps_nobody_from_publishing() -> None:
    """A run that sleeps is in a group of its own, gives way to a newer one, and ends after the next has begun."""
    waits, publishes = load(GITHUB / "on-time.yml"), load(GITHUB / "publish.yml")
    assert waits["concurrency"]["group"] != publishes["concurrency"]["group"].split("$")[0]
    assert waits["concurrency"]["cancel-in-progress"] == "true"
    minutes = sorted(int(entry["cron"].split()[0]) for entry in waits["on"]["schedule"])
    gaps = [(after - before) % 60 for before, after in zip(minutes, minutes[1:] + minutes[:1], strict=True)]
    steps = {step.get("id"): step for step in waits["jobs"]["wait"]["steps"]}
    most = int(steps["next"]["env"]["MOST"])
    assert max(gaps) * 60 < most < int(waits["jobs"]["wait"]["timeout-minutes"]) * 60
    assert all(entry["cron"].split()[1:] == ["*"] * 4 for entry in waits["on"]["schedule"]), "day and night"
    assert "workflow_dispatch" in publishes["on"]


def test_checkouts_leave_no_credentials() -> None:
    for _name, job in jobs():
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] == "false"


def test_steps_call_scripts_that_exist() -> None:
    commands = [step["run"] for _name, job in jobs() for step in job["steps"] if "run" in step]
    gitlab = load(FILES[-1])
    commands += [line for job in gitlab.values() if isinstance(job, dict) for line in job.get("script", [])]
    assert len(commands) == 18
    for command in commands:
        assert "${{" not in command
        if command.startswith("gh "):
            assert (GITHUB / command.split()[3]).is_file()
            continue
        program = ROOT / next(word for word in command.split() if "=" not in word)
        assert program.is_file(), command
        assert program.stat().st_mode & 0o111
