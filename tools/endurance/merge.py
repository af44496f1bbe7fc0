"""A merge into a paper of many stories: the steps of the workflow in a fresh clone, timed until the site is live."""

from __future__ import annotations

import http.server
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PIL import Image

from sample_archive.archive import Layout, write_archive

from .small_paper import ROOT, run

NOBODY = {f"GIT_{who}_{what}": "x@bao.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
LIMIT = 180  # seconds from the merge to the live site
_STORY = """---
id: 9000{number}
title: "Tin thử lượt {number} của lần gộp"
sapo: "Một tin để đo từ lúc gộp đến lúc lên trang."
date: 2024-04-{day:02d}T09:00+07:00
section: {section}
---

Nội dung của tin thử lượt {number}.
"""


def follow_merge(folder: Path, count: int, _seed: int) -> list[str]:
    work, www = folder / "work", folder / "www"
    _clone(work, count, folder)
    faults: list[str] = []
    base = _commit(work)
    _live(work, www, "", "first publication, cold caches")
    for name, change in CHANGES.items():
        change(work)
        head = _commit(work)
        seconds, said = _live(work, www, base, name)
        if change is _broken:
            if "::error file=" not in said:
                faults.append(f"{name} was not refused with annotations: {said[-300:]}")
            continue
        if said or seconds > LIMIT or _live_commit(www) != head:
            faults.append(f"{name}: {seconds:.0f} s, {said[-500:]}")
        base = head
    (work / "plugins" / "portal" / "x.py").write_text("x = 1\n", encoding="utf-8")
    _commit(work)
    if run([str(work / ".ci/only-content-since"), base]).returncode == 0:
        faults.append("a change of code would have run no tests")
    return faults


def _clone(work: Path, count: int, folder: Path) -> None:
    """This project's code with an archive of `count` stories."""
    subprocess.run(["git", "clone", "-q", "--no-hardlinks", str(ROOT), str(work)], check=True)
    write_archive(folder / "archive", count, 1, Layout.NEWSROOM)
    subprocess.run(["git", "-C", str(work), "rm", "-rq", "content"], check=True)
    (folder / "archive").rename(work / "content")


def _commit(work: Path) -> str:
    git = ["git", "-C", str(work)]
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-qm", "x"], env={**os.environ, **NOBODY}, check=True)
    return subprocess.run([*git, "rev-parse", "HEAD"], capture_output=True, text=True, check=True).stdout.strip()


def _live(work: Path, www: Path, base: str, name: str) -> tuple[float, str]:
    """The steps of publish.yml: install, check, build, verify, hand over. What they said at a fault, and seconds."""
    for folder in (".cache", ".venv"):  # a runner begins with neither
        shutil.rmtree(work / folder, ignore_errors=True)
    started, shares = time.monotonic(), []
    with _served(www) as url:
        environment = {"SITE_URL": url, "BASE_COMMIT": base, "GITHUB_OUTPUT": str(work.parent / "output")}
        steps = [[".ci/run"], [".ci/build", "_site"], ["scripts/publish", "verify", "--site", "_site"]]
        for step in steps if base else steps[1:]:
            at = time.monotonic()
            result = subprocess.run(
                [str(work / step[0]), *step[1:]],
                cwd=work,
                env={**_plain(), **environment},
                capture_output=True,
                text=True,
                check=False,
            )
            shares.append(f"{Path(step[0]).name} {time.monotonic() - at:.0f} s")
            if result.returncode:
                print(f"{name}: refused after {time.monotonic() - started:.0f} s", flush=True)
                return time.monotonic() - started, result.stdout + result.stderr
        _switch(work / "_site", www)
    seconds = time.monotonic() - started
    print(f"{name}: live after {seconds:.0f} s ({', '.join(shares)})", flush=True)
    return seconds, ""


def _plain() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "BASE_COMMIT", "SITE_URL")}


def _switch(site: Path, www: Path) -> None:
    if www.exists():
        www.rename(www.with_name(f"www-{time.monotonic_ns()}"))
    site.rename(www)


def _live_commit(www: Path) -> str:
    text = (www / "build.json").read_text(encoding="utf-8")
    return text.split('"commit": "')[1].split('"')[0]


@contextmanager
def _served(www: Path) -> Iterator[str]:
    www.mkdir(exist_ok=True)
    handler = partial(_Quiet, directory=str(www))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


def _section(work: Path) -> str:
    text = (work / "content/sections.toml").read_text(encoding="utf-8")
    return text.split('slug = "')[1].split('"')[0]


def _story(work: Path) -> None:
    target = work / "content/articles" / "tin-gop.md"
    target.write_text(_STORY.format(number=1, day=17, section=_section(work)), encoding="utf-8")


def _broken(work: Path) -> None:
    target = work / "content/articles" / "tin-hong.md"
    target.write_text(_STORY.format(number=2, day=18, section="khong-co-muc-nay"), encoding="utf-8")


def _correction(work: Path) -> None:
    """The oldest story that has none says what was wrong in it."""
    story = next(
        path for path in sorted((work / "content/articles").rglob("*.md")) if "corrections:" not in _text(path)
    )
    date = _text(story).split("\ndate: ")[1].split("\n")[0]
    correction = f'corrections:\n  - date: {date}\n    wrong: "Bản đầu ghi sai một chữ."\n    right: "Chữ đúng."\n'
    story.write_text(_text(story).replace("\nsection:", f"\n{correction}section:", 1), encoding="utf-8")


def _picture(work: Path) -> None:
    """A story with a picture of its own."""
    Image.effect_noise((1600, 1000), 60).convert("RGB").save(work / "content/media/anh-gop.jpg", quality=90)
    lead = 'image:\n  src: anh-gop.jpg\n  alt: Một ảnh thử\n  credit: "Ảnh: thử"\n'
    target = work / "content/articles" / "tin-anh.md"
    text = _STORY.format(number=3, day=19, section=_section(work))
    target.write_text(text.replace("\nsection:", f"\n{lead}section:", 1), encoding="utf-8")


def _dataset(work: Path) -> None:
    """A dataset of the demonstration paper under another name, and a story that shows it."""
    shutil.copytree(ROOT / "content/data/thads-yen-bai-2024h1", work / "content/data/so-lieu-gop")
    shutil.copyfile(ROOT / "content/data/indicators.toml", work / "content/data/indicators.toml")  # what it names
    target = work / "content/articles" / "tin-bang.md"
    text = _STORY.format(number=4, day=20, section=_section(work))
    target.write_text(f"{text}\n/// bang | so-lieu-gop\n///\n", encoding="utf-8")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


CHANGES = {
    "a story": _story,
    "a correction": _correction,
    "a picture": _picture,
    "a dataset": _dataset,
    "a broken story": _broken,
}
