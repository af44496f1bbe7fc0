"""Every script as it is started: help, a mistake in its arguments, another working directory."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted(path.name for path in (ROOT / "scripts").iterdir() if path.is_file() and os.access(path, os.X_OK))
# Their commands want libraries that neither the tests nor a build want, installed on first use.
INSTALLING = {"bench"}


def run(name: str, *arguments: str, folder: Path, path: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **({"PATH": path} if path else {})}
    command = [str(ROOT / "scripts" / name), *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(autouse=True, scope="module")
def installed() -> None:
    """On a fresh checkout the first script that builds says that it installs."""
    assert run("build", "--help", folder=ROOT).returncode == 0


@pytest.mark.parametrize("name", [name for name in SCRIPTS if name not in INSTALLING])
def test_help_comes_from_any_folder(name: str, tmp_path: Path) -> None:
    result = run(name, "--help", folder=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert "usage" in result.stdout.lower()


@pytest.mark.parametrize("name", [name for name in SCRIPTS if name not in INSTALLING])
def test_an_unknown_option_does_nothing_but_say_so(name: str, tmp_path: Path) -> None:
    result = run(name, "--khong-co", folder=tmp_path)
    assert result.returncode in (2, 4)  # 4 is pytest's
    assert "Traceback" not in result.stderr
    assert "usage" in (result.stderr + result.stdout).lower()


@pytest.mark.parametrize(("name", "tool"), [("lock", "uv"), ("../tools/province_outlines/update", "npm")])
def test_a_missing_tool_is_named(name: str, tool: str, tmp_path: Path) -> None:
    for needed in ("sh", "dirname"):
        (tmp_path / needed).symlink_to(f"/usr/bin/{needed}")
    result = run(name, folder=tmp_path, path=str(tmp_path))
    assert (result.returncode, result.stdout) == (1, "")
    assert f"needs {tool}" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "group"),
    [([], "test"), (["--format", "json"], "test"), (["--content", "a.md"], "build"), (["--explain=slip"], "build")],
)
def test_an_editor_who_proofreads_needs_no_libraries_of_developers(
    arguments: list[str], group: str, tmp_path: Path
) -> None:
    shutil.copy(ROOT / "scripts/check", tmp_path)
    (tmp_path / "environment").write_text('#!/bin/sh\necho "$@"\n', encoding="utf-8")
    (tmp_path / "environment").chmod(0o755)
    said = subprocess.run([tmp_path / "check", *arguments], capture_output=True, text=True, check=True).stdout
    assert said.split() == [group, "commands.check", *arguments]
