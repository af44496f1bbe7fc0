"""Fetch a published table into a dataset folder, or tell what has changed at the source since."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from portal.errors import Problem
from portal.i18n import Translator
from portal.schema.settings_file import read_settings_file
from portal.vietnam.text import HANOI
from stat_tables.declare.sidecar_keys import ENCODINGS
from stat_tables.model.numerals import Numerals
from stat_tables.pull.choose import Selector
from stat_tables.pull.pull import Published, Request, check_dataset, locked_request, write_dataset
from stat_tables.pull.source.fetch import MOST_BYTES, fetch

from .exit_status import status_of

_ = Translator(__file__)

ROOT = Path(__file__).resolve().parents[2]
CHANGED = 3
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def parser() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(
        prog="scripts/pull-table",
        description=_("Fetch a published table into content/data/DATASET; the build itself never uses the network."),
        epilog=_("Exit status: 0 done or unchanged, 1 error, 3 the source has changed (--check)."),
    )
    options.add_argument("dataset", help=_("name of the dataset: lower-case letters, digits and hyphens"))
    options.add_argument("--url", default="", help=_("address of the page or file (http or https)"))
    options.add_argument("--from", dest="file", type=Path, help=_("read a saved page or file instead of fetching"))
    options.add_argument("--caption", default="", help=_("words of the table's caption"))
    options.add_argument("--heading", default="", help=_("words of a heading above the table or list"))
    options.add_argument("--header", default="", help=_("words of one of its column heads"))
    options.add_argument("--number", type=int, default=0, help=_("which of several tables that match, from 1"))
    options.add_argument(
        "--part", action="append", default=[], help=_("a label that heads a part of the table, no row")
    )
    options.add_argument("--list", dest="items", action="store_true", help=_("read a list of “label: number unit”"))
    options.add_argument(
        "--sheet", default="", help=_("sheet of an XLSX, ODS or XLS file; all that are shown are searched otherwise")
    )
    options.add_argument(
        "--numerals", type=Numerals, choices=list(Numerals), help=_("how numbers like 1.600 are meant")
    )
    options.add_argument("--last-row", type=int, default=0, help=_("last row of the figures, as the file counts"))
    options.add_argument(
        "--encoding", choices=ENCODINGS, default="", help=_("how the letters of an old CSV file are kept")
    )
    options.add_argument("--publisher", default="", help=_("who published it, for the source line"))
    options.add_argument(
        "--check", action="store_true", help=_("only compare with the source, as it was pulled before")
    )
    options.add_argument("--content", type=Path, default=ROOT / "content", help=_("folder of the articles"))
    return options


def main(argv: Sequence[str]) -> int:
    arguments = parser().parse_args(argv)
    return status_of(lambda: run(arguments))


def run(arguments: argparse.Namespace) -> int:
    if not _ID.fullmatch(arguments.dataset):
        raise Problem(_("not a name for a dataset"), arguments.dataset, hint=_("write one such as thads-2024"))
    folder = arguments.content / "data" / arguments.dataset
    if arguments.check:
        return check(folder, arguments)
    request = Request(
        Selector(arguments.caption, arguments.heading, arguments.header, arguments.items, arguments.number),
        arguments.sheet,
        arguments.numerals,
        arguments.publisher,
        tuple(arguments.part),
        arguments.last_row,
        arguments.encoding,
    )
    pulled = write_dataset(folder, published(arguments, arguments.url), request, datetime.now(HANOI))
    print(
        _(
            "{folder}: {rows} rows, {columns} columns",
            folder=folder,
            rows=len(pulled.table.rows),
            columns=len(pulled.columns),
        )
    )
    for remark in pulled.remarks:
        print(f"  {remark}")
    return 0


def check(folder: Path, arguments: argparse.Namespace) -> int:
    url, request = locked_request(folder)
    changes = check_dataset(folder, published(arguments, arguments.url or url), request)
    for change in changes:
        print(change)
    print(_("{count} cells changed", count=len(changes)) if changes else _("Unchanged."))
    return CHANGED if changes else 0


def published(arguments: argparse.Namespace, url: str) -> Published:
    """The bytes, from a saved file or the network; `url` is kept as the source of a saved file too."""
    if arguments.file:
        try:
            with arguments.file.open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        except OSError as error:
            raise Problem(error.strerror or str(error), arguments.file) from None
        if len(data) > MOST_BYTES:
            raise Problem(_("larger than {limit} MB", limit=MOST_BYTES // 2**20), arguments.file)
        return Published(data, str(arguments.file), url)
    if not url:
        raise Problem(_("neither an address nor a file"), arguments.dataset, hint=_("add --url or --from"))
    fetched = fetch(url, allowed_hosts())
    return Published(fetched.data, fetched.url, fetched.url, tuple(sorted(fetched.headers.items())))


def allowed_hosts() -> tuple[str, ...]:
    """STAT_TABLES['pull_hosts'] of pelicanconf.py."""
    settings = read_settings_file(ROOT / "pelicanconf.py").get("STAT_TABLES", {})
    return tuple(settings.get("pull_hosts", ()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
