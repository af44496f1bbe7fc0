from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from legal_references.model.citations import Deed, Document, Relation
from newsroom.model.law import CitedDocument, CitedPlace, Register, RegisterEntry, Standing, StoryLaw
from newsroom.pages.edition import Edition
from newsroom.pages.law_pages import laws, list_addresses
from tests.newsroom.stories import edition, newest_first, story

OLD, NEW, DECREE = (
    Document("06/2019/TT-BTP", kind="Thông tư"),
    Document("05/2024/TT-BTP", kind="Thông tư"),
    Document("168/2024/NĐ-CP", kind="Nghị định"),
)
REGISTER = Register(
    [
        RegisterEntry(OLD, replaced_by=NEW, in_force=date(2019, 12, 1)),
        RegisterEntry(NEW, title="Chế độ thống kê", issued=date(2024, 6, 10), in_force=date(2024, 7, 26)),
        RegisterEntry(Document("20/2012/QH13", kind="Luật"), amends=(Document("65/2006/QH11", kind="Luật"),)),
    ]
)


def cites(document: Document, *places: CitedPlace, issued: date | None = None) -> CitedDocument:
    return CitedDocument(document, places, issued)


def paper(*laws: StoryLaw, hidden: StoryLaw | None = None) -> Edition:
    stories = [story(number, -number, law=law) for number, law in enumerate(laws, 1)]
    extra = [story(99, law=hidden)] if hidden else []
    made = edition(*newest_first(*stories))
    return replace(made, hidden=extra, register=REGISTER)


def values(made: Edition, url: str) -> dict[str, object]:
    return next(dict(page.values) for page in laws(made).pages if page.url == url)


def test_every_document_of_stories_and_of_the_register_has_a_page() -> None:
    made = paper(StoryLaw((cites(DECREE),)), hidden=StoryLaw((cites(Document("1/2020/NĐ-CP", kind="Nghị định")),)))
    urls = [page.url for page in laws(made).pages]
    assert len(urls) == len(set(urls))
    for slug in ("168-2024-nd-cp", "06-2019-tt-btp", "05-2024-tt-btp", "20-2012-qh13", "65-2006-qh11", "01-2020-nd-cp"):
        assert f"/van-ban/{slug}/" in urls
    assert set(list_addresses(made.law_book)) < set(urls)
    assert "/van-ban/co-quan/chinh-phu/" in urls  # from the letters of the number alone
    assert values(made, "/van-ban/co-quan/chinh-phu/")["heading"] == "Văn bản của Chính phủ"
    assert values(made, "/van-ban/nam/2024/")["heading"] == "Văn bản năm 2024"


def test_stories_stand_under_the_article_they_cite_in_the_order_of_articles() -> None:
    first = StoryLaw((cites(DECREE, CitedPlace("Điều 12", ("12",)), CitedPlace("khoản 1 Điều 6", ("6",))),))
    second, whole = StoryLaw((cites(DECREE, CitedPlace("Điều 6, 7", ("6", "7"))),)), StoryLaw((cites(DECREE),))
    cited = paper(first, second, whole).law_book.articles_cited("168-2024-nd-cp")
    assert [(group.label, [one.card.id for one in group.stories]) for group in cited] == [
        ("", [3]),
        ("6", [1, 2]),
        ("7", [2]),
        ("12", [1]),
    ]
    assert cited[1].stories[1].places == ("Điều 6, 7",)


def test_a_hidden_story_is_not_named() -> None:
    book = paper(hidden=StoryLaw((cites(DECREE, issued=date(2024, 12, 26)),))).law_book
    law = book.documents["168-2024-nd-cp"]
    assert (law.stories, law.issued, book.articles_cited(law.slug)) == (0, None, ())


def test_the_day_of_issue_is_what_all_stories_agree_on() -> None:
    one, other = (StoryLaw((cites(DECREE, issued=date(2024, 12, day)),)) for day in (26, 27))
    assert paper(one, one).law_book.documents["168-2024-nd-cp"].issued == date(2024, 12, 26)
    assert paper(one, other).law_book.documents["168-2024-nd-cp"].issued is None


def test_the_figures_of_a_number_are_no_year() -> None:
    numbers = ("1697/QĐ-TTg", "168/2024/NĐ-CP", "QCVN 41:2024/BGTVT", "2015/2024/QĐ-TTg")
    documents = paper(StoryLaw(tuple(cites(Document(number)) for number in numbers))).law_book.documents
    assert {law.document.number: law.year for law in documents.values() if law.document.number in numbers} == dict(
        zip(numbers, (0, 2024, 2024, 2024), strict=True)
    )


def test_history_is_told_from_both_sides_and_by_whom() -> None:
    made = paper(StoryLaw((cites(DECREE),), (Relation(DECREE, Deed.REPLACES, Document("100/2019/NĐ-CP")),)))
    book = made.law_book

    def history(slug: str) -> list[tuple[str, date | None, str, int]]:
        events = book.history(slug)
        return [(e.what, e.day, e.other.slug if e.other else "", e.told_by.id if e.told_by else 0) for e in events]

    change = date(2024, 7, 26)
    assert history("06-2019-tt-btp") == [
        ("in-force", date(2019, 12, 1), "", 0),
        ("replaced-by", change, "05-2024-tt-btp", 0),
    ]
    assert history("05-2024-tt-btp") == [
        ("issued", date(2024, 6, 10), "", 0),
        ("in-force", change, "", 0),
        ("replaces", change, "06-2019-tt-btp", 0),
    ]
    assert history("65-2006-qh11") == [("amended-by", None, "20-2012-qh13", 0)]
    assert history("168-2024-nd-cp") == [("replaces", None, "100-2019-nd-cp", 1)]
    assert history("100-2019-nd-cp") == [("replaced-by", None, "168-2024-nd-cp", 1)]


def test_standing_is_that_of_the_moment_of_the_build() -> None:
    documents = paper().law_book.documents  # the build is of April 2024
    standings = {slug: law.standing for slug, law in documents.items()}
    assert standings["06-2019-tt-btp"] is Standing.IN_FORCE
    assert standings["05-2024-tt-btp"] is Standing.NOT_YET
    assert standings["65-2006-qh11"] is Standing.UNKNOWN


def test_json_ld_says_what_is_known_and_nothing_else() -> None:
    head = values(paper(), "/van-ban/05-2024-tt-btp/")["page"]
    data = json.loads(head.json_ld[-1])  # type: ignore[attr-defined]
    assert (data["@type"], data["legislationIdentifier"]) == ("Legislation", "05/2024/TT-BTP")
    assert data["legislationDate"] == "2024-06-10"
    assert [other["name"] for other in data["legislationRepeals"]] == ["Thông tư số 06/2019/TT-BTP"]
    unknown = json.loads(values(paper(), "/van-ban/65-2006-qh11/")["page"].json_ld[-1])  # type: ignore[attr-defined]
    assert not {"legislationDate", "legislationLegalForce", "alternateName"} & set(unknown)


def test_long_lists_go_on_over_pages() -> None:
    many = tuple(cites(Document(f"{number}/2024/NĐ-CP", kind="Nghị định")) for number in range(1, 602))
    pages = [page for page in laws(paper(StoryLaw(many))).pages if page.url.startswith("/van-ban/nam/2024/")]
    assert [page.url for page in pages] == [
        f"/van-ban/nam/2024/{name}" for name in ("", "trang-2.html", "trang-3.html")
    ]
    assert [page.values["next"] for page in pages] == [pages[1].url, pages[2].url, None]


def test_letters_lead_to_where_they_begin_whatever_their_tone_and_page() -> None:
    laws = [Document(name=name, kind="Luật") for name in ("Ấn định A", "Án lệ B", "Đê C", "Ân xá D", "Dược E", "Yên F")]
    many = [Document(f"{number}/2024/NĐ-CP", kind="Nghị định") for number in range(1, 301)]
    made = paper(StoryLaw(tuple(cites(document) for document in (*laws, *many))))
    letters: Any = values(made, "/van-ban/")["letters"]
    assert letters == [
        ("A", "/van-ban/a-z/#chu-a"),
        ("Â", "/van-ban/a-z/#chu-aa"),
        ("D", "/van-ban/a-z/#chu-d"),
        ("Đ", "/van-ban/a-z/#chu-dd"),
        ("L", "/van-ban/a-z/#chu-l"),
        ("N", "/van-ban/a-z/#chu-n"),
        ("T", "/van-ban/a-z/trang-2.html#chu-t"),
        ("Y", "/van-ban/a-z/trang-2.html#chu-y"),
    ]
    for _letter, address in letters:
        url, _, anchor = address.partition("#")
        groups: Any = values(made, url)["groups"]
        assert anchor in [key[1] for key, _laws in groups]
