"""Whether a text is a brief: one sentence and nothing beside it. A brief has no room to lead a page."""

from __future__ import annotations

import re

# A mark that ends a sentence, with the capital after it. Linear whatever the text: each run is gone through once.
_END = re.compile(r"(?<=[^\s.!?…])[.!?…]++[\"”’»)\]]*+\s++(?=[\"“‘«(\[]{0,9}[^\W\d_a-z])")
_LONGEST_TITLE = 20  # letters before the mark that are looked at
# TP. Huế, GS. Nguyễn, ThS. Trần, N. V. A.
_TITLES = "[A-ZĐ]|tp|tx|tt|kp|st|pgs|gs|ts|ths|bs|ls|ks|mr|mrs|ms|dr|tr|no"
_SHORT = re.compile(rf"[\"“‘«(\[]*(?:{_TITLES})", re.IGNORECASE)
_MORE_THAN_TEXT = re.compile(
    r"<(?:table|figure|picture|video|audio|ul|ol|blockquote|svg)\b|class=\"(?:embed|qa)\b|\ue003"
)


def is_brief(text: str, html: str) -> bool:
    """Args: text: plain, one block a line; html: the same with its markup."""
    return sentence_count(text, 2) < 2 and not _MORE_THAN_TEXT.search(html)


def sentence_count(text: str, enough: int) -> int:
    """Sentences of `text`, counted up to `enough`."""
    count = 0
    for line in filter(str.strip, text.split("\n")):
        count += 1
        for end in _END.finditer(line):
            if count >= enough:
                return count
            count += _ends_sentence(end, line)
        if count >= enough:
            return count
    return count


def _ends_sentence(end: re.Match[str], line: str) -> bool:
    following = line[end.end() : end.end() + 2].lstrip('"“‘«([')
    before = line[max(0, end.start() - _LONGEST_TITLE) : end.start()].split()
    return following[:1].isupper() and not (before and _SHORT.fullmatch(before[-1]))
