"""Every option, kind, shape and key is seen at work: on the paper's pages, in its data or in the style guide."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from portal.schema.records import FreeKeys, Many, Record
from portal.schema.value_types import ValueType
from stat_tables.declare.sidecar_keys import TABLE_TOML
from stat_tables.model.table import Status
from stat_tables.prose.bound_figure import OPTION_NAMES
from stat_tables.request.directive import BLOCK_NAMES, ViewRequest, parse_directive
from stat_tables.request.directive_options import OPTIONS, BlockKind, MapForm, Option, Shape, option_key
from tests.stat_tables.shown import CASES, DATA, ROOT

CONTENT = ROOT / "tests/end_to_end/paper"
TEXTS = [
    path.read_text(encoding="utf-8")
    for path in (
        *sorted(CONTENT.glob("articles/**/*.md")),
        *sorted(CONTENT.glob("pages/*.md")),
        *CASES.glob("*/input.md"),
    )
]
BLOCKS = [
    (BLOCK_NAMES[name], argument, body)
    for text in TEXTS
    for name, argument, body in re.findall(
        r"^/// ([\w-]+) \|\s*(\S+)[^\n]*\n(.*?)^///$", text, re.MULTILINE | re.DOTALL
    )
    if name in BLOCK_NAMES
]
FIGURES = [figure for text in TEXTS for figure in re.findall(r"\{\{so:([^}]+)\}\}", text)]
SIDECARS = [*sorted(CONTENT.glob("data/*/table.toml")), *sorted(DATA.glob("*/table.toml"))]


def requests(kind: BlockKind) -> Iterator[ViewRequest]:
    for of_kind, argument, body in BLOCKS:
        request, _faults = parse_directive(of_kind, argument, body, 1)
        if request is not None and of_kind is kind:
            yield request


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_an_option_is_seen(option: Option) -> None:
    lines = [line for kind, _name, body in BLOCKS if kind in option.kinds for line in body.splitlines()]
    assert option_key(option.name) in {option_key(line.partition(":")[0]) for line in lines if not line.startswith(" ")}


@pytest.mark.parametrize("shape", Shape)
def test_a_shape_of_chart_is_seen(shape: Shape) -> None:
    assert shape in {request.shape for request in requests(BlockKind.CHART)}


@pytest.mark.parametrize("form", MapForm)
def test_a_form_of_map_is_seen(form: MapForm) -> None:
    assert form in {request.form for request in requests(BlockKind.MAP)}


@pytest.mark.parametrize("name", OPTION_NAMES)
def test_an_option_of_a_figure_is_seen(name: str) -> None:
    assert any(re.search(rf"[|,]\s*{name}\b", figure) for figure in FIGURES)


Place = tuple[str, ...]


@pytest.fixture(scope="module")
def used() -> set[Place]:
    """The place of every key of every sidecar on show."""
    return {place for path in SIDECARS for place in keys((), tomllib.loads(path.read_text(encoding="utf-8")))}


def keys(place: Place, values: Mapping[str, Any]) -> Iterator[Place]:
    """Where every value stands, lists and ids of columns left out: `("columns", "type")`."""
    for name, value in values.items():
        inner = place if place == ("columns",) and isinstance(value, dict) else (*place, name)
        yield inner
        for group in value if isinstance(value, list) else [value]:
            if isinstance(group, dict):
                yield from keys(inner, group)


def declared(place: Place, kind: ValueType) -> Iterator[Place]:
    while isinstance(kind, Many | FreeKeys):
        kind = kind.of
    for key in kind.keys if isinstance(kind, Record) else ():
        yield (*place, key.name)
        yield from declared((*place, key.name), key.type)


@pytest.mark.parametrize("place", list(declared((), TABLE_TOML)), ids=".".join)
def test_a_key_is_in_use(used: set[Place], place: Place) -> None:
    assert place in used


@pytest.mark.parametrize("status", Status)
def test_a_status_is_seen_on_the_papers_own_data(status: Status) -> None:
    sources = [path.read_text(encoding="utf-8") for path in CONTENT.glob("data/*/*.csv")]
    revised = status is Status.REVISED and any("[[revisions]]" in path.read_text("utf-8") for path in SIDECARS)
    assert revised or any(f"[{status.value}]" in source for source in sources)
