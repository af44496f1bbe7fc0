"""The browser's analysis gives the sentences, codes and folded forms of the shared cases."""

from __future__ import annotations

import json
from typing import Any

import pytest

from .conftest import ROOT, Call

pytestmark = pytest.mark.browser
CASES = json.loads((ROOT / "tests/golden/search/analysis.json").read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_shared_case(case: dict[str, Any], call: Call) -> None:
    found = call("analysis", "sentences", case["text"])
    assert [sentence["tokens"] for sentence in found] == [sentence["tokens"] for sentence in case["sentences"]]
    assert [sentence["codes"] for sentence in found] == [sentence["codes"] for sentence in case["sentences"]]
    for sentence, wanted in zip(found, case["sentences"], strict=True):
        assert call("analysis", "pairs", sentence["tokens"]) == wanted["pairs"]
        assert [call("analysis", "fold", token) for token in sentence["tokens"]] == wanted["folded"]
