"""An office's file, handed in at the editor's desk -> a dataset that stories may show, or what must still be said."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from portal.errors import BuildFailed, Problem
from portal.i18n import Translator
from portal.vietnam.text import slugify
from stat_tables.datasets.load import load_dataset
from stat_tables.declare.sidecar import NAME
from stat_tables.pull.draft.read_office_file import OfficeRequest, SeveralTables, read_office_file
from stat_tables.pull.draft.write_draft import Answers, draft_toml, undecided
from stat_tables.read.grid import MOST_BYTES

_ = Translator(__file__)


def drafted(name: str, data: bytes, answers: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, bytes]]:
    """What the desk says of the file, and the files of the dataset; none where something must be answered first.

    Args:
        answers: `publisher`, `additive` (ids of columns), `number` of the table; what is asked for is in the answer.
    """
    if len(data) > MOST_BYTES:
        raise Problem(_("larger than {limit} MB", limit=MOST_BYTES // 1_000_000), name)
    identifier = slugify(Path(name).stem, longest=60)
    file = Path(f"{identifier}{Path(name).suffix.lower()}")
    try:
        table = read_office_file(data, file, OfficeRequest(number=int(answers.get("number") or 0)))
    except SeveralTables as error:
        return {"id": identifier, "tables": list(error.names)}, {}
    open_columns = undecided(table)
    asked = {
        "id": identifier,
        "columns": [
            {"id": column.id, "label": column.source.label, "cells": list(column.cells[:3])} for column in open_columns
        ],
    }
    if "publisher" not in answers:
        return asked, {}
    additive = frozenset(map(str, answers.get("additive") or ()))
    text = draft_toml(table, file.name, Answers(additive, str(answers["publisher"]).strip(), asked=True))
    files = {file.name: data, NAME: text.encode()}
    return {"id": identifier, "title": table.around.title or identifier, **_tried(identifier, files)}, files


def _tried(identifier: str, files: Mapping[str, bytes]) -> dict[str, Any]:
    """Whether the draft builds; else what must be mended in it."""
    with tempfile.TemporaryDirectory(prefix="toasoan-") as folder:
        place = Path(folder, "data", identifier)
        place.mkdir(parents=True)
        for name, data in files.items():
            (place / name).write_bytes(data)
        try:
            return {"rows": load_dataset(place).row_count, "faults": []}
        except BuildFailed as failed:
            return {
                "rows": 0,
                "faults": [f"{one.message}; {one.hint}" if one.hint else one.message for one in failed.problems],
            }
