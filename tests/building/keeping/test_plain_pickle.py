"""What is kept from build to build is plain values; whatever else a file holds is refused."""

from __future__ import annotations

import copyreg
import os
import pickle
from collections.abc import Callable
from datetime import time
from enum import Enum
from fractions import Fraction
from pathlib import PurePosixPath

import pytest

from building.keeping import plain_pickle
from newsroom.model.article import Kind
from newsroom.model.law import Standing
from portal.errors import Problem
from portal.vietnam.provinces import Vintage
from stat_tables.views.view import NoteView


@pytest.mark.parametrize(
    "value",
    [
        {"a": (1, 2.5, None, b"x")},
        NoteView("1", "ghi-chu", "Chữ"),
        Fraction(1, 3),
        time(8),
        PurePosixPath("a/b"),
        frozenset({"a"}),
    ],
)
def test_plain_values_come_back_equal(value: object) -> None:
    assert plain_pickle.load(plain_pickle.dump(value)) == value


def test_values_are_taken_apart_in_their_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a library registers: with Dask loaded, faults were put together by a function that is refused."""
    problem = Problem("thiếu tít", "content/a.md", 3)
    monkeypatch.setitem(copyreg.dispatch_table, Problem, lambda fault: (os.getenv, (str(fault),)))
    whole, _apart = plain_pickle.dump_in_parts([problem])
    assert plain_pickle.load(plain_pickle.dump(problem)) == problem
    assert plain_pickle.load(whole) == [problem]


def test_problems_come_back_with_their_place() -> None:
    problem = Problem("thiếu tít", "content/a.md", 3, hint="viết tít", code="title")
    again = plain_pickle.load(plain_pickle.dump(problem))
    assert (str(again), again.line, again.code) == (str(problem), 3, "title")


class _Runs:
    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, ("exit 7",)


@pytest.mark.parametrize(
    "data",
    [
        pickle.dumps(_Runs()),
        pickle.dumps(os.getcwd),
        pickle.dumps(plain_pickle.load),
        b"cbuiltins\neval\n(V1\ntR.",
        b"cportal.errors\n__builtins__\n.",
        b"cstat_tables.views.view\nNamedTuple\n.",
        b"",
        b"\x80",
    ],
)
def test_everything_else_is_refused(data: bytes) -> None:
    with pytest.raises(plain_pickle.FAULTS):
        plain_pickle.load(data)


@pytest.mark.parametrize("member", [Kind.NEWS, Standing.UNKNOWN, Vintage.UNITS_34])
def test_members_of_enumerations_come_back_whatever_the_python(member: Enum, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python 3.11.2, which Debian 12 has, tells them by a call of `getattr`."""
    monkeypatch.setattr(Enum, "__reduce_ex__", lambda self, _protocol: (getattr, (type(self), self.name)))
    assert plain_pickle.load(plain_pickle.dump([member])) == [member]
