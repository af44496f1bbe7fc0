"""Documents that were named before: `Nghị định này`, `Luật nêu trên`, `văn bản nói trên`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.citations import Form, Mention
from ..model.plain_text import PlainText
from ..vocabulary.kind_words import ENDINGS, kind_of_word, kind_word_at_end

# In small letters these are common words: `quy định này` is what was said, not a document.
_COMMON = frozenset(
    ("Quy định", "Chương trình", "Phương án", "Giấy phép", "Văn bản", "Cáo trạng", "Lệnh", "Tiêu chuẩn")
)
_POINTERS = (" này", " đó", " ấy", " trên", " vừa nêu", " vừa nói", " vừa dẫn", " nói ở trên")
_BEFORE_ABOVE = (" đã nêu", " nêu", " nói", " dẫn", " kể")
# `Kế hoạch trên địa bàn` is a plan for a region, not the plan above.
_NOT_ABOVE = re.compile(
    " (?:địa|cơ sở|cả|toàn|thế|tinh|mạng|đất|biển|đường|báo|trang|lĩnh|môi|phạm|mọi|các|giấy|thực|diện|nền|không|\\d)"
)
# More than one document: which they are is not certain.
_MANY = ("các ", "những ", "hai ", "ba ", "bốn ", "năm ", "nhiều ", "mọi ", "một số ", "cả hai ")
_DRAFTS = ("dự thảo ", "dự án ", "dự luật ", "bản thảo ")


def priors(plain: PlainText) -> Iterator[Mention]:
    for pointer in _POINTERS:
        for place in _places(plain.low, pointer):
            mention = _mention(plain, place, pointer)
            if mention is not None:
                yield mention


def _places(low: str, word: str) -> Iterator[int]:
    place = -1
    while (place := low.find(word, place + 1)) >= 0:
        end = place + len(word)
        if end == len(low) or not low[end].isalnum():
            yield place


def _mention(plain: PlainText, place: int, pointer: str) -> Mention | None:
    low, end = plain.low, place
    if pointer == " trên":
        said = next((word for word in _BEFORE_ABOVE if low.endswith(word, 0, place)), "")
        if not said and _NOT_ABOVE.match(low, place + len(pointer)):
            return None
        end -= len(said)
    if low[end - 2 : end] not in ENDINGS:  # so it is most often
        return None
    word = kind_word_at_end(low, end)
    if word is None:
        return None
    kind, start = kind_of_word(word), end - len(word)
    common = kind in _COMMON and not plain.text[start].isupper()
    if not kind or common or low[max(0, start - 12) : start].endswith(_DRAFTS + _MANY):
        return None
    return Mention(start, place + len(pointer), Form.PRIOR, kind)
