"""Rows and places that a sentence names: in full, as parts of longer names, with words between or in another order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .known_names import WHOLE_NAMES
from .prose_facts import KnownTable
from .sentence_reading import ProseMention, ProseToken, SentenceReading
from .wording import ATTRIBUTION, BASE, COMPARISON, FROM_TO, LEVEL_OF, MEANS, PLAIN, RANKED

_MOST_BETWEEN = 2  # words that may stand within a name
_BROKEN = re.compile(r"[,;:.()]")
_REACH = 7  # words before a short name that may belong to a longer one
COUNTRY = ("việt", "nam")
_COMPARING = frozenset(("hơn", "kém", "bằng", "lần", "với", "phố", "tỉnh", "tp.", "tp"))


def names_in(reading: SentenceReading, known: KnownTable) -> list[ProseMention]:
    """Rows that the sentence names, and places that are none of the table; the longest name at each place."""
    mentions: list[ProseMention] = []
    tokens, place = reading.tokens, 0
    speakers = [match.span() for match in ATTRIBUTION.finditer(reading.lower)]
    while place < len(tokens):
        name = _name_at(tokens, place, known)
        if not name:
            place += 1
            continue
        start, end = tokens[place].start, tokens[place + len(name) - 1].end
        longer = _longer_name(tokens, place, name, known)
        if name not in known.all_places and any(low <= start < high for low, high in speakers):
            place += len(name)
            continue  # `thông tin từ TAND tỉnh cho biết, …`
        if name == COUNTRY and name in known.names and FROM_TO.search(reading.lower[max(0, start - 12) : start]):
            place += len(name)
            continue  # `nhập khẩu điện thoại từ Việt Nam`: no total is meant
        if mentions and not tokens[place].capital and name in known.sums and name not in WHOLE_NAMES:
            place += len(name)
            continue  # `Hà Nội và Đà Nẵng có tổng cộng …`
        before = _without_kinds(reading.lower[max(0, start - 40) : start], known)
        compared = any(pattern.search(before) is not None for pattern in (COMPARISON, LEVEL_OF, RANKED))
        based = not compared and BASE.search(before) is not None and before.split()[-1] in _COMPARING
        based = based and MEANS.search(reading.lower[max(0, start - 40) : start]) is None
        mentions.append(ProseMention(start, end, longer, compared or based))
        place += len(name)
    return _with_loose_names(reading, known, mentions)


def _with_loose_names(reading: SentenceReading, known: KnownTable, mentions: list[ProseMention]) -> list[ProseMention]:
    """Names said with words between theirs, or in another order: `mới thành lập`, `tạm ngừng … có thời hạn`."""
    loose: list[ProseMention] = []
    for place, token in enumerate(reading.tokens):
        for name in known.long_names.get(token.text, ()):
            last = _said_loosely(reading, place, name)
            if last is None:
                continue
            whole = ProseMention(token.start, reading.tokens[last].end, name)
            inside = [each for each in (*mentions, *loose) if each.start < whole.end and whole.start < each.end]
            if all(isinstance(each.key, tuple) and set(each.key) < set(name) for each in inside):
                mentions = [each for each in mentions if each not in inside]
                loose = [*(each for each in loose if each not in inside), whole]
    return sorted((*mentions, *loose)) if loose else mentions


def _said_loosely(reading: SentenceReading, place: int, name: tuple[str, ...]) -> int | None:
    """The last token of a name that begins at `place` in its own or another order; None where it does not."""
    window = reading.tokens[place : place + len(name) + _MOST_BETWEEN]
    left = list(name)
    for number, token in enumerate(window):
        if number and _BROKEN.search(reading.text, window[number - 1].end, token.start):
            return None
        if token.text in left:
            in_order = token.text == left[0]
            left.remove(token.text)
            if not left:
                return place + number
            if not in_order and number + 1 >= len(name):
                return None
        elif len(left) == len(name) or set(left) != set(name[len(name) - len(left) :]):
            return None  # words between only where the order is kept
    return None


def _without_kinds(before: str, known: KnownTable) -> str:
    """`hơn ` for `hơn cấp `, `hơn các lĩnh vực `: words for what the rows are stand between."""
    words = before.split()
    while words and words[-1] in known.kind_words and len(words) > 1:
        words.pop()
    return " ".join(words) + " "


def _longer_name(tokens: Sequence[ProseToken], place: int, name: tuple[str, ...], known: KnownTable) -> tuple[str, ...]:
    """The one row whose longer name is meant: `kim ngạch xuất nhập khẩu`, `chờ hoàn thành thủ tục giải thể`."""
    longer = known.longer_names.get(name, ())
    if not longer or not place:
        return name
    words = [token.text for token in tokens[max(0, place - _REACH) : place]]
    meant = [each for each in longer if _ends_so(each, (*words[-1:], *name)) or set(each) - set(name) <= set(words)]
    rows = {known.names[each] for each in meant}
    return meant[0] if len(rows) == 1 else name


def _ends_so(name: Sequence[str], words: Sequence[str]) -> bool:
    return any(tuple(name[start : start + len(words)]) == tuple(words) for start in range(len(name)))


def _name_at(tokens: Sequence[ProseToken], place: int, known: KnownTable) -> tuple[str, ...]:
    first = tokens[place]
    for name in known.names_by_first.get(first.text, ()):
        short = len(first.text) < 3 and (first.text.isascii() or first.text in PLAIN)
        if len(name) == 1 and not first.capital and (short or name not in known.names):
            continue  # `an` of An Giang; but `nữ`, `bò`, `gỗ` are rows
        if tuple(token.text for token in tokens[place : place + len(name)]) == name:
            return name
    return ()
