"""Regions of Việt Nam as offices name them: the six of today and of before 1 July 2025, the eight before, the three.

The six of today: Nghị quyết 306/NQ-CP of 5 October 2025; those before: Nghị định 92/2006/NĐ-CP, and what the
statistics office printed.
"""

from __future__ import annotations

import re

from .text import fold

_TODAY = (
    "Trung du và miền núi phía Bắc",
    "Đồng bằng sông Hồng",
    "Bắc Trung Bộ",
    "Duyên hải Nam Trung Bộ và Tây Nguyên",
    "Đông Nam Bộ",
    "Đồng bằng sông Cửu Long",
)
_BEFORE = (
    "Trung du và miền núi Bắc Bộ",
    "Trung du miền núi phía Bắc",
    "Trung du miền núi Bắc Bộ",
    "Trung du phía Bắc",
    "Miền núi phía Bắc",
    "Miền núi và trung du phía Bắc",
    "Miền núi và trung du Bắc Bộ",
    "Bắc Trung Bộ và Duyên hải miền Trung",
    "Bắc Trung Bộ và Duyên hải Trung Bộ",
    "Bắc Trung Bộ và Duyên hải Nam Trung Bộ",
    "Bắc Trung Bộ và Nam Trung Bộ",
    "Duyên hải miền Trung",
    "Duyên hải Trung Bộ",
    "Duyên hải Bắc Trung Bộ",
    "Duyên hải Nam Trung Bộ",
    "Nam Trung Bộ",
    "Nam Trung Bộ và Tây Nguyên",
    "Tây Nguyên",
    "Đông Bắc",
    "Tây Bắc",
    "Đông Bắc Bộ",
    "Tây Bắc Bộ",
    "Đồng bằng Bắc Bộ",
    "Đồng bằng Nam Bộ",
    "Tây Nam Bộ",
)
_THREE = ("Miền Bắc", "Miền Trung", "Miền Nam", "Bắc Bộ", "Trung Bộ", "Nam Bộ", "Phía Bắc", "Phía Nam")
_IN_ENGLISH = (
    "Northern midlands and mountain areas",
    "Northern midlands and mountains",
    "Northern midland and mountain areas",
    "Northern midlands and mountainous areas",
    "Red River Delta",
    "North Central and Central coastal areas",
    "North Central and Central coastal area",
    "North Central and South Central Coast",
    "North Central area",
    "North Central Coast",
    "North Central",
    "South Central Coast",
    "South Central Coast and Central Highlands",
    "South Central coastal area and Central Highlands",
    "Central Highlands",
    "South East",
    "Southeast",
    "Mekong River Delta",
    "Mekong Delta",
    "North East",
    "North West",
    "Northeast",
    "Northwest",
)
_SHORT = (
    (re.compile(r"\bdbsh\b"), "dong bang song hong"),
    (re.compile(r"\bdbscl\b"), "dong bang song cuu long"),
    (re.compile(r"\bdb\b"), "dong bang"),
    (re.compile(r"\bdhmt\b"), "duyen hai mien trung"),
    (re.compile(r"\bdhntb\b"), "duyen hai nam trung bo"),
    (re.compile(r"\bdh\b"), "duyen hai"),
    (re.compile(r"\bbtb\b"), "bac trung bo"),
    (re.compile(r"\btd ?(?:va )?mn\b"), "trung du va mien nui"),
    (re.compile(r"\bmnpb\b"), "mien nui phia bac"),
    (re.compile(r"\bmn\b"), "mien nui"),
)
_LEADING = re.compile(r"^(?:[ivx]{1,5}|\d{1,2}|[a-h])\s*[.)/:-]\s*")
_KIND = re.compile(r"^(?:vung kinh te|vung|khu vuc|cac tinh)\s+(?=[a-z])")
_JOINT = re.compile(r"\s*[&+,]\s*|\s+[-–]\s+|\s+and\s+")
_BESIDE = re.compile(r"\s+[-–/]\s+|/")
_TRAILING = re.compile(r"[\s:*.()\d]+$")


def is_region(name: str) -> bool:
    """Whether `name` is that of a region, numbered, shortened or in two languages: `II. Vùng Bắc Trung bộ & DHMT`."""
    return _key(name) in _KEYS or all(_key(half) in _KEYS for half in _BESIDE.split(name))


def _key(name: str) -> str:
    text = " ".join(fold(name).split())
    text = _KIND.sub("", _LEADING.sub("", text))
    text = _JOINT.sub(" va ", _TRAILING.sub("", text))
    for short, long in _SHORT:
        text = short.sub(long, text)
    return text


_KEYS = frozenset(_key(name) for name in (*_TODAY, *_BEFORE, *_THREE, *_IN_ENGLISH))
