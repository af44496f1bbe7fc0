from __future__ import annotations

from datetime import date
from pathlib import Path

from legal_references.model.citations import Document
from newsroom.law.draft_entries import draft_entries
from newsroom.law.read_register import read_register
from newsroom.model.law import CitedDocument, Register, RegisterEntry
from portal.errors import Reporter

CIRCULAR = Document("14/2015/TT-BTP", kind="Thông tư")


def test_a_draft_holds_what_stories_say_and_is_read_without_a_fault(tmp_path: Path) -> None:
    cited = [
        CitedDocument(CIRCULAR, issued=date(2015, 10, 14)),
        CitedDocument(Document("65/2006/QH11", "Luật Luật sư", 2006, "Luật")),
        CitedDocument(Document("", "Hiến pháp", 2013, "Hiến pháp")),
        CitedDocument(Document("", "Bộ luật Dân sự", 0, "Bộ luật")),
    ]
    drafts = list(draft_entries([('Bài "một"', cited), ("Bài hai", cited[:1])], Register()))
    assert [(draft.name, draft.stories) for draft in drafts] == [
        ("14-2015-tt-btp.toml", 2),
        ("65-2006-qh11.toml", 1),
        ("hien-phap-2013.toml", 1),
    ]
    folder = tmp_path / "content" / "van-ban"
    folder.mkdir(parents=True)
    for draft in drafts:
        (folder / draft.name).write_text(draft.text, encoding="utf-8")
    problems = Reporter()
    register = read_register(tmp_path / "content", problems)
    assert list(problems) == []
    entry = register.entries["14-2015-tt-btp"]
    assert (entry.issued, entry.issuer) == (date(2015, 10, 14), "Bộ Tư pháp")
    assert entry.source == 'Được dẫn trong bài “Bài "một"”.'


def test_what_stories_disagree_on_is_left_to_the_editor_and_known_documents_are_left_alone() -> None:
    one, other = (CitedDocument(CIRCULAR, issued=date(2015, 10, day)) for day in (14, 15))
    (draft,) = draft_entries([("A", [one]), ("B", [other])], Register())
    assert "\nissued" not in draft.text
    assert "# các bài nêu ngày ban hành khác nhau: 2015-10-14 (×1), 2015-10-15 (×1)" in draft.text
    assert list(draft_entries([("A", [one])], Register([RegisterEntry(CIRCULAR)]))) == []
