"""Draft a dataset folder from an office's own file; ask only what the file cannot tell."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from portal.errors import BuildFailed, Problem
from portal.files import write_atomic
from portal.i18n import Translator
from portal.vietnam.text import slugify
from stat_tables.datasets.load import load_dataset
from stat_tables.declare.sidecar import NAME
from stat_tables.declare.sidecar_keys import ENCODINGS
from stat_tables.model.numerals import Numerals
from stat_tables.pull.draft.read_office_file import OfficeRequest, OfficeTable, SeveralTables, read_office_file
from stat_tables.pull.draft.write_draft import Answers, draft_toml, undecided
from stat_tables.pull.totals import numerals_said
from stat_tables.read.grid import MOST_BYTES
from stat_tables.read.sheets.book import each_sheet_once

from .exit_status import status_of

_ = Translator(__file__)

ROOT = Path(__file__).resolve().parents[2]
OPEN = 2
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
Ask = Callable[[str], str]


def parser() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(
        prog="scripts/new-dataset",
        description=_("Draft content/data/DATASET from an office's XLSX, ODS, XLS or CSV file, which stays as it is."),
        epilog=_("Exit status: 0 the dataset builds, 1 error, 2 drafted with open questions (CẦN ĐIỀN)."),
    )
    options.add_argument("file", type=Path, help=_("the office's file"))
    options.add_argument(
        "dataset", nargs="?", default="", help=_("name of the dataset; from the file's name otherwise")
    )
    options.add_argument("--sheet", default="", help=_("sheet of the workbook"))
    options.add_argument(
        "--header-row", type=int, default=0, help=_("first row of the head, as the spreadsheet counts")
    )
    options.add_argument("--last-header-row", type=int, default=0, help=_("last row of a head of several rows"))
    options.add_argument("--number", type=int, default=0, help=_("which of several tables, from 1"))
    options.add_argument(
        "--part", action="append", default=[], help=_("a label that heads a part of the table, no row")
    )
    options.add_argument(
        "--numerals", type=Numerals, choices=list(Numerals), help=_("how numbers like 1.600 are meant")
    )
    options.add_argument("--last-row", type=int, default=0, help=_("last row of the figures, as the file counts"))
    options.add_argument(
        "--encoding", choices=ENCODINGS, default="", help=_("how the letters of an old CSV file are kept")
    )
    options.add_argument("--unattended", action="store_true", help=_("ask nothing; leave questions in table.toml"))
    options.add_argument("--content", type=Path, default=ROOT / "content", help=_("folder of the articles"))
    return options


def main(argv: Sequence[str], ask: Ask | None = None) -> int:
    arguments = parser().parse_args(argv)
    if ask is None and sys.stdin.isatty() and not arguments.unattended:
        ask = input
    with each_sheet_once():
        return status_of(lambda: run(arguments, ask))


def run(arguments: argparse.Namespace, ask: Ask | None) -> int:
    identifier = arguments.dataset or slugify(arguments.file.stem)
    if not _ID.fullmatch(identifier):
        raise Problem(_("not a name for a dataset"), identifier, hint=_("write one such as thads-2024"))
    folder = arguments.content / "data" / identifier
    if (folder / NAME).exists():
        hint = _("choose another name, or delete the draft first")
        raise Problem(_("there is a dataset of this name already"), folder / NAME, hint=hint)
    data = _bytes(arguments.file)
    table = _read(data, arguments, ask)
    show(table)
    text = draft_toml(table, arguments.file.name, _answers(table, ask))
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / arguments.file.name).resolve() != arguments.file.resolve():
        write_atomic(folder / arguments.file.name, data)
    write_atomic(folder / NAME, text.encode())
    return _tried(folder)


def _bytes(path: Path) -> bytes:
    if path.name.startswith(("~$", ".~")):
        message = _("this is what the spreadsheet programme leaves beside an open file")
        raise Problem(message, path, hint=_("name the file itself"))
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Problem(_("larger than {limit} MB", limit=MOST_BYTES // 1_000_000), path)
        return path.read_bytes()
    except OSError as error:
        raise Problem(error.strerror or str(error), path) from None


def _read(data: bytes, arguments: argparse.Namespace, ask: Ask | None) -> OfficeTable:
    """The table; which one of several, and how its numbers are written, is asked where that cannot be known."""
    wanted = OfficeRequest(
        arguments.sheet,
        arguments.header_row,
        arguments.last_header_row,
        arguments.number,
        arguments.numerals,
        tuple(arguments.part),
        arguments.last_row,
        arguments.encoding,
    )
    for _attempt in range(3):
        try:
            return read_office_file(data, arguments.file, wanted)
        except SeveralTables as error:
            if ask is None:
                raise
            listed = "\n".join(f"  {number}. {name}" for number, name in enumerate(error.names, 1))
            answer = ask(f"{listed}\n" + _("Which table? Number: ")).strip()
            wanted = replace(wanted, number=int(answer) if answer.isdigit() else 0)
        except Problem as error:
            if ask is None or error.code != "numerals" or wanted.numerals is not None:
                raise
            answer = ask(f"{error.message}\n" + _("vi, canonical or en: ")).strip()
            wanted = replace(wanted, numerals=Numerals(answer) if answer in list(Numerals) else None)
    return read_office_file(data, arguments.file, wanted)


def _answers(table: OfficeTable, ask: Ask | None) -> Answers:
    if ask is None:
        return Answers()
    additive: frozenset[str] | None = frozenset()
    if columns := undecided(table):
        listed = "\n".join(
            f"  {number}. {column.source.label} ({', '.join(column.cells[:3])})"
            for number, column in enumerate(columns, 1)
        )
        answer = ask(f"{listed}\n" + _("Which may be added up (no rates, averages, ranks, densities)? Numbers: "))
        chosen = {int(number) for number in re.findall(r"\d+", answer)}
        additive = frozenset(column.id for number, column in enumerate(columns, 1) if number in chosen)
    publisher = ask(_("Who published the figures? ")).strip()
    return Answers(additive, publisher, asked=True)


def show(table: OfficeTable) -> None:
    """What was found, so that an editor sees at once what is wrong."""
    sheet, laid = table.laid.sheet, table.laid
    head = "–".join(dict.fromkeys(str(sheet.row_numbers[row]) for row in (laid.head[0], laid.head[-1])))
    last = sheet.row_numbers[laid.rows[-1]]
    print(
        _("sheet “{sheet}”, head in row {head}, figures to row {last}", sheet=sheet.name or "CSV", head=head, last=last)
    )
    for column in table.columns:
        name = f"{column.source.group} – {column.source.label}" if column.source.group else column.source.label
        kind = f"{column.type.value}, {column.unit}" if column.unit else column.type.value
        print(f"  {column.id}: {name} [{kind}] {', '.join(column.cells[:3])}")
    told = (remark for column in table.columns for remark in column.remarks)
    for remark in (*table.remarks, *told):
        print(f"  {remark}")
    if table.why and table.numerals:
        print("  " + numerals_said(table.numerals, table.why))


def _tried(folder: Path) -> int:
    """Whether the draft builds; its open questions are listed."""
    try:
        table = load_dataset(folder)
    except BuildFailed as failed:
        print(_("{folder}: drafted; before it builds:", folder=folder))
        print(failed)
        return OPEN
    print(_("{folder}: drafted, {rows} rows; in a story write:", folder=folder, rows=table.row_count))
    print(f"/// bang | {folder.name}\n///")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
