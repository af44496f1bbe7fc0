from __future__ import annotations

import pytest

from newsroom.body.briefs import is_brief


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Sáng 17/4, UBND TP. Hồ Chí Minh công bố 1.598 việc.",
        "GS. Nguyễn Văn A và ThS. Trần B dự họp.",
        "“Tôi đồng ý”, ông nói",
        "Ai chịu trách nhiệm?",
        "Lãi 3.5 điểm so với năm trước...",
    ],
)
def test_one_sentence_is_a_brief(text: str) -> None:
    assert is_brief(text, f"<p>{text}</p>")


@pytest.mark.parametrize(
    "text",
    [
        "Câu một. Câu hai.",
        "Câu một.\nĐoạn hai",
        "Ông hỏi: “Vì sao?” Không ai đáp.",
        "Họp xong… Đại biểu ra về.",
        "Kết quả đạt 59,36%. “Đó là nỗ lực lớn”, ông nói.",
    ],
)
def test_two_sentences_are_a_story(text: str) -> None:
    assert not is_brief(text, f"<p>{text}</p>")


@pytest.mark.parametrize("html", ["<p>Một.</p><table></table>", '<div class="embed" data-embed=""></div>', "<ul></ul>"])
def test_a_table_or_video_is_more_than_a_sentence(html: str) -> None:
    assert not is_brief("Một.", html)


@pytest.mark.parametrize("run", ["9", "$", ".", "a.", "”", " ", "TP. ", "…)"])
def test_a_run_of_one_sign_is_gone_through_once(run: str) -> None:
    """A word of 300,000 letters took a minute."""
    text = run * (300_000 // len(run))
    assert is_brief(text, f"<p>{text}</p>")
