"""What the labels of rows are: totals, regions, provinces."""

from __future__ import annotations

import re
from collections.abc import Iterable

from portal.vietnam.provinces import find
from portal.vietnam.text import fold

_TOTAL = re.compile(
    r"(?:\d{1,2}[.)]\s*)?(?:tong(?: so| cong)?|cong|ca nuoc|toan quoc|toan tinh|toan thanh pho|toan nganh|total"
    r"|grand total|whole country|all|ensemble)"
    r"(?:\s*[-–:(/,].*)?|(?:tong so|tong cong|ca nuoc|toan quoc|toan tinh|total) .*"
)


def is_total(label: str) -> bool:
    return _TOTAL.fullmatch(fold(label).strip()) is not None


def is_province(text: str) -> bool:
    return bool(find(text, 63) or find(text, 34))


def vintage_of(names: Iterable[str]) -> int:
    """The division of the country that knows all of the names: 34 where both do, 0 where none does.

    A table that says `Thừa Thiên Huế` is of the 63.
    """
    known = list(names)
    order = (63, 34) if any(fold(name).endswith("thua thien hue") for name in known) else (34, 63)
    return next((count for count in order if all(find(name, count) for name in known)), 0)
