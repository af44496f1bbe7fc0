"""The examples in docs/rules/ are the rules' tests: every bad one is told where its carets are, no good one is."""

from __future__ import annotations

import pytest

from proofreading.files import DECOMPOSED
from proofreading.house.rule import ProofMark
from proofreading.repair import repair
from proofreading.rule_pages import FOLDER, Described, Example, described, examples, head_line, index, page_of
from proofreading.source.manuscript import Manuscript
from proofreading.topics import near_topics
from tests.proofreading.desk import findings

RULES = described()
# What a file is stored as cannot be shown on a page; tests/proofreading/test_files.py has it.
SHOWN = [rule for rule in RULES if rule.code != DECOMPOSED]


def page(rule: Described) -> str:
    text = page_of(rule.code)
    assert text is not None, "the rule has no page"
    return text


def look(text: str) -> list[ProofMark]:
    return list(near_topics(text)) if text.startswith("[[") else findings(text)


def places(example: Example, found: list[ProofMark]) -> list[tuple[int, int, int]]:
    manuscript = Manuscript("", example.text, example.text, (), ())
    marked = []
    for finding in found:
        line, column = manuscript.place(finding.start)
        end_line, end_column = manuscript.place(finding.end)
        marked.append((line, column, max(1, end_column - column) if end_line == line else 1))
    return marked


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_page_says_severity_and_repair_as_the_rule_does(rule: Described) -> None:
    assert page(rule).split("\n")[2] == head_line(rule)
    for heading in ("## Vì sao", "## Sửa có chắc không"):
        assert heading in page(rule)


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.code)
def test_bad_examples_are_told_where_the_carets_are(rule: Described) -> None:
    bad = examples(page(rule), "Sai")
    assert bad
    for example in bad:
        found = look(example.text)
        assert {finding.code for finding in found} == {rule.code}
        assert places(example, found) == list(example.marked)


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.code)
def test_good_examples_pass_all_rules(rule: Described) -> None:
    good = examples(page(rule), "Đúng")
    assert good
    for example in good:
        assert look(example.text) == []


@pytest.mark.parametrize("rule", [rule for rule in SHOWN if rule.mends], ids=lambda rule: rule.code)
def test_repair_makes_a_bad_example_a_good_one(rule: Described) -> None:
    good = {example.text for example in examples(page(rule), "Đúng")}
    bad = [example.text for example in examples(page(rule), "Sai")]
    sure = [text for text in bad if all(finding.replacement is not None for finding in look(text))]
    assert sure
    assert {repair(text, look)[0] for text in sure} <= good
    for text in set(bad) - set(sure):
        assert repair(text, look)[0] in {text, *good}


def test_every_page_is_a_rule_and_the_index_is_current() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == {"README", *(rule.code for rule in RULES)}
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert text == index(), "run: PYTHONPATH=plugins python -m proofreading.rule_pages"
