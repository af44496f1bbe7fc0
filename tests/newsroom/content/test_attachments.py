"""Documents beside a story: on its page, in feeds and data; what they are not is told on the editor's line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsroom.feeds.feed_items import feed_item
from newsroom.pages.structured_data import article_data
from portal.build_log import BuildLog
from tests.newsroom.paper import article, faults, read, write_paper
from tests.newsroom.stories import frame

PDF = b"%PDF-1.7\n" + b"0" * 2000


def paper(root: Path, name: str, data: bytes, attachments: str = "", **keys: str) -> Path:
    listed = attachments or f"\n- file: {name}\n  title: Công văn & kế hoạch\n  note: Bản chính."
    write_paper(root, a=article(attachments=listed, **keys))
    (root / "media" / name).parent.mkdir(parents=True, exist_ok=True)
    (root / "media" / name).write_bytes(data)
    return root


def test_a_document_has_its_address_type_and_size(tmp_path: Path) -> None:
    content = read(paper(tmp_path / "content", "2024/Công văn số 12.PDF", PDF))
    (document,) = content.articles[0].attachments
    assert document.url == "/tai-lieu/1/cong-van-so-12.pdf"
    assert (document.title, document.note) == ("Công văn & kế hoạch", "Bản chính.")
    assert (document.label, document.type, document.bytes) == ("PDF", "application/pdf", len(PDF))
    assert content.files["tai-lieu/1/cong-van-so-12.pdf"].read_bytes() == PDF


def test_it_is_read_as_the_count_of_files_says(tmp_path: Path) -> None:
    root = paper(tmp_path / "content", "2024/a.PDF", PDF, "\n- file: 2024/A.pdf\n  title: Công văn")
    (root / "media/2024/b.pdf").write_bytes(PDF)
    log = BuildLog()
    read(root, log=log)
    assert log.notes == ["1 bài đăng; 1 tệp không đọc: content/media/2024/b.pdf"]


def test_feeds_and_search_engines_are_told_of_it(tmp_path: Path) -> None:
    (story,) = read(paper(tmp_path / "content", "a.pdf", PDF)).articles
    item = feed_item(story, "https://bao.example", "bao.example,2024", lambda _url: 0)
    link = '<a href="https://bao.example/tai-lieu/1/a.pdf">Công văn &amp; kế hoạch</a> (PDF, 2,0 kB)'
    assert link in item.html
    (data,) = json.loads(article_data(story, frame(), ""))["associatedMedia"]
    assert data["name"] == "Công văn & kế hoạch"
    assert data["url"].endswith("/tai-lieu/1/a.pdf")
    assert data["encodingFormat"] == "application/pdf"


@pytest.mark.parametrize("keys", [{"status": "draft"}, {"embargo": "2024-06-01"}, {"date": "2024-06-01"}], ids=str)
def test_documents_of_what_is_not_out_are_checked_and_not_published(tmp_path: Path, keys: dict[str, str]) -> None:
    content = read(paper(tmp_path / "content", "a.pdf", PDF, **keys))
    assert not any(path.startswith("tai-lieu/") for path in content.files)
    assert [fault.code for fault in faults(paper(tmp_path / "b", "b.pdf", b"not one", **keys))] == ["attachment"]


@pytest.mark.parametrize(
    ("name", "data", "attachments", "said"),
    [
        ("a.pdf", b"<html>", "", "không đúng là loại tệp"),
        ("a.docx", PDF, "", "không đúng là loại tệp"),
        ("a.docm", b"PK\x03\x04", "", "không thuộc loại"),
        ("a.zip", b"PK\x03\x04", "", "không thuộc loại"),
        ("a.pdf", PDF + b"0" * 25_000_000, "", "lớn hơn 25 MB"),
        ("a.pdf", PDF, "\n- file: b.pdf\n  title: Thiếu", "không có tệp b.pdf"),
        ("a.pdf", PDF, "\n- file: ../a.pdf\n  title: Ra ngoài", "ra ngoài content/media/"),
        ("a.pdf", PDF, "\n- file: a.pdf\n  title: Một\n- file: media/A.pdf\n  title: Hai", "hai lần"),
    ],
    ids=["no pdf", "pdf as docx", "macros", "zip", "large", "missing", "outside", "twice"],
)
def test_a_document_that_cannot_be_taken_is_told(
    tmp_path: Path, name: str, data: bytes, attachments: str, said: str
) -> None:
    (fault,) = faults(paper(tmp_path / "content", name, data, attachments))
    assert (fault.path, fault.code) == ("content/articles/tu-phap/2024/a.md", "attachment")
    assert said in fault.message


def test_a_document_without_a_title_is_told(tmp_path: Path) -> None:
    root = paper(tmp_path / "content", "a.pdf", PDF, "\n- file: a.pdf")
    assert [fault.code for fault in faults(root)] == ["missing-key"]
