"""The paper itself, built by the real command once a run, whatever the number of workers, and served by nginx."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import lxml.html
import pytest

from publishing.loopback_nginx import loopback_nginx
from publishing.site_files import SiteFiles
from tests.end_to_end.site.conftest import environment

from .kinds import FIXED, STORIES

ROOT = Path(__file__).resolve().parents[3]
CONTENT = ROOT / "tests/end_to_end/paper"  # frozen: what editors write into content/ changes no test
MOMENT = "2026-11-01T00:00:00+07:00"
# Pictures stay derived between runs, apart from those of editors' own builds.
CACHE = ROOT / ".cache" / "tests" / "whole-site"
SETTINGS = "import sys\nsys.path.append({root!r})\nfrom pelicanconf import *\nCACHE_PATH = {cache!r}\n"

Build = Callable[..., SiteFiles]
Document = Callable[[str], lxml.html.HtmlElement]


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """`build(name, content, moment, *options)`: the site `name`, built by the first worker that asks for it."""
    own = tmp_path_factory.getbasetemp()
    folder = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    CACHE.mkdir(parents=True, exist_ok=True)

    def run(name: str, content: Path, moment: str, *options: str) -> SiteFiles:
        site, settings = folder / name, folder / f"{name}.py"
        with (CACHE / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not site.is_dir():
                settings.write_text(SETTINGS.format(root=str(ROOT), cache=str(CACHE)), encoding="utf-8")
                build_command(settings, content, site, moment, *options)
        return SiteFiles.read(site)

    return run


def build_command(settings: Path, content: Path, site: Path, moment: str, *options: str) -> None:
    places = ["--settings", str(settings), "--content", str(content), "--output", str(site)]
    command = [sys.executable, "-m", "commands.build", *places, "--at", moment, "--no-cache", "--quiet", *options]
    result = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.fixture(scope="session")
def site(build: Build) -> SiteFiles:
    """The files of the paper at MOMENT."""
    return build("paper", CONTENT, MOMENT)


@pytest.fixture(scope="session")
def document(site: SiteFiles) -> Document:
    """`document("index.html")`: the page as a tree."""
    return lambda path: lxml.html.fromstring(site.text(path))


@pytest.fixture(scope="session")
def urls(site: SiteFiles) -> dict[str, str]:
    """The address of one page of each kind; those of stories by their permanent number."""
    stories = {
        kind: next(f"/{path}" for path in site.pages() if path.endswith(f"-post{number}.html"))
        for kind, number in STORIES.items()
    }
    return {**FIXED, **stories}


@pytest.fixture(scope="session")
def address(site: SiteFiles, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a real nginx serves the paper with the sample configuration."""
    with loopback_nginx(site.root, tmp_path_factory.mktemp("nginx"), ROOT / "examples" / "nginx") as port:
        yield f"http://127.0.0.1:{port}"
