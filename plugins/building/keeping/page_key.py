"""What a page is made from, as one digest, and as short digests of its parts that tell what has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from .values import ValueDigests

_SHORT = 8  # hex digits: enough to tell what has changed; the whole digest decides


@dataclass(frozen=True)
class PageKey:
    """
    Args:
        digest: of everything; empty where that cannot be told: such a page is always made.
        parts: of a page that is made now, such as `related=1a2b3c4d`, in a fixed order, with tabs between them: as
            texts by themselves those of all pages would fill half a kilobyte each.
    """

    digest: str = ""
    parts: str = ""


NO_KEY = PageKey()


Parts = Sequence[tuple[str, str]]  # name and digest


def page_parts(digests: ValueDigests, values: Mapping[str, object]) -> Parts:
    """What one page alone is made from, part by part. Raises NotPlainError for a value that has no digest.

    Args:
        values: what the template gets; those that are worked out later are known by what they will be made from.
    """
    return [(name, digests.of(value)) for name, value in _named(values)]


def page_digest(digests: ValueDigests, around: str, template: str, parts: Parts) -> str:
    """Of all that the page is made from. Args: around: digest of what every page shows."""
    return digests.of(around, template, *chain.from_iterable(parts))


def told_parts(around: Mapping[str, str], template: str, parts: Parts) -> str:
    """The same part by part, to be compared. Args: around: digests of what every page shows, by name."""
    told = {**around, "template": template, **dict(parts)}
    return "\t".join([f"{name}={text if name == 'template' else text[:_SHORT]}" for name, text in told.items()])


def _named(values: Mapping[str, object]) -> list[tuple[str, object]]:
    made_from = getattr(values, "made_from", None)
    if made_from is None:
        return list(values.items())
    make, *arguments = made_from
    code = make.__code__
    names = code.co_varnames[: code.co_argcount]
    return [("make", make), *zip(names, arguments, strict=True)]


def part_names(told: str) -> list[str]:
    return [part.partition("=")[0] for part in told.split("\t") if part]


def changed_parts(before: str, now: str) -> list[str]:
    """Names of the parts that are new, gone or another."""
    old, new = (dict(part.split("=", 1) for part in parts.split("\t") if part) for parts in (before, now))
    return [name for name in {**old, **new} if old.get(name) != new.get(name)]
