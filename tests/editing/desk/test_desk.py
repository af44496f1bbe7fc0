"""The desk as the CMS speaks to it: forms out, files in, and nothing outside of the content folder."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from commands.editor.forms import TABLES, story_form
from editing.desk.desk import EditorialDesk, Rules
from editing.desk.files import Forms
from editing.desk.shelf import Shelf
from editing.review.review import Review
from newsroom.model.options import NewsroomOptions
from newsroom.sources.schema import article_schema, page_schema

PAPER = Path(__file__).resolve().parents[3] / "tests/end_to_end/paper"
FORMS = Forms(story_form(article_schema(NewsroomOptions().source_tags)), story_form(page_schema()), TABLES)
NEW = "content/articles/thoi-su/2024/bai-moi.md"


class Bench:
    """A desk over a paper of its own; `faults` is what the build is going to say."""

    def __init__(self, folder: Path, *, git: bool, remote: str = "") -> None:
        self.content = folder / "content"
        self.faults: list[str] = []
        if not self.content.exists():
            shutil.copytree(PAPER, self.content)
        if git and not (folder / ".git").exists():
            for command in ("init -q -b main", "add .", "-c user.name=A -c user.email=a@b commit -q -m a"):
                subprocess.run(["git", *command.split()], cwd=folder, check=True, capture_output=True)
        self.shelf = Shelf(folder / "shelf", self.content)
        rules = Rules(lambda taken: max(taken) + 1, self._said)
        self.desk = EditorialDesk(self.content, FORMS, self.shelf, rules, Review(self.content, remote) if git else None)

    def _said(self, files: Mapping[str, bytes]) -> Sequence[str]:
        assert files
        return self.faults

    def ask(self, action: str, **params: Any) -> Any:
        status, document = self.desk.answer({"action": action, "params": params})
        assert status == 200, document
        return document

    def refused(self, action: str, **params: Any) -> str:
        status, document = self.desk.answer({"action": action, "params": params})
        assert status >= 400
        return str(document.get("error"))

    def save(self, path: str, form: Mapping[str, Any]) -> None:
        slug = path.removeprefix("content/articles/").removesuffix(".md")
        files = [{"path": path, "slug": slug, "raw": json.dumps(form)}]
        self.ask("persistEntry", dataFiles=files, assets=[], options={"collectionName": "articles"})


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path, git=True)


def test_every_story_is_listed_and_opening_and_saving_all_changes_no_byte(tmp_path: Path) -> None:
    bench = Bench(tmp_path, git=False)
    before = {path: path.read_bytes() for path in bench.content.rglob("*") if path.is_file()}
    entries = bench.ask("entriesByFolder", folder="content/articles", extension="md", depth=3)
    assert len(entries) == len(list(bench.content.glob("articles/**/*.md")))
    for entry in entries:
        form = json.loads(bench.ask("getEntry", path=entry["file"]["path"])["data"])
        bench.save(entry["file"]["path"], form)
    for entry in bench.ask("entriesByFiles", files=[{"path": f"content/{name}"} for name in TABLES]):
        files = [{"path": entry["file"]["path"], "slug": "bang", "raw": entry["data"]}]
        bench.ask("persistEntry", dataFiles=files, assets=[], options={"collectionName": "paper"})
    after = {path: path.read_bytes() for path in bench.content.rglob("*") if path.is_file()}
    assert {path: data for path, data in after.items() if data} == before


def test_a_new_story_goes_its_way_with_picture_and_dataset(bench: Bench) -> None:
    src = bench.shelf.picture("Ảnh Hội trường.JPG", b"anh", 2024)
    assert src == "2024/anh-hoi-truong.jpg"
    assert bench.shelf.picture("ảnh hội trường.jpg", b"anh khac", 2024) == "2024/anh-hoi-truong-2.jpg"
    bench.shelf.dataset("so-lieu-moi", {"table.toml": b"title = 'a'"})
    body = "/// bang | so-lieu-moi\n///"
    bench.save(NEW, {"title": "Bài mới", "image": {"src": src, "alt": "a"}, "body": body})
    assert not (bench.content.parent / NEW).exists()
    assert bench.ask("unpublishedEntries") == ["articles/thoi-su/2024/bai-moi"]
    entry = bench.ask("unpublishedEntry", id="articles/thoi-su/2024/bai-moi")
    assert (entry["status"], entry["diffs"][0]["newFile"]) == ("draft", True)
    where = {"collection": "articles", "slug": "thoi-su/2024/bai-moi"}
    form = json.loads(bench.ask("unpublishedEntryDataFile", path=NEW, id=entry["diffs"][0]["id"], **where)["data"])
    assert int(form["id"]) > 1
    assert "chưa được duyệt" in bench.refused("publishUnpublishedEntry", **where)
    bench.ask("updateUnpublishedEntryStatus", newStatus="pending_review", **where)
    bench.faults = ["content/articles/thoi-su/2024/bai-moi.md:3: thiếu sapo"]
    assert bench.faults[0] in bench.refused("updateUnpublishedEntryStatus", newStatus="pending_publish", **where)
    bench.faults = []
    bench.ask("updateUnpublishedEntryStatus", newStatus="pending_publish", **where)
    bench.ask("publishUnpublishedEntry", **where)
    assert (bench.content / "media" / src).read_bytes() == b"anh"
    assert not (bench.content / "media/2024/anh-hoi-truong-2.jpg").exists()
    assert (bench.content / "data/so-lieu-moi/table.toml").is_file()
    assert json.loads(bench.ask("getEntry", path=NEW)["data"]) == form


def test_a_draft_of_another_desk_brings_its_picture(tmp_path: Path) -> None:
    Bench(tmp_path / "kho", git=True)
    benches = []
    for name in ("mot", "hai"):
        subprocess.run(["git", "clone", "-q", "--no-local", "kho", name], cwd=tmp_path, check=True)
        benches.append(Bench(tmp_path / name, git=True, remote="origin"))
    one, two = benches
    src = one.shelf.picture("anh.jpg", b"anh", 2024)
    one.save(NEW, {"title": "Bài mới", "image": {"src": src, "alt": "a"}, "body": "Chữ."})
    assert two.ask("unpublishedEntries") == ["articles/thoi-su/2024/bai-moi"]
    kept = two.shelf.file(f"media/{src}")
    assert kept is not None
    assert kept.read_bytes() == b"anh"
    assert not (two.content / "media" / src).exists(), "it is no part of the paper yet"


@pytest.mark.parametrize(
    "path",
    [
        "content/../secret.md",
        "/etc/passwd",
        "content/articles/../../a.md",
        "content/.git/config",
        "articles/a.md",
        "content/data/a/table.toml",
        "content/articles/a.html",
        "content/links/a.md",
        "content/articles/link/a.md",
        "content/articles/\0.md",
        "",
        None,
        7,
    ],
)
def test_nothing_else_is_read_or_written(bench: Bench, path: Any, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.md").write_text("---\nid: 1\n---\n", encoding="utf-8")
    (bench.content / "articles/link").symlink_to(outside)
    assert bench.refused("getEntry", path=path)
    options = {"collectionName": "articles"}
    for slug in ("a", "../a"):
        files = [{"path": path, "slug": slug, "raw": '{"title": "a"}'}]
        assert bench.refused("persistEntry", dataFiles=files, assets=[], options=options)
    assert (outside / "a.md").read_text(encoding="utf-8") == "---\nid: 1\n---\n"
    assert bench.ask("unpublishedEntries") == []


def test_nothing_is_deleted_and_a_picture_is_shown(bench: Bench) -> None:
    assert bench.refused("deleteFiles", paths=["content/pages/a.md"])
    picture = next(path for path in (bench.content / "media").iterdir() if path.suffix == ".png")
    shown = bench.ask("getMediaFile", path=f"content/media/{picture.name}")
    assert base64.b64decode(shown["content"]) == picture.read_bytes()
    assert bench.refused("getMediaFile", path="content/media/../masthead.toml/x")
