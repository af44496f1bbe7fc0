"""Numbers, dates and legal references as Vietnamese news prints them."""

from __future__ import annotations

from random import Random

_DOCUMENTS = (
    ("Nghị định", "NĐ-CP", 180),
    ("Thông tư", "TT-BTP", 30),
    ("Nghị quyết", "NQ-CP", 160),
    ("Quyết định", "QĐ-TTg", 1900),
    ("Chỉ thị", "CT-TTg", 40),
    ("Kế hoạch", "KH-TCTHADS", 900),
)
_UNITS = ("việc", "hồ sơ", "lượt người", "vụ", "văn bản", "doanh nghiệp", "tỷ đồng", "triệu đồng")


def whole(rng: Random, low: int, high: int) -> str:
    """`1.600`: digits grouped by full stops; small numbers come up as often as large ones of each length."""
    value = int(low * (high / low) ** rng.random())
    return f"{value:,}".replace(",", ".")


def percent(rng: Random) -> str:
    """`59,36%`."""
    return f"{int(rng.random() * 100)},{int(rng.random() * 100):02d}%"


def amount(rng: Random) -> str:
    """`gần 1.600 việc`, `73 tỷ đồng`."""
    near = ("", "", "gần ", "hơn ", "khoảng ")[int(rng.random() * 5)]
    return f"{near}{whole(rng, 3, 60_000)} {_UNITS[int(rng.random() * len(_UNITS))]}"


def legal_reference(rng: Random, year: int) -> str:
    """`khoản 3 Điều 8 Thông tư số 14/2015/TT-BTP`; the number is drawn, so the document need not exist."""
    name, code, highest = _DOCUMENTS[int(rng.random() * len(_DOCUMENTS))]
    issued = year - int(rng.random() * 8)
    number = 1 + int(rng.random() * highest)
    reference = f"{name} số {number:02d}/{issued}/{code}"
    if code in ("KH-TCTHADS", "QĐ-TTg", "CT-TTg"):
        reference = (
            f"{name} số {number}/{code} ngày {1 + int(rng.random() * 28):02d}/{1 + int(rng.random() * 12):02d}/{issued}"
        )
    if rng.random() < 0.5:
        reference = f"khoản {1 + int(rng.random() * 6)} Điều {1 + int(rng.random() * 90)} {reference}"
    return reference
