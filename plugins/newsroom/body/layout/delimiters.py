"""Runs of stars and underscores in one text, paired into emphasis."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

# What the pairs become: marks of the portal's own, which inline patterns turn into elements.
EM_OPEN, EM_CLOSE, STRONG_OPEN, STRONG_CLOSE = "\ue040", "\ue041", "\ue042", "\ue043"
_MARKS = {1: (EM_OPEN, EM_CLOSE), 2: (STRONG_OPEN, STRONG_CLOSE)}
_LONGEST = 3  # longer runs are lines to fill in, or hide figures
_CENSORED = 2  # letters that are left of a word which stars hide


@dataclass
class _Run:
    """`part` is its place among the text's parts; `uses` are the lengths of the pairs made of it, inner ones first."""

    char: str
    length: int
    place: int
    part: int
    opens: bool
    closes: bool
    within: bool  # between two characters of a word
    power: bool  # between one and a digit: `x**2`
    left: int = 0
    opened: list[int] = field(default_factory=list)
    closed: list[int] = field(default_factory=list)


class Delimiters:
    """Args: parts: of the text as it is put together; `resolve` fills in those of the runs."""

    def __init__(self, text: str, parts: list[str]) -> None:
        self._text, self._parts = text, parts
        self._runs: list[_Run] = []

    def add(self, place: int, run: str) -> None:
        before = self._text[place - 1 : place] or " "
        after = self._text[place + len(run) : place + len(run) + 1] or " "
        opens, closes = _flanks(run, before, after)
        within, power = before.isalnum() and after.isalnum(), before.isalnum() and after.isdigit()
        self._runs.append(_Run(run[0], len(run), place, len(self._parts), opens, closes, within, power, len(run)))
        self._parts.append(run)

    def resolve(self) -> Iterator[tuple[int, str, bool]]:
        """Pair the runs; yields (place, marks, whether it opens) of what was meant as a mark and has no partner."""
        stacks: dict[str, list[int]] = {"*": [], "_": []}
        for number, run in enumerate(self._runs):
            if run.closes:
                self._close(number, stacks)
            if run.opens and run.left and not run.closed:
                stacks[run.char].append(number)
        depths = {1: 0, 2: 0}
        for run in self._runs:
            self._print(run, depths)
            if run.left and (opens := self._is_meant(run)) is not None:
                yield run.place, run.char * run.length, opens

    def _close(self, number: int, stacks: dict[str, list[int]]) -> None:
        closer = self._runs[number]
        stack = stacks[closer.char]
        while closer.left and stack:
            opener = self._runs[stack[-1]]
            if opener.within and closer.within and opener.length == closer.length == 1:
                return
            if closer.length == 1 and opener.left > 1 and closer.within:
                return
            if opener.power and closer.power:
                return
            size = 2 if closer.left >= 2 and opener.left >= 2 else 1
            opener.opened.append(size)
            closer.closed.append(size)
            opener.left -= size
            closer.left -= size
            for other in stacks.values():
                while other and other[-1] > stack[-1]:
                    other.pop()
            if not opener.left:
                stack.pop()

    def _print(self, run: _Run, depths: dict[int, int]) -> None:
        printed = ""
        for size in run.closed:
            depths[size] -= 1
            printed += _MARKS[size][1] if depths[size] == 0 else ""
        rest = run.char * run.left
        opened = ""
        for size in reversed(run.opened):
            opened += _MARKS[size][0] if depths[size] == 0 else ""
            depths[size] += 1
        self._parts[run.part] = printed + rest + opened

    def _is_meant(self, run: _Run) -> bool | None:
        """Whether an unpaired run was meant to open (True) or close (False) bold letters; None for what is a sign."""
        if run.length not in (2, 3) or run.within:
            return None
        text, end = self._text, run.place + run.length
        before, after = text[run.place - 1 : run.place] or " ", text[end : end + 1] or " "
        if run.opened or (run.opens and (after.isalnum() or after in "“\"'‘(") and not before.isalnum()):
            return True
        word = (
            text[: run.place].rsplit(None, 1)[-1:]
            if run.place < 200
            else text[run.place - 200 : run.place].split()[-1:]
        )
        if run.closed or (run.closes and before.isalpha() and word and len(word[0].lstrip("(“\"'")) > _CENSORED):
            return False
        return None


def _flanks(run: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether a run may open and may close."""
    if len(run) > _LONGEST or (before.isdigit() and after.isdigit()) or (before in "([" and after in ")]"):
        return False, False
    blank_before, blank_after = before.isspace(), after.isspace()
    if run[0] == "_":
        sign_before, sign_after = _is_sign(before), _is_sign(after)
        return (
            not blank_after and (blank_before or sign_before),
            not blank_before and (blank_after or sign_after),
        )
    if len(run) == 1:
        sign_before, sign_after = _is_sign(before), _is_sign(after)
        return (
            not blank_after and (not sign_after or blank_before or sign_before),
            not blank_before and (not sign_before or blank_after or sign_after),
        )
    if len(run) == 3 and before.isalnum() and after.isalnum():
        return False, False
    # Bold letters are closed with a space before the stars too, as long as none were meant to open here.
    return not blank_after, not blank_before or blank_after or _is_sign(after)


def _is_sign(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"
