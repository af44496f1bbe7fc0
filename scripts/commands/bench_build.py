"""A clean build of the same sample articles by stock Pelican (theme `simple`) and by us, in turn, several times."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from commands.measure import CommandFailed, Measured, measure, median
from portal.i18n import Translator
from sample_archive.archive import Layout, write_archive

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
    """`command` of a run; `prepare` makes the ground equal before each one and is not measured."""

    name: str
    command: list[str]
    output: Path
    prepare: Callable[[], None]


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="scripts/bench build", description=_("A clean build by stock Pelican and by us, in turn.")
    )
    parser.add_argument("--articles", type=int, default=2000, metavar="N", help=_("how many sample articles"))
    parser.add_argument("--runs", type=int, default=3, metavar="R", help=_("how often each is run (default: 3)"))
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        try:
            _bench(Path(folder), arguments.articles, arguments.runs)
        except CommandFailed as error:
            print(error, file=sys.stderr)
            return 1
    return 0


def _bench(folder: Path, articles: int, runs: int) -> None:
    for layout in Layout:
        write_archive(folder / layout.value, articles, layout=layout)
    contestants = _contestants(folder)
    results: dict[str, list[Measured]] = {contestant.name: [] for contestant in contestants}
    for number in range(runs):
        for contestant in contestants:
            contestant.prepare()
            environment = {"PYTHONPATH": f"{ROOT / 'plugins'}:{ROOT / 'scripts'}"}
            measured = measure(contestant.command, folder, environment)
            results[contestant.name].append(measured)
            print(f"{number + 1}/{runs} {contestant.name}: {measured.wall:.1f} s", file=sys.stderr, flush=True)
    print(_("{articles} articles, medians of {runs} runs in turn", articles=articles, runs=runs))
    print(_table(contestants, results))


def _contestants(folder: Path) -> list[Contestant]:
    python, stock_conf = sys.executable, ROOT / "scripts" / "commands" / "stock_pelicanconf.py"
    stock, ours, cache = folder / "stock-output", folder / "our-output", folder / "cache"

    def remove(*folders: Path) -> Callable[[], None]:
        def run() -> None:
            for path in folders:
                shutil.rmtree(path, ignore_errors=True)

        return run

    pelican = [python, "-m", "pelican", str(folder / "stock"), "-s", str(stock_conf), "-o", str(stock), "-q"]
    settings = folder / "our_settings.py"
    settings.write_text(_SETTINGS.format(root=str(ROOT), cache=str(cache)), encoding="utf-8")
    build = [python, "-m", "commands.build", "--settings", str(settings), "--content", str(folder / "newsroom")]
    build += ["--output", str(ours), "--quiet"]
    return [
        Contestant(_("stock Pelican, theme simple"), pelican, stock, remove(stock)),
        Contestant(_("ours, nothing kept"), build, ours, remove(ours, cache)),
        Contestant(_("ours, pictures kept"), build, ours, remove(ours)),
    ]


def _table(contestants: Sequence[Contestant], results: dict[str, list[Measured]]) -> str:
    """Markdown, so that it can stand in docs/ as it is."""
    heads = ("", _("wall"), _("ratio"), _("CPU"), _("ratio"), _("peak memory"), _("files"), _("size"))
    lines = [f"| {' | '.join(heads)} |", "|---|" + "---:|" * (len(heads) - 1)]
    first = median(results[contestants[0].name])
    for contestant in contestants:
        own = median(results[contestant.name])
        files = [path.stat().st_size for path in contestant.output.rglob("*") if path.is_file()]
        figures = (
            contestant.name,
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
