"""Markup that many pages share (a card, the foot of the page) is made once: `{{ remembered(card, item, "list") }}`."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from markupsafe import Markup

LARGEST = 20_000  # pieces of some kilobytes; stories that stand together on pages are near each other in time


class Remembered:
    """Calls a macro, or gives what it gave for the same values.

    Only for macros that depend on nothing but their values: those imported without context, which is the rule here.
    Values are compared by identity but for texts, numbers and lists of texts: stories are frozen and one per build.
    """

    def __init__(self, largest: int = LARGEST) -> None:
        self._largest = largest
        # The values are kept beside the markup, so that no other object can take over their identity.
        self._pieces: OrderedDict[tuple[object, ...], tuple[Markup, tuple[Any, ...]]] = OrderedDict()

    def __call__(self, macro: Callable[..., Markup], *values: Any) -> Markup:
        # The kinds too, for `1 == True`.
        key = (id(macro), *map(type, values), *[value if type(value) in _PLAIN else _key(value) for value in values])
        piece = self._pieces.get(key)
        if piece is None:
            piece = (macro(*values), (macro, *values))
            self._pieces[key] = piece
            if len(self._pieces) > self._largest:
                self._pieces.popitem(last=False)
        else:
            self._pieces.move_to_end(key)
        return piece[0]


_PLAIN = frozenset((str, int, bool, type(None)))


def _key(value: Any) -> object:
    if isinstance(value, list):
        return tuple(value) if all(isinstance(item, str) for item in value) else id(value)
    return value if isinstance(value, str | int) else id(value)
