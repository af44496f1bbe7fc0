"""The golden export: a few stories, their files and the answers to some queries, read by both sides.

`PYTHONPATH=plugins:. python -m tests.site_search.golden_export` writes it anew; the difference is reviewed like code.
"""

from __future__ import annotations

import json
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from portal.exchange import SearchDocument, SearchPicture
from site_search.build_index import SearchBuild
from site_search.export.export_format import unpack
from site_search.export.export_reader import ExportedIndex
from site_search.index.documents import SearchInput
from site_search.query.offers import answer
from site_search.query.planner import abbreviations_of, make_plan, synonyms_of

FOLDER = Path(__file__).parents[1] / "golden/search"
QUERIES = (
    "thi hành án",
    "thi hanh an yen bai",
    '"thi hành án dân sự"',
    "THADS -luật",
    "690/KH-TCTHADS",
    "luật sư HOẶC sách",
    "muc:tu-phap năm:2024",
    "thi hanhf ans",
    "luật sưr",
    "tiêuđề:án",
    "thầy cãi",
    "024 3733 1234",
    "vănbản:14/2015/TT-BTP",
    "án bái hành yên thi",
)


def stories() -> list[SearchDocument]:
    rows: list[dict[str, Any]] = json.loads((FOLDER / "stories.json").read_text(encoding="utf-8"))
    return [_story(row) for row in rows]


def _story(row: dict[str, Any]) -> SearchDocument:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    values["date"] = datetime.fromisoformat(row["date"])
    if "picture" in row:
        values["picture"] = SearchPicture(**row["picture"])
    return SearchDocument(**values)


def export() -> dict[str, bytes]:
    """Files by path, inflated: another zlib packs them otherwise."""
    names = {"section": {"tu-phap": "Tư pháp"}, "author": {"an-binh": "An Bình"}}
    with tempfile.TemporaryDirectory() as folder:
        given = SearchInput(stories(), names, [("THADS", "thi hành án dân sự")], [("luật sư", "thầy cãi")])
        build = SearchBuild(given, Path(folder), 1)
        files = build.finish()
        return {path.relative_to(files).as_posix(): path.read_bytes() for path in files.rglob("*.*")}


def results(files: dict[str, bytes]) -> list[dict[str, Any]]:
    index = ExportedIndex(files.__getitem__)
    table = abbreviations_of((short, long) for short, long in index.manifest["abbreviations"])
    synonyms = synonyms_of(index.manifest["synonyms"])
    found = []
    for query in QUERIES:
        outcome, suggestion = answer(make_plan(query, table, synonyms=synonyms), index)
        hits = [[hit.number, hit.score] for hit in outcome.hits]
        found.append({"query": query, "suggestion": suggestion, "hits": hits})
    return found


def main() -> None:
    files = export()
    for path, data in files.items():
        target = FOLDER / "export" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    text = json.dumps(results(files), ensure_ascii=False, indent=1)
    (FOLDER / "results.json").write_text(text + "\n", encoding="utf-8")


def inflated(path: str, data: bytes) -> bytes:
    return unpack(data) if path.endswith(".bin") else data


if __name__ == "__main__":
    main()
