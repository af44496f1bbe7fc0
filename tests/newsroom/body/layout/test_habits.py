"""Whatever an editor's habits, every word and number that was typed is on the page, or its line is told.

Stories are written from a grammar of what people who write in Word do. Each word is typed once only, with a number of
its own, so that one that is missing, doubled or out of order is seen.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from urllib.parse import unquote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.body.markdown_body import Converted
from newsroom.model.article import Kind
from newsroom.sources.source_text import read_source
from portal.body import BodyReport
from tests.newsroom.paper import converted

# One of these stands for a word; each occurrence gets its number.
WORD = "§"
_PIECES = """
    § §|§.|§, §|**§ §**|*§*|**§ §|§**|5*3 và §*7|(*) §|<§>|<<§>>|<em §>|‹§›|“§”|[§](https://a.vn/x)|[§]()|[§](§)
    [§](post:1)|https://a.vn/§|www.a.vn/§.|`§`|§ < §|§ & §|§ &amp; §|c** §|0912***§|_§_|__§__|§_§|</script> §|<b>§</b>
    §<br>§|~§~|{§}|{so: §}|[§]|§[^1]|§\\*§|C:\\§|#§|@§|§ – §|1.600 §|59,36% §|!§|§...|<!-- x --> §| §|§​§
    <a href="§">§</a>|<script>§</script>|![§](§.png)|§  |§: §|§	§|**|*|<p>§|$§|§­§
    ![§](§.png "§ ¦ Ảnh: §")|{{< § >}}|{% § %}|{{so: § ¦ § }}|[caption id="x"]§[/caption]|[b]§[/b]|{: .§}|{#§}|[TOC]
    §^[§]|<§@a.vn>|§	§	§|§		§|[§][§]|[§]: §|§   §|17. 4. §|+§|-§|**§|§**§**§|(§)|[^§]|[^1]|“§
    §/§|§; §|1. §
    <u>§</u>|<font color="red">§</font>|//a.vn/§|\\*§|&nbsp;§|§¹|![[§.png]]|^§^|§\\¦§|·§|<https://a.vn/§>
"""
_MARKS = """
    - |- |* |+ |• |·	|– |— |-|- |1. |2. |12. |0. |1945. |30. |007. |1) |a) |đ) |1.1. |Điều 8. |Khoản 3. |I. |> |> -
    > 2. |# |## |##|#|/// luu-y|///|// bang|---|***|===|```|§	§	§|:   |: |[^1]: |[^2]: |[a]: |1.|-|1.  |2.	
    > > |- - |- 3. |+|/// video ¦ https://youtu.be/dQw4w9WgXcQ|1. 2. |• 
    - > |1. > |> 1. - |o	|Ø	|→ |✓ |=> |① |1/ |1- |#1 |**1.** |**a)** |(1) |(a) |1.2.3. |1. a) |2. 2.1. |a. |A.
    *[AB]: |*[AB] : |*[AB]:|II) |Hỏi: |Đáp: |Đáp (§): |Cảm ơn: |PV: |- Hỏi: |Câu 1: |Bước 2. |>>|*|::: |!!! §
    > [!NOTE] |		|-	|	1. |- [ ] |~~~
"""
TABLES = [
    *("¦ §[^1] ¦ § ¦", "¦ §[^§] ¦ §", "\t§\t§", "§\t\t§", "§\t§\t§\t", "¦ - ¦ – ¦", "¦===¦", "¦ § ¦ § ¦"),
    *("¦---¦---¦", "§ ¦ §", "¦ § ¦ § ¦ § ¦", "¦—¦—¦", "¦---¦", "¦ ¦ § ¦", "¦"),
]


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
    text = re.sub(WORD, lambda _mark: f"chữ{next(numbers)}", text)
    return draw(
        st.sampled_from([text, text, re.sub("(?m)^([ \t]*)- ", "\\1\uf0b7 ", text), unicodedata.normalize("NFD", text)])
    )


# HABITS=5000 writes as many stories; without it a suite takes few seconds.
MANY = int(os.environ.get("HABITS", "0"))
CALM: dict[str, Any] = {
    "derandomize": not MANY,
    "deadline": None,
    "database": None,
    "suppress_health_check": list(HealthCheck),
}


def read(source: str, kind: Kind) -> tuple[str, Converted, BodyReport]:
    """As from a file: in NFC, with bullets for the signs of Word."""
    with NamedTemporaryFile() as file:
        Path(file.name).write_text(source, encoding="utf-8")
        text = read_source(Path(file.name), "x.md", 1_000_000)
    return text, *converted(text, kind)


@given(stories(), st.sampled_from([Kind.NEWS, Kind.NEWS, Kind.INTERVIEW]))
@settings(max_examples=MANY or 250, **CALM)
def test_every_word_is_on_the_page_or_its_line_is_told(source: str, kind: Kind) -> None:
    text, body, report = read(source, kind)
    told = {problem.line for problem in (*report.errors, *report.warnings)}
    page = _words(body)
    for line, word in _typed(text):
        if line not in told:
            assert word in page, (line, word, body.html)
    assert all(1 <= (line or 0) <= text.count("\n") + 1 for line in told)


@given(stories())
@settings(max_examples=MANY or 120, **CALM)
def test_words_stand_in_the_order_in_which_they_were_typed_and_once(source: str) -> None:
    _text, body, report = read(source, Kind.NEWS)
    if report.errors:
        return
    story = body.html.partition('<section class="footnotes')[0].partition('<section aria-label="Chú thích"')[0]
    shown = [int(number) for number in re.findall(r"chữ(\d{4})", unescape(re.sub(r"<[^>]*>", " ", story)))]
    assert shown == sorted(set(shown)), story


@given(stories())
@settings(max_examples=MANY or 120, **CALM)
def test_numbers_before_items_and_clauses_are_those_that_were_typed(source: str) -> None:
    text, body, report = read(source, Kind.NEWS)
    if report.errors:
        return
    shown = _numbers(body.html)
    for line in text.split("\n"):
        typed = re.match(r"[\s\u00a0>]*(?:[-+*] )?(0|[1-9]\d{0,2})\. +(?=chữ(\d{4})\b)", line)
        if typed:
            assert (typed[1], typed[2]) in shown, (line, body.html)


def _typed(source: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(source.split("\n"), 1):
        for word in re.findall(r"chữ\d{4}", line):
            yield number, word


def _words(body: Converted) -> set[str]:
    """Words of the text, of addresses and titles in it, and of the pictures that will stand in it."""
    pictures = " ".join(f"{use.src} {use.alt} {use.caption} {use.credit}" for use in body.pictures)
    return set(re.findall(r"chữ\d{4}", f"{unquote(unescape(body.html))} {pictures}"))


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
            word = re.search(r"chữ(\d{4})", text)
            if word:
                shown.add((str(counts[-1]), word[1]))
    plain = unescape(re.sub(r"<[^>]*>", " ", html))
    return shown | set(re.findall(r"\b(\d+)\.\s+\W*chữ(\d{4})", plain))
