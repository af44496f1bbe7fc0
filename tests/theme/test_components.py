"""Golden cases of the components: `case.html` calls one with the values below, `expected.html` is its markup.

`UPDATE_GOLDEN=1 scripts/test tests/theme/test_components.py` rewrites the expectations; read the difference as code.
`STYLE_GUIDE=DIR scripts/test tests/theme/test_components.py` leaves all cases as one page in DIR.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import html5lib
import jinja2
import pytest
from jinja2 import meta

from newsroom.model.card import EventPlace, card_of
from newsroom.model.media import Cover, PictureSource
from newsroom.model.parts import Coverage, Guest

from .paper import (
    CARDS,
    CIRCULAR,
    DATASET,
    DECREE,
    EVENT,
    FRAME,
    FRONT,
    INTERVIEW,
    LISTING,
    LIVE,
    OPINION,
    PAGES,
    RESULTS,
    ROOT,
    SERIES,
    THEME,
    absolute,
    head,
    picture,
    templates,
)

FOLDER = ROOT / "tests/golden/components"
CASES = sorted(path.parent for path in FOLDER.glob("*/case.html"))
PHOTO = replace(
    picture("hop-ban", "Quang cảnh"),
    url="/media/abc-800.jpg",
    credit="Ảnh: Toà soạn",
    alt='Quang cảnh "buổi làm việc" <1>',
    sources=(
        PictureSource("image/avif", (("/media/abc-400.avif", 400), ("/media/abc-800.avif", 800))),
        PictureSource("image/webp", (("/media/abc-400.webp", 400), ("/media/abc-800.webp", 800))),
    ),
    fallback_files=(("/media/abc-400.jpg", 400), ("/media/abc-800.jpg", 800)),
)
VALUES = {
    "site": FRAME,
    "absolute": absolute,
    "page": head("Tư pháp", "/tu-phap/", "section"),
    "results": RESULTS,
    "interview": INTERVIEW,
    "live": LIVE,
    "ended": Coverage(LIVE.coverage.entries, LIVE.coverage.entries[0].moment) if LIVE.coverage else None,
    "live_card": card_of(LIVE),
    "opinion": OPINION,
    "opinion_card": card_of(OPINION),
    "photo": PHOTO,
    "covers": {"over": Cover("over", "top"), "under": Cover("under")},
    "tall": replace(PHOTO, width=600, height=800),
    "event_places": [EventPlace(EVENT, 1, None, CARDS[2])],
    "series_places": [EventPlace(SERIES, 2, CARDS[0], None, ((1, CARDS[0]), (2, CARDS[1])))],
    "cards": CARDS,
    "chosen": FRONT,
    "plain_card": replace(CARDS[2], picture=None, source_tag="", title='Đầu đề có "ngoặc" & dấu <'),
    "dataset": DATASET,
    "laws": [CIRCULAR, DECREE],
    "listing": LISTING,
    "older_listing": replace(LISTING, number=1600, newer="/tu-phap/", older=None),
    "reviewed_guest": Guest("Mai Lương Khôi", reviewed=True),
}


def markup(text: str) -> str:
    """Without what white space readers do not see."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip()) + "\n"


@pytest.fixture(scope="module")
def environment() -> jinja2.Environment:
    return templates()


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_component_renders_its_golden_markup(environment: jinja2.Environment, case: Path) -> None:
    source = (case / "case.html").read_text(encoding="utf-8")
    found = markup(environment.from_string(source).render(VALUES))
    if os.environ.get("UPDATE_GOLDEN"):
        (case / "expected.html").write_text(found, encoding="utf-8")
    html5lib.HTMLParser(strict=True).parseFragment(found)
    assert found == (case / "expected.html").read_text(encoding="utf-8")


def test_all_cases_stand_on_one_page(environment: jinja2.Environment) -> None:
    # The header and the footer are those of the page itself.
    cases = [case for case in CASES if case.name not in ("head-links", "site-header", "site-footer", "social-meta")]
    shown = [(case.name, (case / "expected.html").read_text(encoding="utf-8")) for case in cases]
    source = (Path(__file__).parent / "style_guide.html").read_text(encoding="utf-8")
    page = environment.from_string(source).render(page=head("Style guide", "/", "page"), cases=shown)
    html5lib.HTMLParser(strict=True).parse(page)
    if guide := os.environ.get("STYLE_GUIDE"):
        shutil.copytree(THEME / "static", Path(guide, "theme/t"), dirs_exist_ok=True)
        shutil.copytree(ROOT / "tests/end_to_end/paper/media", Path(guide, "media"), dirs_exist_ok=True)
        Path(guide, "index.html").write_text(page, encoding="utf-8")


def components_behind(environment: jinja2.Environment, name: str) -> set[str]:
    """Components that the template `name` calls, directly or through others."""
    source = (THEME / "templates" / name).read_text(encoding="utf-8")
    called = {other for other in meta.find_referenced_templates(environment.parse(source)) if other}
    return called.union(*(components_behind(environment, other) for other in called))


def test_every_component_of_the_pages_has_a_case(environment: jinja2.Environment) -> None:
    used = set().union(*(components_behind(environment, template) for template, _ in PAGES.values()))
    sources = " ".join((case / "case.html").read_text(encoding="utf-8") for case in CASES)
    assert {name for name in used if name.startswith("components/") and name not in sources} == set()
