"""Index the sample archive in a process of its own, so that its time and memory can be measured from outside."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bench.archive import sample_documents, sample_names
from portal.files import write_atomic
from site_search.build_index import SearchBuild
from site_search.index.documents import SearchInput
from site_search.language.province_names import province_names
from site_search.language.synonyms import read_synonyms

from .mess import messy_documents

ROOT = Path(__file__).resolve().parents[3]
SECONDS = "seconds.txt"
ABBREVIATIONS = (("THADS", "thi hành án dân sự"), ("UBND", "uỷ ban nhân dân"), ("TP.HCM", "Thành phố Hồ Chí Minh"))


def main(argv: Sequence[str]) -> int:
    """`COUNT FOLDER [messy]`: the export goes to FOLDER/tim-kiem/chi-muc, the seconds it took to FOLDER/seconds.txt."""
    count, folder = int(argv[0]), Path(argv[1])
    documents = list(messy_documents(count) if "messy" in argv[2:] else sample_documents(count))
    target = folder / "tim-kiem/chi-muc"
    started = time.perf_counter()
    # A reader loads the tables of the paper too.
    wordings = (*read_synonyms(ROOT / "content/synonyms.toml"), *province_names())
    contents = SearchInput(documents, sample_names(documents), ABBREVIATIONS, wordings)
    build = SearchBuild(contents, folder / "workplace")
    target.parent.mkdir(parents=True)
    shutil.move(build.finish(), target)
    write_atomic(folder / SECONDS, f"{time.perf_counter() - started:.2f}".encode())
    shutil.rmtree(folder / "workplace")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
