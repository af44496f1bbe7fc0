"""The proofreader's findings in a preview: ordered by Python, shown by the panel; no part of a public build."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from commands.preview.findings import Findings, write_findings
from commands.preview.server import Builds, start
from proofreading.memory import Glance
from proofreading.report import Reported

STORY = "content/articles/tu-phap/2024/a.md"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
PAGE = (
    f'<!DOCTYPE html><html lang="vi"><head><title>Bài</title><meta charset="utf-8">'
    f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"></head>'
    "<body><main><h1>Bài</h1><p>Chữ</p></main></body></html>"
)


def finding(path: str = STORY, line: int = 9, severity: Any = "warning", hint: str = "viết liền") -> Reported:
    return Reported(path, line, 3, line, 4, severity, "space-before-mark", "thừa khoảng trắng", hint)


def findings(tmp_path: Path, *found: Reported, unread: int = 0) -> Findings:
    content = tmp_path / "content"
    story = content.parent / STORY
    story.parent.mkdir(parents=True, exist_ok=True)
    story.write_text('---\ntitle: "Một tin"\nid: 14\n---\n', encoding="utf-8")
    write_findings(tmp_path / "findings.json", Glance(found, unread), content)
    read = Findings()
    read.read(tmp_path / "findings.json")
    return read


def shown(read: Findings, page: str) -> Any:
    return json.loads(read.page(page))


def test_the_story_of_the_page_comes_first_and_what_is_worst_in_it(tmp_path: Path) -> None:
    read = findings(
        tmp_path,
        finding("content/topics.toml"),
        finding(line=20, severity="advice"),
        finding(line=30, severity="error"),
        unread=3,
    )
    panel = shown(read, "/tu-phap/mot-tin-post14.html")
    assert panel["title"] == "Soát bài: 2 chỗ ở bài này, 1 chỗ ở tệp khác"
    assert [group["title"] for group in panel["groups"]] == ["Bài này", "Tệp khác"]
    assert [entry["place"] for entry in panel["groups"][0]["findings"]] == [f"{STORY}:30:3", f"{STORY}:20:3"]
    assert panel["groups"][0]["findings"][0]["text"] == "thừa khoảng trắng; viết liền"
    assert panel["more"] == ["3 tệp chưa soát: scripts/check --content"]
    assert shown(read, "/tu-phap/")["title"] == "Soát bài: 0 chỗ ở bài này, 3 chỗ ở tệp khác"


def test_no_finding_is_said_too_and_many_are_cut(tmp_path: Path) -> None:
    assert shown(findings(tmp_path), "/") == {"title": "Soát bài: không có gì phải sửa", "groups": [], "more": []}
    panel = shown(findings(tmp_path, *[finding(line=line) for line in range(1, 251)]), "/")
    assert len(panel["groups"][0]["findings"]) == 200
    assert panel["more"] == ["còn 50 chỗ nữa: scripts/check --content"]


def test_a_build_that_failed_leaves_the_findings_before_it(tmp_path: Path) -> None:
    read = findings(tmp_path, finding())
    read.read(tmp_path / "khong-co.json")
    assert "1 chỗ" in shown(read, "/x-post14.html")["title"]


@pytest.fixture
def page(tmp_path: Path, browser: Browser) -> Iterator[Page]:
    site, builds = tmp_path / "site", Builds()
    site.mkdir()
    (site / "x-post14.html").write_text(PAGE, encoding="utf-8")
    builds.findings = findings(tmp_path, finding(), finding("content/topics.toml"))
    server = start(lambda: site, builds, port=0)
    context = browser.new_context(viewport={"width": 360, "height": 640}, locale="vi-VN")
    opened = context.new_page()
    opened.goto(f"http://127.0.0.1:{server.server_port}/x-post14.html")
    yield opened
    context.close()
    server.shutdown()
    server.server_close()


@pytest.mark.site
def test_the_panel_is_read_with_the_keyboard_alone(page: Page) -> None:
    summary = page.locator("#preview-proof summary")
    expect(summary).to_have_text("Soát bài: 1 chỗ ở bài này, 1 chỗ ở tệp khác")
    expect(page.locator("#preview-proof li").first).not_to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#preview-proof li").first).to_have_text(
        f"{STORY}:9:3cảnh báo: thừa khoảng trắng; viết liền [space-before-mark]"
    )
    box = page.locator("#preview-proof").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    page.reload()
    expect(page.locator("#preview-proof li").first).to_be_visible()  # as it was left
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page).response["violations"]
        assert [entry["id"] for entry in found] == []
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator("#preview-proof li").first).not_to_be_visible()
