"""The newsletter of a day: what programs for mail take, the same bytes for the same moment."""

from __future__ import annotations

import email
import re
from datetime import date, timedelta
from email.policy import default

import html5lib
import pytest

from newsroom.feeds.newsletter import HEAVIEST, MOST, Newsletter, message, newsletter, stories_of_day
from newsroom.model.media import Picture
from tests.newsroom.stories import START, frame, newest_first, story

LEAVE = "https://thu.example/thoi-nhan"
PICTURE = Picture(url="/media/a.jpg", width=800, height=500, alt="Một “cuộc họp”")
DAY = date(2024, 4, 17)


@pytest.fixture(scope="module")
def letter() -> Newsletter:
    stories = [story(1, picture=PICTURE, title="Tin <đầu> & hay", sapo="Câu một. " * 20), story(2), story(3)]
    return newsletter(stories, DAY, frame(), LEAVE)


def test_the_day_has_its_stories_with_a_picture_first() -> None:
    stories = newest_first(*(story(number, days=-number / 10) for number in range(5)), story(9, -0.3, picture=PICTURE))
    day, chosen = stories_of_day(stories, None)
    assert (day, [one.id for one in chosen]) == (DAY, [9, 0, 1, 2, 3, 4])
    assert stories_of_day(stories, date(2024, 4, 16)) == (date(2024, 4, 16), [])
    assert stories_of_day([], None) == (None, [])
    many = newest_first(*(story(number, days=-number / 1000) for number in range(50)))
    assert len(stories_of_day(many, None)[1]) == MOST


def test_html_is_what_programs_for_mail_know(letter: Newsletter) -> None:
    html5lib.HTMLParser(strict=True).parse(letter.html)
    assert not re.search(r"<(?:style|link|script|picture|svg)|\sclass=|display:(?:flex|grid)", letter.html)
    addresses = re.findall(r'(?:href|src)="([^"]*)"', letter.html)
    assert addresses
    assert all(address.startswith("https://") for address in addresses)
    assert 'width="600"' in letter.html
    assert 'src="https://toasoan.example/media/a.jpg" alt="Một “cuộc họp”" width="552" height="345"' in letter.html
    assert "Tin &lt;đầu&gt; &amp; hay" in letter.html
    assert "Bản trình diễn" in letter.html
    assert f'href="{LEAVE}"' in letter.html
    assert len(letter.html.encode()) < 102_400  # where programs for mail begin to cut


def test_a_letter_stays_below_what_gmail_cuts_off() -> None:
    long = [story(number, sapo="Một câu đầy dấu: ắ ệ ữ. " * 80, title="Đầu đề " * 20) for number in range(MOST)]
    letter = newsletter(long, DAY, frame(), LEAVE)
    assert 60_000 < len(letter.html.encode()) <= HEAVIEST
    assert letter.html.count("<h2") == letter.text.count("-post") == letter.count < MOST
    assert newsletter(long[:3], DAY, frame(), LEAVE).count == 3


def test_outlook_on_windows_has_the_width_from_a_table_of_its_own(letter: Newsletter) -> None:
    outside = letter.html.split("<!--[if mso]>")
    assert 'width="600" align="center"' in outside[1]
    assert letter.html.count("<!--[if mso]>") == letter.html.count("<![endif]-->") == 2
    assert not re.search(r"<(?:p|span)[^>]*padding", letter.html)  # which Word leaves out


def test_plain_text_tells_the_same(letter: Newsletter) -> None:
    assert max(len(line) for line in letter.text.splitlines() if "https://" not in line) <= 72
    for words in ("Thi hành án: Bài số 2", "Tóm tắt bài số 3.", "https://toasoan.example/tu-phap/bai-2-post2.html"):
        assert words in letter.text
    assert letter.text.endswith(f"Thôi nhận thư: {LEAVE}\n")


def test_the_message_holds_both_and_says_how_to_leave(letter: Newsletter) -> None:
    data = message(letter, frame(), START, LEAVE)
    assert data == message(letter, frame(), START, LEAVE)
    assert data != message(letter, frame(), START + timedelta(days=1), LEAVE)
    read = email.message_from_bytes(data, policy=default)
    assert read["Subject"] == "Toà soạn, 17/04: Tin <đầu> & hay"
    assert read["From"] == "Toà soạn <toasoan@toasoan.example>"
    assert read["List-Unsubscribe"] == f"<{LEAVE}>"
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]
    plain, html = (part.get_content().replace("\r\n", "\n") for part in read.iter_parts())
    assert (plain, html) == (letter.text, letter.html)


def test_the_mark_of_a_program_is_left_to_it() -> None:
    letter = newsletter([story(1)], DAY, frame(), "{{ UnsubscribeURL }}")
    data = message(letter, frame(), START, "{{ UnsubscribeURL }}")
    assert b"List-Unsubscribe: <{{ UnsubscribeURL }}>" in data
    assert b"List-Unsubscribe-Post" not in data
    assert 'href="{{ UnsubscribeURL }}"' in letter.html
