"""The manifest of the exported files, the names of facets and the suggestions (FORMAT.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from portal.files import digest
from site_search.arrays.ragged import Array
from site_search.index.documents import FacetNames, SearchInput
from site_search.index.ranking import LENGTHS, length_byte
from site_search.language.days import day_of

from .document_files import SCORED_LENGTHS, json_bytes
from .export_format import STORE_SIZE, STORES_BLOCK, VERSION


@dataclass(frozen=True)
class Suggestions:
    """Files of phrases by key; `path` of their folder holds their digest."""

    path: str
    files: Mapping[str, bytes]


@dataclass(frozen=True)
class Contents:
    """Lines of the manifest, and the lengths of all stories by field.

    Args:
        stores: folders of the blocks.
        names: path of the names of facets.
        suggest: folder of the suggestions; `keys`: of its files.
    """

    terms: Sequence[Mapping[str, Any]]
    columns: Sequence[Mapping[str, Any]]
    stores: Sequence[str]
    lengths: Array
    names: str
    suggest: str
    keys: Sequence[str]


def names_file(names: FacetNames) -> tuple[str, bytes]:
    """Path and content."""
    data = json_bytes({facet: dict(sorted(values.items())) for facet, values in sorted(names.items())})
    return f"names-{digest(data)}.bin", data


def manifest(contents: Contents, search_input: SearchInput) -> bytes:
    """What names everything else."""
    longest = length_byte(int(contents.lengths[:, :SCORED_LENGTHS].max(initial=0)))
    values = {
        "version": VERSION,
        "documents": len(search_input.documents),
        "newest": max((day_of(document.date) for document in search_input.documents), default=0),
        "totals": contents.lengths.sum(axis=0).tolist(),
        "ranking": asdict(search_input.ranking),
        "lengths": LENGTHS[: longest + 1],
        "abbreviations": search_input.abbreviations,
        "synonyms": search_input.synonyms,
        "terms": contents.terms,
        "columns": contents.columns,
        "store": STORE_SIZE,
        "block": STORES_BLOCK,
        "stores": contents.stores,
        "names": contents.names,
        "suggest": {"path": contents.suggest, "keys": contents.keys},
    }
    return json_bytes(values)
