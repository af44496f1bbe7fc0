"""A new table leaves what people have written below the old one."""

from __future__ import annotations

import pytest

from bench.search.relevance import with_remarks

NEW = "# Known\n\n20 stories.\n\n| a |\n|---|\n| 2 |\n"
OLD = "# Known\n\n10 stories.\n\n| a |\n|---|\n| 1 |"


@pytest.mark.parametrize("remarks", ["\n", "\n\nWhat it means.\n\n## More\n\n| b |\n|---|\n| 1 |\n"])
def test_remarks_stay_below_a_new_table(remarks: str) -> None:
    assert with_remarks(NEW, OLD + remarks) == NEW.rstrip("\n") + remarks
