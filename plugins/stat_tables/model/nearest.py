"""What an editor probably meant: the known names nearest to an unknown one, as a hint."""

from __future__ import annotations

from collections.abc import Iterable

from portal.i18n import Translator
from portal.vietnam.text import fold

_ = Translator(__file__)

MOST_NAMES = 8


def nearest(name: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """Names of `known` that look like `name` when case and diacritics are ignored, best first."""
    import difflib  # only messages need it

    by_folded: dict[str, str] = {}
    for candidate in known:
        by_folded.setdefault(fold(candidate), candidate)
    found = difflib.get_close_matches(fold(name), by_folded, n=count, cutoff=0.55)
    return tuple(by_folded[key] for key in found)


def hint_for(name: str, known: Iterable[str]) -> str:
    """A hint for a message: the nearest names, or the known ones where none is near."""
    names = list(known)
    near = nearest(name, names)
    if near:
        return _("did you mean {names}?", names=quoted(near))
    shown = names[:MOST_NAMES]
    rest = " …" if len(names) > len(shown) else ""
    return _("known: {names}", names=quoted(shown) + rest) if names else _("there is none yet")


def quoted(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
