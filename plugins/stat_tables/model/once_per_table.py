"""What was worked out from a table and is needed again: it stays with the table and goes with it.

Like `functools.cached_property`, for functions outside the class: a changed copy of a table starts without anything.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from .table import Table

Result = TypeVar("Result")


def once_per_table(table: Table, key: Hashable, make: Callable[[], Result]) -> Result:
    """`make()`, or what it gave for this table object and `key` before."""
    known = cast("dict[Hashable, Result]", table.worked_out)
    if key not in known:
        known[key] = make()
    return known[key]
