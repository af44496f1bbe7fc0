"""What a whole stage of a build came to, with all that it looked at: the next build changes in it what has changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from portal.traces.trace import Read, WorkTrace

Header = tuple[int | None, int | None, Mapping[str, str]]


@dataclass(frozen=True)
class Model:
    """
    Args:
        payload: what the stage kept of itself.
        trace: all that it had looked at.
        changed: what of that is another now; whoever takes the model answers for each of these.
    """

    payload: bytes
    trace: WorkTrace
    changed: frozenset[Read]


def header_of(lower: int | None, upper: int | None, reads: Mapping[str, str]) -> bytes:
    return json.dumps([lower, upper, reads], separators=(",", ":")).encode() + b"\n"


def parted(data: bytes | None) -> tuple[Header | None, bytes]:
    """What `header_of` gave, and what stands behind it; None where it does not."""
    header, line, payload = (data or b"").partition(b"\n")
    try:
        lower, upper, reads = json.loads(header) if line else (None, None, None)
    except (ValueError, TypeError):
        return None, b""
    return ((lower, upper, reads), payload) if isinstance(reads, dict) else (None, b"")
