"""The word of a document's kind that stands before its number, found backwards from it."""

from __future__ import annotations

import re
from typing import NamedTuple

from .letters import KIND_LETTERS, MORE_KINDS, SHORT_KINDS

# Words for a kind that do not belong to its name in the table.
_OTHER_WORDS = {
    "bản án dân sự sơ thẩm": "Bản án",
    "bản án dân sự phúc thẩm": "Bản án",
    "bản án hình sự sơ thẩm": "Bản án",
    "bản án hình sự phúc thẩm": "Bản án",
    "bản án hành chính sơ thẩm": "Bản án",
    "bản án hành chính phúc thẩm": "Bản án",
    "bản án kinh doanh thương mại sơ thẩm": "Bản án",
    "bản án kinh doanh thương mại phúc thẩm": "Bản án",
    "bản án kinh doanh thương mại": "Bản án",
    "bản án lao động sơ thẩm": "Bản án",
    "bản án lao động phúc thẩm": "Bản án",
    "bản án lao động": "Bản án",
    "bản án hình sự": "Bản án",
    "bản án dân sự": "Bản án",
    "bản án hành chính": "Bản án",
    "bản án hôn nhân và gia đình": "Bản án",
    "bản án sơ thẩm": "Bản án",
    "bản án phúc thẩm": "Bản án",
    "quyết định giám đốc thẩm": "Quyết định của toà án",
    "quyết định tái thẩm": "Quyết định của toà án",
    "lệnh bắt tạm giam": "Lệnh tố tụng",
    "lệnh bắt bị can để tạm giam": "Lệnh tố tụng",
    "lệnh tạm giam": "Lệnh tố tụng",
    "lệnh khám xét": "Lệnh tố tụng",
    "lệnh truy nã": "Lệnh tố tụng",
    "quyết định truy nã": "Lệnh tố tụng",
    "quyết định kháng nghị giám đốc thẩm": "Kháng nghị",
    "quyết định kháng nghị": "Kháng nghị",
    "kết luận giám định": "Kết luận giám định",
    "kết luận định giá tài sản": "Kết luận giám định",
    "kết luận thanh tra": "Kết luận",
    "thông tư liên bộ": "Thông tư liên tịch",
    "thông tư liên ngành": "Thông tư liên tịch",
    "quyết định xử phạt": "Quyết định",
    "quy chuẩn kỹ thuật quốc gia": "Quy chuẩn",
    "tiêu chuẩn quốc gia": "Tiêu chuẩn",
    "văn bản": "Văn bản",
    "sắc luật": "Sắc luật",
    "nghị định thư": "",
}
_WORDS = {word.lower(): word for word in (*KIND_LETTERS, *MORE_KINDS)} | _OTHER_WORDS
_BY_LAST: dict[str, list[str]] = {}
for _word in sorted(_WORDS, key=len, reverse=True):
    _BY_LAST.setdefault(_word.rsplit(" ", 1)[-1], []).append(_word)
_OPENING = '(“"/'
_POSSIBLE = frozenset(
    (*_BY_LAST, "số", "sô", *map(str.lower, SHORT_KINDS), *(f"{short.lower()}." for short in SHORT_KINDS))
)
ENDINGS = frozenset(word[-2:] for word in _POSSIBLE if word.isalpha())
_OF_A_BODY = re.compile(r" của (?:chính phủ|quốc hội|bộ [^,.;:()]{2,30}|thủ tướng(?: chính phủ)?|ubnd[^,.;:()]{0,25})$")
_BODY_WINDOW = 60


class KindWord(NamedTuple):
    """`kind` begins at `start` of the text. `said` where the word `số` stands before the number."""

    kind: str
    start: int
    said: bool
    capital: bool


def kind_before(text: str, low: str, place: int) -> KindWord | None:
    """The kind that is said right before `place`, as in `Thông tư số |14/2015`."""
    end = _back(low, place)
    if low[low.rfind(" ", 0, end) + 1 : end].lstrip(_OPENING) not in _POSSIBLE and end < place:
        return None
    said = low.endswith(("số", "sô"), 0, end) and not low[end - 3 : end - 2].isalpha()
    if said:
        end = _back(low, end - 2)
    word = kind_word_at_end(low, end)
    if word is None and said and " của " in low[max(0, end - _BODY_WINDOW) : end]:
        body = _OF_A_BODY.search(low, max(0, end - _BODY_WINDOW), end)
        end = body.start() if body else end
        word = kind_word_at_end(low, end)
    if word is not None:
        start = end - len(word)
        return KindWord(_WORDS[word], start, said, text[start].isupper()) if _WORDS[word] else None
    first = low.rfind(" ", 0, end) + 1
    first = max(first, end - 6)
    short = SHORT_KINDS.get(text[first:end].lstrip(_OPENING).rstrip("."))
    return KindWord(short, end - len(text[first:end].lstrip(_OPENING)), said, True) if short else None


def _back(low: str, place: int) -> int:
    while place and low[place - 1] in " :-":
        place -= 1
    return place


def kind_word_at_end(low: str, end: int) -> str | None:
    """The longest word for a kind that stands right before `end`."""
    for word in _BY_LAST.get(low[low.rfind(" ", 0, end) + 1 : end].lstrip(_OPENING), ()):
        start = end - len(word)
        if low.startswith(word, start) and (start == 0 or not low[start - 1].isalnum()):
            return word
    return None


def kind_of_word(word: str) -> str:
    return _WORDS[word]
