"""Lists: which lines are their items, what stands inside each, and the number that was typed.

The result says so line by line, with marks that only the block processor in `extension.py` reads:

    LIST_OPEN number or `-` LIST_CLOSE first line of the item
        further lines of the item, indented by four
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .cursor import Cursor
from .lines import TAB, ListMark, TypedLine, edge, fence, heading, is_rule, list_mark, note, runs_on, tight_bullet

TIGHT_OPEN, LOOSE_OPEN, LIST_CLOSE = "\ue050", "\ue052", "\ue051"
_INNER = 2  # spaces from which a line belongs to the item above


@dataclass
class _Item:
    mark: ListMark
    lines: list[TypedLine] = field(default_factory=list)


def mark_at(cursor: Cursor, by: int = 0) -> ListMark | None:
    """The mark of the line `by` ahead, where it begins an item of a list.

    Dashes begin what somebody says as well: of them, and of signs without a space, two must stand together.
    """
    line = cursor.ahead(by)
    if line is None:
        return None
    mark = list_mark(line.words)
    if mark is not None and not mark.is_dash:
        return mark if mark.rest.strip() or mark.number is not None else None
    mark = mark or tight_bullet(line.words)
    if mark is None or not mark.rest.strip():
        return None
    return mark if _has_fellow(cursor, by, mark) else None


def _has_fellow(cursor: Cursor, by: int, mark: ListMark) -> bool:
    for place in (by - 1, by + 1):
        other = cursor.ahead(place)
        fellow = (list_mark(other.words) or tight_bullet(other.words)) if other is not None else None
        if fellow is not None and fellow.sign == mark.sign:
            return True
    return False


def begins_list(cursor: Cursor, above: TypedLine | None) -> bool:
    """Whether the next line is the first item of a list, under the text `above` or an empty line."""
    mark = mark_at(cursor)
    if mark is None:
        return False
    if above is None or not runs_on(above.text, mark.rest):
        return True
    if mark.number is None:
        return not mark.rest[:1].isdigit() and not (mark.is_dash and mark.rest[:1].islower())
    below = mark_at(cursor, 1)
    return mark.number == 1 or (below is not None and below.number == mark.number + 1)


def take_list(cursor: Cursor) -> bool:
    if mark_at(cursor) is None:
        return False
    items, parted = _items(cursor)
    inner = [cursor.within(item.lines) for item in items]
    loose = parted or any(level.paragraphs > 1 for level in inner)
    printed: list[str] = []
    for item, level in zip(items, inner, strict=True):
        if printed and loose:
            printed.append("")
        printed += _printed(item, level.out, LOOSE_OPEN if loose else TIGHT_OPEN)
    cursor.emit(printed)
    return True


def _printed(item: _Item, lines: list[str], opening: str) -> Iterator[str]:
    mark = f"{opening}{'-' if item.mark.number is None else item.mark.number}{LIST_CLOSE}"
    first, rest = (lines[0], lines[1:]) if lines else ("", [])
    if first.startswith((TIGHT_OPEN, LOOSE_OPEN, "|", ">", "#", "/")):
        first, rest = "", ["", *lines]
    yield mark + first
    for line in rest:
        yield f"    {line}" if line else ""


def _items(cursor: Cursor) -> tuple[list[_Item], bool]:
    """The items of the list that begins here, and whether empty lines part them."""
    mark = mark_at(cursor)
    assert mark is not None
    ordered, indent = mark.number is not None, cursor.line.indent
    items: list[_Item] = []
    parted = False
    while cursor.more:
        blanks = _blanks(cursor)
        line = cursor.ahead(blanks)
        if line is None or not _belongs(cursor, blanks, indent, ordered, items):
            break
        mark = _mark_in(cursor, blanks, items) if line.indent < indent + _INNER else None
        cursor.at += blanks + 1
        if mark is not None:
            parted = parted or bool(blanks and items)
            items.append(_Item(mark, [TypedLine(mark.rest.lstrip(f" {TAB}"), line.number)]))
        else:
            inside = items[-1].lines
            inside += [TypedLine("", line.number)] * min(blanks, 1)
            inside += _inside(cursor, line, indent)
    return items, parted


def _mark_in(cursor: Cursor, by: int, items: list[_Item]) -> ListMark | None:
    """As `mark_at`; in a list of dashes, one dash is enough."""
    mark = mark_at(cursor, by)
    line = cursor.ahead(by)
    if mark is None and items and line is not None:
        tight = list_mark(line.words) or tight_bullet(line.words)
        mark = tight if tight and tight.rest.strip() and tight.sign == items[0].mark.sign else None
    return mark


def _inside(cursor: Cursor, line: TypedLine, indent: int) -> Iterator[TypedLine]:
    """A line of an item without the indent of its level; of a fence all lines."""
    yield _dedented(line, indent)
    opened = fence(line.words)
    while opened and cursor.more:
        inner = cursor.take()
        yield _dedented(inner, indent)
        if inner.words == opened[1]:
            return


def _dedented(line: TypedLine, indent: int) -> TypedLine:
    """Up to four spaces more than the mark has: what stands deeper stands inside."""
    spaces = min(line.indent, indent + _INNER)
    return TypedLine(line.text[spaces:], line.number)


def _blanks(cursor: Cursor) -> int:
    count = 0
    while (line := cursor.ahead(count)) is not None and not line.words:
        count += 1
    return count


def _belongs(cursor: Cursor, blanks: int, indent: int, ordered: bool, items: list[_Item]) -> bool:
    """Whether the line behind `blanks` empty ones is part of the list."""
    line = cursor.ahead(blanks)
    assert line is not None
    if items and line.indent >= indent + _INNER:
        return True
    mark = _mark_in(cursor, blanks, items)
    if mark is not None:
        return (mark.number is not None) == ordered and line.indent >= indent - 1
    if blanks or not items:
        return False
    above = cursor.ahead(-1)
    assert above is not None
    return _goes_on(above, line)


def _goes_on(above: TypedLine, line: TypedLine) -> bool:
    """Whether a line without indent and mark is the rest of the item above it, rather than a new paragraph."""
    words = line.words
    if heading(words) or is_rule(words) or fence(words) or edge(words) or note(words) or words.startswith((">", "|")):
        return False
    return words[:1].islower() or runs_on(above.text, words)
