"""150 deliberate mistakes: each is told at its line, in Vietnamese; ten in one file are told in one run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from portal.errors import Problem
from tests.newsroom.paper import article, faults, write_paper

# Mistakes of the text: what is typed, and on which of its lines the fault is (1 is its first).
BODY: list[tuple[str, int]] = [
    ("Đoạn **đậm mà không đóng.", 1),
    ("Đoạn đậm** quên mở.", 1),
    ("Một đoạn\nhai __đậm mà không đóng.", 2),
    ("- Việc một\n- **Việc hai", 2),
    ("> Trích **dở dang", 1),
    ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", 3),
    ("| a | b |\n|---|---|\n| 1 | 2 |\n| 1 | 2 | 3 | 4 |", 4),
    ("| a | b |\n| 1 | 2 |", 1),
    ("| a | b |\n\n|---|---|", 1),
    ("Xã A\t12\nXã B\t15", 1),
    ("Đơn vị\tSố\nXã A\t12\t13", 2),
    ("| a | b |\n|---|---|\n|---|---|", 3),
    ("[chữ]()", 1),
    ("[](https://moj.gov.vn/)", 1),
    ("[chữ](www.moj.gov.vn)", 1),
    ("[chữ](moj.gov.vn/trang)", 1),
    ("[chữ](van-ban.pdf)", 1),
    ("[chữ](../van-ban/a.docx)", 1),
    ("[chữ](#muc-khong-co)", 1),
    ("[chữ](post:999)", 1),
    ("[chữ](post:1#muc-khong-co)", 1),
    ("[chữ](post:)", 1),
    ("[chữ](khong-co.md)", 1),
    ("[chữ](/khong-co/)", 1),
    ("[chữ](/khong-co.html)", 1),
    ("[chữ](https://thu.example/khong-co/)", 1),
    ("[chữ](https://thu.example/x-post99.html)", 1),
    ("[chữ](“https://moj.gov.vn”)", 1),
    ("[Điều 5](khoản 2)", 1),
    ("[chữ](javascript:alert)", 1),
    ("[chữ](file:///C:/a.doc)", 1),
    ("[chữ](https:/moj.gov.vn)", 1),
    ("[chữ](https://moj)", 1),
    ("[chữ](tin\\bai.html)", 1),
    ("[chữ](bandoc@moj.gov.vn)", 1),
    ("Câu[^2].", 1),
    ("[^3]: Không ai gọi.", 1),
    ("Câu[^4].\n\n[^4]: Một\n[^4]: Hai", 4),
    ("[ghi-chú]: https://moj.gov.vn/", 1),
    ("*[XYZ]: chữ viết tắt không có trong bài", 1),
    ("<<<<<<< HEAD\nMột\n=======\nHai\n>>>>>>> nhanh", 1),
    ("Câu.\n>>>>>>> nhanh", 2),
    ("{{< youtube abc >}}", 1),
    ("{% include a.html %}", 1),
    ("{{ site.title }}", 1),
    ('[caption id="a"]Ảnh[/caption]', 1),
    ("[gallery ids=1,2]", 1),
    ("// bang | thads", 1),
    ("/// bang: thads\n///", 1),
    ("/// luu-yy\nx\n///", 1),
    ("/// luu-y\nx", 1),
    ("///", 1),
    ("//// luu-y\nx\n///", 1),
    ("\\\\\\ luu-y", 1),
    ("/// video | https://vimeo.example/1\nTên\n///", 1),
    ("/// video | https://youtu.be/dQw4w9WgXcQ\n///", 1),
    ("Mở <!-- không đóng", 1),
    ("<script>alert(1)</script>", 1),
    ("<iframe src='https://www.facebook.com/x'></iframe>", 1),
    (
        '<blockquote class="tiktok-embed">x</blockquote> <script async src="https://www.tiktok.com/embed.js"></script>',
        1,
    ),
    ('<iframe src="https://www.youtube.com/embed/abc"></iframe>', 1),
    ("<style>p { color: red }</style>", 1),
    ("<form><input type='text'></form>", 1),
    ("##", 1),
    ("Kết quả thi hành\n---", 2),
    ("```\nmã", 1),
    ("![](anh.png)", 1),
    ("Chữ ![Ảnh](anh.png) chữ", 1),
    ("![Ảnh](khong-co.png)", 1),
    ("![Ảnh](C:\\anh\\a.png)", 1),
    ("![Ảnh](https://moj.gov.vn/a.png)", 1),
    ("![Ảnh](../../a.png)", 1),
    (">" * 40 + " x", 1),
    ("| a | b | c |\n|---|---|---|\n| 1 | 2 |", 3),
    ("| a | b |\n|---|---|", 1),
    ("Xã\tVụ\tViệc\nA\t1", 2),
    ("Xã\tVụ\n\nA\t1", 1),
    ("Xã A      12\nXã B      15", 1),
    ("Câu kết thúc.\n======", 2),
    ("[TOC]", 1),
    ("[[_TOC_]]", 1),
    ("{:toc}", 1),
    ("Chữ {: .lop}", 1),
    ("## Tít {#ten}", 1),
    ("![[anh.png]]", 1),
    ('!!! note "Chú ý"', 1),
    ("::: luu-y", 1),
    ("> [!NOTE]\n> Chữ", 1),
    ("[b]Chữ[/b]", 1),
    ("<%= chu %>", 1),
    ("Câu^[chú trong câu].", 1),
    ("//vi.wikipedia.org/wiki", 1),
    ("<<<<<<<HEAD\nMột\n=======\nHai\n>>>>>>>nhanh", 1),
    ("[chữ](/tu-phap/khong-co/)", 1),
    ("[chữ](/tu-phap/thi-hanh-an)", 1),
    ("[chữ](/chu-de/khong-co/)", 1),
    ("[chữ](/tac-gia/khong-co/)", 1),
    ("Chữ\u2028chữ", 1),
    ("Chữ\x0bchữ", 1),
    ("Chữ \u202e chữ", 1),
    ("Chữ \ue000 chữ", 1),
    ("[chữ](post:abc)", 1),
    ("[chữ](https://)", 1),
    ("[chữ](http//moj.gov.vn)", 1),
    ("[chữ](htp://moj.gov.vn)", 1),
    ("[chữ](https://moj.gov.vn/a b)", 1),
    ("<a href='trang.html'>chữ</a>", 1),
    ("![Ảnh](anh.docx)", 1),
    ("- ![Ảnh](anh.png)", 1),
    ("/// video\nTên\n///", 1),
    ("<object data='x'></object>", 1),
    ("~~~\nmã", 1),
    ("* **Một\n* Hai", 1),
    ("1. Một **hai\n2. Ba", 1),
    ("| **a | b |\n|---|---|\n| 1 | 2 |", 1),
    ("Câu [^7] và [^8].\n\n[^7]: Có.", 1),
    ("Đã qua [Điều 8](Luật số 1).", 1),
]
# Mistakes of the head: keys that replace those of a sound one, and the key whose line is told.
HEAD: list[tuple[dict[str, str], str]] = [
    ({"title": "Vụ án #5 xét xử"}, "title"),
    ({"title": "Vụ án: xét xử"}, "title"),
    ({"title": "“Tiêu đề”"}, "title"),
    ({"title": '"Tiêu đề'}, "title"),
    ({"title": '""'}, "title"),
    ({"title": "A **đậm** B"}, "title"),
    ({"title": "x" * 201}, "title"),
    ({"sapo": '"<img src=x onerror=alert(1)> Tóm."'}, "sapo"),
    ({"sapo": "Có **đậm**."}, "sapo"),
    ({"sapo": "(PLVN) - Tóm lược."}, "sapo"),
    ({"sapo": "Xem [luật](https://vbpl.vn/)."}, "sapo"),
    ({"sapo": "{% include x %}"}, "sapo"),
    ({"date": "17/4/2024"}, "date"),
    ({"date": "2024-02-31"}, "date"),
    ({"date": "2024-04-17T16:05"}, "date"),
    ({"date": "hôm nay"}, "date"),
    ({"id": "09339"}, "id"),
    ({"id": "mot"}, "id"),
    ({"id": "-1"}, "id"),
    ({"section": "thi-hanh"}, "section"),
    ({"kind": "tin"}, "kind"),
    ({"status": "nhap"}, "status"),
    ({"slug": "Tin Mới"}, "slug"),
    ({"authors": "[ai-do]"}, "authors"),
    ({"topics": "[chua-co]"}, "topics"),
    ({"province": "Atlantis"}, "province"),
    ({"related": "[77]"}, "related"),
    ({"tieu_de": "x"}, "tieu_de"),
    ({"modified": "2020-01-01"}, "modified"),
    ({"image": "anh.png"}, "image"),
    ({"kind": "interview"}, "kind"),
    ({"kind": "correction"}, "kind"),
    ({"date": "2024/04/17"}, "date"),
    ({"date": "ngày 17 tháng 4 năm 2024"}, "date"),
    ({"date": "4/17/2024"}, "date"),
    ({"date": "2024-13-01"}, "date"),
    ({"embargo": "mai"}, "embargo"),
    ({"modified": "hôm qua"}, "modified"),
    ({"id": "1.5"}, "id"),
    ({"id": "0"}, "id"),
    ({"status": "draf"}, "status"),
    ({"slug": "a/b"}, "slug"),
    ({"slug": "tin_moi"}, "slug"),
    ({"related": "[abc]"}, "related"),
    ({"aliases": "[cu]"}, "aliases"),
    ({"source_tag": "XYZ"}, "source_tag"),
    ({"title": "- Tít"}, "title"),
    ({"title": "'@ Tít' ra"}, "title"),
    ({"title": "[Ảnh] Tít"}, "title"),
    ({"title": "A\u2028B"}, "title"),
    ({"sapo": '"<b>x</b>"'}, "sapo"),
    ({"sapo": "“Trích dẫn”"}, "sapo"),
]
FIRST_KEYS = ["id", "title", "sapo", "date", "section"]
ENGLISH = re.compile(
    r"\b(?:the|is|are|not|write|of|and|or|with|expected|found|line|invalid|error|missing|unknown|value|must|should"
    r"|character|cannot|while|mapping|allowed|here|without|no such|file|directory)\b",
    re.IGNORECASE,
)


def _faults(folder: Path, body: str = "Một đoạn.", **keys: str) -> list[Problem]:
    # Another story that is sound, for links to it.
    root = write_paper(folder / "content", a=article(body, **{"id": "2", **keys}), b=article(id="1", title="Tin khác"))
    return [fault for fault in faults(root) if fault.path.endswith("a.md")]


def _check_words(told: list[Problem], typed: str) -> None:
    for fault in told:
        words = str(fault)
        for quoted in sorted(set(re.findall(r"[\w.:/#@<>\\-]+", typed)), key=len, reverse=True):
            words = words.replace(quoted, "")
        assert not ENGLISH.search(words.split(":", 2)[-1].replace("write [", "")), str(fault)
        assert re.search("[ăâđêôơưàáảãạ]", str(fault).casefold()), str(fault)


def test_there_are_a_hundred_and_fifty() -> None:
    assert len(BODY) + len(HEAD) >= 150


@pytest.mark.parametrize(("body", "line"), BODY)
def test_mistake_of_a_text_is_told_at_its_line(tmp_path: Path, body: str, line: int) -> None:
    told = _faults(tmp_path, f"Đoạn đầu.\n\n{body}\n\nĐoạn cuối.")
    first = len(FIRST_KEYS) + 2 + 2 + 1  # two lines ---, and the paragraph above
    assert first + line - 1 in [fault.line for fault in told]
    _check_words(told, body)


@pytest.mark.parametrize(("keys", "told_at"), HEAD)
def test_mistake_of_a_head_is_told_at_its_line(tmp_path: Path, keys: dict[str, str], told_at: str) -> None:
    told = _faults(tmp_path, **keys)
    order = [*FIRST_KEYS, *(key for key in keys if key not in FIRST_KEYS)]
    assert order.index(told_at) + 2 in [fault.line for fault in told]
    _check_words(told, " ".join((*keys, *keys.values())))


# Those that swallow what follows, or that stop the reading of the text, cannot stand with others.
_ALONE = ("<!--", "```", "~~~", "///", "<script", ">>>>>>", "<<<<<<<", "<iframe", "<style", "<form", "<blockquote")
TOGETHER = [entry for entry in BODY if not any(mark in entry[0] for mark in _ALONE)]


@pytest.mark.parametrize("start", range(0, len(TOGETHER), 10))
def test_ten_mistakes_in_one_file_are_told_in_one_run(tmp_path: Path, start: int) -> None:
    chosen = TOGETHER[start : start + 10]
    keys, _told_at = HEAD[start % len(HEAD)]
    lines: list[str] = []
    expected: list[int] = []
    for body, line in chosen:
        expected.append(len(lines) + line)
        lines += [*body.split("\n"), "", "Đoạn giữa.", ""]
    told = _faults(tmp_path, "\n".join(lines), **keys)
    head = len(set(FIRST_KEYS) | set(keys)) + 2
    missing = [
        chosen[place] for place, line in enumerate(expected) if head + line not in [fault.line for fault in told]
    ]
    assert missing == []


def test_ten_mistakes_in_one_head_are_told_in_one_run(tmp_path: Path) -> None:
    keys = {
        "id": "09339",
        "title": "Vụ án #5",
        "sapo": "Có **đậm**.",
        "date": "17/4/2024",
        "section": "thi-hanh",
        "kind": "tin",
        "status": "nhap",
        "slug": "Tin Mới",
        "authors": "[ai-do]",
        "tieu_de": "x",
    }
    assert {fault.line for fault in _faults(tmp_path, **keys)} >= set(range(2, 12))


def test_one_fault_of_yaml_hides_no_other(tmp_path: Path) -> None:
    told = _faults(tmp_path, title="Vụ án: xét xử", date="17/4/2024", section="thi-hanh", kind="tin")
    assert {fault.line for fault in told} >= {3, 5, 6, 7}
