"""Write all exported files into a folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from site_search.arrays.ragged import Array
from site_search.index.documents import SearchInput
from site_search.index.inverted import Inverted

from .document_files import column_files, store_files
from .export_format import pack
from .manifest import Contents, manifest, names_file
from .parts import segment_line
from .suggest import make_suggestions, suggested_titles
from .term_files import PartFiles, hashed, recent_files, sealed_files


class ExportWriter:
    """Writes files below `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._folders: set[Path] = set()

    def write(self, files: Mapping[str, bytes]) -> None:
        """Args: files: not yet packed."""
        self.write_packed({path: pack(data) for path, data in files.items()})

    def write_packed(self, files: Mapping[str, bytes]) -> None:
        for path, data in files.items():
            target = self._folder / path
            if target.parent not in self._folders:
                target.parent.mkdir(parents=True, exist_ok=True)
                self._folders.add(target.parent)
            target.write_bytes(data)

    def write_parts(self, segment: str, parts: PartFiles) -> None:
        for number, (part, files) in enumerate(parts):
            self.write({f"{part.folder(segment, number)}/{path}": data for path, data in files.items()})


def write_export(given: SearchInput, inverted: Inverted, folder: Path) -> None:
    """`inverted` covers all stories."""
    writer = ExportWriter(folder)
    bounds = given.sealing.bounds(len(given.documents))
    ranges, terms = hashed(inverted), []
    if any(bounds):
        sealed = sealed_files(ranges, bounds, inverted.lexicon)
        writer.write_parts("sealed", sealed)
        terms.append(segment_line("sealed", 0, [part for part, _files in sealed]))
    if given.documents:
        recent = recent_files(ranges, bounds, inverted.lexicon)
        writer.write_parts("recent", recent)
        terms.append(segment_line("recent", min(bounds), [part for part, _files in recent]))
    write_documents(writer, given, terms, inverted.lengths)


def write_documents(writer: ExportWriter, given: SearchInput, terms: list[dict[str, object]], lengths: Array) -> None:
    """All but the terms; the manifest last, so that whoever reads it finds the files."""
    columns, stores = [], []
    for columns_part in column_files(given.documents, lengths, given.sealing):
        writer.write(columns_part.files)
        columns.append(columns_part.line)
    for block in store_files(given.documents, given.names):
        writer.write(block.files)
        stores.append(block.line)
    suggestions = make_suggestions(suggested_titles(given.documents, given.sealing), given.names, given.suggestions)
    writer.write_packed({f"{suggestions.path}/{key}.bin": data for key, data in suggestions.files.items()})
    names_path, names = names_file(given.names)
    writer.write({names_path: names})
    keys = sorted(suggestions.files)
    contents = Contents(terms, columns, "".join(stores), lengths, names_path, suggestions.path, keys)
    writer.write_packed({"manifest.json": manifest(contents, given)})
