"""The bodies that the letters of a number stand for: `BTP` in `14/2015/TT-BTP` is Bộ Tư pháp."""

from __future__ import annotations

import re
from functools import lru_cache

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
