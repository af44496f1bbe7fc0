"""Quotation marks and brackets: one kind in a story, and each one closed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.i18n import Translator

from ..house.rule import Desk, ProofMark, Rule
from ..source.manuscript import Manuscript
from ..source.markup import Passage

_ = Translator(__file__)

_MARKS = re.compile(r"[\"“”«»](?<![\d′]\")")
_ANGLED = {"«": "“", "»": "”"}
_BRACKETS = re.compile(r"[()]")
_COUNTER = re.compile(r"(?:^|[\s;:,.(“\x01\x02])(?:[a-zđA-ZĐ]|\d{1,3}|[ivxIVX]{1,5})\)$")
_DOTS = re.compile(r"(?<!\.)\.{3}(?!\.)|…|\.{4,}|(?<=\w)\.(?: \.){2,}")
_RUNS_ON = frozenset({"paragraph", "quotation", "item"})


def mixed_quotes(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    """Straight quotation marks beside curved ones; angled ones beside either."""
    prose = manuscript.prose
    kinds = manuscript.signs & set('"“«')
    if len(kinds) < 2:
        return
    for passage in manuscript.passages:
        marks = [match for match in _MARKS.finditer(prose, passage.start, passage.end) if match.group() in '"«»']
        straight = [match for match in marks if match.group() == '"']
        sure = len(straight) % 2 == 0 and _alternate(prose, straight)
        turned = {match.start(): "“”"[number % 2] for number, match in enumerate(straight)} if sure else {}
        for match in marks:
            mark = match.group()
            right = turned.get(match.start()) if mark == '"' else _ANGLED[mark] if "“" in kinds else None
            message = _("{mark} beside other quotation marks", mark=mark)
            yield ProofMark(match.start(), match.end(), message, _("write “ ” throughout the story"), right)


def _alternate(prose: str, marks: list[re.Match[str]]) -> bool:
    """Whether the first, third … open (nothing but a space or bracket before) and the others close."""
    for number, mark in enumerate(marks):
        before, after = prose[mark.start() - 1 : mark.start()], prose[mark.end() : mark.end() + 1]
        opens = (not before or before in " \n(\u00a0\x01\x02[“") and after not in " \n"
        closes = before not in (" ", "\n", "") and not after.isalnum()
        if not (closes if number % 2 else opens):
            return False
    return True


def unpaired_quote(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    prose = manuscript.prose
    if manuscript.signs.isdisjoint('"“”'):
        return
    for number, passage in enumerate(manuscript.passages):
        marks = list(_MARKS.finditer(prose, passage.start, passage.end))
        straight = [mark for mark in marks if mark.group() == '"']
        if len(straight) % 2:
            yield _lonely(straight[-1])
        yield from _unpaired_turned(manuscript, number, passage, [mark for mark in marks if mark.group() in "“”"])


def _unpaired_turned(
    manuscript: Manuscript, number: int, passage: Passage, marks: list[re.Match[str]]
) -> Iterator[ProofMark]:
    opened: re.Match[str] | None = None
    for mark in marks:
        if mark.group() == "“":
            if opened is not None:
                yield _lonely(opened)
            opened = mark
        elif opened is None:
            yield _lonely(mark)
        else:
            opened = None
    if opened is not None and not _goes_on(manuscript, number):
        yield _lonely(opened)


def _goes_on(manuscript: Manuscript, number: int) -> bool:
    """Speech over several paragraphs opens each of them and closes in the last."""
    if number + 1 >= len(manuscript.passages):
        return False
    passage, following = manuscript.passages[number : number + 2]
    starts = manuscript.prose[following.start : following.end].lstrip(" \x01").startswith("“")
    return passage.kind in _RUNS_ON and following.kind in _RUNS_ON and starts


def _lonely(mark: re.Match[str]) -> ProofMark:
    return ProofMark(
        mark.start(),
        mark.end(),
        _("{mark} has no partner", mark=mark.group()),
        _("close what is quoted, or delete the mark"),
    )


def unpaired_bracket(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    prose = manuscript.prose
    for passage in () if manuscript.signs.isdisjoint("()") else manuscript.passages:
        opened: list[re.Match[str]] = []
        for bracket in _BRACKETS.finditer(prose, passage.start, passage.end):
            if bracket.group() == "(":
                opened.append(bracket)
            elif opened and not _counts(prose, passage, bracket, opened):
                opened.pop()
            elif not opened and not _COUNTER.search(prose[max(passage.start, bracket.start() - 8) : bracket.end()]):
                yield _lonely_bracket(bracket)
        for bracket in opened:
            yield _lonely_bracket(bracket)


def _counts(prose: str, passage: Passage, bracket: re.Match[str], opened: list[re.Match[str]]) -> bool:
    """`(theo điểm a) và b))`: a counter inside a bracket that another one closes."""
    counter = _COUNTER.search(prose[max(passage.start, bracket.start() - 8) : bracket.end()])
    if counter is None or prose[opened[-1].end() : bracket.start()].strip().isalnum():
        return False
    return prose.count(")", bracket.end(), passage.end) > prose.count("(", bracket.end(), passage.end)


def _lonely_bracket(bracket: re.Match[str]) -> ProofMark:
    hint = _("close it, or delete it")
    return ProofMark(bracket.start(), bracket.end(), _("{mark} has no partner", mark=bracket.group()), hint)


def ellipsis_form(manuscript: Manuscript, desk: Desk) -> Iterator[ProofMark]:
    """Both forms in one story, or more dots than three."""
    prose = manuscript.prose
    if "…" not in manuscript.signs and "..." not in prose and ". ." not in prose:
        return
    dots_in_text = list(_DOTS.finditer(prose))
    forms = {match.group() for match in dots_in_text}
    mixed = {"…", "..."} <= forms
    for match in dots_in_text:
        dots = match.group()
        if dots not in ("…", "...") or (mixed and dots != desk.style.ellipsis):
            message = (
                _("the ellipsis {dots} beside another form", dots=dots)
                if dots in ("…", "...")
                else _("an ellipsis of {count} dots", count=dots.count("."))
            )
            yield ProofMark(
                match.start(), match.end(), message, _("write {form}", form=desk.style.ellipsis), desk.style.ellipsis
            )


RULES = (
    Rule("quotes-mixed", "warning", mixed_quotes, mends=True),
    Rule("quote-unpaired", "warning", unpaired_quote),
    Rule("bracket-unpaired", "warning", unpaired_bracket),
    Rule("ellipsis-form", "advice", ellipsis_form, mends=True),
)
