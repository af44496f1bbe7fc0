from __future__ import annotations

import pytest

from newsroom.content.story_links import StoryAddresses, check_links, with_addresses
from portal.errors import Reporter

ADDRESSES = StoryAddresses(
    {"1": "/a/b-post1.html", "articles/a/x.md": "/a/b-post1.html"}, frozenset(("1", "2", "articles/a/x.md"))
)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="post:1">một</a>', '<a href="/a/b-post1.html">một</a>'),
        (
            '<a class="x" href="post:1#muc-a" title="t">m</a>',
            '<a class="x" href="/a/b-post1.html#muc-a" title="t">m</a>',
        ),
        ('<a href="post:articles/a/x.md">một</a>', '<a href="/a/b-post1.html">một</a>'),
        ('<a href="post:2">hai <em>ba</em></a>.', "hai <em>ba</em>."),
        ('<a href="/x">một</a> <a href="post:2">hai</a>', '<a href="/x">một</a> hai'),
        ("post:1", "post:1"),
    ],
)
def test_targets_become_addresses_or_only_words(html: str, expected: str) -> None:
    assert with_addresses(html, ADDRESSES) == expected


def test_unknown_targets_are_faults_and_waiting_ones_warnings() -> None:
    problems = Reporter()
    check_links([("1", 3), ("2", 4), ("9", 5)], "content/a.md", ADDRESSES, problems)
    assert [(error.line, error.code) for error in problems.errors] == [(5, "dead-link")]
    assert [(warning.line, warning.code) for warning in problems.warnings] == [(4, "link-not-published")]
