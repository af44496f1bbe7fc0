"""An article takes no more from datasets that it does not call than it needs, and what it needs it takes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from portal.traces.trace import TREE, tracing
from stat_tables.article.other_datasets import may_speak_of_any, vocabulary_digest
from stat_tables.datasets.library import Library, library_of
from stat_tables.request.markdown_scan import ProseLine
from tests.end_to_end.site.conftest import ROOT

QUESTION = "stat_tables.article.other_datasets:vocabulary_digest"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Provinces, with their `Số việc thi hành xong`."""
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "examples" / "tables" / "data" / "tinh", folder / "tinh")
    return folder


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("Năm 2024, Yên Bái thi hành xong 1.598 việc.", True),
        ("Năm 2024, nông dân bán được 1.140 tấn vải.", False),
        ("Việc xong sớm là điều đáng mừng.", False),
    ],
)
def test_only_sentences_with_its_words_look_at_a_dataset(data: Path, text: str, may: bool) -> None:
    library = Library(data)
    with tracing() as trace:
        assert may_speak_of_any([ProseLine(text, 1)], library) is may
    assert trace.reads == {(QUESTION, str(data))}


def test_another_figure_is_the_same_vocabulary_and_another_label_is_not(data: Path) -> None:
    digests = [asked_afresh(data)]
    table, sidecar = data / "tinh" / "so.csv", data / "tinh" / "table.toml"
    table.write_text(table.read_text("utf-8").replace("1598", "1599"), "utf-8")
    digests.append(asked_afresh(data))
    sidecar.write_text(sidecar.read_text("utf-8").replace('"Số việc thi hành xong"', '"Đơn đã giải quyết"'), "utf-8")
    digests.append(asked_afresh(data))
    shutil.rmtree(data / "tinh")
    digests.append(asked_afresh(data))
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3


def asked_afresh(data: Path) -> str:
    library_of.cache_clear()
    with tracing() as trace:
        digest = vocabulary_digest(data)
    assert (TREE, str(data)) in trace.reads
    return digest
