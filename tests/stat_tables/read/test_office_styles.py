"""Files in the styles of statistics offices: the right table, or words an editor can act on."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.errors import PortalError
from stat_tables.datasets.load import load_dataset
from stat_tables.model.table import Table
from stat_tables.pull.choose import Selector
from stat_tables.pull.draft.read_office_file import OfficeRequest, read_office_file
from stat_tables.pull.draft.write_draft import Answers, draft_toml
from stat_tables.pull.pull import Published, Pulled, Request, pull

from .office_exports import EXPORTS
from .office_programmes import PROGRAMMES
from .office_styles import FILES as STYLES
from .office_styles import OfficeFile
from .office_workbook import names_of, shown
from .office_yearbooks import YEARBOOKS

FILES = (*STYLES, *EXPORTS, *PROGRAMMES, *YEARBOOKS)


def pulled(file: OfficeFile) -> Pulled:
    request = Request(Selector(number=file.number), numerals=file.numerals, encoding=file.encoding)
    return pull(Published(file.data, file.name), request)


@pytest.mark.parametrize("file", [file for file in FILES if file.rows], ids=lambda file: file.name)
def test_file_gives_the_table_that_its_readers_see(file: OfficeFile) -> None:
    found = pulled(file)
    columns = [column for column in found.columns if column.id != "stt"]
    assert tuple(zip(*(column.cells for column in columns), strict=True)) == file.rows
    if file.heads:
        assert tuple(f"{column.source.group} {column.source.label}".strip() for column in columns) == file.heads


@pytest.mark.parametrize("file", [file for file in FILES if file.told], ids=lambda file: file.name)
def test_file_is_refused_in_words_to_act_on(file: OfficeFile) -> None:
    with pytest.raises(PortalError) as caught:
        pulled(file)
    assert [words for words in file.told if words not in str(caught.value)] == []


def drafted(file: OfficeFile, folder: Path) -> Table:
    """The dataset that `new-dataset` makes of the file as it comes, built."""
    wanted = OfficeRequest(numerals=file.numerals, number=file.number, encoding=file.encoding)
    table = read_office_file(file.data, Path(file.name), wanted)
    folder.mkdir()
    (folder / file.name).write_bytes(file.data)
    answers = Answers(frozenset(), "Cục Mẫu", asked=True)
    text = draft_toml(table, file.name, answers)
    (folder / "table.toml").write_text(text.replace("keys = []  # CẦN ĐIỀN", f"keys = {KEYS.get(file.name)} # "))
    return load_dataset(folder)


KEYS = {
    "undata.csv": '["country_or_area", "year"]',
    "FEH_00200524.csv": '["c_2", "c_4"]',
}


@pytest.mark.parametrize(
    "file", [file for file in FILES if file.rows and b"<table" not in file.data], ids=lambda file: file.name
)
def test_build_reads_the_file_as_it_comes_like_pulling(file: OfficeFile, tmp_path: Path) -> None:
    columns = [column for column in pulled(file).columns if column.id != "stt"]
    table = drafted(file, tmp_path / "mau")
    assert table.row_count == len(file.rows)
    for column in columns:
        for row, cell in enumerate(column.cells):
            assert shown(table, row, column.id) in names_of(cell)
