from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from newsroom.law.read_register import attached_files, read_register
from newsroom.model.law import Register, Standing
from portal.errors import Reporter


def put(root: Path, name: str, text: str) -> None:
    folder = root / "content" / "van-ban"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def read(root: Path) -> tuple[Register, list[tuple[str, int | None, str]]]:
    problems = Reporter()
    register = read_register(root / "content", problems)
    return register, [(Path(problem.path).name, problem.line, problem.code) for problem in problems]


def test_a_whole_entry(tmp_path: Path) -> None:
    put(
        tmp_path,
        "05-2024-tt-btp.toml",
        'number = "05/2024/TT-BTP"\ntitle = "Chế độ thống kê"\nissuer = "Bộ Tư pháp"\nissued = 2024-06-10\n'
        'in_force = 2024-07-26\namends = ["01/2013/TT-BTP"]\narticles = 20\nlink = "https://vanban.example/5"\n'
        'pdf = "05-2024-tt-btp.pdf"\nsource = "Công báo"\n',
    )
    (tmp_path / "content" / "van-ban" / "05-2024-tt-btp.pdf").write_bytes(b"%PDF-1.7 ...")
    put(tmp_path, "06-2019-tt-btp.toml", 'number = "06/2019/TT-BTP"\nreplaced_by = "05/2024/TT-BTP"\n')
    register, faults = read(tmp_path)
    assert faults == []
    entry = register.entries["05-2024-tt-btp"]
    assert (entry.document.kind, entry.issued, entry.articles) == ("Thông tư", date(2024, 6, 10), 20)
    assert [document.slug for document in entry.amends] == ["01-2013-tt-btp"]
    assert list(attached_files(tmp_path / "content", register)) == ["van-ban/05-2024-tt-btp/05-2024-tt-btp.pdf"]
    days = (date(2024, 7, 25), date(2024, 7, 26))
    assert [register.standing("05-2024-tt-btp", day) for day in days] == [Standing.NOT_YET, Standing.IN_FORCE]
    assert [register.standing("06-2019-tt-btp", day) for day in days] == [Standing.UNKNOWN, Standing.EXPIRED]
    assert register.standing("1-2-tt", days[0]) is Standing.UNKNOWN


def test_laws_of_the_register_are_found_by_name(tmp_path: Path) -> None:
    put(tmp_path, "01-2030-qh17.toml", 'number = "1/2030/QH17"\nname = "Luật Thí nghiệm"\nkind = "Luật"\n')
    put(tmp_path, "hien-phap-2013.toml", 'name = "Hiến pháp"\nyear = 2013\nkind = "Hiến pháp"\n')
    register, faults = read(tmp_path)
    assert faults == []
    text = "Luật Thí nghiệm năm 2030, Hiến pháp 2013"
    citations = register.resolver.citations(text, register.finder.mentions(text))
    assert [citation.document.slug for citation in citations if citation.document] == ["01-2030-qh17", "hien-phap-2013"]


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("14-2015-tt-btp.toml", 'nubmer = "14/2015/TT-BTP"\n', ["missing-key", "unknown-key"]),
        ("x.toml", 'title = "Không số"\n', ["missing-key"]),
        ("x.toml", 'number = "14/2015/TT-BTP"\n', ["file-name"]),
        ("168-2024-nd-cp.toml", 'number = "168/2024/ND-CP"\n', ["law-form"]),
        ("x.toml", 'number = "mười bốn"\n', ["law-number"]),
        ("12-2023-hs-st.toml", 'number = "12/2023/HS-ST"\n', ["law-number"]),
        ("14-2015-tt-btp.toml", 'number = "14/2015/TT-BTP"\nissued = "2015-10-14"\n', ["date"]),
        (
            "14-2015-tt-btp.toml",
            'number = "14/2015/TT-BTP"\nissued = 2015-10-14\nin_force = 2015-01-01\n',
            ["day-order"],
        ),
        (
            "14-2015-tt-btp.toml",
            'number = "14/2015/TT-BTP"\narticles = "9"\nlink = "http://a.vn"\n',
            ["ill-typed", "link"],
        ),
        ("14-2015-tt-btp.toml", 'number = "14/2015/TT-BTP"\npdf = "../a.pdf"\n', ["missing-file"]),
        (
            "14-2015-tt-btp.toml",
            'number = "14/2015/TT-BTP"\namends = "x"\nreplaced_by = "x"\n',
            ["ill-typed", "law-number"],
        ),
        ("14-2015-tt-btp.toml", "number = \n", ["toml-syntax"]),
    ],
)
def test_faults_have_their_line_and_are_reported_together(
    tmp_path: Path, name: str, text: str, fault: list[str]
) -> None:
    put(tmp_path, name, text)
    _register, faults = read(tmp_path)
    assert [code for _name, _line, code in faults] == fault
    assert all(line for _name, line, _code in faults)


def test_a_paper_without_a_register_has_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    register, faults = read(tmp_path)
    assert (dict(register.entries), faults) == ({}, [])
