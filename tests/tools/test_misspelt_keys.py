"""A misspelt key, anywhere in any file that an editor writes, is reported in one wording: its line, its nearest key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.model.options import NewsroomOptions
from newsroom.sources.front_matter import split_head
from newsroom.sources.paper_tables import AUTHORS, MASTHEAD, SECTIONS, TOPICS
from newsroom.sources.schema import article_schema, page_schema
from portal.errors import Problem, Reporter
from portal.schema.nearest import slips
from portal.schema.records import FreeKeys, Many, Record
from portal.schema.source_file import SourceFile
from portal.schema.toml_file import read_toml
from portal.schema.value_types import ValueType
from site_search.language.abbreviations import ABBREVIATIONS
from site_search.language.synonyms import SYNONYMS
from stat_tables.datasets.indicators import INDICATORS
from stat_tables.declare.sidecar_keys import TABLE_TOML

CONTENT = Path(__file__).resolve().parents[2] / "tests/end_to_end/paper"
Reader = Callable[[str, str, Reporter], SourceFile]


def read_head(text: str, path: str, problems: Reporter) -> SourceFile:
    return split_head(text, path, problems).fields


def files() -> Iterator[tuple[Path, Reader, ValueType]]:
    for name, schema in (("masthead", MASTHEAD), ("sections", SECTIONS), ("authors", AUTHORS), ("topics", TOPICS)):
        yield CONTENT / f"{name}.toml", read_toml, schema
    yield CONTENT / "abbreviations.toml", read_toml, ABBREVIATIONS
    yield CONTENT / "synonyms.toml", read_toml, SYNONYMS
    yield CONTENT / "data/indicators.toml", read_toml, INDICATORS
    yield from ((path, read_toml, TABLE_TOML) for path in sorted(CONTENT.glob("data/*/table.toml")))
    article = article_schema(NewsroomOptions().source_tags)
    yield from ((path, read_head, article) for path in sorted(CONTENT.rglob("articles/*/*/*.md")))
    yield from ((path, read_head, page_schema()) for path in sorted(CONTENT.rglob("pages/*.md")))


FILES = [entry for entry in files() if entry[0].is_file()]


def record_above(kind: ValueType, path: tuple[str | int, ...]) -> Record | None:
    """The record that the last key of `path` belongs to; None where editors choose their keys themselves."""
    for step in path[:-1]:
        if isinstance(kind, Record):
            kind = kind.by_name[str(step)].type
        elif isinstance(kind, Many | FreeKeys):
            kind = kind.of
    return kind if isinstance(kind, Record) else None


def places(file: SourceFile, schema: ValueType) -> list[tuple[tuple[str | int, ...], Record]]:
    known = ((path, record_above(schema, path)) for path in file.lines if isinstance(path[-1], str))
    return [(path, record) for path, record in known if record is not None]


@st.composite
def misspelt(draw: st.DrawFn, key: str) -> str:
    at = draw(st.integers(0, len(key) - 1))
    letter = draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    swapped = key[:at] + key[at + 1 : at + 2] + key[at] + key[at + 2 :]
    return draw(
        st.sampled_from(
            [key[:at] + key[at + 1 :], key[:at] + letter + key[at:], swapped, key[:at] + letter + key[at + 1 :]]
        )
    )


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_misspelt_key_is_reported_in_one_wording(data: st.DataObject) -> None:
    path, reader, schema = data.draw(st.sampled_from(FILES))
    text = path.read_text(encoding="utf-8")
    file = reader(text, path.name, Reporter())
    place, record = data.draw(st.sampled_from(places(file, schema)))
    key, line = str(place[-1]), file.line(*place)
    typo = data.draw(misspelt(key))
    rivals = [name for name in record.by_name if slips(typo, name) <= 1]
    if not typo or rivals != [key] or slips(typo, key) != 1:
        return
    lines = text.split("\n")
    lines[line - 1] = re.sub(rf"\b{key}\b", typo, lines[line - 1], count=1)
    assert (line, f"“{typo}”", f"“{key}”") in told("\n".join(lines), path.name, reader, schema)


def told(text: str, path: str, reader: Reader, schema: ValueType) -> list[tuple[int | None, str, str]]:
    """(line, what is written, what is offered) of every unknown key, in the one wording."""
    problems = Reporter()
    schema.read(reader(text, path, problems).root)
    return [taken_apart(problem) for problem in problems if problem.code == "unknown-key"]


def taken_apart(problem: Problem) -> tuple[int | None, str, str]:
    message = re.fullmatch(r"(“.*”) không phải khoá của .+", problem.message)
    hint = re.fullmatch(r"có phải là (“.*”)\?", problem.hint)
    assert message, problem
    return problem.line, message[1], hint[1] if hint else ""


@pytest.mark.parametrize("key", ["x", "zzzzzz"])
def test_where_nothing_is_near_the_known_keys_are_named(key: str) -> None:
    problems = Reporter()
    AUTHORS.read(read_toml(f'[[author]]\nslug = "a"\nname = "A"\n{key} = 1\n', "authors.toml", problems).root)
    known = "“slug”, “name”, “description”, “desk”, “role”, “biography”, “email”, “links” …"
    assert [str(problem) for problem in problems] == [
        f"authors.toml:4: “{key}” không phải khoá của [[author]]; hiện có: {known}"
    ]
