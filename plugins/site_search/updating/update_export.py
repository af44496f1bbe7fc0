"""An export made from the last one: only what has become another is made; all other files are taken over."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from site_search.arrays.ragged import Array
from site_search.export.export_format import unpack
from site_search.export.parts import TermPart, segment_line
from site_search.export.record import EarlierExport
from site_search.export.term_files import HashedRanges, recent_files
from site_search.export.write_export import ExportWriter, TermsWritten
from site_search.index.inverted import Inverted

from .occurrences import Occurrences, inverted_texts, nothing, occurrences_by_part
from .part_update import HarmedExport, PartUpdate, checked
from .story_texts import StoryTexts

MOST_CHANGED = 32  # sealed stories; of more, all is made anew


@dataclass(frozen=True)
class Change:
    """What has changed among the stories.

    Args:
        texts: of the stories as they now are.
        changed: numbers of sealed stories that are others now.
        before, bounds: how many stories each part had sealed, and has to.
    """

    texts: StoryTexts
    earlier: EarlierExport
    changed: Sequence[int]
    before: Sequence[int]
    bounds: Sequence[int]

    @cached_property
    def tail(self) -> Inverted:
        """Of the stories that not all parts had sealed."""
        return self.inverted(self.tail_numbers)

    @property
    def tail_numbers(self) -> range:
        return range(min(self.before), len(self.texts.digests))

    @property
    def same_tail(self) -> bool:
        """Whether these are the very stories that they were."""
        first = self.tail_numbers.start
        return self.bounds == self.before and self.earlier.record.documents[first:] == self.texts.digests[first:]

    @cached_property
    def now(self) -> Inverted:
        """Of the changed stories."""
        return self.inverted(self.changed)

    def inverted(self, numbers: Iterable[int]) -> Inverted:
        return inverted_texts(map(self.texts.of, numbers))

    @property
    def lengths(self) -> Array:
        lengths = self.earlier.record.lengths.copy()
        if not self.same_tail:
            lengths = np.concatenate([lengths[: min(self.before)], self.tail.lengths])
        for number, row in zip(self.changed, self.now.lengths, strict=True):
            lengths[number] = row
        return lengths


def change_of(texts: StoryTexts, earlier: EarlierExport) -> Change | None:
    """None where so much is another that all is made anew."""
    record, digests, sealing = earlier.record, texts.digests, texts.search_input.sealing
    before, bounds = sealing.bounds(len(record.documents)), sealing.bounds(len(digests))
    if record.inputs != texts.inputs or not any(before):
        return None
    if any(now < then for now, then in zip(bounds, before, strict=True)):
        return None
    changed = [number for number in range(max(before)) if record.documents[number] != digests[number]]
    return Change(texts, earlier, changed, before, bounds) if len(changed) <= MOST_CHANGED else None


def update_terms(change: Change, writer: ExportWriter) -> TermsWritten:
    """Raises HarmedExport where the last export is not what it was."""
    parts, recent = _sealed(change, writer), _recent(change, writer)
    lines = [segment_line("sealed", 0, parts), segment_line("recent", min(change.bounds), recent)]
    return TermsWritten(lines, parts, recent, change.lengths)


def _recent(change: Change, writer: ExportWriter) -> Sequence[TermPart]:
    if change.same_tail:
        recent = change.earlier.record.recent
        for number, part in enumerate(recent):
            _put(writer, "recent", number, part, part, {})
        return recent
    first = change.tail_numbers.start
    files = recent_files(HashedRanges(change.tail), [bound - first for bound in change.bounds], change.tail.lexicon)
    writer.write_parts("recent", files)
    return [part for part, _files in files]


def _sealed(change: Change, writer: ExportWriter) -> list[TermPart]:
    gone, come = _gone(change), _come(change)
    parts = []
    for number, old in enumerate(change.earlier.record.parts):
        out, into = _without_same(gone.get(number, nothing()), come.get(number, nothing()))
        part, files = old, dict[str, bytes]()
        if any(out.values()) or any(into.values()):
            read = partial(_read, change.earlier, old, number)
            part, files = PartUpdate(old, len(change.bounds), out, into, read).make()
        _put(writer, "sealed", number, old, part, files)
        parts.append(part)
    return parts


def _without_same(gone: Occurrences, come: Occurrences) -> tuple[Occurrences, Occurrences]:
    """What a changed story has of a term as it had it before is no change: so it is with most of its words."""
    same = {
        (kind, term, story)
        for kind, terms in gone.items()
        for term, stories in terms.items()
        for story, posting in stories.items()
        if come[kind].get(term, {}).get(story) == posting
    }
    return _left(gone, same), _left(come, same)


def _left(occurrences: Occurrences, same: Set[tuple[str, str, int]]) -> Occurrences:
    left = nothing()
    for kind, terms in occurrences.items():
        for term, stories in terms.items():
            others = {story: posting for story, posting in stories.items() if (kind, term, story) not in same}
            if others:
                left[kind][term] = others
    return left


def _put(
    writer: ExportWriter, segment: str, number: int, old: TermPart, part: TermPart, files: Mapping[str, bytes]
) -> None:
    before, now = old.folder(segment, number), part.folder(segment, number)
    writer.write({f"{now}/{path}": data for path, data in files.items()})
    for path in part.files.keys() - files.keys():
        writer.take_over(f"{now}/{path}", f"{before}/{path}")


def _read(earlier: EarlierExport, part: TermPart, number: int, path: str) -> bytes:
    try:
        data = (earlier.folder / part.folder("sealed", number) / path).read_bytes()
        return checked(unpack(data), part.files[path])
    except (OSError, KeyError, zlib.error) as error:
        raise HarmedExport from error


def _gone(change: Change) -> dict[int, Occurrences]:
    """What changed stories had."""
    if not change.changed:
        return {}
    texts = [text for number in change.changed if (text := change.texts.before(number))]
    if len(texts) < len(change.changed):
        raise HarmedExport
    wanted = {part: range(bound) for part, bound in enumerate(change.before) if bound}
    return occurrences_by_part(inverted_texts(texts), change.changed, len(change.before), wanted)


def _come(change: Change) -> dict[int, Occurrences]:
    """What changed stories have, and those that parts have sealed since."""
    before, bounds = change.before, change.bounds
    come: dict[int, Occurrences] = {}
    if change.changed:
        wanted = {part: range(bound) for part, bound in enumerate(before) if bound}
        come = occurrences_by_part(change.now, change.changed, len(before), wanted)
    grown = {part: range(before[part], bounds[part]) for part in range(len(before)) if bounds[part] > before[part]}
    if grown:
        by_part = occurrences_by_part(change.tail, change.tail_numbers, len(before), grown)
        for part, kinds in by_part.items():
            come[part] = _joined(come[part], kinds) if part in come else kinds
    return come


def _joined(one: Occurrences, other: Occurrences) -> Occurrences:
    return {
        kind: {
            term: one[kind].get(term, {}) | other[kind].get(term, {}) for term in one[kind].keys() | other[kind].keys()
        }
        for kind in one
    }
