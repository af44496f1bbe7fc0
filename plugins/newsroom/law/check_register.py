"""What entries of the register say and cannot all be true: one document twice, circles, days in no order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from legal_references.model.citations import Document
from newsroom.model.law import RegisterEntry
from portal.i18n import Translator
from portal.schema.source_file import SourceFile

_ = Translator(__file__)


@dataclass(frozen=True)
class ReadEntry:
    """An entry with the file that it was read from."""

    source: SourceFile
    entry: RegisterEntry

    @property
    def slug(self) -> str:
        return self.entry.document.slug


@dataclass(frozen=True)
class _Succession:
    """One document comes after another, as `key` of a file says."""

    source: SourceFile
    key: str
    later: Document
    earlier: Document


def check_register(read: Sequence[ReadEntry]) -> None:
    """Report what is wrong, each at the line that says it."""
    entries: dict[str, ReadEntry] = {}
    for one in read:
        known = entries.setdefault(one.slug, one)
        if known is not one:
            message = _("{document} has an entry already: {path}", document=_name(one), path=known.source.path)
            one.source.report(message, "number", hint=_("keep one of the two files"), code="duplicate")
    successions = [succession for one in entries.values() for succession in _successions(one)]
    _check_circles(successions)
    for succession in successions:
        _check_days(succession, entries)


def _name(one: ReadEntry) -> str:
    return one.entry.document.label


def _successions(one: ReadEntry) -> Iterator[_Succession]:
    document = one.entry.document
    for amended in one.entry.amends:
        yield _Succession(one.source, "amends", document, amended)
    if one.entry.replaced_by:
        yield _Succession(one.source, "replaced_by", one.entry.replaced_by, document)


def _check_circles(successions: Sequence[_Succession]) -> None:
    """A document comes after those that it amends or replaces; nothing comes after itself."""
    following: dict[str, list[_Succession]] = {}
    for succession in successions:
        following.setdefault(succession.later.slug, []).append(succession)
    done: set[str] = set()
    for start in following:
        way: list[_Succession] = []
        open_ends = [] if start in done else [iter(following[start])]
        on_way = {start}
        while open_ends:
            step = next(open_ends[-1], None)
            if step is None:
                open_ends.pop()
                slug = way.pop().earlier.slug if way else start
                done.add(slug)
                on_way.discard(slug)
            elif step.earlier.slug in on_way:
                _report_circle(step, way)
            elif step.earlier.slug not in done and step.earlier.slug in following:
                way.append(step)
                on_way.add(step.earlier.slug)
                open_ends.append(iter(following[step.earlier.slug]))


def _report_circle(last: _Succession, way: Sequence[_Succession]) -> None:
    end = last.earlier.slug
    first = next((place for place, step in enumerate(way) if step.later.slug == end), len(way))
    chain = " → ".join(step.later.label for step in (*way[first:], last)) + f" → {last.earlier.label}"
    message = _("“{key}” goes round in a circle: {chain}", key=last.key, chain=chain)
    hint = _("only a later document amends or replaces an earlier one; correct one of these entries")
    last.source.report(message, last.key, hint=hint, code="circle")


def _check_days(succession: _Succession, entries: Mapping[str, ReadEntry]) -> None:
    later, earlier = entries.get(succession.later.slug), entries.get(succession.earlier.slug)
    if later is None or earlier is None or later is earlier:
        return
    names = {"later": _name(later), "earlier": _name(earlier)}
    hint = _("one of the two days is wrong")
    if later.entry.issued and earlier.entry.issued and later.entry.issued < earlier.entry.issued:
        message = _("{later} was issued before {earlier}, after which it should come", **names)
        succession.source.report(message, succession.key, hint=hint, code="day-order")
    elif succession.key == "replaced_by" and _begins_before(later.entry, earlier.entry):
        message = _("{later} comes into force before {earlier}, which it replaces", **names)
        succession.source.report(message, succession.key, hint=hint, code="day-order")


def _begins_before(later: RegisterEntry, earlier: RegisterEntry) -> bool:
    return bool(later.in_force and earlier.in_force and later.in_force < earlier.in_force)
