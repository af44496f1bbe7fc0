"""What an editor sees of a preview in a real browser: new pages, faults, warnings, and how far a build is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from building.keeping.live import PageNow, Taken
from commands.preview.server import Builds, start
from tests.commands.preview.test_findings import finding, findings

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

    def save(self, data: bytes) -> None:
        """The page is another one in memory."""
        self.builds.make_page = {"tin.html": PageNow(data)}.get
        self.builds.take(Taken(frozenset([self.folder]), {"content/a.md:": ()}), ["content/a.md"], [])


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
    builds.fail("content/a.md:3: thiếu tít", [], {})
    expect(page.get_by_role("alert")).to_have_text("content/a.md:3: thiếu tít")
    expect(page.locator("#preview-stage")).to_have_count(0)

    preview.write("Bản đầu")
    builds.renew(["content/a.md:9: liên kết tạm bỏ"])
    expect(page.get_by_text("Bản đầu")).to_be_visible()
    expect(page.locator("#preview-warnings")).to_have_text("content/a.md:9: liên kết tạm bỏ")
    expect(page.get_by_role("alert")).to_have_count(0)

    preview.save(TEXT.format(words="Bản sửa").encode())
    expect(page.get_by_text("Bản sửa")).to_be_visible()
    expect(page.locator("#preview-warnings")).to_have_count(0)

    loads = preview.loads
    builds.findings = findings(preview.folder, finding("content/b.md"))
    preview.write("Bản sửa")
    builds.renew(["content/b.md:1: khác"])
    expect(page.locator("#preview-warnings")).to_have_text("content/b.md:1: khác")
    expect(page.locator("#preview-proof summary")).to_have_text("Soát bài: 0 chỗ ở bài này, 1 chỗ ở tệp khác")
    panel, foot = page.locator("#preview-proof").bounding_box(), page.locator("#preview-box").bounding_box()
    assert panel
    assert foot
    assert panel["y"] + panel["height"] <= foot["y"], "the one hides the other"
    assert preview.loads == loads, "the same page was loaded again"


STORY = (
    '<!doctype html><html lang="vi"><head><title>{title}</title><meta http-equiv="Content-Security-Policy"'
    " content=\"require-trusted-types-for 'script'; trusted-types 'none'\"></head><body>{body}</body></html>"
)
BODY = '<div class="article-body">{blocks}</div>'
BLOCKS = ["<p>Một</p>", "<figure>Bảng</figure>", "<p>Hai</p>", "<h2>Đầu mục</h2>", "<p>Ba</p>"]


def story(*blocks: str, title: str = "Tin") -> bytes:
    return STORY.format(title=title, body=BODY.format(blocks="\n".join(blocks))).encode()


@pytest.mark.parametrize(
    ("changed", "loaded"),
    [
        (story("<p>Một</p>", "<figure>Bảng</figure>", "<p>Hai <b>sửa</b></p>", *BLOCKS[3:]), 0),
        (story(*BLOCKS, "<p>Bốn</p>"), 0),
        (story("<p>Trước</p>", *BLOCKS), 0),
        (story(*BLOCKS[:2], *BLOCKS[3:]), 0),
        (story("<p>Một</p>", "<figure>Bảng khác</figure>", *BLOCKS[2:]), 1),
        (story(*BLOCKS, '<p><img src="a.png" alt=""></p>'), 1),
        (story(*BLOCKS, title="Tin khác"), 1),
        (STORY.format(title="Tin", body="<p>Không còn bài</p>").encode(), 1),
    ],
    ids=["word", "more", "first", "less", "table", "picture", "headline", "other"],
)
def test_changed_words_are_put_into_the_page_and_all_else_loads_it_anew(
    preview: Preview, changed: bytes, loaded: int
) -> None:
    page = preview.page
    (preview.folder / "tin.html").write_bytes(story(*BLOCKS))
    with page.expect_response(lambda answer: answer.request.resource_type == "xhr" and "tin.html" in answer.url):
        preview.open()
    loads = preview.loads
    with page.expect_response(lambda answer: answer.request.resource_type == "xhr" and "tin.html" in answer.url):
        preview.save(changed)
    body = changed.decode().partition("<body>")[2].partition("</body>")[0].replace("\n", "")
    page.wait_for_function("body => document.body.innerHTML.replaceAll('\\n', '').startsWith(body)", arg=body)
    assert preview.loads - loads == loaded
    assert page.title() == ("Tin khác" if b"Tin kh" in changed else "Tin")
