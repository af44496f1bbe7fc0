"""Large parts of values that most builds never look at: kept beside the value, and read when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, Self


class KeptPlace(NamedTuple):
    """Where a part lies in the store, by which a value that is kept elsewhere may name it.

    Args:
        kind, name: of the result that it is a part of.
        number: among the parts of this result; digests: of all of these.
    """

    kind: str
    name: str
    number: int
    digests: tuple[str, ...]


class KeptApart:
    """Base of frozen dataclasses whose fields have no defaults: one that was kept is empty until it is looked into."""

    @classmethod
    def unread(cls, read: Callable[[], Mapping[str, Any]], place: KeptPlace | None = None) -> Self:
        """One whose fields `read` gives, whenever one of them is asked for: it keeps none."""
        value = object.__new__(cls)
        value.__dict__.update(_read=read, _place=place)
        return value

    @property
    def place(self) -> KeptPlace | None:
        """None where it is in memory alone."""
        return self.__dict__.get("_place")

    def __getattr__(self, name: str) -> Any:
        """Called for what is not there."""
        read = None if name.startswith("_") else self.__dict__.get("_read")
        if read is None:
            raise AttributeError(name)
        return read()[name]

    def __getstate__(self) -> dict[str, Any]:
        read = self.__dict__.get("_read")
        return dict(self.__dict__ if read is None else read())
