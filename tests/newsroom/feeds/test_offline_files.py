from __future__ import annotations

import json
from dataclasses import replace

import pytest

from newsroom.feeds.offline_files import REMOVAL, SCRIPT, withdrawals, worker_files
from newsroom.model.article import Retraction
from newsroom.model.frame import Frame
from newsroom.model.options import NewsroomOptions
from newsroom.model.parts import Correction
from newsroom.output.assets import ThemeFiles
from newsroom.pages.paper_frame import content_security_policy
from newsroom.site.every_page import site_files, site_pages
from tests.newsroom.stories import NEWS, START, edition, frame, story

THEME = ThemeFiles(
    "/theme/0/",
    {"css/site.css": b"", "fonts/a.woff2": b"", "fonts/OFL.txt": b"", "js/x.js": b"", SCRIPT: b"work", REMOVAL: b"go"},
)
ON = frame(root="https://toasoan.example/bao", offline=True)
DEFAULTS = NewsroomOptions()
CORRECTION = Correction(START, "Sai", "Đúng")


def settings_of(paper: Frame, options: NewsroomOptions = DEFAULTS, theme: ThemeFiles = THEME) -> dict[str, object]:
    ((path, data),) = worker_files(paper, options, theme)
    head, script = data.split(b"\n", 1)
    assert (path, script) == ("sw.js", b"work")
    value: dict[str, object] = json.loads(head.removeprefix(b"self.OFFLINE=").removesuffix(b";"))
    return value


def test_the_worker_knows_where_its_site_stands() -> None:
    settings = settings_of(ON, NewsroomOptions(offline_pages=7, offline_hours=2))
    assert settings["base"] == "/bao/"
    assert settings["page"] == "/bao/ngoai-tuyen.html"
    assert settings["shell"] == ["/bao/theme/0/css/site.css", "/bao/theme/0/fonts/a.woff2"]
    assert (settings["most"], settings["bound"]) == (7, 7_200_000)


@pytest.mark.parametrize(
    "changed",
    [
        settings_of(ON, NewsroomOptions(offline_hours=1)),
        settings_of(ON, theme=replace(THEME, prefix="/theme/1/")),
        settings_of(frame(offline=True)),
    ],
)
def test_another_theme_or_setting_makes_another_version(changed: dict[str, object]) -> None:
    assert changed["version"] != settings_of(ON)["version"] == settings_of(ON)["version"]


def test_stories_make_no_other_worker() -> None:
    one, more = (dict(site_files(edition(*map(story, numbers), frame=ON), THEME)) for numbers in ((1,), (1, 2)))
    assert one["sw.js"] == more["sw.js"]


def test_a_paper_without_it_ships_the_worker_that_takes_itself_away() -> None:
    made = edition(story(1))
    files = dict(site_files(made, THEME))
    assert files["sw.js"] == b"go"
    assert "bai-da-rut.json" not in files
    assert "theme/0/" + SCRIPT not in files
    assert "/ngoai-tuyen.html" not in [page.url for page in site_pages(made)]


def test_the_list_goes_by_number_and_tells_of_corrections_of_hidden_stories_too() -> None:
    withdrawn = Retraction(9, "/thoi-su/x-post9.html", NEWS, START, START, "Lý do.")
    made = edition(
        story(1),
        story(2, corrections=(CORRECTION,)),
        hidden=(story(3, corrections=(CORRECTION,)),),
        retracted=(withdrawn,),
    )
    told = json.loads(dict(site_files(replace(made, frame=ON), THEME))["bai-da-rut.json"])
    assert told["withdrawn"] == [9]
    assert [*told["corrected"]] == ["2", "3"]


def test_one_more_correction_is_another_digest() -> None:
    once, twice = (
        json.loads(withdrawals([story(2, corrections=corrections)], ()))["corrected"]["2"]
        for corrections in ((CORRECTION,), (CORRECTION, CORRECTION))
    )
    assert once != twice


def test_only_a_paper_with_it_allows_the_policy_that_names_the_worker() -> None:
    assert content_security_policy(NewsroomOptions()).endswith("trusted-types 'none'")
    assert content_security_policy(NewsroomOptions(offline=True)).endswith("trusted-types offline")
