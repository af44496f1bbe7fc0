"""Saving through a form: what was not edited keeps its bytes, and what was edited is there."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commands.editor.forms import story_form
from editing.faithful.story_edit import edited, form_of, new_file
from newsroom.model.options import NewsroomOptions
from newsroom.sources.schema import article_schema
from portal.errors import Problem

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = story_form(article_schema(NewsroomOptions().source_tags))
STORIES = sorted((ROOT / "tests/end_to_end/paper/articles").rglob("*.md"))
EXAMPLES = int(os.environ.get("EDITING_EXAMPLES", "40"))

STORY = """\
---
# đầu bài do ban thư ký giữ
id: 7   # không đổi
title: 'Tít "cũ" của bài'
sapo: >-
  Dòng thứ nhất của sapo khá dài để gấp,
  dòng thứ hai.   \n\
date: 2024-04-17T14:30+07:00
section: Thi hành án dân sự   # viết bằng tên
tags: [ "So lieu",thi-hanh-an ]
bogus: giữ nguyên
image:
    src: yen-bai.png   # ảnh
    # chú ý phần mô tả
    alt: "Mô tả"
corrections:
-   date: 2024-04-18
    wrong: 'sai'   # sai một
    right: "đúng"
# hết
---

Đoạn một.\u0020\u0020
Xuống dòng.

Đoạn hai.
"""


def saved(text: str, **changes: Any) -> str:
    data = text.encode()
    return edited(data, {**form_of(data, SCHEMA, "a.md"), **changes}, SCHEMA, "a.md").decode()


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    import difflib

    lines = list(difflib.ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True)))
    return [line[2:] for line in lines if line[0] == "-"], [line[2:] for line in lines if line[0] == "+"]


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_opening_and_saving_changes_nothing(path: Path) -> None:
    data = path.read_bytes()
    assert edited(data, form_of(data, SCHEMA, "a.md"), SCHEMA, "a.md") == data


@pytest.mark.parametrize(
    ("changes", "gone", "come"),
    [
        ({"title": "Tít 'mới': hay"}, ["title: 'Tít \"cũ\" của bài'\n"], ["title: 'Tít ''mới'': hay'\n"]),
        ({"kicker": "Kỳ 1: đầu"}, [], ['kicker: "Kỳ 1: đầu"\n']),
        ({"province": "yen-bai"}, [], ["province: yen-bai\n"]),
        (
            {"section": "thoi-su"},
            ["section: Thi hành án dân sự   # viết bằng tên\n"],
            ["section: thoi-su   # viết bằng tên\n"],
        ),
        (
            {"topics": ["so-lieu", "thi-hanh-an", "luat"]},
            ['tags: [ "So lieu",thi-hanh-an ]\n'],
            ['tags: ["So lieu", thi-hanh-an, luat]\n'],
        ),
        ({"image": {"src": "yen-bai.png", "alt": "Khác"}}, ['    alt: "Mô tả"\n'], ['    alt: "Khác"\n']),
        ({"image": {"src": "yen-bai.png", "alt": "Mô tả", "focal": "10% 20%"}}, [], ["    focal: 10% 20%\n"]),
        (
            {"corrections": [{"date": "2024-04-18", "wrong": "sai", "right": "đúng hơn"}]},
            ['    right: "đúng"\n'],
            ['    right: "đúng hơn"\n'],
        ),
        (
            {
                "corrections": [
                    {"date": "2024-04-18", "wrong": "sai", "right": "đúng"},
                    {"date": "2024-05-01", "wrong": "a: b", "right": "c"},
                ]
            },
            [],
            ["- date: 2024-05-01\n", '  wrong: "a: b"\n', "  right: c\n"],
        ),
        ({"ai": {"used": True, "what": "dịch"}}, [], ["ai:\n", "  used: true\n", "  what: dịch\n"]),
        ({"ai": {"used": False}}, [], []),
        (
            {"corrections": None},
            ["corrections:\n", "-   date: 2024-04-18\n", "    wrong: 'sai'   # sai một\n", '    right: "đúng"\n'],
            [],
        ),
        (
            {"body": "Đoạn một.  \nXuống dòng.\n\nĐoạn giữa.\n\nĐoạn hai."},
            [],
            ["Đoạn giữa.\n", "\n"],
        ),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["unix", "windows"])
def test_only_the_edited_lines_change(changes: dict[str, Any], gone: list[str], come: list[str], end: str) -> None:
    source = "\ufeff" + STORY.replace("\n", end)
    before, after = changed_lines(source, saved(source, **changes))
    assert (before, sorted(after)) == (
        [line.replace("\n", end) for line in gone],
        sorted(line.replace("\n", end) for line in come),
    )


def test_a_folded_lead_stays_folded() -> None:
    words = "Một sapo mới dài hơn trước nhiều, gấp ở khoảng sáu mươi ký tự như dòng cũ đã gấp, rồi xuống dòng."
    assert f"sapo: >-\n  {words[:57]}" in saved(STORY, sapo=words).replace("\n  gấp", "\n  gấp")
    assert form_of(saved(STORY, sapo=words).encode(), SCHEMA, "a.md")["sapo"] == words


def test_classic_heads_are_edited_in_place() -> None:
    text = "Title: Cũ\nID: 5\nSummary: Sapo\nDate: 2024-01-02\nImage.Src: a.png\nTags: a, b\n\nBài.\n"
    assert saved(text, title="Mới", topics=["a", "c"], image={"src": "a.png", "alt": "Mô tả"}) == (
        "Title: Mới\nID: 5\nSummary: Sapo\nDate: 2024-01-02\nImage.Src: a.png\nTags: a, c\nImage.alt: Mô tả\n\nBài.\n"
    )


def test_what_a_head_cannot_hold_is_refused() -> None:
    correction = [{"date": "2024-04-18", "wrong": "a", "right": "b"}]
    with pytest.raises(Problem, match=r"^a\.md: "):
        saved("Title: Cũ\nID: 5\n\nBài.\n", corrections=correction)
    with pytest.raises(Problem):
        saved("---\n{title: a, id: 1}\n---\nBài\n", title="b")


def test_a_new_file_reads_back() -> None:
    form = {"id": "9", "title": "Một: hai #3", "sapo": "“Trích”", "ai": {"used": False}, "body": "Bài.\n"}
    data = new_file(form, SCHEMA.record)
    assert data == '---\nid: 9\ntitle: "Một: hai #3"\nsapo: "“Trích”"\n---\n\nBài.\n'.encode()
    assert form_of(data, SCHEMA, "a.md") == {"id": "9", "title": "Một: hai #3", "sapo": "“Trích”", "body": "Bài."}


WORDS = st.text("aăâđêôơư Ab1:#,'\"[]{}&*!%@`|>-?\\/.", min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
)
SAFE = WORDS.filter(lambda text: text not in ("", "~"))
QUOTED = SAFE.map(lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"')
SINGLE = SAFE.map(lambda text: "'" + text.replace("'", "''") + "'")
TEXTS = ("title", "kicker", "home_title", "source_note", "sapo")


@st.composite
def files(draw: st.DrawFn) -> str:
    lines = ["---"]
    for name in draw(st.permutations([*TEXTS, "topics", "image", "corrections", "unknown"])):
        lines += draw(st.sampled_from([[], ["# ghi chú: ở đây"], ["", "#"]]))
        value = draw(st.one_of(QUOTED, SINGLE))
        if name == "topics":
            lines += draw(
                st.sampled_from([["topics: [b, 'a']  # x"], ["topics:", "- b", "  # x", "- a"], ["tags: b, a"]])
            )
        elif name == "image":
            lines += ["image:", f"  alt: {value} # mô tả", "", "  src: a.png"]
        elif name == "corrections":
            lines += [
                "corrections:",
                "  # một",
                f"  - wrong: {value}",
                "    date: 2024-01-01",
                "",
                f"  - wrong: {value}",
            ]
        elif name == "sapo" and draw(st.booleans()):
            lines += ["sapo: >-  # gấp", "    một hai", "    ba bốn", ""]
        else:
            lines.append(f"{name}: {value}{draw(st.sampled_from(['', '   # sau']))}")
    lines += ["---", *draw(st.lists(st.sampled_from(["", "Đoạn.", "/// bang | a", "- x  "]), max_size=8))]
    return draw(st.sampled_from(["", "\ufeff"])) + draw(st.sampled_from(["\n", "\r\n"])).join(lines)


EDITS = st.fixed_dictionaries(
    {},
    optional={
        **{name: st.one_of(SAFE, st.just("")) for name in TEXTS},
        "topics": st.lists(st.sampled_from(["a", "b", "c"]), max_size=3, unique=True),
        "image": st.fixed_dictionaries({"src": st.just("a.png")}, optional={"alt": SAFE, "credit": SAFE}),
        "corrections": st.lists(st.fixed_dictionaries({"wrong": SAFE}, optional={"right": SAFE}), max_size=3),
        "body": st.lists(st.sampled_from(["", "Đoạn.", "Khác."]), max_size=6).map("\n".join),
    },
)


def rest_of(text: str, touched: set[str]) -> list[str]:
    """Lines of the head outside the touched keys: what may not change."""
    lines: list[str] = []
    name = ""
    for line in text.split("---")[1].split("\n"):
        entry = re.match(r"([a-z_]+):", line)
        if entry:
            name = {"tags": "topics"}.get(entry[1], entry[1])
        if name not in touched or line.startswith("#"):
            lines.append(line)
    return [line for line in lines if line.strip()]


@settings(max_examples=EXAMPLES, deadline=None)
@given(files(), EDITS)
def test_any_edit_keeps_the_rest(text: str, changes: dict[str, Any]) -> None:
    data = text.encode()
    form = form_of(data, SCHEMA, "a.md")
    assert edited(data, form, SCHEMA, "a.md") == data
    result = edited(data, {**form, **changes}, SCHEMA, "a.md").decode()
    again = form_of(result.encode(), SCHEMA, "a.md")
    for name, value in {**form, **changes}.items():
        expected = value.strip("\n") if name == "body" else value
        assert again.get(name) in ((expected,) if expected else (None, "", expected))
    assert result.startswith("\ufeff") == text.startswith("\ufeff")
    touched = {name for name in changes if changes[name] != form.get(name)}
    if "---" not in "".join(map(str, changes.values())) and text.count("---") == 2:
        assert rest_of(result, touched) == rest_of(text, touched)
    if form["body"].strip("\n") == changes.get("body", form["body"]).strip("\n"):
        assert result.endswith(text.split("---")[-1])
