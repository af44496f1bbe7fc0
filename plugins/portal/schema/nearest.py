"""What an editor probably meant: the known names nearest to an unknown one, as a hint."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from portal.i18n import Translator
from portal.vietnam.text import fold

_ = Translator(__file__)

MOST_NAMES = 8


def nearest(name: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """The names of `known` that the fewest slips of the hand make of `name`; case and diacritics are ignored."""
    import difflib  # only messages need it

    by_folded: dict[str, str] = {}
    for candidate in known:
        by_folded.setdefault(fold(candidate), candidate)
    typed = fold(name)
    near = difflib.get_close_matches(typed, by_folded, n=MOST_NAMES, cutoff=0.5)
    distances = {folded: slips(typed, folded) for folded in near}
    least = min(distances.values(), default=0)
    if least > max(1, len(typed) // 2):
        return ()
    return tuple(by_folded[folded] for folded in near if distances[folded] == least)[:count]


def slips(typed: str, meant: str) -> int:
    """How many letters were left out, added, mistaken or swapped with the next (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for i, letter in enumerate(typed, 1):
        older, before, row = before, row, [i]
        for j, right in enumerate(meant, 1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != right))
            if i > 1 and j > 1 and (letter, typed[i - 2]) == (meant[j - 2], right):
                least = min(least, older[j - 2] + 1)
            row.append(least)
    return row[-1]


def hint_for(name: str, known: Iterable[str]) -> str:
    """A hint for a message: the nearest names, or the known ones where none is near."""
    names = list(known)
    near = nearest(name, names)
    if near:
        return _("did you mean {names}?", names=quoted(near))
    rest = " …" if len(names) > MOST_NAMES else ""
    return _("known: {names}", names=quoted(islice(names, MOST_NAMES)) + rest) if names else _("there is none yet")


def quoted(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
