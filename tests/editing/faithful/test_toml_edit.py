"""Tables of the paper through a form: comments and order stay, what is edited is there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from commands.editor.forms import TABLES
from editing.faithful.toml_edit import edited_table, table_form
from newsroom.sources.front_plan_file import FRONT_PAGE
from newsroom.sources.paper_tables import SECTIONS, TOPICS
from portal.errors import Problem

PAPER = Path(__file__).resolve().parents[3] / "tests/end_to_end/paper"

FRONT = """\
# Trang nhất

[hero]   # bài chính
story = 2  # Yên Bái
until = 2024-04-18T08:00:00+07:00

[[top]]
story = 3

[automatic]
figures = true
"""


def saved(text: str, record: Any, **changes: Any) -> str:
    data = text.encode()
    return edited_table(data, {**table_form(data, record, "a.toml"), **changes}, record, "a.toml").decode()


@pytest.mark.parametrize("name", [name for name in TABLES if (PAPER / name).is_file()])
def test_opening_and_saving_changes_nothing(name: str) -> None:
    data = (PAPER / name).read_bytes()
    assert edited_table(data, table_form(data, TABLES[name], name), TABLES[name], name) == data


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["unix", "windows"])
def test_only_what_is_edited_changes(end: str) -> None:
    source = FRONT.replace("\n", end)
    changed = saved(source, FRONT_PAGE, hero={"story": "5", "until": "2024-04-18T08:00:00+07:00"})
    assert changed == source.replace("story = 2 ", "story = 5 ")
    assert saved(source, FRONT_PAGE, top=[{"story": "3"}, {"story": "4", "related": ["1", "2"]}]) == source.replace(
        f"story = 3{end}", f"story = 3{end}{end}[[top]]{end}story = 4{end}related = [1, 2]{end}"
    )
    assert f"story = 2  # Yên Bái{end}until = 2024-05-01T08:00:00+07:00" in saved(
        source, FRONT_PAGE, hero={"story": "2", "until": "2024-05-01T08:00:00+07:00"}
    )


def test_a_lead_can_be_pinned_where_there_was_none() -> None:
    source = "# chỉ có ghi chú\n\n[automatic]\nfigures = true\n"
    changed = saved(source, FRONT_PAGE, hero={"story": "2"})
    assert changed.startswith(source.rstrip("\n"))
    assert table_form(changed.encode(), FRONT_PAGE, "a")["hero"] == {"story": "2"}


def test_entries_keep_their_comments_when_others_come_and_go() -> None:
    source = "# một\n[[topic]]\nslug = 'a'   # chữ a\nname = 'A'\n\n[[topic]]\nslug = 'b'\nname = 'B'\n"
    more = saved(source, TOPICS, topic=[*table_form(source.encode(), TOPICS, "a")["topic"], {"slug": "c", "name": "C"}])
    assert more == source + '\n[[topic]]\nslug = "c"\nname = "C"\n'
    fewer = saved(source, TOPICS, topic=[{"slug": "a", "name": "A"}])
    assert fewer.startswith("# một\n[[topic]]\nslug = 'a'   # chữ a\nname = 'A'\n")
    assert "'b'" not in fewer
    turned = saved(source, TOPICS, topic=[{"slug": "b", "name": "B"}, {"slug": "a", "name": "A"}])
    assert [one["slug"] for one in table_form(turned.encode(), TOPICS, "a")["topic"]] == ["b", "a"]


def test_sections_and_their_children() -> None:
    source = (PAPER / "sections.toml").read_text(encoding="utf-8")
    form = table_form(source.encode(), SECTIONS, "a")
    form["section"][0]["description"] = "Mô tả mới."
    changed = saved(source, SECTIONS, **form)
    assert len(changed.splitlines()) == len(source.splitlines())
    assert sum(a != b for a, b in zip(changed.splitlines(), source.splitlines(), strict=True)) == 1


def test_what_is_no_toml_is_refused() -> None:
    with pytest.raises(Problem, match="TOML"):
        table_form(b"a = ", TOPICS, "content/topics.toml")


def test_a_word_of_the_glossary_is_edited_alone() -> None:
    source = '# Từ ngữ\n\n[[term]]\nword = "án lệ"  # hay dùng\nabout = "Bản án mẫu."\n'
    record = TABLES["glossary.toml"]
    (term,) = table_form(source.encode(), record, "a.toml")["term"]
    assert saved(source, record, term=[{**term, "about": "Lập luận mẫu."}]) == source.replace("Bản án", "Lập luận")
