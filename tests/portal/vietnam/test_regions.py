"""Regions by every name that offices write: today's, earlier ones, shortened, numbered, in English."""

import pytest

from portal.vietnam.provinces import provinces
from portal.vietnam.regions import is_region


@pytest.mark.parametrize(
    "name",
    [
        "Trung du và miền núi phía Bắc",
        "TRUNG DU VÀ MIỀN NÚI BẮC BỘ",
        "TD&MN Bắc Bộ",
        "Trung du, miền núi phía Bắc",
        "ĐBSH",
        "Bắc Trung Bộ",
        "Bắc Trung bộ và DH miền Trung",
        "II. Vùng Bắc Trung Bộ & DHMT",
        "Duyên hải Nam Trung Bộ và Tây Nguyên",
        "Nam Trung Bộ - Tây Nguyên",
        "Đông Nam bộ (*)",
        "ĐB sông Cửu Long:",
        "Tây Bắc",
        "Miền Nam",
        "Northern midlands and mountain areas",
        "Đồng bằng sông Hồng - Red River Delta",
        "Đồng bằng sông Hồng/Red River Delta",
    ],
)
def test_name_of_a_region(name: str) -> None:
    assert is_region(name)


def test_provinces_and_parts_of_regions_are_none() -> None:
    names = [province.name for count in (63, 34) for province in provinces(count)]
    others = ["Cả nước", "Vùng 1", "Khu vực Nhà nước", "Đồng bằng sông Hồng – thành thị", "Huyện Miền Đông", ""]
    assert [name for name in (*names, *others) if is_region(name)] == []
