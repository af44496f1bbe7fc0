from __future__ import annotations

from datetime import date

import pytest

from legal_references.model.citations import Document
from newsroom.law.check_citations import check_citations
from newsroom.model.law import Register, RegisterEntry

OLD = RegisterEntry(
    Document("06/2019/TT-BTP", kind="Thông tư"), replaced_by=Document("05/2024/TT-BTP", kind="Thông tư")
)
NEW = RegisterEntry(Document("05/2024/TT-BTP", kind="Thông tư"), issued=date(2024, 6, 10), in_force=date(2024, 7, 26))
PRESS = RegisterEntry(Document("126/2025/QH15", "Luật Báo chí", 2025, "Luật"), articles=51)
REGISTER = Register([OLD, NEW, PRESS])


def warnings(text: str, day: date = date(2026, 1, 1)) -> list[str]:
    citations = REGISTER.resolver.citations(text, REGISTER.finder.mentions(text))
    found = list(check_citations(text, citations, REGISTER, day, "content/a.md", lambda _mention: 7))
    assert all((problem.line, problem.severity) == (7, "warning") and problem.hint for problem in found)
    return [problem.code for problem in found]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Nghị định 168/2024/ND-CP", ["law-form"]),
        ("Nghị định 168/2024/NĐCP", ["law-form"]),
        ("Nghị định 168/NĐ-CP/2024", ["law-form"]),
        ("NGHỊ ĐỊNH 168/2024/NĐ-CP, QĐ 749/QĐ-TTG", []),
        ("Nghị định 168 / 2024/NĐ - CP", []),
        ("Điều 0 Nghị định 168/2024/NĐ-CP", ["law-place"]),
        ("khoản 0 Điều 5 Nghị định 168/2024/NĐ-CP", ["law-place"]),
        ("Điều 15 đến Điều 12 Nghị định 168/2024/NĐ-CP", ["law-place"]),
        ("khoản 2 điểm a Điều 5 Nghị định 168/2024/NĐ-CP", ["law-place"]),
        ("điểm a khoản 2 Điều 5 và Điều 5 khoản 2 điểm a Nghị định 168/2024/NĐ-CP", []),
        ("Điều 52 Luật Báo chí số 126/2025/QH15", ["law-place"]),
        ("Điều 51 Luật Báo chí số 126/2025/QH15", []),
        ("Theo Thông tư 06/2019/TT-BTP, báo cáo nộp hằng tháng.", ["law-expired"]),
        ("Thông tư 06/2019/TT-BTP đã hết hiệu lực.", []),
        ("Thông tư 05/2024/TT-BTP ngày 10/6/2024 thay thế", []),
        ("Thông tư 05/2024/TT-BTP ngày 11/6/2024 thay thế", ["law-date"]),
        ("Thông tư 5/2024/TT-BTP ngày 11 tháng 6 năm 2024 thay thế", ["law-date"]),
        ("Nghị định 168/2024/NĐ-CP ngày 26/12/2025", ["law-date"]),
        ("Nghị định 168/2024/NĐ-CP ngày 26/12/2024 có hiệu lực ngày 1/1/2025", []),
        ("Thông tư 05/2024/TT-BTP thay thế Thông tư 06/2019/TT-BTP.", []),
        ("Văn bản cũ. Theo Thông tư 06/2019/TT-BTP, nộp hằng tháng.", ["law-expired"]),
        ("Theo Thông tư 05/2024/TT-BTP, nộp hằng tháng.", []),
        ("Hợp đồng ký năm 2022 theo Thông tư 06/2019/TT-BTP.", []),
        ("Tháng 3/2020, hồ sơ được nộp theo Thông tư 06/2019/TT-BTP.", []),
        ("Theo Thông tư 06/2019/TT-BTP ngày 5 tháng 6 năm 2019, nộp hằng tháng.", ["law-expired"]),
        ("Theo Thông tư 06/2019/TT-BTP ngày 05/6/2019, nộp hằng tháng.", ["law-expired"]),
        ("Từ năm 2025, theo Thông tư 06/2019/TT-BTP thì nộp hằng tháng.", ["law-expired"]),
        ("Người dân hỏi về Thông tư 06/2019/TT-BTP, còn Thông tư 05/2024/TT-BTP đã nói rõ.", []),
    ],
)
def test_faults_of_citations(text: str, codes: list[str]) -> None:
    assert warnings(text) == codes


def test_a_story_from_before_may_cite_what_was_in_force() -> None:
    assert warnings("Theo Thông tư 06/2019/TT-BTP, nộp hằng tháng.", date(2024, 7, 25)) == []
    assert warnings("Theo Thông tư 06/2019/TT-BTP, nộp hằng tháng.", date(2024, 7, 26)) == ["law-expired"]
