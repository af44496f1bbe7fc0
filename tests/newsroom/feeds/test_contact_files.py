from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newsroom.feeds.contact_files import contact_files, expiry_warnings
from newsroom.model.options import NewsroomOptions
from portal.errors import ConfigError
from tests.newsroom.stories import START, edition

OPTIONS = NewsroomOptions(security_contact="mailto:an-toan@bao.example", security_expires="2024-12-31")


def files(options: NewsroomOptions, moment: datetime = START) -> dict[str, str]:
    return {path: data.decode() for path, data in contact_files(edition().frame, options, moment)}


def test_security_txt_has_what_rfc_9116_asks_for() -> None:
    made = files(OPTIONS)
    text = made[".well-known/security.txt"]
    fields = dict(line.split(": ", 1) for line in text.splitlines())
    assert fields["Contact"] == "mailto:an-toan@bao.example"
    assert datetime.fromisoformat(fields["Expires"]) == datetime(2024, 12, 30, 17, tzinfo=UTC)
    assert fields["Canonical"] == f"{edition().frame.root}/.well-known/security.txt"
    assert made["security.txt"] == text
    assert expiry_warnings(OPTIONS, START) == []


@pytest.mark.parametrize(
    ("days", "there", "word"), [(-1, False, "hết hạn"), (29, True, "hết hạn"), (31, True, ""), (400, True, "một năm")]
)
def test_expiry_is_looked_at(days: int, there: bool, word: str) -> None:
    options = replace(OPTIONS, security_expires=(START + timedelta(days=days)).isoformat())
    assert (".well-known/security.txt" in files(options)) is there
    said = [str(problem) for problem in expiry_warnings(options, START)]
    assert len(said) == bool(word)
    assert all(word in one for one in said)


@pytest.mark.parametrize(
    "wrong",
    [
        {"security_contact": "an-toan@bao.example"},
        {"security_contact": "javascript:x"},
        {"security_contact": "mailto:a@b.example\nExpires: 2099-01-01"},
        {"security_expires": "sang năm"},
        {"security_expires": ""},
        {"indexnow_key": "../../x"},
        {"indexnow_key": "ngắn"},
    ],
)
def test_settings_that_are_no_such_thing_are_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ConfigError):
        files(replace(OPTIONS, **wrong))  # type: ignore[arg-type]


def test_humans_txt_names_who_answers_for_the_paper() -> None:
    made = files(NewsroomOptions())
    masthead = edition().frame.masthead
    assert masthead.editor_in_chief.name in made["humans.txt"]
    assert masthead.email in made["humans.txt"]
    assert set(made) == {"humans.txt"}


def test_key_of_indexnow_is_a_file_that_holds_its_name() -> None:
    assert files(NewsroomOptions(indexnow_key="0123456789abcdef"))["0123456789abcdef.txt"] == "0123456789abcdef"
