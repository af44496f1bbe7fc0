"""The measured changes are what they are called: each build makes what the change asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.changes import Kind, kinds, prepared

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


def test_the_first_kind_is_what_others_are_compared_with() -> None:
    first: Kind = kinds()[0]
    assert first.options == ("--clean",)
