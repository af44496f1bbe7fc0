"""Words of the glossary in texts: what is meant, what is not, and how the first place of each is marked."""

from __future__ import annotations

import random
import re
import time

import pytest

from newsroom.law.terms import TermFinder, with_terms
from newsroom.model.glossary import GlossaryTerm


def term(name: str, *forms: str) -> GlossaryTerm:
    return GlossaryTerm(name.replace(" ", "-"), (name, *forms), f"Nghĩa của {name}.")


FINDER = TermFinder(
    (
        term("thi hành án"),
        term("thi hành án dân sự"),
        term("VKS", "viện kiểm sát"),
        term("hoà giải"),
        term("công lý"),
        term("Thừa phát lại"),
        term("án lệ"),
        term("R&D"),
    )
)


def found(html: str) -> list[str]:
    return [html[mention.start : mention.end] for mention in FINDER.mentions(html)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Việc thi hành án xong.</p>", ["thi hành án"]),
        ("<p>Về thi hành án dân sự.</p>", ["thi hành án dân sự"]),
        ("<p>Về thi hành án dân sự và thi hành án.</p>", ["thi hành án dân sự", "thi hành án"]),
        ("<p>Thi hành án là việc khó.</p>", ["Thi hành án"]),
        ("<p>Xong. Thi hành án là việc khó.</p>", ["Thi hành án"]),
        ("<p>“Thi hành án là việc khó”</p>", ["Thi hành án"]),
        ("<p>thi\nhành\xa0án</p>", ["thi\nhành\xa0án"]),
        ("<p>Cục Thi Hành Án</p>", []),
        ("<p>THI HÀNH ÁN</p>", []),
        ("<p>thi hanh an</p>", []),
        ("<p>thi hành ăn</p>", []),
        ("<p>thi hành ánh</p>", []),
        ("<p>VKS kháng nghị; viện kiểm sát rút.</p>", ["VKS"]),
        ("<p>vks, Vks</p>", []),
        ("<p>hòa giải ở cơ sở</p>", ["hòa giải"]),
        ("<p>hoả giải, hoá giải</p>", []),
        ("<p>Nghệ sĩ Công Lý</p>", []),
        ("<p>báo Công lý</p>", []),
        ("<p>báo: <em>Công lý</em> là đích.</p>", ["Công lý"]),
        ("<p>thừa phát lại và Thừa phát lại</p>", ["thừa phát lại"]),
        ("<p>án-lệ, án lệ-mẫu, tiền-án lệ</p>", []),
        ("<p>quỹ R&amp;D</p>", ["R&amp;D"]),
        ("<p>một <strong>án lệ</strong></p>", ["án lệ"]),
        ("<p>án <strong>lệ</strong></p>", []),
        ('<h2 id="x">Án lệ</h2><p>Một án lệ.</p>', ["án lệ"]),
        ('<p><a href="/án lệ">một án lệ</a></p>', []),
        ("<blockquote><p>Điều 1. Án lệ là…</p></blockquote><p>án lệ</p>", ["án lệ"]),
        ("<table><tr><td>án lệ</td></tr></table>", []),
        ("<figure><svg><text>án lệ</text></svg><figcaption>án lệ</figcaption></figure>", []),
        ('<div class="notice"><p class="notice-title">Án lệ</p><p>Một án lệ.</p></div>', ["án lệ"]),
        ('<div class="qa"><p class="question">án lệ?</p><div class="answer"><p>án lệ</p></div></div>', ["án lệ"]),
        ("<code>án lệ</code><p>x</p>", []),
    ],
)
def test_a_word_is_found_where_it_is_meant(html: str, expected: list[str]) -> None:
    assert found(html) == expected


def test_each_word_is_marked_once_with_a_button_for_its_card() -> None:
    html = '<h2 id="a">án lệ</h2>\n<p>Một án lệ, hai án lệ &amp; <b>viện kiểm sát</b>.</p>'
    terms = tuple(FINDER.glossary.values())
    marked = with_terms(html, terms)
    assert marked == (
        '<h2 id="a">án lệ</h2>\n<p>Một <span class="term">án lệ<button type="button" class="law-more" '
        'popovertarget="tu-án-lệ" aria-label="Giải thích: án lệ"></button></span>, hai án lệ &amp; '
        '<b><span class="term">viện kiểm sát<button type="button" class="law-more" popovertarget="tu-VKS" '
        'aria-label="Giải thích: VKS"></button></span></b>.</p>'
    )
    assert with_terms(marked, terms).count("<button") == 3  # what is marked stays as it is: the next place is taken
    assert with_terms(html, ()) == html


def test_marking_changes_no_letter_of_the_text() -> None:
    """Random rows of words, marks and tags: without what is added, the markup is that of before."""
    random_words = random.Random(7)
    words = ["thi", "hành", "án", "dân", "sự", "Thi", "VKS", "hòa", "giải", ".", "&amp;", "<b>", "</b>", "<p>", "İ"]
    for _round in range(200):
        html = " ".join(random_words.choices(words, k=60))
        marked = with_terms(html, tuple(FINDER.glossary.values()))
        assert re.sub(r'<span class="term">(.*?)<button[^>]*></button></span>', r"\1", marked, flags=re.DOTALL) == html


def test_a_large_glossary_costs_no_more_than_its_words_in_the_text() -> None:
    """Ten times as many terms that the text does not have take about the same time."""
    words = [f"từ{number}" for number in range(20_000)]
    text = "".join(f"<p>{' '.join(words[start : start + 50])}.</p>" for start in range(0, 10_000, 50))

    def seconds(count: int) -> float:
        finder = TermFinder(tuple(term(f"{words[10_000 + n]} nghĩa") for n in range(count)))
        best = float("inf")
        for _round in range(3):
            start = time.process_time()
            assert list(finder.mentions(text)) == []
            best = min(best, time.process_time() - start)
        return best

    assert seconds(4000) < 3 * seconds(400) + 0.01
