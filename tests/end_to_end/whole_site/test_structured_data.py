"""Structured data of every page: it parses, and has what the consumers of its type require."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from publishing.site_files import SiteFiles

from .conftest import Document

pytestmark = pytest.mark.site

Entry = dict[str, Any]


@pytest.fixture(scope="session")
def data(site: SiteFiles, document: Document) -> dict[str, list[Entry]]:
    """The entries of every page."""
    texts = {path: document(path).xpath("//script[@type='application/ld+json']/text()") for path in site.pages()}
    return {path: [json.loads(text) for text in found] for path, found in texts.items()}


def shape_of(path: Path) -> float:
    with Image.open(path) as image:
        assert image.width * image.height > 50_000, path
        return image.width / image.height


def of_type(data: dict[str, list[Entry]], kind: str) -> Iterator[tuple[str, Entry]]:
    for path, entries in data.items():
        for entry in entries:
            if entry["@type"] == kind:
                yield path, entry


def test_every_entry_says_what_it_is(data: dict[str, list[Entry]]) -> None:
    kinds = {entry["@type"] for entries in data.values() for entry in entries}
    assert {"NewsArticle", "BreadcrumbList", "NewsMediaOrganization", "WebSite", "Dataset"} <= kinds
    assert {entry["@context"] for entries in data.values() for entry in entries} == {"https://schema.org"}


def test_every_story_is_a_news_article_with_all_that_search_engines_ask_for(
    site: SiteFiles, data: dict[str, list[Entry]], document: Document
) -> None:
    found = dict(of_type(data, "NewsArticle"))
    assert set(found) == {path for path in data if "-post" in path}
    for path, story in found.items():
        assert story["headline"] == document(path).xpath("string(//h1)").strip()
        assert datetime.fromisoformat(story["datePublished"]).tzinfo
        assert story["datePublished"] <= story["dateModified"]
        assert story["author"]
        assert all(author["name"] and author["url"].startswith(site.root_url) for author in story["author"])
        assert story["image"]
        assert all(site.file_of(image.removeprefix(site.root_url)) for image in story["image"])
        if len(story["image"]) > 1:
            shapes = [shape_of(site.root / image.removeprefix(site.root_url)[1:]) for image in story["image"][:3]]
            assert shapes == pytest.approx([1, 4 / 3, 16 / 9], rel=0.01), path
        assert story["publisher"]["name"] == "Toà soạn"
        assert story["publisher"]["logo"]["url"].endswith(".png")
        assert story["mainEntityOfPage"] == f"{site.root_url}/{path}"
        assert story["description"]


def test_breadcrumbs_count_from_one_and_lead_from_home_to_the_page(
    site: SiteFiles, data: dict[str, list[Entry]]
) -> None:
    found = dict(of_type(data, "BreadcrumbList"))
    assert {path for path in data if "-post" in path} <= set(found)
    for path, entry in found.items():
        steps = entry["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1)), path
        assert all(step["@type"] == "ListItem" and step["name"] for step in steps)
        addresses = [step["item"].removeprefix(site.root_url) for step in steps]
        assert addresses[0] == "/"
        assert [site.file_of(address) for address in addresses if not site.file_of(address)] == []
        assert site.file_of(addresses[-1]) == path


def test_every_dataset_page_describes_its_dataset_and_its_files(
    site: SiteFiles, data: dict[str, list[Entry]], document: Document
) -> None:
    found = dict(of_type(data, "Dataset"))
    pages = [path for path in data if re.fullmatch(r"so-lieu/[^/]+/index\.html", path)]
    assert set(found) == set(pages)
    assert len(pages) == 12
    for path, entry in found.items():
        assert entry["name"] == document(path).xpath("string(//h1)").strip()
        assert len(entry["description"]) >= 50, path
        assert entry["creator"]
        assert entry["license"]
        kinds = {part["encodingFormat"] for part in entry["distribution"]}
        assert {"text/csv", "application/json"} <= kinds
        for part in entry["distribution"]:
            assert site.file_of(part["contentUrl"].removeprefix(site.root_url))


def test_the_list_of_datasets_is_their_catalogue(site: SiteFiles, data: dict[str, list[Entry]]) -> None:
    ((path, catalogue),) = of_type(data, "DataCatalog")
    assert path == "so-lieu/index.html"
    datasets = {entry["@id"]: entry for _path, entry in of_type(data, "Dataset")}
    assert {entry["@id"] for entry in catalogue["dataset"]} == set(datasets)
    for entry in datasets.values():
        assert entry["includedInDataCatalog"]["@id"] == catalogue["@id"]
        assert entry["keywords"]
        licence = entry["license"]
        assert licence["name"] if isinstance(licence, dict) else licence.startswith("https://")


def test_lists_of_stories_are_collections(site: SiteFiles, data: dict[str, list[Entry]], document: Document) -> None:
    found = dict(of_type(data, "CollectionPage"))
    assert {"tu-phap/index.html", "chu-de/thi-hanh-an-dan-su/index.html"} <= set(found)
    for path, entry in found.items():
        items = entry["mainEntity"]["itemListElement"]
        shown = {f"{site.root_url}{link}" for link in document(path).xpath("//main//a/@href")}
        assert [item["position"] for item in items] == list(range(1, len(items) + 1))
        assert {item["url"] for item in items} <= shown, path
        assert site.file_of(entry["url"].removeprefix(site.root_url)) == path


def test_each_author_has_a_profile(site: SiteFiles, data: dict[str, list[Entry]], document: Document) -> None:
    found = dict(of_type(data, "ProfilePage"))
    pages = [path for path in data if path.startswith("tac-gia/") and path.count("/") == 2 and "/trang-" not in path]
    assert set(found) == set(pages)
    for path, entry in found.items():
        person = entry["mainEntity"]
        assert person["name"] == document(path).xpath("string(//h1)").strip()
        assert person["@type"] in ("Person", "Organization")
        assert site.file_of(person["url"].removeprefix(site.root_url)) == path


def test_home_names_the_paper_and_its_search(site: SiteFiles, data: dict[str, list[Entry]]) -> None:
    entries = {entry["@type"]: entry for entry in data["index.html"]}
    target = entries["WebSite"]["potentialAction"]["target"]["urlTemplate"]
    assert target == f"{site.root_url}/tim-kiem/?q={{search_term_string}}"
    assert entries["NewsMediaOrganization"]["@id"] == entries["WebSite"]["publisher"]["@id"]
