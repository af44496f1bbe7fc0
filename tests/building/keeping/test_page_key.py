"""A page's key tells whether it is the same, and its parts what has changed."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from building.keeping.page_key import changed_parts, page_digest, page_parts, told_parts
from building.keeping.values import NotPlainError, ValueDigests
from newsroom.model.page import Deferred

AROUND = {"templates": "1", "frame": "2"}


def values(title: str, related: tuple[str, ...]) -> Mapping[str, object]:
    return {"title": title, "related": related}


def key(template: str = "a.html", around: Mapping[str, str] = AROUND, **shown: object) -> tuple[str, str]:
    digests = ValueDigests()
    parts = page_parts(digests, shown)
    return page_digest(digests, digests.of(around), template, parts), told_parts(around, template, parts)


def test_equal_values_have_equal_keys_and_each_part_counts() -> None:
    assert key(a=1, b="x") == key(a=1, b="x")
    others = [key(a=2, b="x"), key(a=1, b="y"), key(a=1), key("b.html", a=1, b="x"), key(around={}, a=1, b="x")]
    others += [key(a="x", b=1), key(a=1, c="x"), key(a=1, b="x", template_="a.html")]
    assert len({digest for digest, _parts in (key(a=1, b="x"), *others)}) == 9


def test_a_value_that_is_called_like_another_part_hides_nothing() -> None:
    digests = ValueDigests()
    parts = page_parts(digests, {"template": "a.html"})
    assert page_digest(digests, "", "a.html", parts) != page_digest(digests, "", "b.html", parts)


def test_what_is_worked_out_later_is_known_by_what_it_is_made_from() -> None:
    digests = ValueDigests()
    one, same, other = (Deferred(values, title, ("x",)) for title in ("A", "A", "B"))
    parts = [page_parts(digests, page) for page in (one, same, other)]
    whole = [page_digest(digests, "around", "a.html", each) for each in parts]
    assert whole[0] == whole[1] != whole[2]
    assert changed_parts(*(told_parts(AROUND, "a.html", parts[number]) for number in (0, 2))) == ["title"]


def test_parts_that_come_and_go_are_changes() -> None:
    assert changed_parts("a=1\tb=2\tc=3", "a=1\tb=9\td=4") == ["b", "c", "d"]
    assert changed_parts("template=x=y.html", "template=x=y.html") == []


def test_a_value_without_digest_gives_no_key() -> None:
    with pytest.raises(NotPlainError):
        key(a=object())
