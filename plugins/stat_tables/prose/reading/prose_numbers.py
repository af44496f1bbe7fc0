"""Numbers with units in running text: what they say, how exactly, and where they stand in their sentence.

Quotations are somebody's words and left alone, block quotations as well. Numbers of laws, dates, years, sections and
ages have no unit of the datasets at hand and are not found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from stat_tables.model.number_format import PERCENTAGE_POINTS
from stat_tables.model.numerals import EXACT, POWERS, SPACES, VIETNAMESE_NUMBER, Numerals, power_of, scale, to_decimal
from stat_tables.model.unit_kinds import kin_of
from stat_tables.request.markdown_scan import ProseLine

from .number_words import FEW_TIMES, SPELLED, few_times, number_in_words
from .plain_text import bare_line, lines_of, paragraphs, spans_of_sentences, without_quotations
from .wording import BEFORE, WORDS, Word

MONEY = "đồng"
TIMES = "lần"

# Other ways to say a unit, for datasets that have it; longer ones are tried first.
_SPOKEN = {
    "việc": ("vụ việc", "vụ"),
    "vụ": ("vụ việc", "vụ án"),
    "vụ việc": ("vụ", "việc"),
    "vụ án": ("vụ", "án"),
    "người": ("nhân khẩu", "dân", "khách"),
    "đồng": ("vnđ", "vnd"),
    "usd": ("đô la mỹ", "đô-la mỹ", "đô la", "đô-la"),
    "ha": ("héc-ta", "hécta", "héc ta", "hecta"),
    "km²": ("km2", "ki-lô-mét vuông", "kilômét vuông"),
    "m²": ("m2", "mét vuông"),
    "m³": ("m3", "mét khối"),
    "người/km²": (
        "người/km2",
        "người trên một ki-lô-mét vuông",
        "người trên một km²",
        "người mỗi km²",
        "người trên mỗi km²",
        "người trên mỗi km2",
        "người trên km²",
        "người trên mỗi ki-lô-mét vuông",
        "người trên mỗi kilômét vuông",
        "người một km²",
    ),
    "hồ sơ": ("bộ hồ sơ",),
    "đơn": ("đơn thư", "lá đơn"),
    "bài": ("tin, bài", "tin bài", "bài viết"),
    "lượt": ("lượt người", "lượt khách"),
    "km": ("ki-lô-mét", "kilômét", "cây số"),
    "g": ("gam", "gram"),
    "kg": ("ki-lô-gam", "kilôgam"),
    "tấn": ("tấn hàng",),
}
# Words that begin like a unit: 1.200 việc làm are no cases, 300 đơn vị no letters.
_LONGER = {
    "việc": "làm",
    "khách": "hàng|sạn|quan",
    "đồng": "bào|chí|nghiệp|hồ|phục|bằng|tháp|nai|hới|văn|xoài|đăng",
    "đơn": "vị|hàng|giá",
    "vụ": "mùa|lúa",
    "bài": "học|toán",
    "lần": "lượt",
}
_SHARED = {
    "phần trăm": "%",
    "phần nghìn": "‰",
    "điểm phần trăm": PERCENTAGE_POINTS,
    "điểm %": PERCENTAGE_POINTS,
    "điểm phần trăm (%)": PERCENTAGE_POINTS,
    "lần": TIMES,
}
# `tỷ lệ`, `tỷ trọng` … begin with a multiplier and are none.
_NO_MULTIPLIER = rf"(?![{SPACES}]+(?:lệ|trọng|suất|giá|số|phú)\b)"
_MULTIPLIER = rf"(?:{'|'.join(POWERS)})(?:[{SPACES}](?:tỷ|tỉ|triệu))?\b{_NO_MULTIPLIER}"
_DIGIT = re.compile(r"\d")
_OF_A_TIME = re.compile(r"\b(?:tháng|quý|ngày|tuần|kỳ|đợt|điều|khoản|số|quận)[ ]+$", re.IGNORECASE)
_OUT_OF = re.compile(r"\d(?:[ ]+[^\W\d]+){0,2}[ ]*$")
_YEAR_LIKE = re.compile(r"(?:19|20)\d\d")
# What joins a number without a unit to the one whose unit it shares: `từ 575.667 (năm 2023) lên 621.568 việc`.
_JOIN = re.compile(
    r"^[ ]*(?:\(?(?:của|vào|trong)?[ ]*năm[ ]+\d{4}\)?[ ]*)?(?:lên|đến|tới|xuống còn|xuống|còn|và|hoặc|hay|,|;|–|-|/)"
    r"[ ]*(?:mức|gần|hơn|khoảng|thành|là|năm \d{4} là)?[ ]*$"
)
_ENDS = re.compile(r"[ ]*(?:[,.;)]|$)")
# Two figures of one unit: `1.003/1.204 vụ`.
_STROKE = "\u2044"
_PAIR = re.compile(rf"(?<![\w/.,:])(?P<part>{VIETNAMESE_NUMBER})/(?P<whole>{VIETNAMESE_NUMBER})(?=[ ]+[^\W\d])")
_OF_NUMBERED = re.compile(
    r"\b(?:ngày|tháng|quý|năm|số|điều|khoản|luật|nghị định|nghị quyết|thông tư|chỉ thị|quyết định|đường|quốc lộ"
    r"|khoá|nhà|ngõ|lúc|từ|đến|hết|tới|–|-)[ ]*$",
    re.IGNORECASE,
)
_DASHES = ("-", "–")  # `tăng 12-16%` is a range, `tăng từ 12 đến 16%` are two figures
_RANGE = re.compile(r"^[ ]*(?:–|-|đến|tới)[ ]*$")


@dataclass(frozen=True)
class ProseNumber:
    """A number with its unit.

    Args:
        value: in the base unit, with its sign: `73 tỷ đồng` is 73000000000.
        step: of the last digit printed, in the base unit: what it may have been rounded to.
        unit: base unit as the datasets call it, `%`, `điểm phần trăm` or `lần`.
        text: as written. `start`, `end`: its place in the sentence, with the words that belong to it.
        word: that rounds it. `upto`: the other end of a range such as `1.500–1.600`.
    """

    value: Decimal
    step: Decimal
    unit: str
    text: str
    line: int
    start: int
    end: int
    word: Word | None = None
    upto: Decimal | None = None

    @property
    def digits(self) -> int:
        """How many digits tell it from others: 5 for 38.412, 2 for 1.600."""
        return len(f"{abs(self.value):f}".replace(".", "").strip("0"))


@dataclass(frozen=True)
class ProseSentence:
    """A sentence without what is quoted in it, and the numbers in it; `line` of its first letter.

    Args:
        goes_on: only a semicolon stands between the last one and this.
    """

    text: str
    numbers: tuple[ProseNumber, ...]
    line: int
    goes_on: bool = False


def sentences(
    prose: Sequence[ProseLine], said: Mapping[str, str], is_wanted: Callable[[str], bool] = lambda sentence: True
) -> Iterator[ProseSentence]:
    """Sentences with numbers, in the order of the text.

    Args:
        said: how units are said in the datasets at hand -> base unit; each base unit itself, and what is counted.
        is_wanted: asked of each sentence before its numbers are looked for, which takes longest.
    """
    units = frozenset(said.values())
    ways = frozenset({**{unit: unit for unit in kin_of(units)}, **said}.items())
    spoken, pattern = _spoken(ways), _pattern(ways)
    for paragraph in paragraphs(prose):
        parts = [bare_line(line.text) for line in paragraph]
        plain = without_quotations("".join(parts))
        lines: list[int] = []
        last = -1
        for start, end in spans_of_sentences(plain):
            sentence = plain[start:end]
            if is_wanted(sentence) and _has_number(sentence.lower()):
                lines = lines or lines_of(paragraph, parts)
                numbers = _numbers(pattern, spoken, sentence, lines[start:end], units)
                if numbers:
                    goes_on = last >= 0 and plain[last - 1] == ";" and not plain[last:start].strip()
                    yield ProseSentence(sentence, tuple(numbers), lines[start], goes_on)
                    last = end


def sentences_with_numbers(prose: Sequence[ProseLine], is_wanted: Callable[[str], bool]) -> Iterator[str]:
    """Sentences in which `sentences` may find a number of any dataset, without what is quoted in them.

    Args:
        is_wanted: asked of whole paragraphs and of each sentence, in small letters, before a number is looked for; of
            what it does not want it wants no part.
    """
    for paragraph in paragraphs(prose):
        plain = without_quotations("".join(bare_line(line.text) for line in paragraph))
        if not is_wanted(plain.lower()):
            continue
        for start, end in spans_of_sentences(plain):
            lower = plain[start:end].lower()
            if is_wanted(lower) and _has_number(lower):
                yield lower


def _has_number(lower: str) -> bool:
    """Of a sentence in small letters."""
    return bool(_DIGIT.search(lower) or _SPELLED.search(lower))


# Of small letters: to look for both cases in every sentence of every story would take three times as long.
_SPELLED = re.compile(rf"\b(?:{SPELLED}|{FEW_TIMES})\b")


@cache
def _spoken(said: frozenset[tuple[str, str]]) -> dict[str, str]:
    """Every way to say a unit -> the unit as the datasets call it."""
    spoken = dict(_SHARED)
    units = {unit for _text, unit in said}
    for unit in sorted(units):
        for text in _SPOKEN.get(unit, ()):
            spoken.setdefault(text, unit)
    spoken.update(said)
    spoken.update({unit: unit for unit in units})
    return spoken


@cache
def _pattern(said: frozenset[tuple[str, str]]) -> re.Pattern[str]:
    spoken = _spoken(said)
    named = sorted((text for text in spoken if text not in ("%", "‰")), key=len, reverse=True)
    spaced = "|".join(
        re.escape(unit).replace(r"\ ", f"[{SPACES}]+")
        + (rf"(?![{SPACES}]+(?:{_LONGER[unit]})\b)" if unit in _LONGER else "")
        for unit in named
    )
    unit = (
        rf"[{SPACES}]*(?P<percent>[%‰])|(?:[{SPACES}]*(?P<power>{_MULTIPLIER}))?"
        # `73.467ha`, `80vụ`; a single letter would be a mark: `mạng 5G`.
        rf"(?:(?:[{SPACES}]+|(?<=\d)(?=[^\W\d_]{{2}}))(?P<unit>{spaced})(?!\w))?"
    )
    second = (  # `2 tỷ 300 triệu đồng`, `470 tỷ 581 triệu 046 nghìn đồng`
        rf"(?:[{SPACES}]+(?P<more>{VIETNAMESE_NUMBER}|{SPELLED})[{SPACES}]+(?P<more_power>triệu|nghìn|ngàn)\b"
        rf"(?:[{SPACES}]+(?P<least>{VIETNAMESE_NUMBER})[{SPACES}]+(?P<least_power>nghìn|ngàn)\b)?"
        rf"(?:[{SPACES}]+(?P<more_unit>{spaced})(?!\w))?)?"
    )
    return re.compile(
        rf"(?:{BEFORE}[{SPACES}]+)?(?P<minus>\bâm[{SPACES}]+)?"
        # Not within a number of a law (14/2015), a date, a decimal, a word.
        rf"(?:(?:(?<![\w/.,:])(?<![^\W\d][\-–])|(?<=[^\W\d_]/))(?P<number>(?:[+-]|−)?\d{{1,3}}\.\d{{1,2}}(?=[{SPACES}]*%)|{VIETNAMESE_NUMBER})(?![\d/:])"
        rf"|(?<!phần )\b(?P<spelled>{SPELLED}|{FEW_TIMES})\b)"
        rf"(?:{unit})(?:(?<=[ỷỉ]){second})?",
        re.IGNORECASE,
    )


def _numbers(
    pattern: re.Pattern[str], spoken: dict[str, str], sentence: str, lines: Sequence[int], units: Collection[str]
) -> list[ProseNumber]:
    numbers = [_number(match, spoken, lines, units) for match in pattern.finditer(_with_pairs(sentence))]
    known = [number for number in numbers if number is not None]
    known = _with_unit_left_out(sentence, _with_shared_units(sentence, known), units)
    return [number for number in _ranges(sentence, known) if number.unit]


def _with_pairs(sentence: str) -> str:
    """`giải quyết 1.003/1.204 vụ`: the stroke as one that joins two figures, not the parts of a date or of a law."""
    return _PAIR.sub(_joined, sentence) if "/" in sentence else sentence


def _joined(match: re.Match[str]) -> str:
    part, whole = (to_decimal(match[name], Numerals.VIETNAMESE) for name in ("part", "whole"))
    if part is None or whole is None or not 0 < part <= whole:
        return match[0]
    if _YEAR_LIKE.fullmatch(match["whole"]) or _OF_NUMBERED.search(match.string[: match.start()]):
        return match[0]
    return f"{match['part']}{_STROKE}{match['whole']}"


def _number(
    match: re.Match[str], spoken: dict[str, str], lines: Sequence[int], units: Collection[str]
) -> ProseNumber | None:
    told = match["percent"] or " ".join((match["more_unit"] or match["unit"] or "").split()).lower()
    power = power_of(" ".join((match["power"] or "").split()))
    reading = _value(match, power)
    if reading is None:
        return None
    value, step = reading
    unit = spoken.get(told, told)
    if not unit and MONEY in units and (step >= 10**9 or (match["power"] or "").lower().endswith(("tỷ", "tỉ"))):
        unit = MONEY  # `gần 30.000 tỷ`: nothing but money is counted so
    if match["minus"]:
        value = -abs(value)
    word = WORDS.get(" ".join(match["word"].lower().split())) if match["word"] else None
    if match["word"] and match["word"].lower() == "vượt" and "," in (match["number"] or ""):
        word = None  # `vượt 8,53%` tells by how much, `vượt 600.000` what was passed
    at = match.start("number") if match["number"] else match.start("spelled")
    start = match.start()
    if match["word"] and match["word"].lower() == "trên" and _OUT_OF.search(match.string[max(0, start - 30) : start]):
        word, start = None, at  # `41 trên 48 vụ việc`: of these, not more than these
    if not unit and _OF_A_TIME.search(match.string[max(0, at - 12) : at]):
        return None  # `từ 139 người trong tháng 2 xuống 104 người`: the 2 has no unit to share
    if not unit and (match["spelled"] or _YEAR_LIKE.fullmatch(match[0].strip())):
        return None
    end = match.start() + len(match[0].rstrip())
    return ProseNumber(value, step, unit, match.string[start:end], lines[at], start, end, word)


def last_digit(number: Decimal) -> Decimal:
    """The step of the last digit that is not zero: 100 for 1.500."""
    exponent = number.normalize(EXACT).as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _value(match: re.Match[str], power: int) -> tuple[Decimal, Decimal] | None:
    """The number in the base unit and the step of its last digit."""
    if match["spelled"]:
        said = few_times(match["spelled"]) or number_in_words(match["spelled"])
        if said is None:
            return None
        value, step = scale(said[0], power), scale(Decimal(1), said[1] + power)
    else:
        written = match["number"]
        dotted = re.fullmatch(r"[-+−]?\d{1,3}\.\d{1,2}", written)
        number = to_decimal(written, Numerals.CANONICAL if dotted else Numerals.VIETNAMESE)
        if number is None:
            return None
        exponent = number.as_tuple().exponent
        value, step = scale(number, power), scale(Decimal(1), (exponent if isinstance(exponent, int) else 0) + power)
    if match["more"]:
        more = number_in_words(match["more"]) if not match["more"][0].isdigit() else None
        plain = more[0] if more else to_decimal(match["more"], Numerals.VIETNAMESE)
        if plain is not None:
            small = power_of(match["more_power"])
            value, step = value + scale(plain, small), scale(Decimal(1), small)
    least = to_decimal(match["least"].lstrip("0") or "0", Numerals.VIETNAMESE) if match["least"] else None
    if least is not None:
        small = power_of(match["least_power"])
        value, step = value + scale(least, small), scale(Decimal(1), small)
    return value, step


def _with_shared_units(sentence: str, numbers: list[ProseNumber]) -> list[ProseNumber]:
    """`từ 575.667 lên 621.568 việc`: the first has the unit, and the multiplier, of the second."""
    backwards: list[ProseNumber] = []
    shared = Decimal(1)  # the multiplier of the number after this one, its own or that of the one after it again
    for number in reversed(numbers):
        after = backwards[-1] if backwards else None
        own = _multiplier(number)
        if not number.unit and after is not None and after.unit and _JOIN.match(sentence[number.end : after.start]):
            factor = max(shared / own, Decimal(1))
            number = replace(number, unit=after.unit, value=number.value * factor, step=number.step * factor)
            own *= factor
        shared = own
        backwards.append(number)
    return backwards[::-1]


def _with_unit_left_out(sentence: str, numbers: list[ProseNumber], units: Collection[str]) -> list[ProseNumber]:
    """`Hà Nội đứng thứ hai với 7,067 triệu, Thanh Hoá …`: what is counted has been said, or is all that is counted."""
    counted = [unit for unit in units if unit not in ("%", "‰", PERCENTAGE_POINTS, TIMES)]
    last = counted[0] if len(counted) == 1 else ""
    whole = []
    for number in numbers:
        if not number.unit and last and _multiplier(number) > 1 and _ENDS.match(sentence, number.end):
            number = replace(number, unit=last)
        elif number.unit in counted:
            last = number.unit
        whole.append(number)
    return whole


def _multiplier(number: ProseNumber) -> Decimal:
    match = re.search(rf"{_MULTIPLIER}", number.text, re.IGNORECASE)
    return scale(Decimal(1), power_of(" ".join(match[0].split()))) if match else Decimal(1)


def _ranges(sentence: str, numbers: list[ProseNumber]) -> Iterator[ProseNumber]:
    """`1.500–1.600 việc`, `từ 700.000 đến 800.000 việc` are one; `tăng từ A đến B` are two."""
    place = 0
    while place < len(numbers):
        number = numbers[place]
        after = numbers[place + 1] if place + 1 < len(numbers) else None
        if after is not None and after.unit == number.unit and after.value > number.value:
            between = sentence[number.end : after.start]
            before = sentence[max(0, number.start - 40) : number.start].lower()
            moved = re.search(r"\b(?:tăng|giảm|nâng|hạ|lên|xuống|cải thiện)\b[^,;]*$", before)
            if _RANGE.match(between) and (not moved or between.strip() in _DASHES) and not after.word:
                text = sentence[number.start : after.end]
                yield replace(number, upto=after.value, text=text, end=after.end)
                place += 2
                continue
        yield number
        place += 1
