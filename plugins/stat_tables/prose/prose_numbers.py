"""Numbers with units in running text: what they say, how exactly, and in which sentence.

Quotations are somebody's words and left alone, block quotations as well. Numbers of laws, dates, years, sections and
ages have no unit of the datasets at hand and are not found.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from portal.vietnam.text import one_tone_style
from stat_tables.model.number_format import PERCENTAGE_POINTS
from stat_tables.model.numerals import POWERS, SPACES, VIETNAMESE_NUMBER, Numerals, power_of, scale, to_decimal
from stat_tables.model.table import Approximator
from stat_tables.request.markdown_scan import ProseLine

MONEY = "đồng"

_WORDS = "|".join(sorted((word.value for word in Approximator), key=len, reverse=True))
# `tỷ lệ`, `tỷ trọng` … begin with a multiplier and are none.
_NO_MULTIPLIER = rf"(?![{SPACES}]+(?:lệ|trọng|suất|giá|số|phú)\b)"
_MULTIPLIER = rf"(?:{'|'.join(POWERS)})(?:[{SPACES}](?:tỷ|tỉ))?\b{_NO_MULTIPLIER}"
_DIGIT = re.compile(r"\d")
_QUOTED = re.compile(r"“[^”]*(?:”|$)|«[^»]*(?:»|$)|\"[^\"]*\"")
_LINK = re.compile(r"\]\([^)\s]*(?:\s+\"[^\"]*\")?\)|<[^>]*>")
_SENTENCE_END = re.compile(r"(?<=[.!?;…])\s+(?=[^\s])")
_EMPHASIS = re.compile(r"[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}")


@dataclass(frozen=True)
class ProseNumber:
    """A number with its unit.

    Args:
        value: in the base unit: `73 tỷ đồng` is 73000000000.
        step: of the last digit printed, in the base unit: what it may have been rounded to.
        unit: base unit as the datasets call it, `%` or `điểm phần trăm`.
        text: as written. `sentence`: the sentence around it.
        before: the few words before it, for `tăng`, `giảm`.
    """

    value: Decimal
    step: Decimal
    unit: str
    text: str
    line: int
    sentence: str
    before: str
    word: Approximator | None = None


def find_numbers(prose: Sequence[ProseLine], units: Collection[str]) -> Iterator[ProseNumber]:
    """Numbers in `units` (base units of the datasets), in the order of the text."""
    pattern = _pattern(frozenset(units))
    for paragraph in _paragraphs(prose):
        if not any(_DIGIT.search(line.text) for line in paragraph):
            continue
        text, lines = _joined(paragraph)
        plain = _without_quotations(text)
        for start, end in _sentences(plain):
            for match in pattern.finditer(plain, start, end):
                number = _number(match, plain[start:end], plain[start : match.start()], lines[match.start()], units)
                if number is not None:
                    yield number


@cache
def _pattern(units: frozenset[str]) -> re.Pattern[str]:
    named = sorted({unit for unit in units if unit not in ("%", "‰")} | {PERCENTAGE_POINTS}, key=len, reverse=True)
    spaced = "|".join(re.escape(unit).replace(r"\ ", f"[{SPACES}]+") for unit in named)
    return re.compile(
        rf"(?:\b(?P<word>{_WORDS})[{SPACES}]+)?"
        # Not within a number of a law (14/2015), a date, a decimal, a word.
        rf"(?<![\w/.,:\-–])(?P<number>{VIETNAMESE_NUMBER})(?![\d/:])"
        rf"(?:[{SPACES}]*(?P<percent>[%‰])|(?:[{SPACES}]+(?P<power>{_MULTIPLIER}))?(?:[{SPACES}]+(?P<unit>{spaced})\b)?)",
        re.IGNORECASE,
    )


def _number(match: re.Match[str], sentence: str, before: str, line: int, units: Collection[str]) -> ProseNumber | None:
    unit = match["percent"] or " ".join((match["unit"] or "").split()).lower()
    power = power_of(" ".join((match["power"] or "").split()))
    if not unit and power and MONEY in units:
        unit = MONEY  # `gần 30.000 tỷ`: nothing but money is counted so
    value = to_decimal(match["number"], Numerals.VIETNAMESE)
    if not unit or value is None or (unit not in units and unit != PERCENTAGE_POINTS):
        return None
    exponent = value.as_tuple().exponent
    step = scale(Decimal(1), (exponent if isinstance(exponent, int) else 0) + power)
    word = Approximator(match["word"].lower()) if match["word"] else None
    return ProseNumber(
        scale(value, power), step, unit, match[0].strip(), line, sentence.strip(), before.strip()[-60:], word
    )


def _paragraphs(prose: Iterable[ProseLine]) -> Iterator[list[ProseLine]]:
    """Lines of running text that belong together; block quotations are left out."""
    paragraph: list[ProseLine] = []
    for line in prose:
        bare = line.text.strip()
        follows = not paragraph or paragraph[-1].line + 1 == line.line
        if not bare or bare.startswith((">", "#", "|", "- ", "* ")) or not follows:
            if paragraph:
                yield paragraph
            paragraph = []
        if bare and not bare.startswith(">"):
            paragraph.append(line)
    if paragraph:
        yield paragraph


def _joined(paragraph: Sequence[ProseLine]) -> tuple[str, list[int]]:
    """The paragraph in one line, and for each of its characters the line it came from."""
    text, lines = "", []
    for part in paragraph:
        bare = _EMPHASIS.sub("", _LINK.sub("] ", one_tone_style(part.text.strip()))) + " "
        text += bare
        lines += [part.line] * len(bare)
    return text, lines


def _without_quotations(text: str) -> str:
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _SENTENCE_END.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)
