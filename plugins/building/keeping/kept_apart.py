"""Large parts of values that most builds never look at: kept beside the value, and read when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self


class KeptApart:
    """Base of frozen dataclasses whose fields have no defaults: one that was kept is empty until it is looked into."""

    @classmethod
    def unread(cls, read: Callable[[], Mapping[str, Any]]) -> Self:
        """One whose fields `read` gives, when they are asked for."""
        value = object.__new__(cls)
        value.__dict__["_read"] = read
        return value

    def __getattr__(self, name: str) -> Any:
        """Called for what is not there yet."""
        read = None if name.startswith("__") else self.__dict__.pop("_read", None)
        if read is None:
            raise AttributeError(name)
        self.__dict__.update(read())
        return getattr(self, name)

    def __getstate__(self) -> dict[str, Any]:
        if "_read" in self.__dict__:
            self.__dict__.update(self.__dict__.pop("_read")())
        return dict(self.__dict__)
