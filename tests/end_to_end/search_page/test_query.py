"""The browser reads queries into the plans of the shared cases."""

from __future__ import annotations

import json
from typing import Any

import pytest

from .conftest import ROOT, Call

pytestmark = pytest.mark.browser
GOLDEN = json.loads((ROOT / "tests/golden/search/query.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: case["name"])
def test_shared_case(case: dict[str, Any], call: Call) -> None:
    tables = GOLDEN["abbreviations"], GOLDEN["synonyms"]
    assert call("query", "makePlan", case["text"], tables[0], case["typing"], tables[1]) == case["plan"]
