"""Names of provinces that stand for each other in a search: spellings of one, and those of before and after mergers."""

from __future__ import annotations

from portal.vietnam.provinces import Province, Vintage, provinces, successor

from .analysis import folded, sentences

Groups = tuple[tuple[str, ...], ...]


def province_names() -> Groups:
    """Spellings first; then each unit of the 63 with the one of the 34 that took it in."""
    spellings = dict.fromkeys(_told_apart(unit) for vintage in Vintage for unit in provinces(vintage))
    merged = ((unit.name, successor(unit).name) for unit in provinces(Vintage.UNITS_63))
    return (*(names for names in spellings if len(names) > 1), *(pair for pair in merged if pair[0] != pair[1]))


def _told_apart(unit: Province) -> tuple[str, ...]:
    """Its spellings but for those that differ in marks only: a search finds these anyway."""
    names = {
        tuple(folded(token) for sentence in sentences(name) for token in sentence.tokens): name
        for name in reversed((unit.name, *unit.variants))
    }
    return tuple(reversed(names.values()))
