"""A text -> its mentions of documents: every form looks for its own, then places and dates are read beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .forms.issue_dates import issue_date
from .forms.names import Names, amending_start
from .forms.number_parts import number_parts
from .forms.numbers import numbers
from .forms.places import place_after, place_before
from .forms.priors import priors
from .forms.standards import standards
from .model.citations import Form, Mention, Place
from .model.plain_text import PlainText, figures, plain
from .vocabulary.law_names import LawNames

_NUMBER_FOLLOWS = re.compile(r"(?: \(sửa đổi(?:, bổ sung)?\))?,? (?P<said>(?:có )?\(?số:? )?(?=\d)")
_OF_ASSEMBLY = re.compile(r"/(?:QH|UBTVQH|PL-)")
_TITLE = 110  # characters between `Luật` and ` số 19/2023/QH15`
_NO_TITLE = re.compile(r"[.;:()“”\"]|luật (?:sư|gia) [A-ZĐ]")


class Finder:
    """Finds mentions in texts, in time that grows with their length only.

    Args:
        laws: names that texts may use.
    """

    def __init__(self, laws: LawNames) -> None:
        self._names = Names(laws)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """All mentions in the order of `text`; none overlap."""
        ready = plain(text)
        heads = self._heads(ready)
        if not heads:
            return ()
        heads = _without_overlaps([*heads, *priors(ready, min(mention.start for mention in heads))])
        return tuple(_as_written(mention, ready) for mention in _with_places(ready, heads))

    def _heads(self, ready: PlainText) -> list[Mention]:
        places = figures(ready.low)
        heads = [*standards(ready, places), *numbers(ready)]
        named = list(self._names.mentions(ready))
        if named or heads:
            heads = _joined(ready, _without_overlaps(heads), named)
        return [*heads, *number_parts(ready, places, heads)]


def _joined(ready: PlainText, numbered: list[Mention], named: list[Mention]) -> list[Mention]:
    """A name and the number right after it are one mention: `Luật Luật sư số 65/2006/QH11`."""
    low = ready.low
    by_figures = {_figures(low, mention): mention for mention in numbered} if named else {}
    result: dict[int, Mention] = {mention.start: mention for mention in numbered}
    for name in named:
        match = _NUMBER_FOLLOWS.match(low, name.end)
        number = by_figures.get(match.end()) if match else None
        of_assembly = number is not None and _OF_ASSEMBLY.search(number.number) is not None
        if number is None or not ((match and match["said"]) or of_assembly):
            result.setdefault(name.start, name)
        elif (start := amending_start(low, name.start)) < name.start:
            result[number.start] = number._replace(start=start)
        else:
            title = (name.name, name.kind) if of_assembly else ("", number.kind)
            result[number.start] = number._replace(start=name.start, name=title[0], kind=title[1])
    return [_titled(ready, mention) for mention in result.values()]


def _figures(low: str, mention: Mention) -> int:
    """Where the number begins behind the word of its kind, which has no figures."""
    place = mention.start
    while place < mention.end and not low[place].isdigit():
        place += 1
    return place


def _titled(ready: PlainText, mention: Mention) -> Mention:
    """A law whose title is in no table begins with its title: `Luật Bảo vệ rừng ngập mặn số 1/2030/QH17`."""
    low, start = ready.low, mention.start
    if not low.endswith(" số ", 0, start) or mention.form is not Form.NUMBER or not _OF_ASSEMBLY.search(mention.number):
        return mention
    floor = max(0, start - _TITLE)
    first = max(low.rfind(word, floor, start) for word in ("luật ", "pháp lệnh ", "nghị quyết "))
    if first < 0 or _NO_TITLE.search(ready.text, first, start):
        return mention
    first = first - 3 if low.startswith("bộ luật", first - 3) else first
    return mention._replace(start=amending_start(low, first))


def _without_overlaps(mentions: Iterable[Mention]) -> list[Mention]:
    """In order; of two that overlap the one that begins first, or the longer one."""
    result: list[Mention] = []
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if not result or mention.start >= result[-1].end:
            result.append(mention)
    return result


def _with_places(ready: PlainText, heads: list[Mention]) -> Iterable[Mention]:
    low, floor = ready.low, 0
    for index, head in enumerate(heads):
        # `hướng dẫn Luật Đất đai, ngày 18/7/2015 Chính phủ …`: behind a comma it is a law's no more
        issued = None if head.form is Form.NAME and low[head.end : head.end + 1] == "," else issue_date(low, head.end)
        start, end = head.start, head.end
        place: Place | None = None
        if before := place_before(low, floor, start):
            place, start = before
        elif after := place_after(low, end):
            following = heads[index + 1].start if index + 1 < len(heads) else len(low)
            of_following = place_before(low, end, following) if following < len(low) else None
            if after[1] <= (of_following[1] if of_following else following):
                place, end = after
        floor = end
        if place is not None or issued is not None:
            head = head._replace(start=start, end=end, place=place, issued=issued)
        yield head


def _as_written(mention: Mention, ready: PlainText) -> Mention:
    start, end = ready.span(mention.start, mention.end)
    return mention if (start, end) == (mention.start, mention.end) else mention._replace(start=start, end=end)
