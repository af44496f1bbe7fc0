"""What the paper costs a reader on a cheap phone, in bytes after gzip."""

from __future__ import annotations

import gzip

import pytest

from publishing.site_files import SiteFiles
from publishing.verify.budgets import weigh

pytestmark = pytest.mark.site


@pytest.mark.parametrize("kind", ["home", "article", "interview", "results", "chart"])
def test_home_and_stories_stay_light(site: SiteFiles, urls: dict[str, str], kind: str) -> None:
    weight = weigh(site, site.file_of(urls[kind]) or "")
    assert 0 < weight.html <= 40_000
    assert 0 < weight.css <= 15_000
    assert 0 < weight.script <= 10_000


def test_all_scripts_that_a_story_can_load_before_the_search_stay_light(site: SiteFiles) -> None:
    scripts = [path for path in site.digests if path.endswith(".js") and "/js/search/" not in path]
    assert 0 < sum(len(gzip.compress((site.root / path).read_bytes())) for path in scripts) <= 10_000


def test_the_search_is_small(site: SiteFiles) -> None:
    page, whole = weigh(site, "tim-kiem/index.html"), weigh(site, "index.html")
    assert 0 < page.script - whole.script <= 15_000
