"""What a build costs after each kind of change, with what earlier builds kept; each in a new process."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from building.earlier import FILE_NAME
from portal.i18n import Translator
from portal.vietnam.text import HANOI
from sample_archive.archive import Layout, write_archive

from . import rivals
from .docs_page import bars, put_section
from .measure import CommandFailed, Measured, measure, median

_ = Translator(__file__)

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "benchmarks" / "changes.md"
ENVIRONMENT = {"PYTHONPATH": f"{ROOT / 'plugins'}:{ROOT / 'scripts'}"}
START = datetime(2026, 6, 1, 8, tzinfo=HANOI)
_SETTINGS = """
import sys
sys.path.insert(0, {root!r})
from pelicanconf import *
PATH = {content!r}
THEME = {theme!r}
PLUGIN_PATHS = [{root!r} + "/plugins"]
CACHE_PATH = {cache!r}
STAT_TABLES = {{}}
"""


Run = tuple[Measured, int, int]  # what it cost; the files that were made, and their bytes
Results = Mapping[str, Sequence[Run]]  # by kind of change; the first is what others are compared with


@dataclass
class Paper:
    """A sample archive with a theme of its own, in `folder`."""

    folder: Path
    moment: datetime = START
    number: int = 0  # of the change

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def cache_file(self) -> Path:
        """What builds keep, pictures and proofreading aside."""
        return self.folder / "cache" / FILE_NAME

    def story(self) -> Path:
        """Another one for each change."""
        stories = sorted((self.content / "articles").rglob("*.md"))
        self.number += 1
        return stories[self.number * 7919 % len(stories)]

    def build(self, *options: str) -> Run:
        output = self.folder / "output"
        before = {inode for inode, _size in _files(output).values()}
        places = ["--settings", str(self.folder / "settings.py"), "--output", str(output)]
        command = [
            sys.executable,
            "-m",
            "commands.build",
            "--quiet",
            *places,
            "--at",
            self.moment.isoformat(),
            *options,
        ]
        measured = measure(command, self.folder, ENVIRONMENT)
        # A file linked under another name, as those of a part of the index whose name tells its bytes, is not made.
        sizes = [size for inode, size in _files(output).values() if inode not in before]
        return measured, len(sizes), sum(sizes)


def _files(folder: Path) -> dict[str, tuple[int, int]]:
    files = {}
    for path in folder.rglob("*"):
        status = path.stat()
        if path.is_file():
            files[str(path)] = (status.st_ino, status.st_size)
    return files


def _nothing(_paper: Paper) -> None:
    return None


def _body(paper: Paper) -> None:
    path = paper.story()
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n\nMột câu vừa thêm, lần {paper.number}.\n", "utf-8")


def _headline(paper: Paper) -> None:
    path = paper.story()
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"^title: (.*)$", rf"title: Tin sửa {paper.number}", text, count=1, flags=re.M), "utf-8")


def _new_story(paper: Paper) -> None:
    path = paper.story()
    text = re.sub(r"^id: .*$", f"id: {9_000_000 + paper.number}", path.read_text("utf-8"), count=1, flags=re.M)
    text = re.sub(r"^date: .*$", f"date: {(paper.moment - timedelta(hours=1)).isoformat()}", text, count=1, flags=re.M)
    path.with_name(f"moi-{paper.number}.md").write_text(text, "utf-8")


def _dataset(paper: Paper) -> None:
    paper.number += 1
    path = sorted((paper.content / "data").glob("*/*.csv"))[-1]
    path.write_text(f"{path.read_text('utf-8').rstrip()}\nVăn phòng thêm {paper.number},100,50,50.00\n", "utf-8")


def _template(paper: Paper) -> None:
    paper.number += 1
    path = paper.folder / "theme" / "templates" / "article.html"
    path.write_text(f"{path.read_text('utf-8')}<!-- {paper.number} -->\n", "utf-8")


def _next_day(paper: Paper) -> None:
    paper.moment += timedelta(days=1)


def _cut_cache(paper: Paper) -> None:
    data = paper.cache_file.read_bytes()
    paper.cache_file.write_bytes(data[: len(data) // 2])


def _harm_cache(paper: Paper) -> None:
    data = bytearray(paper.cache_file.read_bytes())
    data[4096::65536] = bytes(len(data[4096::65536]))
    paper.cache_file.write_bytes(data)


def _foreign_cache(paper: Paper) -> None:
    """That of a paper of as many other stories, with the same settings."""
    foreign = paper.folder.with_name("foreign.sqlite")
    if not foreign.exists():
        other = prepared(paper.folder.with_name("foreign"), len(list(paper.content.rglob("*.md"))), seed=2)
        other.build()
        shutil.move(other.cache_file, foreign)
    shutil.copyfile(foreign, paper.cache_file)


@dataclass(frozen=True)
class Kind:
    name: str
    change: Callable[[Paper], None]
    options: tuple[str, ...] = ()


def kinds() -> tuple[Kind, ...]:
    return (
        Kind(_("clean"), _nothing, ("--clean",)),
        Kind(_("no change"), _nothing),
        Kind(_("a day later, nothing due"), _next_day),
        Kind(_("a story's text"), _body),
        Kind(_("a headline"), _headline),
        Kind(_("a new story"), _new_story),
        Kind(_("a dataset"), _dataset),
        Kind(_("a template"), _template),
    )


def harms() -> tuple[Kind, ...]:
    """After each, a build has nothing that it can take."""
    return (
        Kind(_("a cache cut in half"), _cut_cache),
        Kind(_("a damaged cache"), _harm_cache),
        Kind(_("the cache of another paper"), _foreign_cache),
    )


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="scripts/bench changes", description=_("What a build costs after each kind of change.")
    )
    parser.add_argument("--articles", type=int, default=1000, metavar="N", help=_("how many sample articles"))
    parser.add_argument("--runs", type=int, default=3, metavar="R", help=_("how often each is run (default: 3)"))
    parser.add_argument("--write", action="store_true", help=_("write docs/benchmarks/changes.md"))
    rivals.add_pagefind(parser)
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        try:
            results = _bench(Path(folder), arguments.articles, arguments.runs, arguments.pagefind)
        except CommandFailed as error:
            print(error, file=sys.stderr)
            return 1
    size = f"{arguments.articles:,} sample articles, medians of {arguments.runs} runs in turn"
    text = f"{size}, pictures kept; each build in a new process.\n\n{_table(results)}"
    print(text)
    if arguments.write:
        write(PAGE, arguments.articles, text, results)
    return 0


def write(page: Path, articles: int, text: str, results: Results) -> None:
    """Put table and plot of this size in their place on the page, which has more to say; the plot lies beside it."""
    plot = page.with_name(f"{page.stem}-{articles}.svg")
    walls = [(name, median([run[0] for run in runs]).wall) for name, runs in results.items()]
    plot.write_text(bars(f"{articles:,} articles: wall time", walls, " s", mark=walls[0][1]), encoding="utf-8")
    put_section(page, articles, f"{text}\n\n![The same as bars]({plot.name})")


def _bench(folder: Path, articles: int, runs: int, pagefind: str) -> Results:
    """Hugo and Pagefind know no builds after a change: theirs is one clean build a run, to compare with."""
    rival = folder / "hugo"
    rivals.prepare_hugo(rival, articles)
    paper = prepared(folder / "paper", articles)
    paper.build()  # what the system and the pictures' cache keep is there for all
    results: dict[str, list[Run]] = {}
    for number in range(runs):
        output = folder / f"hugo-{number}"
        whole = _rival(rivals.hugo_and_pagefind(rival, output, pagefind), folder, output)
        results.setdefault(_("Hugo and Pagefind, whole"), []).append(whole)
        results.setdefault(_("stock Pelican, theme simple"), []).append(_stock(folder, number))
        clean, *others = kinds()
        for kind in (clean, *harms(), *others):
            kind.change(paper)
            results.setdefault(kind.name, []).append(paper.build(*kind.options))
            wall = results[kind.name][-1][0].wall
            print(f"{number + 1}/{runs} {kind.name}: {wall:.2f} s", file=sys.stderr, flush=True)
    return results


def _rival(command: Sequence[str], folder: Path, output: Path) -> Run:
    """What was written stays until the end: ext4 passes over inodes that became free in the last minutes one by one.
    Whoever writes right after a whole site was removed takes twice the system time and more."""
    measured = measure(command, folder, {})
    files = _files(output)
    return measured, len(files), sum(size for _inode, size in files.values())


def _stock(folder: Path, number: int) -> Run:
    if not (folder / "stock").exists():
        write_archive(folder / "stock", len(list((folder / "paper" / "content").rglob("*.md"))), layout=Layout.STOCK)
    output = folder / f"stock-{number}"
    return _rival(rivals.stock_pelican(folder / "stock", output), folder, output)


def prepared(folder: Path, articles: int, seed: int = 1) -> Paper:
    paper = Paper(folder)
    write_archive(paper.content, articles, seed)
    shutil.copytree(ROOT / "theme", folder / "theme")
    places = {"content": str(paper.content), "theme": str(folder / "theme"), "cache": str(folder / "cache")}
    (folder / "settings.py").write_text(_SETTINGS.format(root=str(ROOT), **places), encoding="utf-8")
    # The proofreader has read all stories before, as at a newsroom's desk; what it finds is of no matter here.
    command = [sys.executable, "-m", "commands.check", "--content", str(paper.content)]
    subprocess.run(command, env={**os.environ, **ENVIRONMENT}, stdout=subprocess.DEVNULL, check=False)
    return paper


def _table(results: Results) -> str:
    heads = ("", _("wall"), _("ratio"), _("CPU"), _("ratio"), _("peak memory"), _("files made"), _("bytes made"))
    lines = [f"| {' | '.join(heads)} |", "|---|" + "---:|" * (len(heads) - 1)]
    first = median([run[0] for run in next(iter(results.values()))])
    for name, runs in results.items():
        own = median([run[0] for run in runs])
        files, sizes = [run[1] for run in runs], [run[2] for run in runs]
        figures = (
            name,
            f"{own.wall:.2f} s",
            f"{own.wall / first.wall:.3f}",
            f"{own.cpu:.2f} s",
            f"{own.cpu / first.cpu:.3f}",
            f"{own.memory / 1e6:.0f} MB",
            _range(files),
            f"{_range([round(size / 1e3) for size in sizes])} kB",
        )
        lines.append(f"| {' | '.join(figures)} |")
    return "\n".join(lines)


def _range(numbers: Sequence[int]) -> str:
    """One number, or the least and the most: a change may touch the part of the index that is open, or not."""
    return str(numbers[0]) if len(set(numbers)) == 1 else f"{min(numbers)}–{max(numbers)}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
