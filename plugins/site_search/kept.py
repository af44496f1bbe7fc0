"""What is kept of the indexes between builds, in the state of the build."""

from __future__ import annotations

from dataclasses import replace

from building.keeping.state import BuildState
from portal import addresses
from site_search.index.documents import SearchInput

from .build_index import LastIndexes, SearchBuild

EXPORTS, TEXTS = "search export", "search texts"  # kinds of what is kept
MOST_EXPORTS = 4
PLACE = addresses.SEARCH_INDEX.strip("/")


def kept_indexes(state: BuildState, search_input: SearchInput) -> LastIndexes | None:
    """None where nothing is kept."""
    if state.results is None:
        return None
    site, store = state.site, state.results.store
    told = state.digests
    digests = [told.of_frozen(document) or told.of(document) for document in search_input.documents]
    return LastIndexes(
        inputs=state.key_of(replace(search_input, documents=())),
        digests=digests,
        record=store.one(EXPORTS, site.folder_key(PLACE)),
        folder=site.folder / PLACE,
        paths=frozenset(name.removeprefix(f"{PLACE}/") for name in site.files if name.startswith(f"{PLACE}/")),
        texts=lambda name: store.one(TEXTS, name),
    )


def keep_indexes(state: BuildState, build: SearchBuild) -> None:
    """For the next build."""
    results, exported = state.results, build.exported
    if results is None or not exported.record:
        return
    results.added[EXPORTS, build.key] = exported.record
    results.gone += [(EXPORTS, name) for name in results.store.names(EXPORTS)[MOST_EXPORTS - 1 :]]
    for name, texts in exported.texts.items():
        results.added[TEXTS, name] = results.laying_down.lay(texts)
    unused = [name for name in results.store.names(TEXTS) if name not in exported.blocks]
    if len(unused) > MOST_EXPORTS * len(exported.blocks):  # other sites of the same cache have most of them too
        results.gone += [(TEXTS, name) for name in unused]
