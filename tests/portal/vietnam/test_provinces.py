"""The registry of provinces: complete, by vintage, tolerant of spelling but not of typing errors."""

from __future__ import annotations

from datetime import date

import pytest

from portal.vietnam.provinces import (
    Vintage,
    archipelagos,
    by_code,
    find,
    former_unit,
    nearest,
    official_names,
    parts,
    provinces,
    successor,
)
from portal.vietnam.text import one_tone_style


@pytest.mark.parametrize("vintage", list(Vintage))
def test_registry_has_as_many_units_as_the_vintage_says_and_no_two_alike(vintage: Vintage) -> None:
    units = provinces(vintage)
    assert len(units) == vintage.value
    for facts in (
        [unit.code for unit in units],
        [unit.name for unit in units],
        [unit.slug for unit in units],
        [unit.tile for unit in units] + [place.tiles[vintage] for place in archipelagos()],
    ):
        assert len(set(facts)) == len(facts)
    assert [unit.code for unit in units] == sorted(unit.code for unit in units)
    assert all(one_tone_style(unit.name) == unit.name for unit in units)


def test_the_34_are_made_of_the_63_each_once() -> None:
    merged = [code for unit in provinces(34) for code in unit.parts]
    assert sorted(merged) == [unit.code for unit in provinces(63)]
    assert sum(len(unit.parts) == 1 for unit in provinces(34)) == 11


@pytest.mark.parametrize(
    ("code", "before", "since"),
    [
        ("15", "Yên Bái", "Lào Cai"),
        ("24", "Bắc Giang", "Bắc Ninh"),
        ("44", "Quảng Bình", "Quảng Trị"),
        ("52", "Bình Định", "Gia Lai"),
        ("80", "Long An", "Tây Ninh"),
        ("82", "Tiền Giang", "Đồng Tháp"),
        ("91", "Kiên Giang", "An Giang"),
    ],
)
def test_seven_codes_change_their_meaning(code: str, before: str, since: str) -> None:
    old, new = by_code(code, 63), by_code(int(code), 34)
    assert old is not None
    assert new is not None
    assert (old.name, new.name) == (before, since)
    assert successor(old) is new


def test_no_other_code_changes_its_meaning() -> None:
    same = {unit.code for unit in provinces(34)} - {"15", "24", "44", "52", "80", "82", "91", "46"}
    for code in same:
        old, new = by_code(code, 63), by_code(code, 34)
        assert old is not None
        assert new is not None
        assert old.name == new.name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Yên Bái", "Yên Bái"),
        ("Tỉnh Yên Bái", "Yên Bái"),
        ("yen bai", "Yên Bái"),
        ("yen-bai", "Yên Bái"),
        ("TP.HCM", "Hồ Chí Minh"),
        ("TP. Hồ Chí Minh", "Hồ Chí Minh"),
        ("thành phố Hồ Chí Minh", "Hồ Chí Minh"),
        ("Khánh Hòa", "Khánh Hoà"),
        ("Bà Rịa – Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Thừa Thiên - Huế", "Thừa Thiên Huế"),
        ("Đắc Lắc", "Đắk Lắk"),
        ("Bắc\u00a0Cạn", "Bắc Kạn"),
    ],
)
def test_known_spellings_are_found(written: str, name: str) -> None:
    found = find(written, 63)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("written", ["Yên Bải", "Hà Tây", "", "Cả nước", "15"])
def test_what_is_no_spelling_of_a_province_is_not_found(written: str) -> None:
    assert find(written, 63) is None


def test_names_are_looked_up_in_one_vintage_only() -> None:
    assert find("Yên Bái", 34) is None
    lao_cai = find("Lào Cai", 34)
    assert lao_cai is not None
    assert [part.name for part in parts(lao_cai)] == ["Lào Cai", "Yên Bái"]
    assert successor(lao_cai) is lao_cai


def test_nearest_names_are_for_messages() -> None:
    assert nearest("Yên Bải", 63)[0] == "Yên Bái"
    assert nearest("xyz", 63) == ()


def test_the_vintage_changes_on_the_first_of_july_2025() -> None:
    assert Vintage.at(date(2025, 6, 30)) is Vintage.UNITS_63
    assert Vintage.at(date(2025, 7, 1)) is Vintage.UNITS_34


def test_both_archipelagos_belong_to_a_province_of_each_vintage() -> None:
    assert [place.name for place in archipelagos()] == ["Hoàng Sa", "Trường Sa"]
    for vintage in Vintage:
        owners = [by_code(place.province, vintage) for place in archipelagos()]
        assert [owner.name for owner in owners if owner] == ["Đà Nẵng", "Khánh Hoà"]


def test_every_variant_leads_to_one_unit() -> None:
    for vintage in Vintage:
        for unit in provinces(vintage):
            assert all(find(name, vintage) is unit for name in (unit.name, unit.slug, *unit.variants))
        assert official_names(vintage) == {unit.name for unit in provinces(vintage)}


@pytest.mark.parametrize("name", ["Hà Tây", "tỉnh Hà Tây", "ha tay", "Quảng Nam - Đà Nẵng"])
def test_units_of_before_the_63_are_known_as_such(name: str) -> None:
    unit = former_unit(name)
    assert unit is not None
    assert unit.last < date(2008, 8, 1)
    assert all(find(each, 63) for each in unit.now)
    assert former_unit("Hà Nội") is None
