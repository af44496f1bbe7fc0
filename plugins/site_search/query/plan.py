"""The plan of a query: what Whoosh and the browser carry out alike. Frozen values; QUERY.md explains each."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

Forms = tuple[str, ...]


@dataclass(frozen=True)
class Phrase:
    """Tokens in a row; in one field only, or in any if `field` is None."""

    tokens: tuple[str, ...]
    accented: bool
    field: int | None = None


@dataclass(frozen=True)
class Reading:
    """One reading of a clause. `pairs` and `singles` hold alternative spellings, as typed first.

    A `fallback` is carried out only where the readings before it found nothing that has what is wanted.
    A `synonym` says it in other words than were typed, and weighs less.
    """

    tokens: tuple[str, ...]
    accented: bool
    pairs: tuple[Forms, ...]
    singles: tuple[Forms, ...]
    codes: tuple[str, ...] = ()
    prefix: str | None = None
    fallback: bool = False
    synonym: bool = False


@dataclass(frozen=True)
class Clause:
    readings: tuple[Reading, ...]
    must: Phrase | None = None


@dataclass(frozen=True)
class Plan:
    """Days count from 2000-01-01; filters map a facet to accepted slugs."""

    groups: tuple[tuple[Clause, ...], ...] = ()
    without: tuple[Phrase, ...] = ()
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    first_day: int | None = None
    last_day: int | None = None
    repaired: str | None = None

    def as_json(self) -> dict[str, Any]:
        values = asdict(self)
        values["from"], values["to"] = values.pop("first_day"), values.pop("last_day")
        return values
