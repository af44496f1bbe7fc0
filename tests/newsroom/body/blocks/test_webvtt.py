from __future__ import annotations

import pytest

from newsroom.body.blocks.webvtt import read_captions, transcript

GOOD = """WEBVTT - phỏng vấn

NOTE ghi chú của người làm

1
00:01.000 --> 00:04.000 line:85%
<v Hỏi>Ông nói gì &amp; khi nào?

00:00:04.500 --> 00:00:06.000
<v Đáp>Tôi nói
<i>hai</i> điều.

00:00:12.000 --> 00:00:14.000
<v Đáp>Xin hết.
"""


def test_words_of_captions_are_a_transcript_by_speaker_and_pause() -> None:
    cues, faults = read_captions(GOOD)
    assert faults == []
    assert (cues[0].start, cues[0].end, cues[1].start) == (1000, 4000, 4500)
    assert transcript(cues) == ("Hỏi: Ông nói gì & khi nào?", "Đáp: Tôi nói hai điều.", "Xin hết.")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("1\n00:00:01,000 --> 00:00:04,000\nLời.", 1, "WEBVTT"),
        ("WEBVTT\n\n00:00:01,000 --> 00:00:04,000\nLời.", 3, "SRT"),
        ("WEBVTT\n\n00:00:04.000 --> 00:00:01.000\nLời.", 3, "kết thúc trước"),
        ("WEBVTT\n\n00:04.000 --> 00:05.000\nMột.\n\n00:01.000 --> 00:02.000\nHai.", 6, "bên trên"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n\nLời rời.", 3, "không có lời"),
        ("WEBVTT\n\nLời rời.", 3, "mốc giờ"),
        ("WEBVTT\n\n00:01 --> 00:02\nLời.", 3, "không phải là mốc giờ"),
        ("WEBVTT\n", 1, "không có lời"),
    ],
)
def test_what_players_would_drop_is_told_at_its_line(text: str, line: int, said: str) -> None:
    _cues, faults = read_captions(text)
    first = faults[0]
    assert first.line == line
    assert said in f"{first.message} {first.hint}"
