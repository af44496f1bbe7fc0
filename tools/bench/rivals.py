"""Hugo and Pagefind on the sample archive: a site that has its lists, feeds and search, as a paper without us would."""

from __future__ import annotations

import argparse
import shlex
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from portal.i18n import Translator
from sample_archive.archive import Layout, write_archive

_ = Translator(__file__)

SITE = Path(__file__).with_name("hugo_site")
STOCK = Path(__file__).with_name("stock_pelicanconf.py")
PAGEFIND = f"{sys.executable} -m pagefind"


def prepare_hugo(folder: Path, articles: int) -> None:
    """Hugo's own folder of templates, texts and pictures; `folder` is made."""
    shutil.copytree(SITE, folder)
    write_archive(folder, articles, layout=Layout.HUGO)
    (folder / "articles").rename(folder / "content")
    (folder / "static").mkdir()
    (folder / "media").rename(folder / "static" / "media")


def add_pagefind(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--pagefind",
        default=PAGEFIND,
        metavar="COMMAND",
        help=_("the Pagefind to measure, such as one of npm"),
    )


def hugo_and_pagefind(folder: Path, output: Path, pagefind: str = PAGEFIND) -> Sequence[str]:
    """One after the other: Pagefind reads the pages that Hugo has written."""
    hugo = [sys.executable, "-m", "hugo", "--source", str(folder), "--destination", str(output), "--noBuildLock"]
    searched = [*shlex.split(pagefind), "--site", str(output)]
    return ["sh", "-c", f"{shlex.join(hugo)} && {shlex.join(searched)}"]


def stock_pelican(folder: Path, output: Path) -> Sequence[str]:
    return [sys.executable, "-m", "pelican", str(folder), "-s", str(STOCK), "-o", str(output), "-q"]
