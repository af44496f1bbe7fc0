from __future__ import annotations

import os
from pathlib import Path

import pytest

from portal.build_log import BuildLog
from portal.errors import BuildFailed
from tests.newsroom.paper import article, faults, places, put, put_picture, read, write_paper


def notes(root: Path) -> list[str]:
    log = BuildLog()
    read(root, log=log)
    return log.notes


def test_every_file_is_counted_and_what_is_not_printed_is_named(tmp_path: Path) -> None:
    root = write_paper(
        tmp_path / "content",
        a=article(id="1"),
        b=article(id="2", status="draft"),
        c=article(id="3", date="2027-04-17T16:05+07:00"),
        d=article(id="4", embargo="2024-05-02T08:00+07:00"),
        e=article(id="5", status="hidden"),
    )
    put(root / "tin.md", article(id="6"))
    put(root / "media/tin.md", article(id="7"))
    put(root / "media/van-ban.docx", "x")
    for name in ("README.md", "van-ban/14-2015-tt-btp.pdf"):
        put(root / name, "x")
    put(root / "addresses.txt", "/tu-phap/\n")
    assert notes(root) == [
        "1 bài đăng; 1 bài ẩn; 1 nháp: content/articles/tu-phap/2024/b.md; "
        "2 chờ tới 02/05/2024 08:00: content/articles/tu-phap/2024/d.md (02/05/2024 08:00), "
        "content/articles/tu-phap/2024/c.md (17/04/2027 16:05); "
        "3 tệp không đọc: content/tin.md, content/media/tin.md, content/media/van-ban.docx"
    ]


def test_many_files_are_named_in_part(tmp_path: Path) -> None:
    stories = {f"b{number}": article(id=str(number), status="draft") for number in range(1, 9)}
    root = write_paper(tmp_path / "content", a=article(id="9"), **stories)
    assert notes(root)[0].endswith("/b5.md và 3 tệp nữa")
    assert notes(root)[0].startswith("1 bài đăng; 8 nháp: ")


def test_a_story_among_the_pages_is_told_where_it_belongs(tmp_path: Path) -> None:
    root = write_paper(tmp_path / "content", a=article())
    put(root / "pages/tin.md", article(id="2"))
    (fault,) = faults(root)
    assert str(fault) == (
        "content/pages/tin.md:1: đây là bài viết, còn thư mục này chứa các trang cố định; "
        "chuyển tệp sang content/articles/<chuyên mục>/<năm>/"
    )


def test_word_documents_and_pictures_among_the_stories_have_their_own_words(tmp_path: Path) -> None:
    root = write_paper(tmp_path / "content", a=article())
    put(root / "articles/tu-phap/2024/tin.docx", "x")
    put(root / "articles/tu-phap/2024/anh.jpg", "x")
    first, second = (str(fault) for fault in faults(root))
    assert "đặt nó vào content/media/" in first
    assert "chép chữ của nó sang một tệp có đuôi .md" in second


def test_recurring_headlines_need_no_other_slug(tmp_path: Path) -> None:
    root = write_paper(tmp_path / "content", a=article(id="1"), b=article(id="2"))
    assert [story.url for story in read(root).articles] == [
        "/tu-phap/mot-tin-post2.html",
        "/tu-phap/mot-tin-post1.html",
    ]


def test_names_of_sections_authors_and_topics_are_read_as_their_tables_have_them(tmp_path: Path) -> None:
    root = write_paper(
        tmp_path / "content", a=article(section="Thi hành án", authors="[Ban Biên tập]", topics="[Chuyện ẩn]")
    )
    put(root / "topics.toml", '[[topic]]\nslug = "an-mat"\nname = "Chuyện ẩn"\n')
    story = read(root).articles[0]
    assert (story.section.slug, story.authors[0].slug, story.topics[0].slug) == (
        "thi-hanh-an",
        "ban-bien-tap",
        "an-mat",
    )


@pytest.mark.parametrize("name", ["img_1234.jpg", "IMG_1234.jpg", "Img_1234.JPG"])
def test_a_picture_is_found_whatever_its_capitals(tmp_path: Path, name: str) -> None:
    root = write_paper(tmp_path / "content", a=article(f"a\n\n![Ảnh]({name})"))
    put_picture(root / "media/IMG_1234.JPG")
    assert "<img" in read(root).articles[0].body.html


def test_a_path_of_windows_is_told_how_to_be_written(tmp_path: Path) -> None:
    image = "\n  src: media\\2024\\a.png\n  alt: Ảnh"
    (fault,) = faults(write_paper(tmp_path / "content", a=article(image=image)))
    assert str(fault).endswith("dùng dấu /: 2024/a.png")


@pytest.mark.parametrize(
    ("keys", "answer"),
    [({"date": "17/4/2024"}, "2024-04-17"), ({"date": "ngày 7.4.2024"}, "2024-04-07"), ({"id": "09339"}, ": 9339")],
)
def test_values_are_answered_with_what_to_write(tmp_path: Path, keys: dict[str, str], answer: str) -> None:
    (fault,) = faults(write_paper(tmp_path / "content", a=article(**keys)))
    assert answer in str(fault).split("; ")[-1]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    root = write_paper(tmp_path / "content", a=article())
    (root / "articles/tu-phap/2024/a.md").chmod(0)
    assert places(faults(root)) == ["a.md:None unreadable"]


def test_links_that_publishing_found_are_told_in_the_story(tmp_path: Path) -> None:
    root = write_paper(
        tmp_path / "content",
        a=article(
            "[a](www.moj.gov.vn), [b](#muc-khong-co), [c](van-ban.pdf)\n\n[Điều 5](khoản 2), [d](“https://moj.gov.vn”)\n\n"
            "[e](post:2#muc-khong-co) [f](https://thu.example/tu-phap/x-post99.html) [g](/khong-co/)"
            " [h](post:2#muc-tit)"
        ),
        b=article("## Tít\n\n[ngay đây](#muc-tit)", id="2"),
    )
    assert sorted(places(faults(root))) == [
        "a.md:10 link",
        "a.md:10 link",
        "a.md:12 dead-anchor",
        "a.md:12 dead-link",
        "a.md:12 dead-link",
        "a.md:8 dead-anchor",
        "a.md:8 link",
        "a.md:8 link",
    ]


def test_own_address_in_full_is_a_link_within_the_site(tmp_path: Path) -> None:
    root = write_paper(
        tmp_path / "content",
        a=article("[x](https://thu.example/tu-phap/bat-ky-post2.html) và https://www.thu.example/tu-phap/."),
        b=article(id="2"),
    )
    html = next(story for story in read(root).articles if story.id == 1).body.html
    assert 'href="/tu-phap/mot-tin-post2.html"' in html
    assert 'href="/tu-phap/"' in html


def test_warnings_of_a_faulty_story_are_told_with_its_faults(tmp_path: Path) -> None:
    body = "Một <font>chữ</font>.\n\nĐoạn **hở."
    root = write_paper(tmp_path / "content", a=article(body), b=article("Một <font>chữ</font>.", id="2"))
    with pytest.raises(BuildFailed) as failed:
        read(root)
    assert places(failed.value.problems) == ["a.md:10 emphasis"]
    assert {Path(warning.path).name for warning in failed.value.warnings} == {"a.md"}
