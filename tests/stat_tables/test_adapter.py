"""Pelican's side: datasets into the exchange, pages and files through the writer, faults before anything is written."""

import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from pelican.settings import read_settings

from portal.build_log import SETTING, BuildLog
from portal.errors import ConfigError
from portal.exchange import Exchange, FromNewsroom, StoryLink, exchange_of
from portal.vietnam.text import HANOI
from stat_tables.adapter import EXTENSION, StatTablesGenerator, read_from_content

from .shown import DATA, ROOT, THEME

MOMENT = datetime(2026, 1, 1, 8, tzinfo=HANOI)


class Pages:
    """A PageWriter that keeps what it is given."""

    def __init__(self) -> None:
        self.pages: dict[str, dict[str, object]] = {}
        self.files: dict[str, bytes] = {}

    def write_page(self, path: str, template: str, /, **values: object) -> None:
        self.pages[path] = {"template": template, **values}

    def render_page(self, template: str, /, **values: object) -> bytes:
        return f"{template} {sorted(values)}".encode()

    def write_file(self, path: str, data: bytes, /) -> None:
        self.files[path] = data

    def copy_file(self, path: str, source: Path, /) -> None:
        self.files[path] = source.read_bytes()

    def move_folder(self, path: str, source: Path, /, key: str = "") -> None:
        raise AssertionError("this plugin has no folder to give")

    def link_folder(self, path: str, key: str, /) -> bool:
        return False

    def link_into(self, path: str, names: Mapping[str, str], key: str, /) -> bool:
        raise NotImplementedError


def generator(content: Path, tmp_path: Path, **options: object) -> tuple[StatTablesGenerator, Exchange]:
    settings = read_settings(
        str(ROOT / "pelicanconf.py"),
        {"PATH": str(content), "BUILD_MOMENT": MOMENT, SETTING: BuildLog(), "STAT_TABLES": options, "PLUGINS": []},
    )
    context = dict(settings)
    made = StatTablesGenerator(context, settings, str(content), str(THEME), str(tmp_path / "out"))
    exchange = exchange_of(context)
    exchange.newsroom = FromNewsroom(
        SimpleNamespace(masthead=SimpleNamespace(name="Toà soạn"), root="https://example.vn", lang="vi"),
        stories={7: StoryLink(7, "Bài", "/x-post7.html", MOMENT)},
        stories_using={("dataset", "tinh"): (7,)},
    )
    return made, exchange


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(DATA, tmp_path / "content" / "data")
    return tmp_path / "content"


def test_the_exchange_gets_cards_province_blocks_and_addresses(content: Path, tmp_path: Path) -> None:
    made, exchange = generator(content, tmp_path)
    made.generate_context()
    names = ["bieu", "ma", "nam", "nam-ngang", "quy", "sau-ba", "thang", "thuoc-do", "tinh", "vung"]
    assert [card.id for card in exchange.tables.datasets] == names
    assert "yen-bai" in exchange.tables.province_data
    assert [entry.url for entry in exchange.sitemap] == ["/so-lieu/", *(f"/so-lieu/{name}/" for name in names)]


def test_every_dataset_has_a_page_and_its_files(content: Path, tmp_path: Path) -> None:
    made, _exchange = generator(content, tmp_path)
    made.generate_context()
    pages = Pages()
    made.generate_output(pages)
    drawn = sorted(path for path in pages.pages if path.endswith("/nhung/index.html"))
    assert drawn == [
        f"so-lieu/{name}/nhung/index.html"
        for name in ("bieu", "ma", "nam-ngang", "nam", "quy", "sau-ba", "thang", "thuoc-do", "tinh", "vung")
    ]
    assert sorted(pages.pages.keys() - drawn) == [
        "so-lieu/bieu/index.html",
        "so-lieu/index.html",
        "so-lieu/ma/index.html",
        "so-lieu/nam-ngang/index.html",
        "so-lieu/nam/index.html",
        "so-lieu/quy/index.html",
        "so-lieu/sau-ba/index.html",
        "so-lieu/thang/index.html",
        "so-lieu/thuoc-do/index.html",
        "so-lieu/tinh/index.html",
        "so-lieu/vung/index.html",
    ]
    assert "so-lieu/tinh/tinh.xlsx" in pages.files
    assert pages.pages["so-lieu/tinh/index.html"]["dataset"].stories[0].id == 7  # type: ignore[attr-defined]
    everything = repr(pages.pages).encode() + b"".join(pages.files.values())
    assert b"987654321" not in everything


def test_a_faulty_dataset_is_told_to_the_build(content: Path, tmp_path: Path) -> None:
    (content / "data" / "tinh" / "so.csv").write_text("tinh,viec\nYên Bái,nhiều\n", encoding="utf-8")
    made, exchange = generator(content, tmp_path)
    made.generate_context()  # goes on, so that the faults of other plugins are told with it
    assert {problem.path.rpartition("/")[2] for problem in exchange.problems} == {"so.csv", "table.toml"}


def test_an_unknown_setting_is_refused(content: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="data"):
        generator(content, tmp_path, dta="data")


def test_articles_read_the_datasets_of_the_content_folder() -> None:
    settings = {"PATH": "/anders/content", "THEME": "/anders/theme", "MARKDOWN": {"extensions": ["tables"]}}
    read_from_content(SimpleNamespace(settings=settings))
    configs = settings["MARKDOWN"]["extension_configs"]  # type: ignore[index]
    assert configs[EXTENSION] == {"data": "/anders/content/data", "theme": "/anders/theme"}
