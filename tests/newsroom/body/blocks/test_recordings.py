"""Audio and video of the paper's own: published beside the story, played by the browser, their words never lost."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from newsroom.body.blocks.recording_files import facts_of
from newsroom.content.site_content import Content
from newsroom.feeds.feed_items import feed_item
from newsroom.model.article import Article
from newsroom.pages.feed_pages import podcast_file
from newsroom.pages.structured_data import article_data
from newsroom.sources.media_folder import UnfitName
from tests.newsroom.paper import article, faults, places, put_picture, read, write_paper
from tests.newsroom.stories import edition, frame

MP3 = b"ID3\x04\x00\x00" + bytes(200)
VTT = "WEBVTT\n\n00:01.000 --> 00:04.000\nXin chào bạn đọc.\n"
TWO = """Mở đầu.

/// am-thanh | media/Bản tin.mp3
Bản tin sáng
thời lượng: 12:30

Đoạn *một* của lời.

Đoạn hai.
///

/// video | hop.mp4
Họp báo
phụ đề: hop.vtt
ảnh: hop.png
///
"""


def box(name: bytes, contents: bytes = b"") -> bytes:
    return (8 + len(contents)).to_bytes(4, "big") + name + contents


MP4 = box(b"ftyp", b"isom\x00\x00\x02\x00") + box(b"moov", b"avc1") + box(b"mdat", bytes(50))


def paper(root: Path, body: str, vtt: str = VTT, mp4: bytes = MP4) -> Path:
    write_paper(root, a=article(body))
    for name, data in {"Bản tin.mp3": MP3, "hop.mp4": mp4, "hop.vtt": vtt.encode()}.items():
        (root / "media" / name).write_bytes(data)
    put_picture(root / "media/hop.png", (1300, 700))
    return root


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return read(paper(tmp_path_factory.mktemp("ghi") / "content", TWO))


@pytest.fixture(scope="module")
def story(content: Content) -> Article:
    return content.articles[0]


def test_files_are_published_beside_the_story_and_fetched_when_played(content: Content, story: Article) -> None:
    html = story.body.html
    assert '<audio controls preload="none" src="/nghe-nhin/1/ban-tin.mp3" aria-label="Bản tin sáng"></audio>' in html
    assert '<source src="/nghe-nhin/1/hop.mp4" type="video/mp4">' in html
    assert '<track kind="captions" srclang="vi" label="Tiếng Việt" src="/nghe-nhin/1/hop.vtt">' in html
    assert "autoplay" not in html
    audio, video = story.body.recordings
    assert video.poster
    assert f'poster="{video.poster.fallback_files[-1][0]}"' in html or f'poster="{video.poster.url}"' in html
    assert "MP3, 206 B, 12:30" in html
    assert audio.seconds == 750
    published = {path: file.name for path, file in content.files.items() if path.startswith("nghe-nhin/")}
    assert published == {
        "nghe-nhin/1/ban-tin.mp3": "Bản tin.mp3",
        "nghe-nhin/1/hop.mp4": "hop.mp4",
        "nghe-nhin/1/hop.vtt": "hop.vtt",
    }
    assert story.body.assets == ("css/kinds/recordings.css",)


def test_words_of_recordings_are_on_the_page_in_feeds_and_in_the_search(story: Article) -> None:
    assert [recording.transcript for recording in story.body.recordings] == [
        ("Đoạn *một* của lời.", "Đoạn hai."),
        ("Xin chào bạn đọc.",),
    ]
    feed = feed_item(story, "https://thu.example", "thu.example,2024", lambda _url: 0).html
    for words in ("Bản tin sáng", "Đoạn *một* của lời.", "Đoạn hai.", "Họp báo", "Xin chào bạn đọc."):
        assert words in story.body.html
        assert words in story.body.text
        assert words in feed
    assert '<a href="https://thu.example/nghe-nhin/1/ban-tin.mp3">Nghe: Bản tin sáng</a>' in feed
    assert "<audio" not in feed


def test_search_engines_and_podcast_programs_are_told(story: Article) -> None:
    data = json.loads(article_data(story, frame(), ""))
    assert data["audio"][0]["duration"] == "PT750S"
    assert data["video"][0]["transcript"] == "Xin chào bạn đọc."
    made = podcast_file(edition(story), "/icon.png")
    assert made
    assert made[0] == "rss/podcast.rss"
    (channel,) = ElementTree.fromstring(made[1])
    (item,) = channel.findall("item")
    enclosure = item.find("enclosure")
    assert enclosure is not None
    assert enclosure.attrib == {
        "url": "https://toasoan.example/nghe-nhin/1/ban-tin.mp3",
        "length": "206",
        "type": "audio/mpeg",
    }
    itunes = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
    assert (item.findtext(f"{itunes}duration"), item.findtext("title")) == ("750", "Bản tin sáng")
    assert channel.findtext(f"{itunes}explicit") == "false"


def test_a_paper_without_audio_has_no_podcast(tmp_path: Path) -> None:
    only_video = "/// video | hop.mp4\nHọp báo\n\nLời.\n///"
    content = read(paper(tmp_path / "content", only_video))
    assert podcast_file(edition(*content.articles), "") is None
    assert content.warnings == ()


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("/// am-thanh | khong.mp3\nTên\n\nLời.\n///", ["a.md:8 recording"]),
        ("/// am-thanh | hop.mp4\nTên\n\nLời.\n///", ["a.md:8 recording"]),
        ("Một.\n\n/// video | hop.mp4\n\n///", ["a.md:10 recording"]),
        ("/// video | hop.mp4\nTên\nphụ đề: hop.png\nthời lượng: lâu\n///", ["a.md:10 captions", "a.md:11 recording"]),
        ("/// video | hop.mp4\nTên\nLời liền.\n///", ["a.md:10 recording"]),
        ("/// video | hop.mp4\nTên\nảnh: khong.png\n\nLời.\n///", ["a.md:10 picture"]),
        ("/// video | phim.mov\nTên\n///", ["a.md:8 recording"]),
    ],
    ids=["missing", "other kind", "no title", "options", "no line", "poster", "mov"],
)
def test_what_is_wrong_with_a_recording_is_told_at_its_line(tmp_path: Path, body: str, found: list[str]) -> None:
    assert places(faults(paper(tmp_path / "content", body))) == found


def test_what_is_wrong_with_captions_is_told_in_their_file(tmp_path: Path) -> None:
    root = paper(tmp_path / "content", TWO, vtt="WEBVTT\n\n00:01,000 --> 00:02,000\nLời.")
    (fault,) = faults(root)
    assert (fault.path, fault.line, fault.code) == ("content/media/hop.vtt", 3, "captions")


def test_files_that_browsers_do_not_play_well_are_told(tmp_path: Path) -> None:
    late = box(b"ftyp", b"isom\x00\x00\x02\x00") + box(b"mdat", bytes(50)) + box(b"moov", b"avc1")
    warnings = read(paper(tmp_path / "a", TWO, mp4=late)).warnings
    assert [warning.code for warning in warnings] == ["recording"]
    hevc = tmp_path / "x.mp4"
    hevc.write_bytes(MP4.replace(b"avc1", b"hvc1"))
    with pytest.raises(UnfitName, match="HEVC"):
        facts_of(hevc, video=True, limit=1000)
    with pytest.raises(UnfitName, match="MB"):
        facts_of(tmp_path / "a/media/hop.mp4", video=True, limit=10)
    (tmp_path / "y.mp3").write_bytes(b"RIFF" + bytes(20))
    with pytest.raises(UnfitName):
        facts_of(tmp_path / "y.mp3", video=False, limit=1000)


def test_who_does_not_hear_is_thought_of(tmp_path: Path) -> None:
    content = read(paper(tmp_path / "content", "/// video | hop.mp4\nHọp báo\n///"))
    assert [(warning.code, warning.line) for warning in content.warnings] == [("recording-words", 8)]
