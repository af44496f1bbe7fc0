"""scripts/publish --to host:/path, to a real sshd on this machine, with real rsync and nginx."""

from __future__ import annotations

import filecmp
import getpass
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from commands.publish import main
from publishing.loopback_nginx import loopback_nginx
from publishing.loopback_sshd import loopback_sshd
from publishing.site_files import SiteFiles

from .conftest import HOME, write_site

ROOT = Path(__file__).resolve().parents[2]
OLD_ASSET = "media/0123456789ab-cu.jpg"


@dataclass(frozen=True)
class Host:
    """A host that ssh reaches with `rsh`; `www` is what it serves."""

    rsh: str
    www: Path

    @property
    def to(self) -> str:
        return f"{getpass.getuser()}@127.0.0.1:{self.www}"

    @property
    def live(self) -> str:
        return (self.www / "current").readlink().name


@pytest.fixture(scope="module")
def rsh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with loopback_sshd(tmp_path_factory.mktemp("ssh") / "sshd") as sshd:
        yield sshd.rsh()


@pytest.fixture(autouse=True)
def no_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sync", lambda: None)


@dataclass(frozen=True)
class Machine:
    """One that publishes: `content` is a paper without stories, `caches` has a folder for each machine's name."""

    content: Path
    caches: Path

    def command(self, host: Host, action: str, *more: str, site: Path | None = None, name: str = "a") -> list[str]:
        words = [action, "--to", host.to, "--rsh", host.rsh, "--content", str(self.content)]
        words += ["--cache", str(self.caches / name), *(["--site", str(site)] if site else [])]
        return [*words, *more]


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    folder = tmp_path_factory.mktemp("machine")
    (folder / "content" / "articles").mkdir(parents=True)
    return Machine(folder / "content", folder / "caches")


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build(tmp_path_factory.mktemp("one"), "một", {OLD_ASSET: "ảnh cũ"})


@pytest.fixture(scope="module")
def first_publication(rsh: str, machine: Machine, one: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A host's folder where `one` was published by machine `a`; tests work on copies."""
    host = Host(rsh, tmp_path_factory.mktemp("host") / "www")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.sync", lambda: None)
        assert main(machine.command(host, "publish", site=one)) == 0
    return host.www


@pytest.fixture
def host(rsh: str, first_publication: Path, tmp_path: Path) -> Host:
    """Its release 000001 is `one`."""
    host = Host(rsh, tmp_path / "máy-chủ" / "www")
    shutil.copytree(first_publication, host.www, symlinks=True)
    return host


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., Path]:
    """`build("hai", files)`: a site that publishes, its home page saying `hai`."""
    return lambda word, files=None: _build(tmp_path / word, word, files or {})


@pytest.fixture
def command(host: Host, machine: Machine, tmp_path: Path) -> Callable[..., list[str]]:
    """The arguments of a run on machine `machine`, which has a cache of its own."""
    own = Machine(machine.content, tmp_path / "caches")
    return lambda action, *more, site=None, machine="a": own.command(host, action, *more, site=site, name=machine)


def _build(folder: Path, word: str, files: dict[str, str]) -> Path:
    own = {"index.html": HOME.replace("<h1", f"<p>{word}</p><h1"), ".well-known/security.txt": "Contact: tel:0\n"}
    site = write_site(folder, {**own, **files})
    mark = {"release": site.digest[:16], "moment": "2024-05-01T08:00:00+07:00"}
    (site.root / "build.json").write_text(json.dumps(mark), encoding="utf-8")
    return site.root


def _wait_for(condition: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def _serves(host: Host, site: Path) -> bool:
    """Whether the host serves this very site, each byte of it."""
    files = SiteFiles.read(site).digests
    served = host.www / "current"
    return all(filecmp.cmp(site / path, served / path, shallow=False) for path in files)


def _remains(host: Host) -> list[str]:
    return [path.name for path in (host.www / "releases").iterdir() if path.name.startswith(".")]


def test_two_publications_arrive_whole_and_keep_old_assets(
    host: Host,
    one: Path,
    build: Callable[..., Path],
    command: Callable[..., list[str]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    first = host.live
    assert _serves(host, one)
    two = build("hai")
    assert main(command("publish", site=two)) == 0, capsys.readouterr().err
    assert (first[:6], host.live[:6]) == ("000001", "000002")
    assert _serves(host, two)
    assert (host.www / "current" / OLD_ASSET).read_text(encoding="utf-8") == "ảnh cũ"
    # Not sent again, but linked.
    same = [host.www / "releases" / name / "theme/0123456789ab/css/site.css" for name in (first, host.live)]
    assert same[0].samefile(same[1])
    assert _remains(host) == []
    assert {path.stat().st_mode & 0o777 for path in host.www.rglob("*.html")} == {0o644}
    assert main(command("publish", site=two)) == 0
    assert "Không có gì thay đổi" in capsys.readouterr().out


def test_old_releases_go_there_too(host: Host, build: Callable[..., Path], command: Callable[..., list[str]]) -> None:
    for word in ("hai", "ba"):
        assert main(command("publish", "--keep", "2", site=build(word))) == 0
    names = sorted(path.name[:6] for path in (host.www / "releases").iterdir() if path.is_dir())
    assert names == ["000002", "000003"]


def test_rollback_and_its_hold_count_on_every_machine(
    host: Host,
    one: Path,
    build: Callable[..., Path],
    command: Callable[..., list[str]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    two = build("hai")
    assert main(command("publish", site=two, machine="a")) == 0
    assert main(command("publish", site=two, machine="b")) == 0  # knows both now
    assert main(command("rollback", machine="a")) == 0
    assert _serves(host, one)
    assert main(command("publish", site=two, machine="b")) == 1
    assert "resume" in capsys.readouterr().err
    assert _serves(host, one)
    assert main(command("resume", machine="c")) == 0
    assert main(command("publish", site=two, machine="b")) == 0
    assert _serves(host, two)


def test_two_machines_do_not_publish_at_once(
    host: Host,
    one: Path,
    build: Callable[..., Path],
    command: Callable[..., list[str]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    lock = host.www / ".publish.lock"
    with subprocess.Popen(["flock", str(lock), "sh", "-c", "echo locked; cat"], stdin=-1, stdout=-1) as other:
        assert other.stdout
        assert other.stdin
        other.stdout.readline()
        assert main(command("publish", site=build("hai"), machine="b")) == 1
        assert "có lượt khác đang phát" in capsys.readouterr().err.lower()
        other.stdin.close()
    assert _serves(host, one)
    assert main(command("publish", site=build("hai"), machine="b")) == 0


@pytest.mark.parametrize("victim", ["rsync", "run"])
def test_cut_in_the_middle_leaves_the_old_site_and_the_next_run_goes_on(
    host: Host, one: Path, build: Callable[..., Path], command: Callable[..., list[str]], tmp_path: Path, victim: str
) -> None:
    two = build("hai", {"media/bbbbccccdddd-to.jpg": "ảnh to" * 500_000})
    # rsync itself slows down, so that there is a middle.
    slow = tmp_path / "bin" / "rsync"
    slow.parent.mkdir()
    real = shutil.which("rsync")
    slow.write_text(f'#!/bin/sh\necho $$ > {tmp_path}/pid\nexec {real} --bwlimit=200 "$@"\n', encoding="utf-8")
    slow.chmod(0o755)
    words = command("publish", site=two)
    environment = {**os.environ, "PATH": f"{slow.parent}:{os.environ['PATH']}"}
    environment["PYTHONPATH"] = os.pathsep.join(str(ROOT / name) for name in ("plugins", "scripts", "tools"))
    run = subprocess.Popen(
        [sys.executable, "-m", "commands.publish", *words], env=environment, stderr=subprocess.PIPE, text=True
    )
    with run:
        _wait_for(lambda: any((host.www / "releases").glob(".incoming-*/media/.bbbb*")))
        sender = int((tmp_path / "pid").read_text(encoding="utf-8"))
        if victim == "rsync":
            os.kill(sender, signal.SIGTERM)
        else:
            run.kill()
        run.wait(30)
        assert run.stderr
        said = run.stderr.read()
    assert run.returncode != 0
    assert "Traceback" not in said
    _wait_for(lambda: not Path(f"/proc/{sender}").exists())  # nobody goes on behind the next run's back
    assert _serves(host, one)
    assert _remains(host) != []
    assert main(words) == 0
    assert _serves(host, two)
    assert _remains(host) == []


def test_site_that_does_not_answer_with_the_new_release_goes_back_by_itself(
    host: Host,
    build: Callable[..., Path],
    command: Callable[..., list[str]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    two = build("hai")
    with loopback_nginx(host.www / "current", tmp_path, ROOT / "examples" / "nginx") as port:
        # Not before nginx has started: there is one sleep for all modules.
        monkeypatch.setattr("publishing.targets.smoke.time.sleep", lambda _seconds: None)
        live = f"http://127.0.0.1:{port}"
        assert main(command("publish", "--smoke", live, site=two)) == 0, capsys.readouterr().err
        assert _serves(host, two)
        second = host.live
        bad = build("ba")
        (bad / "build.json").write_text('{"release": "0000000000000000"}', encoding="utf-8")
        assert main(command("publish", "--smoke", live, site=bad)) == 1
        said = capsys.readouterr().err
        assert live in said
        assert f"quay về bản {second}" in said
        assert host.live == second
        assert _serves(host, two)
    # Nobody answers at all: the same.
    assert main(command("publish", "--smoke", live, "--commit", "b" * 40, site=build("bốn"))) == 1
    assert host.live == second


def test_command_that_fails_after_the_switch_goes_back(
    host: Host, build: Callable[..., Path], command: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    two = build("hai")
    done = host.www.parent / "nạp-lại"
    assert main(command("publish", "--after", f"touch {shlex.quote(str(done))}", site=two)) == 0
    assert done.exists()
    assert main(command("publish", "--after", "false", site=build("ba"))) == 1
    assert "false" in capsys.readouterr().err
    assert _serves(host, two)


def test_host_that_cannot_be_reached_is_one_line(
    one: Path, command: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    words = command("publish", site=one)
    words[words.index("--rsh") + 1] = "ssh -F none -o BatchMode=yes -p 1"
    assert main(words) == 1
    said = capsys.readouterr().err
    assert "127.0.0.1" in said
    assert said.count("\n") == 1
