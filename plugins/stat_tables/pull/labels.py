"""What the labels of rows are: totals, regions, provinces."""

from __future__ import annotations

import re

from portal.vietnam.text import fold
from stat_tables.read.layout.body import REGIONS

_TOTAL = re.compile(
    r"(?:\d{1,2}[.)]\s*)?(?:tong(?: so| cong)?|cong|ca nuoc|toan quoc|toan tinh|toan thanh pho|toan nganh|total"
    r"|grand total|whole country|all|ensemble)"
    r"(?:\s*[-–:(/,].*)?|(?:tong so|tong cong|ca nuoc|toan quoc|toan tinh|total) .*"
)


def is_total(label: str) -> bool:
    return _TOTAL.fullmatch(fold(label).strip()) is not None


def is_region(label: str) -> bool:
    return fold(re.sub(r"^[IVX\d]+\s*[.)-]\s*", "", label)) in REGIONS
