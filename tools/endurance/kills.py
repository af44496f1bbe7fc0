"""Builds and publications are killed at random moments: no process, no folder is left, the next run works at once."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from building.release import site_digest
from publishing.release.release_files import BROTLI, TWIN
from publishing.release.releases import Manifest, Releases
from publishing.site_files import MARK as MARK_FILE
from publishing.site_files import SiteFiles

from .small_paper import SmallPaper, environment, run

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
MARK = "ENDURANCE_RUN"
SECONDS_TO_END = 5


def kill_runs(folder: Path, count: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    paper = SmallPaper.make(folder)
    seconds = {name: _seconds(paper, name) for name in ("build", "publish")}
    print(f"a whole build takes {seconds['build']:.1f} s, a publication {seconds['publish']:.1f} s", flush=True)
    faults: list[str] = []
    ended: Counter[str] = Counter()
    for number in range(count):
        what = ("build", "publish")[number % 2]
        signal_number = SIGNALS[number // 2 % len(SIGNALS)]
        at = chance.uniform(0, seconds[what])
        paper.change(number)
        name = f"{number}: {what}, {signal.Signals(signal_number).name} after {at:.2f} s"
        status = _killed(paper, what, signal_number, at, f"{os.getpid()}-{number}")
        ended["before the signal" if status == 0 else "by the signal"] += 1
        faults += [f"{name}: {fault}" for fault in _look(paper, what, f"{os.getpid()}-{number}")]
    print(f"{count} kills: {dict(ended)}; {len(faults)} faults", flush=True)
    return faults


def _command(paper: SmallPaper, what: str) -> list[str]:
    return paper.build() if what == "build" else paper.publish()


def _seconds(paper: SmallPaper, what: str) -> float:
    run(_command(paper, what))  # with a warm cache
    paper.change(-1)
    started = time.monotonic()
    result = run(_command(paper, what))
    assert result.returncode == 0, result.stderr
    return time.monotonic() - started


def _killed(paper: SmallPaper, what: str, number: signal.Signals, at: float, mark: str) -> int:
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        _command(paper, what), env=environment(**{MARK: mark}), stdout=quiet, stderr=quiet, start_new_session=True
    ) as process:
        with suppress(subprocess.TimeoutExpired):
            process.wait(at)
        process.send_signal(number)
        try:
            return process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            return -1000


def _look(paper: SmallPaper, what: str, mark: str) -> Iterator[str]:
    end = time.monotonic() + SECONDS_TO_END
    while (left := _processes(mark)) and time.monotonic() < end:
        time.sleep(0.05)
    if left:
        yield f"processes are left: {left}"
    yield from _broken(paper)
    result = run(_command(paper, what), **{MARK: mark})
    if result.returncode:
        yield f"the next run failed: {result.stderr.strip()[-300:]}"
    yield from _broken(paper)
    if remains := sorted(_remains(paper.folder)):
        yield f"folders are left: {remains}"
    if left := _processes(mark):
        yield f"processes of the next run are left: {left}"


def _processes(mark: str) -> list[int]:
    """Those that carry the mark of a run in their environment."""
    wanted, numbers = f"{MARK}={mark}".encode(), []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and int(entry.name) != os.getpid():
            with suppress(OSError):
                if wanted in (entry / "environ").read_bytes().split(b"\0"):
                    numbers.append(int(entry.name))
    return numbers


def _broken(paper: SmallPaper) -> Iterator[str]:
    """Whether what stands there is whole: the built site by the digest it tells, the live release by its manifest."""
    site = paper.folder / "site"
    if site.exists():
        mark = site / MARK_FILE
        if not mark.is_file() or json.loads(mark.read_bytes())["release"] != site_digest(site, workers=1)[0][:16]:
            yield "the built site is not whole"
    releases = Releases(paper.folder / "www")
    if (paper.folder / "www" / "current").is_symlink():
        live = releases.live()
        if live is None or not _is_whole(releases, live):
            yield "the live release is not whole"


def _is_whole(releases: Releases, live: Manifest) -> bool:
    files = SiteFiles.read(releases.path(live))
    carried = set(files.assets) - set(live.assets)
    own = {
        path: digest
        for path, digest in files.digests.items()
        if not path.endswith((TWIN, BROTLI)) and path not in carried
    }
    return SiteFiles(files.root, own).digest == live.digest


def _remains(folder: Path) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        for name in (*folders, *names):
            if name.startswith((".incoming", ".current", ".tmp", ".site", ".build", ".toasoan")) or ".part" in name:
                yield str(Path(place, name).relative_to(folder))
    known = {"content", "site", "www", "cache", "publish-cache", "settings.py"}
    yield from (entry.name for entry in folder.iterdir() if entry.name not in known)
