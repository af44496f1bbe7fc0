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
_DATED = ("KH-TCTHADS", "QĐ-TTg", "CT-TTg")  # their numbers have no year
_CITABLE, _FIRST_YEAR = 30_000, 2011
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
    """`khoản 3 Điều 8 Thông tư số 14/2015/TT-BTP`: one of `_CITABLE` documents that need not exist.

    Which one follows Zipf's law, as with words and as citations of law do: that of rank r comes up 1/r times as often
    as the first. So a few documents stand in many stories and most in one, and the more stories, the fewer new ones.
    Everything about a document follows from its rank: whoever cites it gives the same number and day.
    """
    rank = int(_CITABLE ** rng.random())  # the logarithm of a rank is drawn evenly
    reference = _document(rank, year)
    if rng.random() < 0.5:
        reference = f"khoản {1 + int(rng.random() * 6)} Điều {1 + int(rng.random() * 90)} {reference}"
    return reference


def _document(rank: int, year: int) -> str:
    """The document of a rank; of two issued eight years apart the later one that a story of `year` can know."""
    name, code, highest = _DOCUMENTS[rank % len(_DOCUMENTS)]
    late, number = divmod((rank // len(_DOCUMENTS) + 17) * 7919 % (8 * highest), highest)  # scattered, each once
    number, issued = number + 1, _FIRST_YEAR + 8 + late
    if issued > year:
        issued -= 8
    if code not in _DATED:
        return f"{name} số {number:02d}/{issued}/{code}"
    return f"{name} số {number}/{code} ngày {1 + rank * 11 % 28:02d}/{1 + rank * 5 % 12:02d}/{issued}"
