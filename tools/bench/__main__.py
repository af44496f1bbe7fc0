"""Measure: `build` and `changes` against others, `cluster` against forks, `search` against Pagefind, `tables` against
plain csv, `preview` and `relevance` alone."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from portal.i18n import Translator

_ = Translator(__file__)


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=_("Measure against others, side by side."))
    parser.add_argument(
        "what",
        choices=("build", "changes", "cluster", "preview", "search", "relevance", "tables"),
        help=_("what to measure; each has its own --help"),
    )
    arguments = parser.parse_args(argv[:1])
    if arguments.what == "build":
        from .build import main as bench
    elif arguments.what == "changes":
        from .changes import main as bench
    elif arguments.what == "cluster":
        from .cluster import main as bench
    elif arguments.what == "preview":
        from .preview.watch import main as bench
    elif arguments.what == "tables":
        from .tables import main as bench
    elif arguments.what == "relevance":
        from bench.search.relevance import main as bench
    else:
        from bench.search.against_pagefind import main as bench
    return bench(argv[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
