"""Write all exported files into a folder, but those that an earlier export has already."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.files import digest
from site_search.arrays.ragged import Array
from site_search.index.documents import SearchInput
from site_search.index.inverted import Inverted

from .document_files import DocumentFiles, LastDocuments, column_files, store_files
from .export_format import pack, unpack
from .manifest import Contents, manifest, names_file
from .parts import TermPart, segment_line
from .record import EarlierExport
from .suggest import make_suggestions, suggested_titles
from .term_files import HashedRanges, PartFiles, recent_files, sealed_files

MANY = 16384  # stories of which all sealed parts are made together; of more they are made by as many as these have


class ExportWriter:
    """Writes files below `folder`; `taken_over` are those of an earlier export that belong to this one: path -> its
    path there."""

    def __init__(self, folder: Path, earlier: EarlierExport | None = None) -> None:
        self._folder, self._earlier = folder, earlier
        self._folders: set[Path] = set()
        self.taken_over: dict[str, str] = {}

    @property
    def suggested(self) -> Suggested | None:
        """The suggestions of the earlier export."""
        record = self._earlier.record if self._earlier else None
        return Suggested(record.titles, record.suggest, record.keys) if record else None

    def standing(self, inputs: str, digests: Sequence[str]) -> LastDocuments:
        """Which files about stories the earlier export has.

        Args:
            inputs: digest of all that is the same for every story; digests: of the stories; as they now are.
        """
        if self._earlier is None or not inputs or self._earlier.record.inputs != inputs:
            return LastDocuments()
        record, inside = self._earlier.record, self._earlier.inside
        columns = [line for line in record.columns if line["path"] in inside]
        stores = record.stores if all(folder in inside for folder in record.stores) else ()
        return LastDocuments(record.documents, digests, columns, stores, self._files_in)

    def _files_in(self, folder: str) -> Mapping[str, bytes] | None:
        """What the earlier export has in a folder, unpacked; None where something cannot be read."""
        assert self._earlier is not None
        place = self._earlier.folder
        try:
            return {
                path.partition("/")[2]: unpack((place / path).read_bytes()) for path in self._earlier.inside[folder]
            }
        except (OSError, zlib.error):
            return None

    def has(self, path: str) -> bool:
        """Whether the earlier export has this file: a path tells what it holds."""
        return self._earlier is not None and path in self._earlier.paths

    def write(self, files: Mapping[str, bytes]) -> None:
        """Args: files: not yet packed."""
        for path, data in files.items():
            if self.has(path):
                self.taken_over[path] = path
            else:
                self.write_packed(path, pack(data))

    def write_packed(self, path: str, data: bytes) -> None:
        target = self._folder / path
        if target.parent not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(target.parent)
        target.write_bytes(data)

    def take_over(self, path: str, earlier: str) -> None:
        self.taken_over[path] = earlier

    def take_folder(self, folder: str) -> None:
        """All that the earlier export has in this folder."""
        if self._earlier is not None:
            self.taken_over.update((path, path) for path in self._earlier.inside[folder])

    def write_parts(self, segment: str, parts: PartFiles, first: int = 0) -> None:
        """Args: first: number of the first of these parts."""
        for number, (part, files) in enumerate(parts, first):
            folder = part.folder(segment, number)
            self.write({f"{folder}/{path}": data for path, data in files.items()})


@dataclass(frozen=True)
class Suggested:
    """Which phrases are offered. Args: titles: digest of what they were made from; path: folder; keys: of its files."""

    titles: str
    path: str
    keys: Sequence[str]


@dataclass(frozen=True)
class OthersWritten:
    """Args: columns, stores: lines of the manifest."""

    columns: Sequence[Any]
    stores: Sequence[Any]
    suggested: Suggested


@dataclass(frozen=True)
class TermsWritten:
    """Lines of the manifest; what each part has sealed, and what is sealed in none; terms of each story's fields."""

    lines: Sequence[Mapping[str, Any]]
    parts: Sequence[TermPart]
    recent: Sequence[TermPart]
    lengths: Array


def write_terms(search_input: SearchInput, inverted: Inverted, writer: ExportWriter) -> TermsWritten:
    """`inverted` covers all stories."""
    bounds = search_input.sealing.bounds(len(search_input.documents))
    ranges, lines, sealed, recent = HashedRanges(inverted), [], list[TermPart](), list[TermPart]()
    together = max(1, len(bounds) * MANY // max(MANY, len(search_input.documents)))
    if any(bounds):
        for some in sealed_files(ranges, bounds, inverted.lexicon, together):
            writer.write_parts("sealed", some, len(sealed))
            sealed += [part for part, _files in some]
        lines.append(segment_line("sealed", 0, sealed))
    if search_input.documents:
        files = recent_files(ranges, bounds, inverted.lexicon)
        writer.write_parts("recent", files)
        recent = [part for part, _files in files]
        lines.append(segment_line("recent", min(bounds), recent))
    return TermsWritten(lines, sealed, recent, inverted.lengths)


def write_others(
    writer: ExportWriter, search_input: SearchInput, terms: TermsWritten, last: LastDocuments
) -> OthersWritten:
    """All but the terms; the manifest last, so that whoever reads it finds the files.

    Args:
        last: what the earlier export has.
    """
    documents = search_input.documents
    parts = column_files(documents, terms.lengths, search_input.sealing, last)
    columns = [_put(writer, part, part.line["path"]) for part in parts]
    stores = [_put(writer, block, block.line) for block in store_files(documents, search_input.names, last)]
    names_path, names = names_file(search_input.names)
    writer.write({names_path: names})
    suggested = _suggested(writer, search_input, writer.suggested)
    contents = Contents(terms.lines, columns, stores, terms.lengths, names_path, suggested.path, suggested.keys)
    writer.write_packed("manifest.json", manifest(contents, search_input))
    return OthersWritten(columns, stores, suggested)


def _put(writer: ExportWriter, part: DocumentFiles, folder: str) -> Any:
    """The line of the part, which is written or taken over."""
    writer.write(part.files)
    for path, earlier in part.taken.items():
        writer.take_over(path, earlier)
    if not part.files and not part.taken:
        writer.take_folder(folder)
    return part.line


def _suggested(writer: ExportWriter, search_input: SearchInput, known: Suggested | None) -> Suggested:
    titles = suggested_titles(search_input.documents, search_input.sealing)
    made_from = digest(
        repr((titles, search_input.names, search_input.suggestions)).encode("utf-8", "surrogatepass"), 32
    )
    if known and known.titles == made_from and all(writer.has(f"{known.path}/{key}.bin") for key in known.keys):
        for key in known.keys:
            writer.take_over(f"{known.path}/{key}.bin", f"{known.path}/{key}.bin")
        return known
    suggestions = make_suggestions(titles, search_input.names, search_input.suggestions)
    for key, data in suggestions.files.items():
        writer.write_packed(f"{suggestions.path}/{key}.bin", data)
    return Suggested(made_from, suggestions.path, sorted(suggestions.files))


def write_export(search_input: SearchInput, inverted: Inverted, folder: Path) -> None:
    """`inverted` covers all stories."""
    writer = ExportWriter(folder)
    write_others(writer, search_input, write_terms(search_input, inverted, writer), LastDocuments())
