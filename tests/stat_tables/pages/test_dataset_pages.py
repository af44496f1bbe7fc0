"""Dataset pages, cards and province blocks: what they hold, and that embargoed data is in none of them."""

import json
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from building.keeping import plain_pickle
from building.keeping.values import ValueDigests
from portal.exchange import StoryLink
from portal.vietnam.text import HANOI
from stat_tables.datasets.load import load_dataset, load_datasets
from stat_tables.drawings.series import indicator_series
from stat_tables.pages.dataset_pages import dataset_card, dataset_page, index_head, last_change, stories_of
from stat_tables.pages.province_blocks import province_data
from tests.stat_tables.shown import DATA, ROOT, THEME, dataset

MOMENT = datetime(2026, 1, 1, 8, tzinfo=HANOI)
STORY = StoryLink(7, "Bài có bảng", "/tu-phap/bai-post7.html", MOMENT)


def test_a_page_has_drawings_table_files_and_stories() -> None:
    page = dataset_page(dataset("tinh"), "https://example.vn", "Toà soạn", [STORY], ())
    assert [drawing.kind for drawing in page.drawings] == ["bar", "map"]
    assert page.stories == (STORY,)
    *names, picture = [file.name for file in page.files]
    assert names == ["tinh.csv", "tinh.vi.csv", "tinh.xlsx", "tinh.json", "datapackage.json"]
    assert [link.url for link in page.table.downloads] == [f"/so-lieu/tinh/{name}" for name in names]
    assert picture == "bieu-do.svg"
    assert page.picture is not None
    assert page.picture.url == "/so-lieu/tinh/bieu-do.svg"
    assert "Toà soạn" in page.citation
    assert page.version in page.citation
    assert page.head.assets == ("js/stat-table.js", "css/kinds/chart-files.css", "js/chart-file.js")


def test_a_build_knows_a_table_again_whatever_was_worked_out_from_it() -> None:
    fresh, used = dataset("tinh"), load_dataset(DATA / "tinh")
    before = ValueDigests().of(fresh)
    dataset_page(used, "https://example.vn", "Toà soạn", [], ())
    assert used.worked_out
    assert ValueDigests().of(used) == before


def test_drawings_have_a_page_for_frames_of_other_sites() -> None:
    page = dataset_page(dataset("tinh"), "https://example.vn", "Toà soạn", [], ())
    assert page.embed_head.url == page.embed == "/so-lieu/tinh/nhung/"
    assert page.embed_head.robots == "noindex"
    code = page.embed_code("https://example.vn/so-lieu/tinh/nhung/", 2)
    assert code.startswith('<iframe src="https://example.vn/so-lieu/tinh/nhung/#hinh-2" title="')
    assert "<" not in code[1:].removesuffix("</iframe>")
    assert replace(page, drawings=()).embed == ""


def test_every_cell_of_a_page_can_be_pointed_to() -> None:
    page = dataset_page(dataset("tinh"), "", "Toà soạn", [], ())
    cells = [cell for group in page.table.groups for row in group.rows for cell in row.cells]
    anchors = [cell.anchor for cell in cells]
    assert all(anchors)
    assert len(set(anchors)) == len(anchors)
    assert "o-tinh-yen-bai-viec" in anchors


def test_a_page_tells_what_was_revised_and_shows_its_series() -> None:
    table = dataset("nam")
    series = indicator_series([table], load_datasets(DATA, MOMENT).indicators)
    page = dataset_page(table, "", "Toà soạn", [], series)
    assert "574.819" in page.revisions[0].earlier
    assert [drawing.kind for drawing in page.drawings] == ["line"]
    assert page.series == ()  # all its points are on this page anyway
    again = replace(table, id="nam-sau", values={**table.values, "nam": tuple(map(Decimal, (2025, 2026, 2027)))})
    joined = indicator_series([table, again], {})
    assert [each.title for each in dataset_page(table, "", "Toà soạn", [], joined).series] == [
        "Số việc xong, Toàn quốc"
    ]


def test_a_card_shows_the_row_that_stands_for_the_dataset() -> None:
    card = dataset_card(load_dataset(ROOT / "tests/end_to_end/paper/data" / "thads-yen-bai-2024h1"))
    assert card.figures[0][0].replace("\u00a0", " ") == "gần 1.600 việc"
    assert len({label for _text, label in card.figures}) == len(card.figures)
    assert dataset_card(dataset("nam")).figures[0][0].startswith("621.568")
    assert dataset_card(dataset("tinh")).figures == ()


def test_stories_are_newest_first_and_published_ones_only() -> None:
    older = StoryLink(3, "Cũ", "/x-post3.html", datetime(2024, 1, 1, tzinfo=HANOI))
    using = {("dataset", "tinh"): (3, 7, 99)}
    assert stories_of(dataset("tinh"), using, {3: older, 7: STORY}) == [STORY, older]


def test_the_index_and_the_sitemap_have_what_they_need() -> None:
    head = index_head([dataset("tinh"), dataset("nam")], "https://bao.example", "Báo")
    assert head.url == "/so-lieu/"
    assert head.description.startswith("2 ")
    assert json.loads(head.json_ld[0])["@type"] == "DataCatalog"
    day = last_change(dataset("tinh"))
    assert day is not None
    assert day.isoformat() == "2024-04-17T00:00:00+07:00"


def test_a_province_has_its_rows_by_the_units_of_the_day_and_of_today() -> None:
    blocks = province_data([dataset("tinh")], (), THEME)
    lao_cai = blocks["lao-cai"]
    assert "gộp từ Lào Cai, Yên Bái" in lao_cai
    assert "2.798" in lao_cai
    assert "54,95" in lao_cai
    assert "theo địa giới đến 30/6/2025" in blocks["yen-bai"]
    assert "1.598" in blocks["yen-bai"]
    assert "9.000" in blocks["ha-noi"]
    assert "ha-giang" not in blocks


def test_a_part_stands_by_itself_where_the_whole_cannot_be_computed() -> None:
    blocks = province_data([load_dataset(ROOT / "tests/end_to_end/paper/data" / "thads-yen-bai-2024h1")], (), THEME)
    assert "tỉnh Yên Bái, đến 30/6/2025" in blocks["lao-cai"]
    assert "59,36" in blocks["lao-cai"]
    assert "không tính được" not in blocks["lao-cai"]
    assert sorted(blocks) == ["lao-cai", "yen-bai"]


def test_embargoed_data_is_nowhere() -> None:
    before = load_datasets(DATA, MOMENT)
    assert "cam" not in before
    tables = list(before.values())
    pages = [dataset_page(table, "", "Toà soạn", [], ()) for table in tables]
    everything = repr([dataset_card(table) for table in tables]) + repr(pages) + repr(province_data(tables, (), THEME))
    assert "987654321" not in everything
    assert "cấm đăng" not in everything
    after = load_datasets(DATA, datetime(2030, 1, 1, 8, tzinfo=HANOI))
    assert "987.654.321" in repr(dataset_page(after["cam"], "", "Toà soạn", [], ()))


def test_what_a_page_shows_can_be_kept_for_the_next_build() -> None:
    page = dataset_page(dataset("tinh"), "https://example.vn", "Toà soạn", [STORY], ())
    assert plain_pickle.load(plain_pickle.dump(page)) == page
