"""The bodies that the letters of a number stand for: `BTP` in `14/2015/TT-BTP` is Bộ Tư pháp."""

from __future__ import annotations

import re
from functools import lru_cache

from portal.vietnam.text import one_tone_style

_NAMES = {
    "CP": "Chính phủ",
    "TTg": "Thủ tướng Chính phủ",
    "CTN": "Chủ tịch nước",
    "HĐBT": "Hội đồng Bộ trưởng",
    "HĐTP": "Hội đồng Thẩm phán Toà án nhân dân tối cao",
    "UBTVQH": "Uỷ ban Thường vụ Quốc hội",
    "BTP": "Bộ Tư pháp",
    "BCA": "Bộ Công an",
    "BQP": "Bộ Quốc phòng",
    "BNV": "Bộ Nội vụ",
    "BTC": "Bộ Tài chính",
    "BCT": "Bộ Công Thương",
    "BYT": "Bộ Y tế",
    "BXD": "Bộ Xây dựng",
    "BGDĐT": "Bộ Giáo dục và Đào tạo",
    "BGTVT": "Bộ Giao thông vận tải",
    "BTNMT": "Bộ Tài nguyên và Môi trường",
    "BNNPTNT": "Bộ Nông nghiệp và Phát triển nông thôn",
    "BNNMT": "Bộ Nông nghiệp và Môi trường",
    "BTTTT": "Bộ Thông tin và Truyền thông",
    "BKHCN": "Bộ Khoa học và Công nghệ",
    "BKHĐT": "Bộ Kế hoạch và Đầu tư",
    "BLĐTBXH": "Bộ Lao động - Thương binh và Xã hội",
    "BVHTTDL": "Bộ Văn hoá, Thể thao và Du lịch",
    "NHNN": "Ngân hàng Nhà nước Việt Nam",
    "TTCP": "Thanh tra Chính phủ",
    "TANDTC": "Toà án nhân dân tối cao",
    "VKSNDTC": "Viện kiểm sát nhân dân tối cao",
    "KTNN": "Kiểm toán nhà nước",
    "TCTHADS": "Tổng cục Thi hành án dân sự",
    "VPCP": "Văn phòng Chính phủ",
    "TW": "Trung ương Đảng",
}
_ASSEMBLY = re.compile(r"/QH\d")
_MINISTRIES = {
    one_tone_style(name.lower()).removesuffix(" việt nam"): letters
    for letters, name in _NAMES.items()
    if name.startswith(("Bộ", "Ngân hàng", "Thanh tra", "Toà án", "Viện kiểm sát"))
}
_OF_MINISTRY = re.compile(
    rf"(?: ngày \d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}})? của (?:bộ trưởng |thống đốc )?"
    rf"(?P<name>{'|'.join(sorted(map(re.escape, _MINISTRIES), key=len, reverse=True))})(?!\w)"
)
_LONGEST = 120


@lru_cache(maxsize=4096)
def issuer_of(number: str) -> str:
    """The one body that a number names; empty where it names none that is known, or several (joint circulars)."""
    if _ASSEMBLY.search(number):
        return "Quốc hội"
    letters = re.split("[/-]", number)[1:]
    if letters and letters[0].startswith("UBTVQH"):
        return _NAMES["UBTVQH"]
    issuers = [_NAMES[part] for part in letters if part in _NAMES]
    return issuers[0] if len(issuers) == 1 and not any(part.startswith("TTLT") for part in letters) else ""


def issuing_ministry(low: str, end: int) -> str:
    """The letters of the ministry that is said to have issued what ends at `end`; empty where none is."""
    if not low.startswith((" của ", " ngày "), end):
        return ""
    match = _OF_MINISTRY.match(one_tone_style(low[end : end + _LONGEST]))
    return _MINISTRIES[match["name"]] if match else ""
