"""The archive: the same stories for any N, any number of workers; every kind; nothing foreign in the text."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml
from PIL import Image

from portal.vietnam.provinces import Vintage, find
from portal.vietnam.text import one_tone_style
from sample_archive.archive import Layout, write_archive
from sample_archive.pictures import HEIGHT, PICTURES, WIDTH
from sample_archive.source_files import for_hugo, with_classic_metadata
from sample_archive.story import FIRST_ID, SampleStory, compose
from sample_archive.syllables import news_chain

NUMBER = re.compile(r"\d+(?:/\d{4})?/(?:NĐ-CP|TT-BTP|NQ-CP|QĐ-TTg|CT-TTg|KH-TCTHADS)")


@pytest.fixture(scope="module")
def stories() -> list[SampleStory]:
    return [compose(number, 1, news_chain()) for number in range(1, 1001)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive")
    write_archive(path, 60, workers=1)
    return path


def tree(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_first_stories_are_the_same_for_a_longer_archive_and_more_workers(folder: Path, tmp_path: Path) -> None:
    write_archive(tmp_path, 620, workers=2)
    longer = tree(tmp_path)
    assert tree(folder).items() <= longer.items()
    assert len(list((tmp_path / "articles").rglob("*.md"))) == 620


def test_another_seed_writes_other_stories() -> None:
    assert compose(5, 1, news_chain()) != compose(5, 2, news_chain())


def test_ids_are_permanent_and_related_stories_exist(stories: list[SampleStory]) -> None:
    assert [story.id for story in stories] == list(range(FIRST_ID + 1, FIRST_ID + 1001))
    for story in stories:
        assert all(FIRST_ID < other < story.id for other in story.related)


def test_every_kind_comes_up_in_its_share(stories: list[SampleStory]) -> None:
    kinds = Counter(story.kind for story in stories)
    assert set(kinds) == {"news", "interview", "results", "correction"}
    assert 30 <= kinds["interview"] <= 100
    assert 25 <= kinds["results"] <= 90
    assert 500 <= sum(story.picture is not None for story in stories) <= 700


def test_dates_spread_over_all_years(stories: list[SampleStory]) -> None:
    years = Counter(story.date.year for story in stories)
    assert sorted(years) == list(range(2019, 2026))
    assert max(years.values()) < 2.5 * min(years.values())


@pytest.mark.parametrize(("part", "shortest", "longest"), [("title", 8, 14), ("sapo", 25, 45)])
def test_heads_have_the_length_of_news(stories: list[SampleStory], part: str, shortest: int, longest: int) -> None:
    lengths = {len(getattr(story, part).split()) for story in stories}
    assert min(lengths) >= shortest
    assert max(lengths) <= longest


def test_news_has_four_to_six_hundred_syllables(stories: list[SampleStory]) -> None:
    lengths = sorted(len(re.findall(r"\w+", story.body)) for story in stories if story.kind == "news")
    assert lengths[len(lengths) // 20] >= 400
    assert lengths[-len(lengths) // 20] <= 640


def test_text_is_in_one_tone_style_and_without_foreign_words(stories: list[SampleStory]) -> None:
    for story in stories[:200]:
        assert one_tone_style(story.body) == story.body
    titles = " ".join(story.title.lower() for story in stories)
    assert not set("fjwz") & set(titles)


def test_front_matter_is_yaml_and_names_what_the_tables_list(folder: Path) -> None:
    listed = {
        name: {row["slug"] for row in tomllib.loads((folder / f"{name}s.toml").read_text("utf-8"))[name]}
        for name in ("author", "topic")
    }
    sections = tomllib.loads((folder / "sections.toml").read_text("utf-8"))["section"]
    leaves = {child["slug"] for section in sections for child in section["child"]}
    for path in (folder / "articles").rglob("*.md"):
        head = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
        assert set(head["authors"]) <= listed["author"]
        assert set(head.get("topics", ())) <= listed["topic"]
        assert head["section"] in leaves
        if "image" in head:
            assert (folder / "media" / head["image"]["src"].removeprefix("media/")).is_file()
            assert head["image"]["illustration"] is True


def test_pool_holds_distinct_drawings_large_enough_for_print(folder: Path) -> None:
    digests = {hashlib.sha256((folder / "media" / picture.file).read_bytes()).digest() for picture in PICTURES}
    assert len(digests) == 24
    with Image.open(folder / "media" / PICTURES[0].file) as image:
        assert image.size == (WIDTH, HEIGHT)


def test_provinces_stand_in_both_classifications(stories: list[SampleStory]) -> None:
    for name in sorted({story.province for story in stories} - {""}):
        for day in (date(2024, 1, 1), date(2026, 1, 1)):
            assert find(name, Vintage.at(day)) is not None


def test_stock_layout_has_the_same_texts(folder: Path, tmp_path: Path) -> None:
    write_archive(tmp_path, 60, layout=Layout.STOCK, workers=1)
    ours, theirs = (sorted((where / "articles").rglob("*.md")) for where in (folder, tmp_path))
    assert [path.name for path in ours] == [path.name for path in theirs]
    assert not (tmp_path / "masthead.toml").exists()


def test_classic_metadata_leaves_our_blocks_out(stories: list[SampleStory]) -> None:
    text = with_classic_metadata(next(story for story in stories if story.kind == "results"))
    assert text.startswith("Title: ")
    assert "///" not in text


def test_a_few_documents_are_cited_often_and_most_once(stories: list[SampleStory]) -> None:
    cited = Counter(number for story in stories for number in NUMBER.findall(story.body))
    often = cited.most_common()
    assert often[0][1] > 0.03 * cited.total()
    assert sum(count for _number, count in often[: len(often) // 10]) > 0.4 * cited.total()
    assert sum(count == 1 for count in cited.values()) > 0.5 * len(cited)


def test_hugo_reads_the_same_texts_with_front_matter_in_json(stories: list[SampleStory]) -> None:
    story = next(story for story in stories if story.kind == "results")
    head, text = for_hugo(story).split("\n}\n", 1)
    assert json.loads(f"{head}\n}}") == {
        "title": story.title,
        "description": story.sapo,
        "date": story.date.isoformat(),
        "slug": f"{story.slug}-post{story.id}",
        "authors": [story.author],
        "topics": list(story.topics),
        "months": [f"{story.date:%Y-%m}"],
        **({"picture": story.picture.file} if story.picture else {}),
    }
    assert text.strip() == with_classic_metadata(story).split("\n\n", 1)[1].replace("{static}", "").strip()
    assert "///" not in text
