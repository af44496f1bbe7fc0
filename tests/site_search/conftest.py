"""An archive of machine-made stories, as messy as real ones, and both indexes of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random

import pytest

from portal.exchange import SearchDocument
from sample_archive.story import SampleStory, compose
from sample_archive.syllables import Chain, read_pairs
from site_search.build_index import INDEX_FOLDER, SearchBuild
from site_search.export.export_reader import ExportedIndex
from site_search.index.documents import SearchInput
from site_search.query.search import Scores
from site_search.whoosh_index.search import WhooshIndex

NAMES = {"section": {"chinh-phu": "Chính phủ"}, "author": {"ngoc-giang": "Ngọc Giang"}}
ABBREVIATIONS = (("UBND", "uỷ ban nhân dân"), ("THADS", "thi hành án dân sự"), ("TP.HCM", "Thành phố Hồ Chí Minh"))
SYNONYMS = (("ly hôn", "ly dị", "li dị"), ("công an", "cảnh sát"))
# What editors really write, and generated text lacks.
MESS = (
    "Theo Nghị định 22/2024/NĐ-CP và Kế hoạch 690/KH-TCTHADS, UBND TP.HCM yêu cầu “xử lý nghiêm”.",
    "Gần 1.600 việc, hơn 73 tỷ đồng (đạt 59,36%); TP. Hồ Chí Minh: 30.000 tỷ đồng!",
    "Thủy lợi, hòa giải, khỏe mạnh và uỷ ban – khoá mới, kĩ thuật, lí lịch, tỉ giá…",
    "Cục Thi hành án dân sự tỉnh; thi hành, án phí. Thi hành án, dân sự.",
)


def document_of(story: SampleStory, rng: Random) -> SearchDocument:
    title, body = story.title, story.body
    if rng.random() < 0.2:
        title = f"“{title}”: {rng.choice(('TP.HCM', '690/KH-TCTHADS', '71 năm', 'tỷ lệ 59,36%'))}"
    if rng.random() < 0.3:
        body += f"\n\n{rng.choice(MESS)}"
    if rng.random() < 0.1:
        body = unicodedata.normalize("NFD", body)
    cited = ("14/2015/TT-BTP",) if rng.random() < 0.05 else ()
    return SearchDocument(
        id=story.id,
        url=f"/{story.place.upper.slug}/{story.slug}-post{story.id}.html",
        title=title,
        sapo=story.sapo,
        body=body,
        date=story.date,
        kind=story.kind,
        section=(story.place.upper.slug,),
        authors=(story.author,),
        province=story.province,
        topics=story.topics,
        captions=story.picture.caption if story.picture else "",
        tables="Kết quả thi hành án\nSố việc\nSố tiền" if story.kind == "results" else "",
        legal_refs=cited,
        laws=cited,
        source_tag=story.source_tag,
    )


def make_documents(count: int, seed: int = 3) -> list[SearchDocument]:
    chain, rng = Chain(read_pairs()), Random(seed)
    found = [document_of(compose(number, seed, chain), rng) for number in range(1, count + 1)]
    return sorted(found, key=lambda document: document.id)


@dataclass(frozen=True)
class Archive:
    """`files` is the export by path; `folder` holds the Whoosh index."""

    documents: list[SearchDocument]
    files: dict[str, bytes]
    folder: Path

    @property
    def exported(self) -> ExportedIndex:
        return ExportedIndex(self.files.__getitem__)

    @property
    def whoosh(self) -> WhooshIndex:
        return WhooshIndex(self.folder)


def build(documents: list[SearchDocument], workplace: Path, workers: int = 2) -> Archive:
    given = SearchInput(documents, NAMES, ABBREVIATIONS, SYNONYMS)
    build = SearchBuild(given, workplace, workers)
    folder = build.finish()
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}
    return Archive(documents, files, workplace / INDEX_FOLDER)


@pytest.fixture(scope="session")
def documents() -> list[SearchDocument]:
    return make_documents(600)


@pytest.fixture(scope="session")
def archive(documents: list[SearchDocument], tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """600 stories: every part has sealed some."""
    return build(documents, tmp_path_factory.mktemp("search"))


class AskedOnce(WhooshIndex):
    """Whoosh reads a word's places from its files each time; tests ask for many words twice."""

    def leaf(self, forms: Sequence[str], field: int) -> Scores:
        return self._leaf(tuple(forms), field)

    @cache  # noqa: B019  # there is one, for all of the run
    def _leaf(self, forms: tuple[str, ...], field: int) -> Scores:
        return super().leaf(forms, field)


@pytest.fixture(scope="session")
def whoosh(archive: Archive) -> Iterator[WhooshIndex]:
    with AskedOnce(archive.folder) as index:
        yield index


@pytest.fixture(scope="session")
def exported(archive: Archive) -> ExportedIndex:
    return archive.exported


def renumbered(document: SearchDocument, number: int) -> SearchDocument:
    return replace(document, id=number, url=f"/moi-post{number}.html")
