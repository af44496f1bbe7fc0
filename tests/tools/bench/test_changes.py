"""The measured changes are what they are called: each build makes what the change asks for."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench.changes import Kind, kinds, prepared, write
from bench.measure import Measured

pytestmark = pytest.mark.site


def test_every_change_builds_and_makes_its_files(tmp_path: Path) -> None:
    paper = prepared(tmp_path, 6)
    paper.build()
    made = {}
    for kind in kinds()[1:]:
        kind.change(paper)
        _cost, files, _bytes = paper.build(*kind.options)
        made[kind.name] = files
    nothing, day, text, headline, story, dataset, template = made.values()
    assert nothing == 0
    assert 1 <= day < template  # build.json, and what tells the time
    assert 1 < text <= headline
    assert headline < template
    assert min(story, dataset) > 1


def test_each_size_has_its_place_on_the_page_and_a_plot_beside_it(tmp_path: Path) -> None:
    page = tmp_path / "changes.md"
    page.write_text("# Measured\n\nWhat is left.\n", encoding="utf-8")
    results = {"Hugo": [(Measured(10.0, 1.0, 1), 1, 1)], "a & b": [(Measured(2.5, 1.0, 1), 1, 1)]}
    for articles, text in ((100, "one"), (2000, "two"), (100, "three")):
        write(page, articles, text, results)
    said = page.read_text("utf-8")
    assert "What is left." in said
    assert "one" not in said
    assert said.index("three") < said.index("changes-100.svg") < said.index("two") < said.index("changes-2000.svg")
    plot = ElementTree.parse(tmp_path / "changes-100.svg")
    texts = [text.text for text in plot.iter("{http://www.w3.org/2000/svg}text")]
    assert texts == ["100 articles: wall time", "Hugo", "10.00 s", "a & b", "2.50 s"]
    widths = [float(bar.attrib["width"]) for bar in plot.iter("{http://www.w3.org/2000/svg}rect")]
    assert widths[0] == pytest.approx(4 * widths[1], rel=0.01)


def test_the_first_kind_is_what_others_are_compared_with() -> None:
    first: Kind = kinds()[0]
    assert first.options == ("--clean",)
