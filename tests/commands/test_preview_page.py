"""What an editor sees of a preview in a real browser: new pages, faults, warnings, and how far a build is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from commands.preview_server import Builds, start
from tests.commands.test_preview_findings import finding, findings

pytestmark = pytest.mark.site

TEXT = '<!doctype html><html lang="vi"><head><title>Tin</title></head><body><p>{words}</p></body></html>'


class Preview:
    """A site of one page, served; how often the browser has loaded it."""

    def __init__(self, folder: Path, browser: Browser) -> None:
        self.folder, self.builds, self.loads = folder, Builds(), 0
        self.server = start(lambda: folder, self.builds, port=0)
        self.page: Page = browser.new_page()
        self.page.on("load", self._loaded)

    def _loaded(self, _page: object) -> None:
        self.loads += 1

    def open(self) -> None:
        self.page.goto(f"http://127.0.0.1:{self.server.server_port}/tin.html")

    def write(self, words: str) -> None:
        (self.folder / "tin.html").write_text(TEXT.format(words=words), encoding="utf-8")


@pytest.fixture
def preview(tmp_path: Path, browser: Browser) -> Iterator[Preview]:
    made = Preview(tmp_path, browser)
    yield made
    made.page.close()
    made.server.shutdown()
    made.server.server_close()


def test_an_editor_watches(preview: Preview) -> None:
    """Nothing was ever built; a build begins, fails, goes well; the page alone is made anew, then the whole site."""
    page, builds = preview.page, preview.builds
    preview.open()
    expect(page.get_by_text("Chưa dựng trang lần nào")).to_be_visible()
    builds.begin("Đọc bài viết… 3/9")
    expect(page.locator("#preview-stage")).to_have_text("Đọc bài viết… 3/9")
    builds.finish("content/a.md:3: thiếu tít")
    expect(page.get_by_role("alert")).to_have_text("content/a.md:3: thiếu tít")
    expect(page.locator("#preview-stage")).to_have_count(0)

    preview.write("Bản đầu")
    builds.finish(warnings=["content/a.md:9: liên kết tạm bỏ"])
    expect(page.get_by_text("Bản đầu")).to_be_visible()
    expect(page.locator("#preview-warnings")).to_have_text("content/a.md:9: liên kết tạm bỏ")
    expect(page.get_by_role("alert")).to_have_count(0)

    builds.show({"tin.html": TEXT.format(words="Bản sửa").encode()}, "", [])
    expect(page.get_by_text("Bản sửa")).to_be_visible()
    expect(page.locator("#preview-warnings")).to_have_count(0)

    loads = preview.loads
    builds.findings = findings(preview.folder, finding("content/b.md"))
    preview.write("Bản sửa")
    builds.finish(warnings=["content/b.md:1: khác"], gone=["tin.html"])
    expect(page.locator("#preview-warnings")).to_have_text("content/b.md:1: khác")
    expect(page.locator("#preview-proof summary")).to_have_text("Soát bài: 0 chỗ ở bài này, 1 chỗ ở tệp khác")
    panel, foot = page.locator("#preview-proof").bounding_box(), page.locator("#preview-box").bounding_box()
    assert panel
    assert foot
    assert panel["y"] + panel["height"] <= foot["y"], "the one hides the other"
    assert preview.loads == loads, "the same page was loaded again"
