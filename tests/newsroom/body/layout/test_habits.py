"""Whatever an editor's habits, every word and number that was typed is on the page, or its line is told.

Stories are written from a grammar of what people who write in Word do. Each word is typed once only, with a number of
its own, so that one that is missing, doubled or out of order is seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.body.markdown_body import Converted
from tests.newsroom.paper import converted

# One of these stands for a word; each occurrence gets its number.
WORD = "§"
_PIECES = """
    § §|§.|§, §|**§ §**|*§*|**§ §|§**|5*3 và §*7|(*) §|<§>|<<§>>|<em §>|‹§›|“§”|[§](https://a.vn/x)|[§]()|[§](§)
    [§](post:1)|https://a.vn/§|www.a.vn/§.|`§`|§ < §|§ & §|§ &amp; §|c** §|0912***§|_§_|__§__|§_§|</script> §|<b>§</b>
    §<br>§|~§~|{§}|{so: §}|[§]|§[^1]|§\\*§|C:\\§|#§|@§|§ – §|1.600 §|59,36% §|!§|§...|<!-- x --> §| §|§​§
    <a href="§">§</a>|<script>§</script>|![§](§.png)|§  |§: §|§	§|**|*|<p>§|$§|§­§
"""
_MARKS = """
    - |- |* |+ |• |·	|– |— |-|- |1. |2. |12. |0. |1945. |30. |007. |1) |a) |đ) |1.1. |Điều 8. |Khoản 3. |I. |> |> -
    > 2. |# |## |##|#|/// luu-y|///|// bang|---|***|===|```|§	§	§|:   |: |[^1]: |[^2]: |[a]: |*[AB]: |1.|-|1.  |2.	
    > > |- - |- 3. |+|/// video ¦ https://youtu.be/dQw4w9WgXcQ|1. 2. |• 
"""
TABLES = ["¦ § ¦ § ¦", "¦---¦---¦", "§ ¦ §", "¦ § ¦ § ¦ § ¦", "¦—¦—¦", "¦---¦", "¦ ¦ § ¦", "¦"]


def _split(text: str) -> list[str]:
    # A bar parts the entries of the lists above, so a broken bar stands for one inside them.
    return [entry.replace("¦", "|") for line in text.strip("\n").split("\n") for entry in line[4:].split("|")]


PIECES = st.sampled_from(_split(_PIECES))
INDENT = st.sampled_from(["", "", "", "", " ", "  ", "   ", "    ", "\t", "\u00a0\u00a0", "        "])
MARK = st.sampled_from(["", "", "", "", *_split(_MARKS), *[row.replace("¦", "|") for row in TABLES]])
GAP = st.sampled_from(["\n", "\n", "\n\n", "\n\n", "  \n", "\n \n"])


@st.composite
def stories(draw: st.DrawFn) -> str:
    text = ""
    for _line in range(draw(st.integers(1, 9))):
        words = " ".join(draw(st.lists(PIECES, min_size=0, max_size=3)))
        text += draw(INDENT) + draw(MARK) + words + draw(GAP)
    numbers = iter(range(1000, 10_000))
    return re.sub(WORD, lambda _mark: f"chữ{next(numbers)}", text)


@given(stories())
@settings(max_examples=250, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_word_is_on_the_page_or_its_line_is_told(source: str) -> None:
    body, report = converted(source)
    told = {problem.line for problem in (*report.errors, *report.warnings)}
    page = _words(body)
    for line, word in _typed(source):
        if line not in told:
            assert word in page, (line, word, body.html)
    assert all(1 <= (line or 0) <= source.count("\n") + 1 for line in told)


@given(stories())
@settings(max_examples=120, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_numbers_before_items_and_clauses_are_those_that_were_typed(source: str) -> None:
    body, report = converted(source)
    if report.errors:
        return
    shown = _numbers(body.html)
    for line in source.split("\n"):
        typed = re.match(r"[\s\u00a0>]*(?:[-+*] )?(0|[1-9]\d{0,2})\. +(?=chữ(\d+)\b)", line)
        if typed:
            assert (typed[1], typed[2]) in shown, (line, body.html)


def _typed(source: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(source.split("\n"), 1):
        for word in re.findall(r"chữ\d+", line):
            yield number, word


def _words(body: Converted) -> set[str]:
    """Words of the text, of addresses and titles in it, and of the pictures that will stand in it."""
    pictures = " ".join(f"{use.src} {use.alt} {use.caption}" for use in body.pictures)
    return set(re.findall(r"chữ\d+", f"{unquote(unescape(body.html))} {pictures}"))


def _numbers(html: str) -> set[tuple[str, str]]:
    """(number, first word behind it) of every item of a numbered list, and of every text that begins with a number."""
    shown: set[tuple[str, str]] = set()
    counts: list[int | None] = []
    for tag in re.finditer(r"<(/?)(ol|ul|li)\b([^>]*)>([^<]*(?:<(?!/?(?:li|ol|ul)\b)[^>]*>[^<]*)*)", html):
        closing, name, attributes, text = tag.groups()
        if name in ("ol", "ul"):
            if closing:
                counts.pop()
            else:
                start = re.search(r'start="(\d+)"', attributes)
                counts.append(None if name == "ul" else int(start[1]) - 1 if start else 0)
        elif not closing and counts[-1] is not None:
            value = re.search(r'value="(\d+)"', attributes)
            counts[-1] = int(value[1]) if value else counts[-1] + 1
            word = re.search(r"chữ(\d+)", text)
            if word:
                shown.add((str(counts[-1]), word[1]))
    plain = unescape(re.sub(r"<[^>]*>", " ", html))
    return shown | set(re.findall(r"\b(\d+)\.\s+\W*chữ(\d+)", plain))
