"""What the preview and its builder say to each other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from building.site import BuildRequest


@dataclass(frozen=True)
class Order:
    """Args: number: of this build, by which answers are told apart; key: for talking to the model that it leaves."""

    number: int
    request: BuildRequest
    key: bytes


@dataclass(frozen=True)
class Progress:
    number: int
    stage: str
    done: int
    total: int


@dataclass(frozen=True)
class Outcome:
    """
    Args:
        faults: why there is no new site; empty where there is one.
        model: address at which the model of the site answers; empty where there is none.
    """

    number: int
    faults: str = ""
    warnings: tuple[str, ...] = ()
    seconds: float = 0.0
    model: str = ""


Answer = Progress | Outcome


@dataclass(frozen=True)
class Take:
    """To a model: these files have changed; it answers with what it has Taken."""

    paths: tuple[Path, ...]


@dataclass(frozen=True)
class Ask:
    """To a model: what lies at this path in the site now; it answers with a PageNow, or None."""

    path: str
