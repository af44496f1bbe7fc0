"""A site whose model lies in memory: files that were saved are taken in, pages are made when somebody asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from portal.addresses import output_path
from portal.errors import Problem, Reporter

Told = Mapping[str, tuple[Problem, ...]]


@dataclass(frozen=True)
class Taken:
    """What became of files that have changed.

    Args:
        paths: those that all pages made from now on tell, or whose faults are told; all others need a build.
        told: how the places of messages begin -> what is wrong there now, in the place of all that was told of it.
        files: path in the site -> file that is served there.
        moves: path at which a page lay -> its address now.
    """

    paths: frozenset[Path] = frozenset()
    told: Told = field(default_factory=dict)
    files: Mapping[str, Path] = field(default_factory=dict)
    moves: Mapping[str, str] = field(default_factory=dict)

    def __or__(self, other: Taken) -> Taken:
        return Taken(
            self.paths | other.paths,
            {**self.told, **other.told},
            {**self.files, **other.files},
            {**self.moves, **other.moves},
        )


@dataclass(frozen=True)
class PageNow:
    """A page, or a file, of the site as it would be built now. Args: data: None where faults keep it from being made;
    told, files: see Taken."""

    data: bytes | None
    told: Told = field(default_factory=dict)
    files: Mapping[str, Path] = field(default_factory=dict)


class LivePart(Protocol):
    """What a plugin has of the site."""

    def take(self, paths: Sequence[Path]) -> Taken:
        """These files have changed, come or gone."""

    def page(self, path: str) -> PageNow | None:
        """What lies at this path in the site; None where this part has nothing there."""

    def warm(self) -> None:
        """Load what the first change or page would have to wait for."""


class LiveSite:
    """All parts; each takes changes in after those that it shows something of."""

    def __init__(self, parts: Sequence[LivePart]) -> None:
        self._parts = tuple(parts)

    def take(self, paths: Sequence[Path]) -> Taken:
        taken = Taken()
        for part in self._parts:
            taken |= part.take(paths)
        return taken

    def page(self, path: str) -> PageNow | None:
        problems = Reporter()
        with problems.collecting():
            return next((page for part in self._parts if (page := part.page(path)) is not None), None)
        return PageNow(None, by_file(problems))

    def warm(self) -> None:
        for part in self._parts:
            part.warm()


def with_move(moves: Mapping[str, str], path: str, address: str) -> dict[str, str]:
    """`moves` (see Taken), and that of one more page; who has moved twice is at its last address."""
    later = {old: address if output_path(url) == path else url for old, url in moves.items()}
    return {old: url for old, url in {**later, path: address}.items() if old != output_path(url)}


def by_file(problems: Iterable[Problem]) -> Told:
    told: dict[str, tuple[Problem, ...]] = {}
    for problem in problems:
        told[f"{problem.path}:"] = (*told.get(f"{problem.path}:", ()), problem)
    return told
