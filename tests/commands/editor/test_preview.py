"""The folder that the editor's preview is built from: the content, with the form's files laid over it."""

from __future__ import annotations

from pathlib import Path

from commands.editor.preview import Shadow


def test_what_is_laid_over_the_content_never_reaches_it(tmp_path: Path) -> None:
    content = tmp_path / "content"
    (content / "articles").mkdir(parents=True)
    story = content / "articles/a.md"
    story.write_text("cũ", encoding="utf-8")
    (content / "articles/link.md").symlink_to(story)
    shadow = Shadow(content, tmp_path / "shadow")
    assert not (shadow.folder / "articles/link.md").exists()
    assert shadow.lay({"articles/a.md": b"moi", "articles/b.md": b"b"}) == [
        shadow.folder / "articles/a.md",
        shadow.folder / "articles/b.md",
    ]
    assert shadow.lay({"articles/a.md": b"moi", "articles/b.md": b"b"}) == []
    assert story.read_text(encoding="utf-8") == "cũ"
    story.write_text("do người khác sửa", encoding="utf-8")
    assert shadow.follow([story]) == []
    assert (shadow.folder / "articles/a.md").read_bytes() == b"moi"
    assert len(shadow.lay({})) == 2
    assert (shadow.folder / "articles/a.md").read_text(encoding="utf-8") == "do người khác sửa"
    assert not (shadow.folder / "articles/b.md").exists()


def test_the_shadow_follows_what_others_do(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "a.toml").write_text("a", encoding="utf-8")
    shadow = Shadow(content, tmp_path / "shadow")
    (content / "a.toml").unlink()
    (content / "b.toml").write_text("b", encoding="utf-8")
    (content / ".b.toml.swp").write_text("b", encoding="utf-8")
    assert shadow.follow([content / "a.toml", content / "b.toml", content / ".b.toml.swp"]) == [
        shadow.folder / "a.toml",
        shadow.folder / "b.toml",
    ]
    assert sorted(path.name for path in shadow.folder.iterdir()) == ["b.toml"]
