"""Pages on their way to the output, and groups of them that stand or change together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from portal import addresses


class Deferred(Mapping[str, object]):
    """Values of a page that are worked out when they are first asked for: by the process that renders the page.

    `make` is a function of a module and can reach nothing but its `arguments`: where they are the same, so is the page.
    """

    made_from: tuple[object, ...] = ()  # see building.keeping.values

    def __init__(self, make: Callable[..., Mapping[str, object]], *arguments: object) -> None:
        self.made_from = (make, *arguments)

    @cached_property
    def _values(self) -> Mapping[str, object]:
        make, *arguments = self.made_from
        return make(*arguments)  # type: ignore[operator,no-any-return]  # the first is the function

    def forget(self) -> None:
        """Whoever asks again has them worked out again: those of all pages together fill hundreds of megabytes."""
        vars(self).pop("_values", None)

    def __getitem__(self, name: str) -> object:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


@dataclass(frozen=True)
class Page:
    """A page to be written: template `template` with `values` at the address `url`."""

    url: str
    template: str
    values: Mapping[str, object]

    @property
    def path(self) -> str:
        return addresses.output_path(self.url)


@dataclass(frozen=True)
class KeyedFile:
    """A file that is no page: `make()` from nothing but `made_from`."""

    path: str
    made_from: tuple[object, ...]
    make: Callable[[], bytes]


class PageGroup:
    """Pages of which nobody need think where all of them are what they were: hundreds are told by one digest.

    Args:
        name: of the group, as no other group of the site has; it stays the same from build to build.
        make: a function of a module that gives the pages, or smaller groups of them, and can reach nothing but its
            `arguments`: where they are the same, so are all of the pages.
    """

    def __init__(self, name: str, make: Callable[..., Iterable[Sheet]], *arguments: Any) -> None:
        self.name, self.made_from = name, (make, *arguments)

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        make, *arguments = self.made_from
        return tuple(make(*arguments))

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        return tuple(pages_of(self.sheets))

    def page_at(self, path: str) -> Page:
        """Its page of this path. Raises KeyError where it has none."""
        return self._by_path[path]

    @cached_property
    def _by_path(self) -> Mapping[str, Page]:
        return {page.path: page for page in self.pages}


Sheet = Page | PageGroup


def pages_of(sheets: Iterable[Sheet]) -> Iterator[Page]:
    for sheet in sheets:
        yield from sheet.pages if isinstance(sheet, PageGroup) else (sheet,)
