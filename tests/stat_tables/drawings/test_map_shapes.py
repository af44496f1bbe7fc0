"""Maps: every province and both archipelagos, in either classification, safe from codes that changed their meaning."""

import gzip
import re
from decimal import Decimal

import pytest

from portal.vietnam.provinces import Vintage, archipelagos, by_code, find, provinces
from stat_tables.drawings.drawing import Drawing, drawing
from stat_tables.drawings.map_shapes import abbreviations, outline_map, tile_map
from stat_tables.model.table import Unit, Value
from stat_tables.request.directive_options import BlockKind
from stat_tables.views.merged_table import merged_table
from stat_tables.views.table_view import Setting, table_view
from tests.stat_tables.shown import convert, dataset, messages, request, view


def drawn(body: str) -> Drawing:
    made, faults = drawing(dataset("tinh"), request(body, BlockKind.MAP), view("cột: ty_le"), Setting("bang-1"))
    assert faults == []
    assert made is not None
    return made


@pytest.mark.parametrize("vintage", list(Vintage))
def test_every_province_and_both_archipelagos_are_drawn(vintage: Vintage) -> None:
    made = tile_map({}, vintage, 5)
    assert len(made.tiles) == vintage.value
    assert (
        [island.name for island in made.islands] == ["Hoàng Sa", "Trường Sa"] == [each.name for each in archipelagos()]
    )
    places = [(tile.x, tile.y) for tile in made.tiles] + [(island.x, island.y) for island in made.islands]
    assert len(set(places)) == len(places)
    assert all(0 <= x <= made.width - made.size and 0 <= y <= made.height - made.size for x, y in places)


@pytest.mark.parametrize("vintage", list(Vintage))
def test_every_province_is_drawn_within_its_borders_with_both_archipelagos(vintage: Vintage) -> None:
    made = outline_map({}, vintage, 5)
    assert [outline.title for outline in made.outlines] == [unit.name for unit in provinces(vintage)]
    assert len({outline.path for outline in made.outlines}) == vintage.value
    assert [inset.name for inset in made.insets] == ["Hoàng Sa", "Trường Sa"]


def test_outlines_and_tiles_shade_alike() -> None:
    values = {find(name, 63): Value(Decimal(number)) for name, number in (("Đà Nẵng", 60), ("Yên Bái", 20))}
    outlines, tiles = (form(values, Vintage.UNITS_63, 5) for form in (outline_map, tile_map))  # type: ignore[arg-type]
    assert [(each.title, each.shade) for each in outlines.outlines] == [
        (each.title, each.shade) for each in tiles.tiles
    ]
    assert [each.shade for each in outlines.insets] == [each.shade for each in tiles.islands] == [5, 0]
    assert outlines.legend == tiles.legend


def test_the_directive_chooses_the_form_and_outlines_name_their_author() -> None:
    outlines = convert("/// ban-do | tinh\ncột: ty_le\n///\n")[0]
    assert 'class="province-map map-outlines"' in outlines
    assert re.search(r"Stephen Truong.*creativecommons.org/licenses/by/4.0/.*giản lược", outlines)
    tiles = convert("/// ban-do | tinh\ncột: ty_le\ndạng: ô vuông\n///\n")[0]
    assert 'class="province-map map-tiles"' in tiles
    assert "Stephen Truong" not in tiles


@pytest.mark.parametrize("vintage", list(Vintage))
def test_a_map_is_light(vintage: Vintage) -> None:
    paths = "".join(outline.path for outline in outline_map({}, vintage, 5).outlines)
    assert len(paths) <= 18_000
    assert len(gzip.compress(paths.encode())) <= 6_500


@pytest.mark.parametrize("vintage", list(Vintage))
def test_abbreviations_are_short_and_different(vintage: Vintage) -> None:
    labels = abbreviations(vintage)
    assert len(set(labels.values())) == len(provinces(vintage))
    assert max(map(len, labels.values())) <= 3


def test_an_archipelago_has_the_shade_of_its_province() -> None:
    da_nang = find("Đà Nẵng", 63)
    assert da_nang is not None
    made = tile_map({da_nang: Value(Decimal(60), unit=Unit("%", "%"))}, Vintage.UNITS_63, 5)
    assert {island.name: island.shade for island in made.islands} == {"Hoàng Sa": 5, "Trường Sa": 0}


def test_classes_are_named_in_the_legend() -> None:
    made = drawn("cột: ty_le\nsố mức: 2").map
    assert made is not None
    assert [(entry.shade, entry.text) for entry in made.legend] == [(1, "≤ 50%"), (5, "50–60%")]
    few = drawn("cột: ty_le\nsố mức: 3").map
    assert few is not None
    assert [(entry.shade, entry.text) for entry in few.legend] == [(1, "50,00%"), (3, "59,36%"), (5, "60,00%")]


def test_map_by_the_units_of_today_makes_rates_anew_and_says_what_is_unknown() -> None:
    html, report = convert("/// ban-do | tinh\ncột: ty_le\nđịa giới: 34\n///\n")
    assert messages(report) == []
    titles = re.findall(r"<title>([^<]+)</title>", html)
    assert "Lào Cai: 54,95%" in titles  # (1598 + 1200) / (2692 + 2400)
    assert "Hà Nội: 50,00%" in titles
    assert any(title.startswith("Đà Nẵng: ") and "thiếu số liệu" in title for title in titles)  # Quảng Nam gives none
    assert "cao nhất Lào Cai (54,95%), thấp nhất Hà Nội (50,00%)" in html
    assert "gộp theo 34 đơn vị" in html
    assert "gộp theo 34 đơn vị" not in convert("/// ban-do | tinh\ncột: ty_le\nđịa giới: 63\n///\n")[0]


def test_the_table_beside_a_merged_map_is_merged_too() -> None:
    html, _report = convert("/// ban-do | tinh\ncột: ty_le\nđịa giới: 34\nsắp xếp: ty_le giảm\n///\n")
    assert re.findall(r'<th scope="row"[^>]*>([^<]+)</th>', html) == ["Lào Cai", "Hà Nội", "Đà Nẵng"]


def test_merging_joins_by_name_and_vintage_never_by_code() -> None:
    table = dataset("tinh")
    merged = merged_table(table, lambda row, column: table.cell(row, column).value)
    assert merged is not None
    assert by_code("15", 63).name == "Yên Bái"  # type: ignore[union-attr]
    assert by_code("15", 34).name == "Lào Cai"  # type: ignore[union-attr]
    row = merged.row_by_key["Lào Cai",]
    assert merged.values["viec"][row] == 2798
    assert merged.values["ty_le"][row] == Decimal("54.95")
    assert merged.values["viec"][merged.row_by_key["Đà Nẵng",]] is None
    assert merged.row_count == 3


@pytest.mark.parametrize(
    ("body", "told"),
    [pytest.param("cột: tinh", "chứa số", id="words"), pytest.param("địa giới: 63\ncột: vie", "", id="unknown-column")],
)
def test_faults_of_a_map(body: str, told: str) -> None:
    made, faults = drawing(dataset("tinh"), request(body, BlockKind.MAP), view("cột: ty_le"), Setting("bang-1"))
    assert made is None
    assert told in faults[0].hint


def test_a_merged_table_can_be_shown_after_the_table_it_was_made_of() -> None:
    table = dataset("tinh")
    merged = merged_table(table, lambda row, column: table.cell(row, column).value)
    assert merged is not None
    for shown, rows in ((table, 5), (merged, 3)):
        made, _faults = table_view(shown, request("cột: tien"), Setting("bang-1"))
        assert made is not None
        assert made.row_count == rows
