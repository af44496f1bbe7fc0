"""Write N machine-made articles as a complete content folder."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from portal.errors import ConfigError, PortalError
from portal.i18n import Translator
from sample_archive.archive import MOST, Layout, write_archive

_ = Translator(__file__)


def main(argv: Sequence[str]) -> int:
    arguments = _parser().parse_args(argv)
    started = time.monotonic()
    try:
        folder = _empty_folder(arguments.out)
        layout = Layout.STOCK if arguments.stock else Layout.NEWSROOM
        write_archive(folder, _count(arguments.count), arguments.seed, layout, progress=_progress(arguments.count))
    except (PortalError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    seconds = time.monotonic() - started
    print(
        _(
            "{count} sample articles in {folder}: {seconds:.1f} s, {rate:.0f} articles a second",
            count=arguments.count,
            folder=folder,
            seconds=seconds,
            rate=arguments.count / seconds,
        )
    )
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/sample-archive",
        description=_("Write realistic, meaningless Vietnamese articles for tests, demos and benchmarks."),
        epilog=_("Article n is the same for every N and depends on the seed only."),
    )
    parser.add_argument("count", type=int, metavar="N", help=_("how many articles, 1 to 1000000"))
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help=_("a new or empty folder"))
    parser.add_argument("--seed", type=int, default=1, help=_("another number gives other articles"))
    parser.add_argument("--stock", action="store_true", help=_("write for stock Pelican, to compare with it"))
    return parser


def _count(count: int) -> int:
    if not 1 <= count <= MOST:
        raise ConfigError(_("N is {count}; write a number from 1 to {most}", count=count, most=MOST))
    return count


def _empty_folder(folder: Path) -> Path:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigError(_("{folder} is not an empty folder; name a new one", folder=folder))
    return folder


def _progress(count: int) -> Callable[[int], None]:
    """A counter on a terminal; nothing in a log."""

    def show(written: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{written}/{count}", end="\n" if written == count else "", file=sys.stderr, flush=True)

    return show


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
