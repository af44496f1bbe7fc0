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
_POINTERS = (" này", " đó", " ấy", " trên", " vừa nêu", " vừa nói", " vừa dẫn")
_BEFORE_ABOVE = (" đã nêu", " nêu", " nói ở", " nói", " dẫn", " kể")
_LAST_LETTERS = ENDINGS | {word[-2:] for word in _BEFORE_ABOVE}
# `Kế hoạch trên địa bàn` is a plan for a region, not the plan above.
_NOT_ABOVE = re.compile(
    " (?:địa|cơ sở|cả|toàn|thế|tinh|mạng|đất|biển|đường|báo|trang|lĩnh|môi|phạm|mọi|các|giấy|thực|diện|nền|không|\\d)"
)
# More than one document: which they are is not certain.
_MANY = ("các ", "những ", "hai ", "ba ", "bốn ", "năm ", "nhiều ", "mọi ", "một số ", "cả hai ")
_DRAFTS = ("dự thảo ", "dự án ", "dự luật ", "bản thảo ")


def priors(plain: PlainText, floor: int) -> Iterator[Mention]:
    """Mentions after `floor`, where the first document is named: before it there is nothing to be meant."""
    low = plain.low
    for pointer in _POINTERS if " vừa " in low else _POINTERS[:4]:
        place = low.find(pointer, floor)
        while place >= 0:
            # Most often another word stands before, which its end tells.
            if low[place - 2 : place] in _LAST_LETTERS and (mention := _mention(plain, place, pointer)) is not None:
                yield mention
            place = low.find(pointer, place + 2)


def _mention(plain: PlainText, place: int, pointer: str) -> Mention | None:
    low, end = plain.low, place
    after = place + len(pointer)
    if after < len(low) and low[after].isalnum():
        return None
    if pointer == " trên":
        said = next((word for word in _BEFORE_ABOVE if low.endswith(word, 0, place)), "")
        if not said and _NOT_ABOVE.match(low, after):
            return None
        end -= len(said)
    word = kind_word_at_end(low, end)
    if word is None:
        return None
    kind, start = kind_of_word(word), end - len(word)
    common = kind in _COMMON and not plain.text[start].isupper()
    if not kind or common or low[max(0, start - 12) : start].endswith(_DRAFTS + _MANY):
        return None
    return Mention(start, after, Form.PRIOR, kind)
