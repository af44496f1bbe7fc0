"""The paper's own examples of data, on its built pages: flags, figures under embargo, the change of 1 July 2025."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

import pytest

from portal.vietnam.provinces import provinces
from publishing.site_files import SiteFiles
from stat_tables.datasets.load import load_dataset
from stat_tables.model.number_format import format_number

from .conftest import CONTENT, Document
from .unpacked import readings

pytestmark = pytest.mark.site

TOUR = "toa-soan-lam-so-lieu.html"
SECRET = "tranh-minh-hoa-theo-nam"
_MINUTES = re.compile(r"(\d+) phút đọc")


def test_minutes_of_reading_are_those_of_the_stories(site: SiteFiles) -> None:
    table = load_dataset(CONTENT / "data/tin-bai-theo-nam")
    minutes: dict[str, int] = {}
    for path in (path for path in site.pages() if "-post" in path):
        text = site.text(path)
        year = text.partition('property="article:published_time" content="')[2][:4]
        (told,) = _MINUTES.findall(text)
        minutes[year] = minutes.get(year, 0) + int(told)
    told = dict(zip(table.values["nam"], table.values["phut_doc"], strict=True))
    assert told == {Decimal(year): minutes[year] for year in ("2017", "2024", "2025")}


def test_status_flags_are_explained_under_their_table(document: Document) -> None:
    for path in (TOUR, "so-lieu/tin-bai-theo-nam/index.html"):
        (figure,) = document(path).xpath("//figure[.//td//text()[.='[c]']]")
        legend = " ".join(figure.xpath("string(.//p[@class='table-legend'])").split())
        for code in ("[c] số không công bố", "[x] không có số liệu", "e số ước tính", "p số sơ bộ"):
            assert code in legend


def test_a_rate_over_all_years_is_made_anew(document: Document) -> None:
    (total,) = document(TOUR).xpath("//tr[th[contains(., 'Tổng cộng')]][td[.='30,77']]")
    assert [cell.text_content() for cell in total.xpath("td")][:3] == ["13", "4", "30,77"]


def test_figures_under_embargo_are_announced_and_nowhere_else(site: SiteFiles, document: Document) -> None:
    page = document(TOUR)
    assert page.xpath("//p[@class='table-withheld']")
    assert "01/01/2100" in page.xpath("string(//p[@class='table-withheld'])")
    assert "(số liệu chưa công bố)" in page.xpath("string(//article | //main)")
    table = load_dataset(CONTENT / "data" / SECRET)
    sizes = [value for value in table.values["dung_luong"] if isinstance(value, Decimal)]
    figures = "|".join(re.escape(text) for size in sizes for text in (str(size), format_number(size)))
    words = "|".join(map(re.escape, (SECRET, table.title, table.description)))
    secret = re.compile(rf"{words}|(?<![\w.,])(?:{figures})(?!\w)")
    assert secret.search(f"({format_number(sizes[-1])} byte)")
    found = []
    for path in site.digests:
        for data in (path.encode(), *readings(path, (site.root / path).read_bytes())):
            text = unicodedata.normalize("NFC", data.decode("utf-8", errors="replace"))
            found += [(path, leak) for leak in secret.findall(text)]
    assert found == []


@pytest.mark.parametrize(("slug", "figures", "broken"), [("lao-cai", ["1", "2"], 1), ("ha-noi", ["1", "1"], 0)])
def test_a_province_shows_its_series_with_the_day_its_borders_changed(
    document: Document, slug: str, figures: list[str], broken: int
) -> None:
    (series,) = document(f"dia-phuong/{slug}/index.html").xpath("//figure[@id=$id]", id=f"{slug}-chuoi-1")
    assert series.xpath(".//table//td/text()") == figures
    assert len(series.xpath(".//figcaption//li[contains(., '202/2025/QH15')]")) == broken


def test_a_dataset_of_many_provinces_leads_to_their_series(document: Document) -> None:
    page = document("so-lieu/34-tinh-thanh/index.html")
    assert page.xpath("//figure[starts-with(@id, 'chuoi-')]") == []
    links = set(page.xpath("//main//p/a[starts-with(@href, '/dia-phuong/')]/@href"))
    assert links == {f"/dia-phuong/{unit.slug}/" for unit in provinces(34)}


def test_the_country_shows_its_series_with_the_day(document: Document) -> None:
    for name in ("cap-tinh-truoc-1-7-2025", "cap-tinh-tu-1-7-2025"):
        (series,) = document(f"so-lieu/{name}/index.html").xpath("//figure[@id='chuoi-1']")
        assert series.xpath(".//table//td/text()") == ["63", "34"]
        assert series.xpath(".//table//tbody//th/text()") == ["30/6/2025", "1/7/2025"]
        assert series.xpath(".//figcaption//li[contains(., '202/2025/QH15')]")
