"""The invented paper that sample articles appear in: sections, authors, topics, provinces. No real person or body."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from portal.vietnam.text import slugify


@dataclass(frozen=True)
class SubSection:
    """A sub-section and the share of stories that go into it."""

    slug: str
    name: str
    weight: int


@dataclass(frozen=True)
class UpperSection:
    slug: str
    name: str
    children: tuple[SubSection, ...]


def _upper(name: str, **children: int) -> UpperSection:
    parts = tuple(SubSection(slug.replace("_", "-"), _NAMES[slug], weight) for slug, weight in children.items())
    return UpperSection(slugify(name), name, parts)


_NAMES = {
    "quoc_hoi": "Quốc hội",
    "chinh_phu": "Chính phủ",
    "thi_hanh_an": "Thi hành án",
    "bo_tro_tu_phap": "Bổ trợ tư pháp",
    "pho_bien_phap_luat": "Phổ biến pháp luật",
    "van_ban_moi": "Văn bản mới",
    "hoi_dap": "Hỏi đáp",
    "toa_an": "Toà án",
    "doanh_nghiep": "Doanh nghiệp",
    "thi_truong": "Thị trường",
    "doi_song": "Đời sống",
    "giao_duc": "Giáo dục",
    "y_te": "Y tế",
    "don_thu": "Đơn thư",
    "phan_hoi": "Phản hồi",
}

SECTIONS = (
    _upper("Thời sự", quoc_hoi=8, chinh_phu=10),
    _upper("Tư pháp", thi_hanh_an=14, bo_tro_tu_phap=7, pho_bien_phap_luat=8),
    _upper("Pháp luật", van_ban_moi=9, hoi_dap=5, toa_an=9),
    _upper("Kinh tế", doanh_nghiep=8, thi_truong=6),
    _upper("Xã hội", doi_song=6, giao_duc=4, y_te=3),
    _upper("Bạn đọc", don_thu=2, phan_hoi=1),
)

# Family and given names are common ones; "(mẫu)" goes with every author's page.
AUTHORS = tuple(
    f"{middle} {name}"
    for middle in ("Minh", "Thu", "Ngọc", "Hải", "Thanh")
    for name in ("Anh", "Bình", "Châu", "Dương", "Giang", "Hà")
)

TOPICS = tuple(
    f"{head} {tail}"
    for head in ("Cải cách", "Chuyển đổi số", "Giám sát", "Hỗ trợ", "Phòng ngừa", "Quản lý", "Tổng kết", "Xây dựng")
    for tail in ("đất đai", "hộ tịch", "hành chính", "môi trường", "thi hành án", "tư pháp cơ sở", "văn bản")
)

# Units whose name stands in both classifications (63 and 34): right for a story of any year.
PROVINCES = (
    "Hà Nội", "Hải Phòng", "Cao Bằng", "Lai Châu", "Điện Biên", "Sơn La", "Lạng Sơn", "Quảng Ninh", "Thanh Hoá",
    "Nghệ An", "Hà Tĩnh",
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A sub-section together with its parent: where a story stands."""

    upper: UpperSection
    child: SubSection


PLACES = tuple(Place(upper, child) for upper in SECTIONS for child in upper.children)
_SHARES = tuple(accumulate(place.child.weight for place in PLACES))


def draw_place(rng: Random) -> Place:
    return PLACES[bisect(_SHARES, rng.random() * _SHARES[-1])]
