"""What entries of the register say of each other: faults are told at the line that says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom.law.read_register import read_register
from portal.errors import Reporter

Fault = tuple[str, int | None, str]


def faults(root: Path, entries: dict[str, str]) -> list[Fault]:
    """(file, line, code) of everything told about `entries`: name of the file without its ending -> text."""
    folder = root / "content" / "van-ban"
    for name, text in entries.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    problems = Reporter()
    read_register(root / "content", problems)
    return [(Path(problem.path).stem, problem.line, problem.code) for problem in problems]


A, B, C = (f'number = "{number}"\n' for number in ("01/2021/TT-BTP", "02/2022/TT-BTP", "03/2023/TT-BTP"))
NAMES = ("01-2021-tt-btp", "02-2022-tt-btp", "03-2023-tt-btp")


def three(first: str = "", second: str = "", third: str = "") -> dict[str, str]:
    return dict(zip(NAMES, (A + first, B + second, C + third), strict=True))


BY = [f'replaced_by = "{number}"\n' for number in ("01/2021/TT-BTP", "02/2022/TT-BTP", "03/2023/TT-BTP")]


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        (three(), []),
        (three(second='amends = ["01/2021/TT-BTP"]\n', third='amends = ["01/2021/TT-BTP", "02/2022/TT-BTP"]\n'), []),
        (three(BY[1], BY[2]), []),
        (three('amends = ["01/2021/TT-BTP"]\n'), [(NAMES[0], 2, "circle")]),
        (three(BY[0]), [(NAMES[0], 2, "circle")]),
        (three('amends = ["02/2022/TT-BTP"]\n', 'amends = ["01/2021/TT-BTP"]\n'), [(NAMES[1], 2, "circle")]),
        (
            three(BY[1], BY[2], BY[0]),
            [(NAMES[1], 2, "circle")],
        ),
        # It amends the one that replaces it.
        (three('\namends = ["02/2022/TT-BTP"]\nreplaced_by = "02/2022/TT-BTP"\n'), [(NAMES[0], 4, "circle")]),
        (
            three('issued = 2021-05-05\namends = ["02/2022/TT-BTP"]\n', "issued = 2022-01-01\n"),
            [(NAMES[0], 3, "day-order")],
        ),
        (
            three(f"in_force = 2023-01-01\n{BY[1]}", "issued = 2022-02-02\nin_force = 2022-07-01\n"),
            [(NAMES[0], 3, "day-order")],
        ),
        ({NAMES[0]: A, f"cu/{NAMES[0]}": A}, [(NAMES[0], 1, "duplicate")]),
        (
            {"05-2024-tt-btp": 'number = "5/2024/TT-BTP"\n', "cu/05-2024-tt-btp": 'number = "05/2024/TT-BTP"\n'},
            [("05-2024-tt-btp", 1, "duplicate")],
        ),
        ({NAMES[0]: f"{A}issued = 2020-01-01\n"}, [(NAMES[0], 2, "day-order")]),
        ({NAMES[0]: f"{A}year = 2021\n"}, [(NAMES[0], 2, "year")]),
        ({NAMES[0]: f"{A}articles = 0\n"}, [(NAMES[0], 2, "ill-typed")]),
    ],
)
def test_what_cannot_all_be_true(tmp_path: Path, entries: dict[str, str], told: list[Fault]) -> None:
    assert faults(tmp_path, entries) == told


def test_a_long_chain_of_successions_is_gone_through_once(tmp_path: Path) -> None:
    entries = {
        f"{number:02d}-2020-tt-btp": f'number = "{number:02d}/2020/TT-BTP"\n'
        + "".join(f'replaced_by = "{number + 1:02d}/2020/TT-BTP"\n' for _one in range(number < 1200))
        for number in range(1, 1201)
    }
    assert faults(tmp_path, entries) == []


def test_a_pdf_that_no_entry_offers_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "van-ban"
    folder.mkdir(parents=True)
    for name in ("01-2021-tt-btp.pdf", "02-2022-tt-btp.pdf", "hai tệp.pdf"):
        (folder / name).write_bytes(b"%PDF-1.7")
    entries = {NAMES[0]: f'{A}pdf = "01-2021-tt-btp.pdf"\n'}
    assert faults(tmp_path, entries) == [("02-2022-tt-btp", None, "unused"), ("hai tệp", None, "file-name")]
