"""A clean build of the same sample articles: stock Pelican, Hugo with Pagefind and ours, in turn, several times."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from portal.i18n import Translator
from sample_archive.archive import Layout, write_archive

from . import rivals
from .measure import CommandFailed, Measured, measure, median

_ = Translator(__file__)

ROOT = Path(__file__).resolve().parents[2]
# The settings of the checkout with a cache of the benchmark's own. Pelican reads relative paths from the file's folder.
_SETTINGS = """
import sys
sys.path.insert(0, {root!r})
from pelicanconf import *
THEME = {root!r} + "/theme"
PLUGIN_PATHS = [{root!r} + "/plugins"]
CACHE_PATH = {cache!r}
"""


@dataclass(frozen=True)
class Contestant:
    """Builds into an output of its own each run: a file system that has just lost many files is slow to make new ones.

    Args:
        command: given the number of the run and the output.
    """

    name: str
    command: Callable[[int, Path], Sequence[str]]


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="scripts/bench build",
        description=_("A clean build by stock Pelican, by Hugo with Pagefind and by us, in turn."),
    )
    parser.add_argument("--articles", type=int, default=2000, metavar="N", help=_("how many sample articles"))
    parser.add_argument("--runs", type=int, default=3, metavar="R", help=_("how often each is run (default: 3)"))
    rivals.add_pagefind(parser)
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        try:
            _bench(Path(folder), arguments.articles, arguments.runs, arguments.pagefind)
        except CommandFailed as error:
            print(error, file=sys.stderr)
            return 1
    return 0


def _bench(folder: Path, articles: int, runs: int, pagefind: str) -> None:
    for layout in (Layout.NEWSROOM, Layout.STOCK):
        write_archive(folder / layout.value, articles, layout=layout)
    rivals.prepare_hugo(folder / Layout.HUGO.value, articles)
    contestants = _contestants(folder, pagefind)
    results: dict[str, list[Measured]] = {contestant.name: [] for contestant in contestants}
    environment = {"PYTHONPATH": f"{ROOT / 'plugins'}:{ROOT / 'scripts'}"}
    for number in range(runs):
        for place, contestant in enumerate(contestants):
            command = contestant.command(number, _output(folder, place, number))
            measured = measure(command, folder, environment)
            results[contestant.name].append(measured)
            print(f"{number + 1}/{runs} {contestant.name}: {measured.wall:.1f} s", file=sys.stderr, flush=True)
    print(_("{articles} articles, medians of {runs} runs in turn", articles=articles, runs=runs))
    outputs = [_output(folder, place, 0) for place in range(len(contestants))]
    print(_table([contestant.name for contestant in contestants], outputs, results))


def _output(folder: Path, place: int, number: int) -> Path:
    return folder / f"output-{place}-{number}"


def _contestants(folder: Path, pagefind: str) -> list[Contestant]:
    def pelican(_number: int, output: Path) -> Sequence[str]:
        return rivals.stock_pelican(folder / "stock", output)

    def hugo_and_pagefind(_number: int, output: Path) -> Sequence[str]:
        return rivals.hugo_and_pagefind(folder / Layout.HUGO.value, output, pagefind)

    def ours(number: int, output: Path) -> list[str]:
        settings = folder / f"settings_{number}.py"
        text = _SETTINGS.format(root=str(ROOT), cache=str(folder / f"cache-{number}"))
        settings.write_text(text, encoding="utf-8")
        places = ["--settings", str(settings), "--content", str(folder / "newsroom"), "--output", str(output)]
        return [sys.executable, "-m", "commands.build", *places, "--no-cache", "--quiet"]

    return [
        Contestant(_("Hugo and Pagefind"), hugo_and_pagefind),
        Contestant(_("stock Pelican, theme simple"), pelican),
        Contestant(_("ours, nothing kept"), ours),
        # The cache is that of the run before it.
        Contestant(_("ours, pictures kept"), ours),
    ]


def _table(names: Sequence[str], outputs: Sequence[Path], results: dict[str, list[Measured]]) -> str:
    """Markdown, so that it can stand in docs/ as it is."""
    heads = ("", _("wall"), _("ratio"), _("CPU"), _("ratio"), _("peak memory"), _("files"), _("size"))
    lines = [f"| {' | '.join(heads)} |", "|---|" + "---:|" * (len(heads) - 1)]
    first = median(results[names[0]])
    for name, output in zip(names, outputs, strict=True):
        own = median(results[name])
        files = [path.stat().st_size for path in output.rglob("*") if path.is_file()]
        figures = (
            name,
            f"{own.wall:.1f} s",
            f"{own.wall / first.wall:.2f}",
            f"{own.cpu:.1f} s",
            f"{own.cpu / first.cpu:.2f}",
            f"{own.memory / 1e6:.0f} MB",
            str(len(files)),
            f"{sum(files) / 1e6:.0f} MB",
        )
        lines.append(f"| {' | '.join(figures)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
