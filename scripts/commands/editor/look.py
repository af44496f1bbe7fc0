"""What the editor shows beside a form: where the page is, and what is to be mended, at the key that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from commands.check_content import head_problems, paper_options
from newsroom.content.assemble import address_of
from newsroom.model.names import Section
from newsroom.sources.front_matter import split_head
from newsroom.sources.paper_tables import read_paper_tables
from newsroom.sources.schema import article_schema, read_front_matter
from portal import addresses
from portal.errors import Problem, Reporter
from portal.vietnam.text import slugify
from proofreading.files import proofread_file
from proofreading.report import Reported, word

_NAMED = re.compile("“([a-z_]+)”")


def new_place(values: Mapping[str, Any]) -> str:
    """Where the preview shows a story that was never saved."""
    return f"articles/dang-viet/{slugify(str(values.get('title') or '')) or 'bai'}.md"


def look_at(file: Path, place: str, content: Path) -> dict[str, Any]:
    """For the form of `file`; `place` is its path below the content folder."""
    if not place.endswith(".md"):
        return {"address": addresses.HOME, "faults": [], "findings": []}
    text = file.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    keys = _keys_by_line(text, place)
    proof = proofread_file(file)
    problems = [*head_problems(file), *proof.problems]
    return {
        "address": _address(text, place, content),
        "faults": [_fault(one, keys) for one in _once(problems)],
        "findings": [_finding(one, keys) for one in proof.findings],
    }


def _keys_by_line(text: str, place: str) -> Mapping[int, str]:
    """Line -> the key at the top that it belongs to; lines of the text are not there."""
    try:
        head = split_head(text, place, Reporter())
    except Problem:
        return {}
    starts = sorted((line, str(path[0])) for path, line in head.fields.lines.items() if len(path) == 1)
    ends = [line for line, _name in starts[1:]] + [head.first_line - 1]
    return {line: name for (start, name), end in zip(starts, ends, strict=True) for line in range(start, end)}


def _fault(problem: Problem, keys: Mapping[int, str]) -> dict[str, Any]:
    named = next((name for name in _NAMED.findall(problem.message)), "")
    key = named if problem.code in ("missing-key", "unknown-key") else keys.get(problem.line or 0, "body")
    return {"key": key, "text": _told(problem.message, problem.hint)}


def _finding(finding: Reported, keys: Mapping[int, str]) -> dict[str, Any]:
    key = keys.get(finding.line, "body")
    return {
        "key": key,
        "text": _told(finding.message, finding.hint),
        "severity": finding.severity,
        "word": word(finding.severity),
        "code": finding.code,
    }


def _told(message: str, hint: str) -> str:
    return f"{message}; {hint}" if hint else message


def _once(problems: Iterable[Problem]) -> Iterator[Problem]:
    seen = set()
    for problem in problems:
        if str(problem) not in seen:
            seen.add(str(problem))
            yield problem


def _address(text: str, place: str, content: Path) -> str:
    """Of the page in the preview; empty where the story has no section yet."""
    problems = Reporter()
    with problems.collecting():
        head = split_head(text, place, problems)
        if place.startswith("pages/"):
            return addresses.static_page(str(head.fields.values.get("slug") or Path(place).stem))
        front = read_front_matter(head.fields, article_schema(paper_options().source_tags))
        sections: Mapping[str, Section] = read_paper_tables(content, problems).sections or {}
        if front.section in sections and front.title:
            return address_of(front, sections)
    return ""
