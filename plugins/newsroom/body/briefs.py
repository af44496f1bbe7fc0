"""Whether a text is a brief: one sentence and nothing beside it. A brief has no room to lead a page."""

from __future__ import annotations

import re

# A mark that ends a sentence, with the word before it and the capital after it.
_END = re.compile(r"(\S+?)[.!?…]+[\"”’»)\]]*\s+(?=[\"“‘«(\[]*[^\W\d_a-z])")
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
    return following[:1].isupper() and not _SHORT.fullmatch(end.group(1))
