"""Large parts of values that most builds never look at: kept beside the value, and read when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self


class KeptApart:
    """Base of frozen dataclasses whose fields have no defaults: one that was kept is empty until it is looked into."""

    @classmethod
    def unread(cls, read: Callable[[], Mapping[str, Any]]) -> Self:
        """One whose fields `read` gives, whenever one of them is asked for: it keeps none."""
        value = object.__new__(cls)
        value.__dict__["_read"] = read
        return value

    def __getattr__(self, name: str) -> Any:
        """Called for what is not there."""
        read = None if name.startswith("_") else self.__dict__.get("_read")
        if read is None:
            raise AttributeError(name)
        return read()[name]

    def __getstate__(self) -> dict[str, Any]:
        read = self.__dict__.get("_read")
        return dict(self.__dict__ if read is None else read())
