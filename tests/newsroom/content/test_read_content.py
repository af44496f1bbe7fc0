"""Whole content folders: what is shown, what leaves no trace, and every fault of every file in one run."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.newsroom.paper import MOMENT, article, converted, faults, places, put, put_picture, read, write_paper

PAGE = (
    "---\ntitle: Giới thiệu\ndescription: Một câu.\n---\n"
    "Xem [tin](post:1), [tin](../articles/tu-phap/2024/a.md) và [trang](gioi-thieu.md#muc-a).\n\n## A\n"
)


def test_articles_are_newest_first_with_names_looked_up(tmp_path: Path) -> None:
    root = write_paper(
        tmp_path / "content",
        a=article(id="1", authors="[ban-bien-tap]", topics="[luat-su]", province="Yên Bái"),
        b=article("Theo Luật số 65/2006/QH11.", id="2", title="Tin hai", date="2024-04-18", section="thoi-su"),
        c=article(id="3", title="Tin ba", date="2024-04-18"),
    )
    content = read(root)
    assert [story.id for story in content.articles] == [3, 2, 1]
    first = content.articles[-1]
    assert first.url == "/tu-phap/mot-tin-post1.html"
    assert [section.slug for section in first.section.trail] == ["tu-phap", "thi-hanh-an"]
    assert first.authors[0].name == "Ban Biên tập"
    assert first.province is not None
    assert first.province.url == "/dia-phuong/yen-bai/"
    assert [cited.document.number for cited in content.articles[1].law.cited] == ["65/2006/QH11"]
    assert (list(content.topics), list(content.authors), list(content.provinces)) == (
        ["luat-su"],
        ["ban-bien-tap"],
        ["yen-bai"],
    )


def test_hidden_stories_are_apart_and_pages_are_read(tmp_path: Path) -> None:
    root = write_paper(tmp_path / "content", a=article(), b=article(id="2", title="Hai", status="hidden"))
    put(root / "pages/gioi-thieu.md", PAGE)
    content = read(root)
    assert ([story.id for story in content.articles], [story.id for story in content.hidden]) == ([1], [2])
    page = content.pages[0]
    assert (page.slug, page.title) == ("gioi-thieu", "Giới thiệu")
    story = '<a href="/tu-phap/mot-tin-post1.html">tin</a>'
    link = '<a href="/gioi-thieu.html#muc-a">trang</a>'
    assert page.html == f'<p>Xem {story}, {story} và {link}.</p>\n<h2 id="muc-a">A</h2>'


def test_documents_cited_by_a_page_are_links_and_told_of_like_those_of_a_story(tmp_path: Path) -> None:
    root = write_paper(tmp_path / "content", a=article())
    head = "---\ntitle: Quy chế\ndescription: Một câu.\n---\n"
    put(root / "pages/quy-che.md", f"{head}Theo Điều 5 Luật Luật sư số 65/2006/QH11 và Nghị định 30/2020/ND-CP.\n")
    content = read(root)
    page = content.pages[0]
    assert '<a class="law-ref" href="/van-ban/65-2006-qh11/">Điều 5 Luật Luật sư số 65/2006/QH11</a>' in page.html
    assert 'popovertarget="vb-65-2006-qh11"' in page.html
    assert [cited.slug for cited in page.law.cited] == ["65-2006-qh11", "30-2020-nd-cp"]
    (warning,) = content.warnings
    assert (warning.path, warning.line, warning.code) == ("content/pages/quy-che.md", 5, "law-form")


SECRET = {
    "draft": {"status": "draft"},
    "future date": {"date": "2024-05-02"},
    "embargo": {"embargo": "2024-05-01T08:00:01+07:00"},
}


@pytest.mark.parametrize("keys", SECRET.values(), ids=SECRET)
def test_what_is_not_due_leaves_no_trace(tmp_path: Path, keys: dict[str, str]) -> None:
    open_story = article("Xem [tin kín](post:9) và [tệp](secret.md).", related="[9]")
    root = write_paper(tmp_path / "content", a=open_story)
    put_picture(root / "media/kin.png", colour="red")
    secret = article(
        "Bí mật.\n\n![Ảnh kín](kin.png)",
        id="9",
        title="Tin kín đáo",
        topics="[an-mat]",
        image="\n  src: kin.png\n  alt: Ảnh kín",
        **keys,
    )
    put(root / "articles/tu-phap/2024/secret.md", secret)
    content = read(root)
    assert [story.id for story in content.articles] == [1]
    story = content.articles[0]
    assert (content.topics, story.pinned) == ({}, ())
    assert story.body.html == "<p>Xem tin kín và tệp.</p>"
    assert story.body.feed_html == story.body.html
    shown = repr((content.articles, content.hidden, content.pages, content.topics, content.files))
    for trace in ("Bí mật", "kín đáo", "kin-dao", "an-mat", "Ảnh kín", "kin.png", "post9", "post:9"):
        assert trace not in shown
    assert all("card" in path for path in content.files)
    assert [warning.code for warning in content.warnings] == ["link-not-published"] * 2


@pytest.mark.parametrize("keys", [{"date": "2024-05-01T08:00+07:00"}, {"embargo": "2024-05-01T01:00:00Z"}])
def test_story_appears_at_its_moment_and_not_a_second_before(tmp_path: Path, keys: dict[str, str]) -> None:
    root = write_paper(tmp_path / "content", a=article(**keys))
    assert len(read(root, MOMENT).articles) == 1
    assert read(root, MOMENT - timedelta(seconds=1)).articles == ()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.datetimes(datetime(2024, 4, 1), datetime(2024, 6, 1)))
def test_what_is_shown_is_due_at_any_moment(tmp_path: Path, naive: datetime) -> None:
    moment = naive.replace(tzinfo=MOMENT.tzinfo)
    days = [f"2024-{month:02}-{day:02}" for month in (4, 5) for day in (3, 14, 25)]
    stories = {
        f"s{n}": article(id=str(n + 1), title=f"Tin {n}", date=day, embargo=days[(n * 5) % 6])
        for n, day in enumerate(days)
    }
    shown = {story.id for story in read(write_paper(tmp_path / "content", **stories), moment).articles}
    at = [datetime.fromisoformat(f"{day}T00:00:00+07:00") for day in days]
    assert shown == {n + 1 for n in range(6) if max(at[n], at[(n * 5) % 6]) <= moment}


def test_later_corrections_and_changes_wait_for_their_time(tmp_path: Path) -> None:
    corrections = "\n- date: 2024-04-20\n  wrong: một\n  right: hai\n- date: 2024-06-01\n  wrong: ba\n  right: bốn"
    root = write_paper(tmp_path / "content", a=article(modified="2024-06-01", corrections=corrections))
    content = read(root)
    assert [entry.wrong for entry in content.articles[0].corrections] == ["một"]
    assert content.articles[0].modified is None
    assert [warning.code for warning in content.warnings] == ["future-date"] * 2


def test_faults_of_all_files_come_in_one_run(tmp_path: Path) -> None:
    root = write_paper(
        tmp_path / "content",
        a=article(section="thi-hanh", topics="[luat-sư-mới]", authors="[ai-do]", province="Atlantis"),
        b=article(
            "Xem [bài](post:77).\n\n[x](../2023/khong-co.md)\n\n![Ảnh](khong-co.png)", title="Hai", related="[5, 1]"
        ),
        c=article(id="3", date="hôm nay", title="Ba", status="draft"),
        d="không có gì",
        e=article(id="4", title="Một tin"),
    )
    put(root / "pages/rss.md", PAGE.split("Xem")[0])
    put(root / "topics.toml", '[[topic]]\nslug = "luat-su"\nname = ""\n')
    (root / "articles/x.md").symlink_to("/etc/passwd")
    assert places(faults(root)) == [
        "a.md:6 unknown-section",
        "a.md:7 unknown-topics",
        "a.md:8 unknown-authors",
        "a.md:9 unknown-province",
        "b.md:2 duplicate-id",
        "b.md:7 unknown-related",  # there is no story 5
        "b.md:7 unknown-related",  # and a story does not pin itself
        "b.md:9 dead-link",
        "b.md:11 dead-link",
        "b.md:13 picture",
        "c.md:5 date",
        "d.md:1 front-matter",
        "x.md:None link",
        "rss.md:2 slug",
        "topics.toml:3 missing-key",
    ]


@pytest.mark.parametrize(
    "src",
    [
        "../masthead.toml",
        "/etc/passwd",
        "media/../../x.png",
        "https://evil.example/a.png",
        "//evil.example/a.png",
        "a\\\\b.png",
        "linked/hostname",
        "link.png",
        "folder",
        '"x\\0.png"',
        "x" * 199,
    ],
)
def test_picture_path_cannot_leave_the_media_folder(tmp_path: Path, src: str) -> None:
    root = write_paper(tmp_path / "content")
    (root / "media/folder").mkdir()
    (root / "media/linked").symlink_to("/etc")
    put_picture(tmp_path / "outside.png")
    (root / "media/link.png").symlink_to(tmp_path / "outside.png")
    put(root / "articles/a.md", article(image=f"\n  src: {src}\n  alt: Ảnh"))
    assert places(faults(root)) in (["a.md:7 picture"], ["a.md:8 yaml"], ["a.md:8 character"])


def test_pictures_are_made_once_and_shown_with_all_formats(tmp_path: Path) -> None:
    image = "\n  src: media/a.png\n  alt: Ảnh\n  caption: một tin.\n  credit: Lan"
    body = 'Đoạn.\n\n![Bàn họp](a.png "Chú thích | Ảnh: Lan")'
    root = write_paper(tmp_path / "content", a=article(body, image=image), b=article(id="2", title="Hai", image=image))
    put_picture(root / "media/a.png")
    content = read(root)
    story = content.articles[0]
    assert story.picture is not None
    assert (story.picture.width, story.picture.height, story.picture.caption) == (320, 183, "một tin.")
    assert content.articles[1].picture is not None
    assert content.articles[1].picture.caption == ""  # it only repeats the headline
    first = next(story for story in content.articles if story.id == 1)
    assert '<figure class="figure">' in first.body.html
    assert '<source type="image/' in first.body.html
    assert '<span class="credit">Ảnh: Lan</span></figcaption>' in first.body.html
    assert "<source" not in first.body.feed_html
    assert "<figcaption>Chú thích <em>Ảnh: Lan</em></figcaption>" in first.body.feed_html
    assert first.body.picture_text == "Chú thích"
    for path, source in content.files.items():
        assert path.startswith("media/")
        assert source.is_file()
    shown = {path for path in content.files if f"/{path}" in repr(content.articles)}
    assert shown | {content.card_url[1:]} == set(content.files)


@pytest.mark.parametrize("first", ["cover: over", "focal: 50% 10%\n  cover: under", "alt: Ảnh"])
def test_a_cover_has_a_file_for_wide_windows_whoever_else_shows_the_picture(tmp_path: Path, first: str) -> None:
    image = "\n  src: a.png\n  alt: Ảnh"
    covered = f"\n  src: a.png\n  {first}" + ("" if "alt" in first else "\n  alt: Ảnh")
    root = write_paper(tmp_path / "content", a=article(image=covered), b=article(id="2", title="Hai", image=image))
    put_picture(root / "media/a.png", (2000, 1100))
    story = next(story for story in read(root).articles if story.id == 1)
    assert story.picture is not None
    assert (story.picture.width, story.cover and (str(story.cover.words), story.cover.keeps)) == {
        "cover: over": (1920, ("over", "middle")),
        "alt: Ảnh": (320, None),
    }.get(first, (1920, ("under", "top")))


def test_story_without_picture_has_the_card_of_its_section(tmp_path: Path) -> None:
    content = read(write_paper(tmp_path / "content", a=article(), b=article(id="2", title="Hai")))
    cards = {story.card_url for story in content.articles}
    assert len(cards) == 1
    assert cards.pop()[1:] in content.files


def test_workers_and_order_of_files_change_nothing(tmp_path: Path) -> None:
    stories = {
        f"s{n}": article(f"Đoạn {n}.[^1]\n\n[^1]: Chú {n}.\n\n![Ảnh](p{n % 3}.png)", id=str(n + 1), title=f"Tin {n}")
        for n in range(40)
    }
    root = write_paper(tmp_path / "content", **stories)
    for n in range(3):
        put_picture(root / f"media/p{n}.png", colour=("red", "green", "blue")[n])
    alone = read(root, workers=1)
    assert alone == read(root, workers=3)
    again = write_paper(tmp_path / "again/content", **dict(reversed(stories.items())))
    for n in range(3):
        put_picture(again / f"media/p{n}.png", colour=("red", "green", "blue")[n])
    other = read(again)
    assert other.articles == alone.articles
    assert {path: file.read_bytes() for path, file in other.files.items()} == {
        path: file.read_bytes() for path, file in alone.files.items()
    }


def test_bound_of_a_body_travels_with_the_file(tmp_path: Path) -> None:
    root = write_paper(tmp_path / "content", a=article("a" * 500_000))
    assert places(faults(root)) == ["a.md:None too-long"]
    body, report = converted("[" * 6000)
    assert (body.html, len(report.errors)) == ("", 1)


def test_a_broken_key_hides_no_other_fault_and_makes_none(tmp_path: Path) -> None:
    root = write_paper(
        tmp_path / "content",
        a=article(id="1", date="18/4/2024", section="thi-hanh", authors="[ai-do]", related="[2]"),
        b=article("Xem [tin](post:1).", id="2", title="Tin hai", related="[1]"),
    )
    assert [error.code for error in faults(root)] == ["date", "unknown-section", "unknown-authors"]


@pytest.mark.parametrize(("status", "told"), [("published", ["a.md:9 empty"]), ("hidden", ["a.md:9 empty"])])
def test_a_story_without_text_is_a_fault(tmp_path: Path, status: str, told: list[str]) -> None:
    assert places(faults(write_paper(tmp_path / "content", a=article(" \n\n", status=status)))) == told


def test_a_draft_may_still_lack_its_text(tmp_path: Path) -> None:
    assert read(write_paper(tmp_path / "content", a=article("", status="draft"))).articles == ()


def test_what_contradicts_itself_in_front_matter_says_what_to_do(tmp_path: Path) -> None:
    root = write_paper(
        tmp_path / "content",
        a=article(modified="2020-01-01"),
        b=article(id="2", title="Hai", kind="correction"),
        c=article(id="3", title="Ba", related="[99]"),
    )
    told = faults(root)
    assert places(told) == ["a.md:7 date", "b.md:7 correction", "c.md:7 unknown-related"]
    assert [error.hint for error in told] == [
        "sửa một trong hai",
        "thêm corrections:, bên dưới ghi date:, wrong: và right:",
        "ghi id của một bài đang có",
    ]
