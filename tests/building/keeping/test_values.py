"""Digests tell apart whatever differs, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from building.keeping.values import NotPlainError, ValueDigests
from newsroom.model.page import Deferred


class Kind(StrEnum):
    NEWS = "news"


@dataclass(frozen=True)
class Card:
    title: str
    tags: tuple[str, ...] = ()
    uses: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Other:
    title: str
    tags: tuple[str, ...] = ()
    uses: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Remembering:
    title: str
    worked_out: dict[str, object] = field(default_factory=dict, compare=False)


def digest(*values: object) -> str:
    return ValueDigests().of(*values)


def values_of(title: str) -> dict[str, object]:
    return {"title": title}


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.binary() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.lists(inner).map(tuple),
    max_leaves=8,
)


def shown(value: object) -> str:
    """Lists and tuples are alike to templates."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(shown, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key!r}: {shown(item)}' for key, item in value.items())}}}"
    return repr(value)


@given(plain, plain)
def test_equal_values_have_equal_digests_and_others_have_not(one: object, other: object) -> None:
    assert (digest(one) == digest(other)) == (shown(one) == shown(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1", 1),
        (1, True),
        ("news", Kind.NEWS),
        ("<b>", Markup("<b>")),
        (Card("a"), Other("a")),
        (Card("a"), Card("a", uses={"x": 1})),
        (["ab", "c"], ["a", "bc"]),
        ([["a"], "b"], [["a", "b"]]),
        (datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 1, 1, 7, tzinfo=timezone(timedelta(hours=7)))),
        (Path("a"), "a"),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        (Deferred(values_of, "a"), Deferred(values_of, "b")),
    ],
)
def test_values_that_show_differently_differ(one: object, other: object) -> None:
    assert digest(one) != digest(other)


def test_a_frozen_value_is_worked_out_once_and_never_taken_for_another() -> None:
    digests = ValueDigests()
    found = {digests.of(Card(str(number))) for number in range(500)}  # each is gone before the next is made
    assert len(found) == 500


@pytest.mark.parametrize("value", [lambda: 1, object(), iter(()), Deferred(lambda: {}, 1)])
def test_what_cannot_be_compared_has_no_digest(value: object) -> None:
    with pytest.raises(NotPlainError):
        digest(value)


def test_what_is_not_compared_is_no_part_of_a_value() -> None:
    table, same, other = Remembering("Bảng"), Remembering("Bảng"), Remembering("Bảng khác")
    table.worked_out["it"] = table
    assert digest(table) == digest(same) != digest(other)


def test_a_value_that_holds_itself_has_no_digest() -> None:
    circle: dict[str, object] = {}
    circle["itself"] = circle
    with pytest.raises(NotPlainError):
        digest(circle)
