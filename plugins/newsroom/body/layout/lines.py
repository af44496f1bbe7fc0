"""What a line of an editor's text begins with: the marks of blocks, as Markdown, Word and the law books write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

# What stood between the cells of a pasted table: white space for every pattern, and refused in an editor's text.
TAB = "\x1f"

_BULLETS = "•·●○◦▪▫■□‣⁃∙"
_DASHES = "–—−"
_BULLET = re.compile(rf"([-*+{_BULLETS}{_DASHES}])(?:[ \x1f]+|$)(.*)", re.DOTALL)
# Typed without a space, as in Word, where the program puts one.
_TIGHT_BULLET = re.compile(rf"([-+]|[{_BULLETS}{_DASHES}])([^\W\d_].*)", re.DOTALL)
_NUMBER = re.compile(r"(0|[1-9]\d{0,2})\.(?:[ \x1f]+|$)(.*)", re.DOTALL)
_LABEL = re.compile(
    r"""
      \(?\d{1,4}\)(?:[ \x1f]|(?=[^\W\d_]))                      # 1)  (1)
    | \(?[a-zđ]{1,2}\)(?:[ \x1f]|(?=[^\W\d_]))                  # a)  đ)  (a)
    | [a-zđA-ZĐ]\.[ \x1f]                                       # a.  A.
    | \d+\.(?:[ \x1f]|(?=[^\W\d_]))                            # 1945.  007.  1.Đơn
    | \d{1,2}(?:\.\d{1,2})+(?:[.)][ \x1f]?|[ \x1f])            # 1.1.  2.3.1, and not 1.600
    | \(?[IVXLC]{1,6}[.)][ \x1f]                                # II.  IV)
    | (?:Điều|Khoản|Điểm|Chương|Mục|Phần|Tiết|Bước|Câu|Bài|Phụ[ ]lục)[ ](?:\d{1,4}[a-zđ]?|[IVXLC]{1,6}|[a-zđ])[.:)]
    | \d{1,2}/[ ] | \d{1,2}[-–][ ](?=[^\W\d_])                 # 1/ Một  1- Một
    | (?:[←-⇿①-⓿■-➿⬀-⯿\U0001f300-\U0001faff]\ufe0f?|=>|->)[ ]  # → ① ✓ ► and other signs of Word
    | \#\d{1,3}[.)]?[ ]                                         # #1 Một
    | \*[^\W\d_][^*]*$                                         # *Một, without a star that closes it
    """,
    re.VERBOSE,
)
# `**1.** Một` and `**a)** Một`
_BOLD_LABEL = re.compile(r"\(?(?:\d{1,4}(?:\.\d{1,2})*|[a-zđ]{1,2}|[IVXLC]{1,6})[.)/][\s*_]")
_EMPHASIS = re.compile(r"[*_]+(?=[^\s*_])")
# `17. 4. 2024` is a day, and no item of a list.
_DAY = re.compile(r"\d{1,2}\.[ ]+\d{1,2}\.[ ]+\d{4}\b")
_RULE = re.compile(r"(?:(?:-[ ]*){3,}|(?:\*[ ]*){3,}|(?:_[ ]*){3,})$")
_UNDERLINE = re.compile(r"(?:-{2,}|={2,})$")
_HEADING = re.compile(r"(#+)(.*)", re.DOTALL)
_FENCE = re.compile(r"(`{3,}|~{3,})([^`]*)$")
_EDGE = re.compile(r"(/{3,})[ ]*([\w-]*)[ ]*(?:\|.*)?$")
_NOTE = re.compile(r"\[\^([^\]\n]+)\]:(.*)", re.DOTALL)
_REFERENCE = re.compile(
    r"""
      \*\[[^\]\n]+\]\s?:
    | \[[^\[\]\n^][^\[\]\n]*\]:[ ]*<?(?:[a-z]+:|/|\#|www\.|[\w./-]+\.\w{2,5}(?:[/?\#>]|[ ]*$))
    """,
    re.IGNORECASE | re.VERBOSE,
)
_QUOTED_NAME = re.compile(r"\[[^\[\]\n^][^\[\]\n]*\]:")
_DEFINITION = re.compile(r":[ ]{1,3}\S")
_END_OF_SENTENCE = re.compile(r"[.:;!?…,”\"»)\]]\*{0,3}_{0,3}$")
_WRAPPED_FROM = 60  # characters; nobody breaks a line before


class TypedLine(NamedTuple):
    """A line and its number in the Markdown text, from 1."""

    text: str
    number: int

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip(" "))

    @property
    def words(self) -> str:
        return self.text.strip()


@dataclass(frozen=True)
class ListMark:
    """Args: number: as typed; None for a bullet. rest: the item's first line."""

    sign: str
    number: int | None
    rest: str

    @property
    def is_dash(self) -> bool:
        """Such as begins a spoken sentence too."""
        return self.sign in _DASHES


def list_mark(text: str) -> ListMark | None:
    """The mark of a list item at the beginning of `text`, which has no indent."""
    bullet = _BULLET.match(text)
    if bullet and not _RULE.match(text):
        return ListMark(bullet[1], None, bullet[2])
    number = _NUMBER.match(text)
    if number is None or _DAY.match(text):
        return None
    return ListMark(".", int(number[1]), number[2])


def tight_bullet(text: str) -> ListMark | None:
    """A bullet that no space follows: `-Việc một`."""
    bullet = _TIGHT_BULLET.match(text)
    return ListMark(bullet[1], None, bullet[2]) if bullet else None


def is_label(text: str) -> bool:
    """Whether the line begins with the number, letter or sign of a clause, which is printed as typed."""
    if _LABEL.match(text):
        return True
    marks = _EMPHASIS.match(text) if text[:1] in ("*", "_") else None
    return marks is not None and _BOLD_LABEL.match(text, marks.end()) is not None


def is_rule(text: str) -> bool:
    return _RULE.match(text) is not None


def is_underline(text: str) -> bool:
    """`---` or `===`, which would make a heading of the line above."""
    return _UNDERLINE.match(text) is not None


def heading(text: str) -> tuple[int, str] | None:
    """(number of #, words); a single # right before a word is a hashtag or a number."""
    match = _HEADING.match(text)
    if match is None or len(match[1]) > 6 or (len(match[1]) == 1 and match[2][:1] not in ("", " ", TAB)):
        return None
    return len(match[1]), match[2].strip()


def fence(text: str) -> re.Match[str] | None:
    return _FENCE.match(text)


def edge(text: str) -> re.Match[str] | None:
    """The first or last line of a block `///`: its slashes and its name."""
    return _EDGE.match(text)


def note(text: str) -> re.Match[str] | None:
    return _NOTE.match(text)


def is_reference(text: str) -> bool:
    """`[name]: address` and `*[ABBR]: words`, which print nothing where they stand."""
    return _REFERENCE.match(text) is not None


def is_spoken_name(text: str) -> bool:
    """`[Ghi chú]: ông nói vậy`, which is text, though Markdown would take `vậy` for an address."""
    return _QUOTED_NAME.match(text) is not None and not is_reference(text)


def is_definition(text: str) -> bool:
    return _DEFINITION.match(text) is not None


def ends_sentence(text: str) -> bool:
    return _END_OF_SENTENCE.search(text[-8:].rstrip()) is not None


def runs_on(above: str, below: str) -> bool:
    """Whether `below` can be the rest of a sentence that was broken where the line was full."""
    return len(above.strip()) >= _WRAPPED_FROM and not ends_sentence(above.rstrip()) and bool(below)
