"""What the system refuses (a full disk, what has no permission): said in Vietnamese, and nothing is lost."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from sample_archive.archive import write_archive

ROOT = Path(__file__).resolve().parents[2]
AT = "2024-05-01T08:00+07:00"
LARGEST = 30_000  # bytes of a file, where the system is to refuse larger ones
FULL, TOO_LARGE, FORBIDDEN = "ổ đĩa đã đầy", "không nhận tệp lớn như vậy", "không đủ quyền"
pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bao") / "content"
    write_archive(folder, 3, workers=1)
    return folder


@pytest.fixture(scope="module")
def site(content: Path) -> Path:
    output = content.parent / "site"
    assert run("build", content, "--output", str(output)).returncode == 0
    return output


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "khoa"
    folder.mkdir()
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "dia"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        pytest.skip("only root may have a small disk")
    yield folder
    subprocess.run(["umount", folder], check=True)


def command(name: str, content: Path, *arguments: str) -> list[str]:
    """As an account that permissions hold for: root passes them all unless it gives that up."""
    plain = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--inh-caps", "-all"]
    call = [sys.executable, "-m", f"commands.{name}", "--content", str(content), *arguments]
    return [*(plain if os.geteuid() == 0 else []), *call]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(str(ROOT / name) for name in ("plugins", "scripts"))}


def few_bytes() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST))


def run(name: str, content: Path, *arguments: str, small: bool = False) -> subprocess.CompletedProcess[str]:
    at = ["--at", AT, *(["--workers", "1", "-q"] if name == "build" else [])] if name != "check" else []
    return subprocess.run(
        command(name, content, *arguments, *at),
        capture_output=True,
        text=True,
        env=environment(),
        cwd=ROOT,
        preexec_fn=few_bytes if small else None,
    )


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def assert_told(done: subprocess.CompletedProcess[str], *words: str) -> None:
    said = done.stderr + done.stdout
    assert done.returncode == 1, said
    assert "Traceback" not in said
    assert "denied" not in said
    assert "No space" not in said
    for word in words:
        assert word in said


def test_a_build_that_may_not_write_leaves_the_site_as_it_was(content: Path, site: Path) -> None:
    before = files(site)
    done = run("build", content, "--clean", "--output", str(site), small=True)
    assert_told(done, TOO_LARGE, str(site.parent))
    assert files(site) == before


def test_a_build_to_a_full_disk(content: Path, small_disk: Path) -> None:
    assert_told(run("build", content, "--output", str(small_disk / "site")), FULL, str(small_disk))
    assert not any(small_disk.iterdir())


def test_a_build_to_a_folder_without_permission(content: Path, locked: Path) -> None:
    assert_told(run("build", content, "--output", str(locked / "site")), FORBIDDEN, str(locked))


@pytest.mark.parametrize("name", ["build", "check"])
def test_stories_without_permission_are_told_and_not_left_out(content: Path, tmp_path: Path, name: str) -> None:
    paper = Path(shutil.copytree(content, tmp_path / "content"))
    stories = sorted((paper / "articles").rglob("*.md"))
    closed = next(path.parent for path in stories[1:] if path.parent != stories[0].parent)
    stories[0].chmod(0)
    closed.chmod(0)
    output = ["--output", str(tmp_path / "site")] if name == "build" else []
    done = run(name, paper, *output)
    closed.chmod(0o755)
    assert_told(done, FORBIDDEN, stories[0].name, closed.name)


def test_publishing_that_may_not_write_leaves_the_live_site(content: Path, site: Path, tmp_path: Path) -> None:
    www, cache = tmp_path / "www", ["--cache", str(tmp_path / "cache")]
    assert run("publish", content, "--site", str(site), "--to", str(www), *cache).returncode == 0
    live = (www / "current").resolve()
    other = Path(shutil.copytree(site, tmp_path / "other"))
    page = max(other.glob("*/*.html"), key=lambda path: path.stat().st_size)
    page.write_text(page.read_text(encoding="utf-8") + " " * LARGEST, encoding="utf-8")
    done = run("publish", content, "--site", str(other), "--to", str(www), *cache, small=True)
    assert_told(done, TOO_LARGE)
    assert (www / "current").resolve() == live


def test_publishing_to_a_folder_without_permission(content: Path, site: Path, locked: Path) -> None:
    cache = str(locked.parent / "cache")
    done = run("publish", content, "--site", str(site), "--to", str(locked), "--cache", cache)
    assert_told(done, FORBIDDEN, str(locked))


def test_the_preview_of_a_folder_without_permission(content: Path, locked: Path) -> None:
    assert_told(run("serve", content, "--port", "0", "--output", str(locked / "x")), FORBIDDEN, str(locked))


def test_a_preview_that_may_not_write_says_so_and_goes_on(content: Path, tmp_path: Path) -> None:
    process = subprocess.Popen(
        ["env", "--default-signal=INT", *command("serve", content, "--port", "0", "--output", str(tmp_path / "site"))],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
        cwd=ROOT,
        preexec_fn=few_bytes,
    )
    assert process.stderr is not None
    said = _until(process.stderr, TOO_LARGE)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 0
    process.stderr.close()
    assert TOO_LARGE in said
    assert "Traceback" not in said


def _until(lines: Iterator[str] | Sequence[str], word: str) -> str:
    said = ""
    for line in lines:
        said += line
        if word in line:
            break
    return said
