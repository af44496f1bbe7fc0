"""An export made from the last one is, byte for byte, the one that is made of nothing."""

from __future__ import annotations

import os
import random
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from portal.exchange import SearchDocument
from site_search.build_index import ExportFiles
from site_search.export import document_files, term_files
from site_search.export.parts import ShardSizes
from site_search.export.write_export import write_export
from site_search.index.documents import SearchInput
from site_search.index.segments import Sealing
from site_search.indexing import KeptIndexes, StoriesInverted, export_files, inverted_of
from site_search.updating import part_update
from tests.site_search.conftest import NAMES
from tests.site_search.reference_index import story_of

SEALING = Sealing(parts=4, step=5, fresh=2)
WORDS = "án An thi hành dân sự toà TP.HCM 690/KH-TCTHADS luật. sư, Hòa hoà quý năm; đấu giá! 1.600 việc tp".split()  # noqa: SIM905
SEQUENCES = int(os.environ.get("SEARCH_SEQUENCES", "10"))


@dataclass
class Archive:
    """Stories, and what the last build has left of them."""

    folder: Path
    documents: list[SearchDocument]
    files: dict[str, bytes]
    record: bytes
    texts: dict[str, bytes]
    updates: int = 0  # builds that were made from the last one

    @property
    def search_input(self) -> SearchInput:
        return SearchInput(self.documents, NAMES, sealing=SEALING)

    def digests(self) -> list[str]:
        return [repr(document) for document in self.documents]

    def build(self, number: int) -> None:
        """As a build does it: into a folder of its own, with the files that are taken over."""
        target = self.folder / str(number)
        target.mkdir()
        kept = KeptIndexes(
            "inputs", self.digests(), self.record, self.folder / "site", frozenset(self.files), self.texts.get
        )
        texts = kept.texts_of(self.search_input)
        made = export_files(texts, kept, kept.change(texts), target, StoriesInverted(texts))
        self.updates += made.updated
        self._take(made, target)

    def _take(self, made: ExportFiles, target: Path) -> None:
        fresh = {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*.*")}
        assert not fresh.keys() & made.taken_over.keys()
        self.files = fresh | {path: self.files[earlier] for path, earlier in made.taken_over.items()}
        site = self.folder / "site"
        for path, data in self.files.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(data)
        self.record = made.record
        self.texts |= made.texts

    def clean(self, number: int) -> dict[str, bytes]:
        target = self.folder / f"clean-{number}"
        target.mkdir()
        write_export(self.search_input, inverted_of(self.search_input), target)
        return {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*.*")}


def story(rng: random.Random, number: int) -> SearchDocument:
    def words(most: int) -> str:
        return " ".join(rng.choices(WORDS, k=rng.randint(0, most)))

    made = story_of([words(5), words(6), words(rng.choice([8, 200])), words(2), words(2), words(1)], number)
    topics = tuple(rng.sample(["a", "b", "c"], rng.choice([0, 0, 1, 2])))
    return replace(made, topics=topics, province=rng.choice(["", "", "yen-bai"]), source_tag=rng.choice(["", "P"]))


def change(rng: random.Random, documents: list[SearchDocument]) -> None:
    kind = rng.choice(["add", "add", "add many", "edit", "edit", "edit some", "drop", "insert"])
    last = documents[-1].id if documents else 0
    if kind in ("add", "add many"):
        documents += [story(rng, last + 2 * more) for more in range(1, 2 if kind == "add" else rng.randint(2, 9))]
    elif kind in ("edit", "edit some") and documents:
        for _ in range(1 if kind == "edit" else 4):
            place = rng.randrange(len(documents))
            documents[place] = story(rng, documents[place].id)
    elif kind == "drop" and documents and rng.random() < 0.3:
        documents.pop(rng.choice([-1, rng.randrange(len(documents))]))
    elif kind == "insert" and documents and rng.random() < 0.3:
        documents.insert(rng.randrange(len(documents)), story(rng, 0))


@pytest.fixture
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that shards are cut anew now and then."""
    for module in (part_update, term_files):
        monkeypatch.setattr(module, "SEALED_SIZES", ShardSizes(150, 60, 40))
    monkeypatch.setattr(document_files, "STORES_BLOCK", 8)


@pytest.mark.usefixtures("small_shards")
def test_whatever_changes_the_files_are_those_of_a_clean_export(tmp_path: Path) -> None:
    updates = 0
    for seed in range(SEQUENCES):
        rng = random.Random(seed)
        folder = tmp_path / str(seed)
        folder.mkdir()
        archive = Archive(folder, [story(rng, number) for number in range(1, rng.randint(1, 30))], {}, b"", {})
        for number in range(6):
            archive.build(number)
            assert archive.files == archive.clean(number), (seed, number)
            change(rng, archive.documents)
        updates += archive.updates
    assert updates > SEQUENCES * 2, "hardly ever was an export made from the last one"


@pytest.mark.usefixtures("small_shards")
def test_of_a_harmed_export_all_is_made_anew(tmp_path: Path) -> None:
    rng = random.Random(7)
    archive = Archive(tmp_path, [story(rng, number) for number in range(1, 40)], {}, b"", {})
    archive.build(0)
    whole = dict(archive.texts)
    for number, harm in enumerate(("files", "texts", "nothing"), 1):
        archive.documents[3] = story(rng, archive.documents[3].id)
        for path in (tmp_path / "site").glob("sealed-*/p/*.bin") if harm == "files" else ():
            path.write_bytes(b"x")
        archive.texts = {} if harm == "texts" else archive.texts
        before = archive.updates
        archive.build(number)
        assert archive.updates == before + (harm == "nothing")
        assert archive.files == archive.clean(number)
        archive.texts = whole | archive.texts


def test_an_update_asks_for_what_it_needs_only(tmp_path: Path) -> None:
    """One more story: texts of no other are asked for."""
    rng = random.Random(5)
    archive = Archive(tmp_path, [story(rng, number) for number in range(1, 40)], {}, b"", {})
    archive.build(0)
    archive.texts.clear()
    archive.documents.append(story(rng, 99))
    archive.build(1)
    assert archive.updates == 1


class Unread:
    """A story of which nobody may read the text."""

    def __init__(self, document: SearchDocument) -> None:
        self._document = document

    def __repr__(self) -> str:
        return repr(self._document)

    def __getattr__(self, name: str) -> object:
        assert name != "body"
        return getattr(self._document, name)


def test_texts_of_stories_that_have_not_changed_are_not_read_again(tmp_path: Path) -> None:
    rng = random.Random(7)
    archive = Archive(tmp_path, [story(rng, number) for number in range(1, 40)], {}, b"", {})
    archive.build(0)
    for number, place in enumerate((3, 38), 1):  # sealed, and not
        archive.documents = [Unread(document) for document in archive.documents]  # type: ignore[misc]
        archive.documents[place] = story(rng, archive.documents[place].id)
        archive.build(number)
        assert archive.updates == number
