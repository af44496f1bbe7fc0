"""Which addresses a file is found to point to; what only looks like one is left alone."""

from __future__ import annotations

import pytest

from publishing.tags import tags_of
from publishing.verify.references import css_references, page_references, script_references


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ('import { a } from "./a.js";', ["./a.js"]),
        ('import "./b.js";', ["./b.js"]),
        ('import {\n  a,\n  b,\n} from "./c.js";', ["./c.js"]),
        ('export { x } from "./d.js";', ["./d.js"]),
        ('export * from "./e.js";', ["./e.js"]),
        ('const page = await import("./f.js");', ["./f.js"]),
        ('export const LETTERS = "a-z0-9";', []),
        ("export const from = 'x';", []),
        ("import(address);", []),
    ],
)
def test_modules_that_a_module_imports(text: str, addresses: list[str]) -> None:
    assert [reference.url for reference in script_references(text)] == addresses


def test_addresses_of_a_style_sheet_with_their_lines() -> None:
    text = '@import "a.css";\n/* url(no.png)\n*/ p { background: url(b.png) }\n@import url("c.css");'
    assert [(reference.url, reference.line) for reference in css_references(text)] == [
        ("a.css", 1),
        ("b.png", 3),
        ("c.css", 4),
    ]


def test_text_that_looks_like_markup_is_no_markup() -> None:
    page = """<!-- <a href="/x"> --><script type="application/json">"<a href='/y'>"</script>
<title><a href="/z"></title><p title='a > b <img src="/w">'>&lt;a href="/v"&gt;</p><a href='/got?a=1&amp;b=2'>"""
    assert [tag.name for tag in tags_of(page)] == ["script", "title", "p", "a"]
    assert [reference.url for reference in page_references(page)] == ["/got?a=1&b=2"]


def test_structured_data_names_pages() -> None:
    page = """<script type="application/ld+json">{"@type": "BreadcrumbList", "itemListElement":
[{"@type": "ListItem", "item": "/a/"}], "image": ["/b.jpg"], "@id": "/c.html#x", "name": "/no",
"potentialAction": {"target": {"urlTemplate": "/tim?q={q}"}}}</script>"""
    assert sorted(reference.url for reference in page_references(page)) == ["/a/", "/b.jpg", "/c.html", "/tim"]
