"""Topics that say nearly the same: readers would find half of the stories under each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.i18n import Translator
from portal.vietnam.text import fold

from .house.rule import ProofMark

_ = Translator(__file__)

CODE = "topic-near"
_NAME = re.compile(r"^[ \t]*name[ \t]*=[ \t]*([\"'])(?P<name>[^\"'\n]*)\1", re.MULTILINE)
_WORDS = re.compile(r"[^\W_]+")


def near_topics(text: str, distinct: frozenset[str] = frozenset()) -> Iterator[ProofMark]:
    """Of each two near names in content/topics.toml the later one.

    Args:
        distinct: names that are meant to stand beside one like them.
    """
    seen: list[tuple[str, str]] = []
    for match in _NAME.finditer(text):
        name = match["name"]
        key = " ".join(_WORDS.findall(fold(name)))
        near = next((other for other, other_key in seen if is_near(key, other_key)), None)
        if near is not None and name not in distinct:
            message = _("the topic “{name}” is nearly “{other}”", name=name, other=near)
            hint = _("keep one of them, or name it in words.distinct_topics of the house style")
            yield ProofMark(*match.span("name"), message, hint, severity="warning", code=CODE)
        seen.append((name, key))


def is_near(one: str, other: str) -> bool:
    """The same words in any order, or one letter more, less or other in a name of eight and more."""
    if one == other or one.replace(" ", "") == other.replace(" ", "") or sorted(one.split()) == sorted(other.split()):
        return True
    if min(len(one), len(other)) < 8 or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, wanted = one[start:], other[start:]
    return rest[1:] == wanted or rest == wanted[1:] or rest[1:] == wanted[1:]
