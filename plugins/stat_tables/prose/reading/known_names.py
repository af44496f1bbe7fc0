"""What running text calls the rows of a table, its area and all places; and the words that speak of it as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from portal.vietnam.provinces import provinces
from portal.vietnam.text import one_tone_style
from stat_tables.model.table import Column, ColumnType, Table
from stat_tables.request.selection import full_label

# Kinds of rows that running text leaves out before their names: `Tân Thịnh` for `Xã Tân Thịnh`.
_KIND = re.compile(
    r"^(?:lĩnh vực|ngành|nhóm|loại|án|xã|phường|thị trấn|thị xã|huyện|quận|thành phố|tp\.?|đặc khu)\s+", re.IGNORECASE
)
# A noun told once for two: `Nông, lâm nghiệp …`; and told twice.
_SHARED_NOUN = re.compile(r"(?P<first>nông|công)(?P<rest>(?:,| và) [^\W\d]+ nghiệp\b.*)", re.IGNORECASE)
_TWICE_NOUN = re.compile(r"(?P<first>nông|công) nghiệp(?P<rest>(?:,| và) [^\W\d]+ nghiệp\b.*)", re.IGNORECASE)
# `Tổng sản phẩm trong nước (GDP)`
_ABBREVIATED = re.compile(r"(?P<full>[^()]+?)\s*\((?P<short>[A-ZĐ]{2,8})\)")
_IN_PARENTHESES = re.compile(r"\s*\([^)]*\)$")
TOKEN = re.compile(r"[^\W_]+")
WHOLE_COUNTRY = ("toàn quốc", "cả nước", "toàn ngành", "việt nam")
WHOLE_PROVINCE = ("toàn tỉnh", "cả tỉnh", "toàn thành phố", "cả thành phố", "toàn huyện", "cả huyện", "toàn ngành")
COUNTRY_NAMES = frozenset((("toàn", "quốc"), ("cả", "nước")))
WHOLE_AREA = frozenset(tuple(name.split()) for name in WHOLE_PROVINCE)
WHOLE_NAMES = frozenset(tuple(name.split()) for name in (*WHOLE_COUNTRY, *WHOLE_PROVINCE))


# How reports shorten bodies, and kinds of places before their names.
_BODIES = {
    "bảo hiểm thất nghiệp": "BHTN",
    "bảo hiểm xã hội": "BHXH",
    "bảo hiểm y tế": "BHYT",
    "doanh nghiệp": "DN",
    "hội đồng nhân dân": "HĐND",
    "tai nạn giao thông": "TNGT",
    "thi hành án dân sự": "THADS",
    "toà án nhân dân": "TAND",
    "uỷ ban nhân dân": "UBND",
    "viện kiểm sát nhân dân": "VKSND",
}
_FULL = {short.lower(): tuple(full.split()) for full, short in _BODIES.items()}
_KINDS = {"huyện": "H", "quận": "Q", "thành phố": "TP", "thị xã": "TX"}


def _shortened(text: str, shorter: Mapping[str, str]) -> str:
    """`Chi cục THADS H Vĩnh Cửu`."""
    for full, short in shorter.items():
        text = re.sub(rf"(?<!\w){full}(?!\w)", short, one_tone_style(text), flags=re.IGNORECASE)
    return text


def _in_full(text: str) -> str:
    for full, short in _BODIES.items():
        text = re.sub(rf"(?<!\w){short}(?!\w)", full, text)
    return text


def full_words(short: str) -> tuple[str, ...]:
    """The words that `tngt` stands for; none for other words."""
    return _FULL.get(short, ())


def words_of(text: str) -> list[str]:
    return TOKEN.findall(one_tone_style(text).lower())


def row_spellings(table: Table, key: Column, text: str) -> Iterator[str]:
    """How a row is called in running text."""
    yield from dict.fromkeys((text, _shortened(text, _BODIES), _shortened(text, {**_BODIES, **_KINDS}), _in_full(text)))
    if shared := _shared_noun(text):
        yield shared
    if match := _ABBREVIATED.fullmatch(text):
        yield from (match["full"], match["short"])
    if key.type is not ColumnType.PROVINCE and " và " in text:
        yield text.replace(" và ", ", ")  # `công nghiệp - xây dựng`
    elif key.type is not ColumnType.PROVINCE and ("," in text or " - " in text or " – " in text):
        yield re.sub(r"\s*,\s*(?=[^,]*$)|\s+[-–]\s+", " và ", text)
    if key.type is ColumnType.PROVINCE and table.territory is not None:
        yield from province_spellings(text, table.territory.vintage.value)
    if key.type is not ColumnType.PROVINCE:
        bare = _KIND.sub("", _IN_PARENTHESES.sub("", text))
        if bare != text and bare and not bare[0].isdigit():
            yield bare
    if words_of(text) in (
        ["cả", "nước"],
        ["toàn", "quốc"],
        ["tổng"],
        ["tổng", "số"],
        ["tổng", "cộng"],
        ["việt", "nam"],
    ):
        if table.territory is None or table.territory.province is None:
            yield from WHOLE_COUNTRY
        if table.territory is None or table.territory.province is not None:
            yield from WHOLE_PROVINCE


def _shared_noun(text: str) -> str:
    """`Nông nghiệp, lâm nghiệp và thuỷ sản` for `Nông, lâm nghiệp và thuỷ sản`, and the other way round."""
    if match := _SHARED_NOUN.match(text):
        return f"{match['first']} nghiệp{match['rest']}"
    return _TWICE_NOUN.sub(r"\g<first>\g<rest>", text) if _TWICE_NOUN.match(text) else ""


def province_spellings(name: str, vintage: int) -> Iterator[str]:
    for province in provinces(vintage):
        if province.name == name:
            yield from (re.sub(r"(?i)^(?:tỉnh|thành phố|tp\.?)\s+", "", text) for text in (name, *province.variants))
    if name == "Hà Nội":
        yield "thủ đô"
    if name.endswith("Hồ Chí Minh"):
        yield from ("Hồ Chí Minh", "TP.HCM", "TPHCM", "TP HCM", "HCM", "Sài Gòn")


def territory_names(table: Table) -> frozenset[tuple[str, ...]]:
    """Names of the area that the whole table is about."""
    territory = table.territory
    if territory is None:
        return frozenset(_places_in(table.title))
    names = [re.sub(r"(?i)^(?:tỉnh|thành phố|tp\.?)\s+", "", territory.name)]
    if territory.province is not None:
        names += province_spellings(territory.province.name, territory.province.vintage.value)
    elif words_of(territory.name) in (["cả", "nước"], ["toàn", "quốc"], ["việt", "nam"]):
        names += WHOLE_COUNTRY
    return frozenset(tuple(words_of(name)) for name in names)


def _places_in(title: str) -> Iterator[tuple[str, ...]]:
    """All names of the provinces that a title names: `… thành phố Hà Nội`."""
    words, capital = words_of(title), [word[0].isupper() for word in TOKEN.findall(title)]
    for vintage in (63, 34):
        for unit in provinces(vintage):
            names = [tuple(words_of(name)) for name in province_spellings(unit.name, vintage)]
            if any(_stands_in(name, words, capital) for name in names):
                yield from names


def _stands_in(name: tuple[str, ...], words: Sequence[str], capital: Sequence[bool]) -> bool:
    starts = range(len(words) - len(name) + 1)
    return any(capital[start] and tuple(words[start : start + len(name)]) == name for start in starts)


@cache
def all_places() -> frozenset[tuple[str, ...]]:
    """Names of all provinces, old and new, and of the country."""
    names = {
        name for vintage in (63, 34) for unit in provinces(vintage) for name in province_spellings(unit.name, vintage)
    }
    return frozenset(tuple(words_of(name)) for name in (*names, *WHOLE_COUNTRY, "Hà Tây"))


def vocabulary_of(table: Table, keys: Sequence[Column]) -> frozenset[str]:
    texts = [table.title, *(full_label(key) for key in keys)]
    texts += [table.territory.name] if table.territory else []
    labels = [full_label(column) for column in table.columns]
    return frozenset(word for text in texts for word in words_of(text)).union(*map(_initials, (*texts, *labels)))


def _initials(text: str) -> frozenset[str]:
    """`tngt` for `tai nạn giao thông`: how words that stand together are shortened."""
    words = words_of(text)
    return frozenset(
        "".join(word[0] for word in words[start : start + count])
        for count in range(3, 6)
        for start in range(len(words) - count + 1)
    )
