"""Lines of yearbooks in two languages: the English of a head or of a label, in a row of its own beneath it."""

from __future__ import annotations

from collections.abc import Sequence

from .row_kinds import Lines, is_unit, is_year

# So many of the rows of figures have an English line beneath, where a table is in two languages.
_SHARE = 0.6


def is_translated_tier(lines: Lines, upper: int, lower: int) -> bool:
    """Whether `lower` says in English, cell under cell, what `upper` says in Vietnamese."""
    above = [cell for cell in lines.cells(upper) if cell.row == upper]
    below = [cell for cell in lines.cells(lower) if cell.row == lower]
    places = {(cell.column, cell.width) for cell in above}
    if not below or len(below) < len(above) - 1 or any((cell.column, cell.width) not in places for cell in below):
        return False
    if any(not _is_english(cell.text) or is_unit(cell.text) or is_year(cell) for cell in below):
        return False
    return 2 * sum(_is_vietnamese(cell.text) for cell in above) >= len(above)


def without_translations(lines: Lines, tiers: Sequence[int]) -> list[int]:
    """The tiers of a head that say something of their own."""
    own: list[int] = []
    for row in tiers:
        if not own or not is_translated_tier(lines, own[-1], row):
            own.append(row)
    return own


def translated_lines(lines: Lines, start: int) -> frozenset[int]:
    """Rows at or below `start` that are nothing but the English of the label above; none where few labels have one."""
    english = [row for row in range(start + 1, lines.count) if _is_english_line(lines, row)]
    rows = [row for row in range(start, lines.count) if lines.is_data(row)]
    figures = set(rows)
    under = [row - 1 for row in english if row - 1 in figures]
    if len(under) < 2 or len(under) < _SHARE * len(rows):
        return frozenset()
    if 2 * sum(_is_vietnamese(lines.cells(row)[0].text) for row in under) < len(under):
        return frozenset()
    return frozenset(row for row in english if row - 1 in figures or _is_vietnamese(lines.cells(row - 1)[0].text))


def _is_english_line(lines: Lines, row: int) -> bool:
    cells = lines.cells(row)
    return (
        len(cells) == 1
        and cells[0].column <= 1
        and not lines.gap_before(row)
        and bool(lines.cells(row - 1))
        and _is_english(cells[0].text)
    )


def _is_english(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 2 and all(map(str.isascii, letters))


def _is_vietnamese(text: str) -> bool:
    return any(letter.isalpha() and not letter.isascii() for letter in text)
