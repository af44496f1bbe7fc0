"""Every address that was ever published answers, whatever becomes of the stories: by rules, and in random histories."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsroom.addresses.ledger import Ledger, ledger_text, permanent_address, read_ledger
from newsroom.addresses.moves import Declared, Moves, plan_moves
from newsroom.addresses.redirect_files import nginx_address_map, redirects_file, stub_paths
from portal.errors import Reporter


def plan(
    ledger: list[str],
    there: set[str],
    stories: dict[int, str] | None = None,
    declared: dict[str, str] | None = None,
) -> tuple[Moves, list[str]]:
    problems = Reporter()
    places = {address: ("addresses.txt", number) for number, address in enumerate(ledger, 2)}
    said = {old: Declared(new, "redirects.toml", 1) for old, new in (declared or {}).items()}
    moves = plan_moves(Ledger(places), said, stories or {}, there.__contains__, problems)
    return moves, [f"{problem.path}:{problem.line} {problem.code}" for problem in problems.errors]


def test_a_story_keeps_its_id_when_slug_or_section_change() -> None:
    old, new = "/tu-phap/cu-post5.html", "/phap-luat/moi-post5.html"
    moves, faults = plan([old], {new}, {5: new})
    assert (moves.redirects, faults) == ({old: new}, [])
    assert [problem.code for problem in moves.told] == ["moved-address"]
    moves, _faults = plan([old, new], {new}, {5: new})
    assert moves.told == (), "told until the new address is in the ledger"


def test_a_deleted_story_is_a_fault_at_its_line() -> None:
    assert plan(["/a/", "/tu-phap/cu-post5.html"], {"/a/"})[1] == ["addresses.txt:3 lost-address"]


def test_an_editor_may_name_another_page() -> None:
    moves, faults = plan(["/tu-phap/cu-post5.html"], {"/"}, declared={"/tu-phap/cu-post5.html": "/"})
    assert (moves.redirects, faults) == ({"/tu-phap/cu-post5.html": "/"}, [])


def test_chains_end_at_a_page_and_circles_are_faults() -> None:
    moves, faults = plan([], {"/c/"}, declared={"/a/": "/b/", "/b/": "/c/"})
    assert (moves.redirects, faults) == ({"/a/": "/c/", "/b/": "/c/"}, [])
    assert plan([], set(), declared={"/a/": "/b/", "/b/": "/a/"})[1] == ["redirects.toml:1 redirect"] * 2
    assert plan([], {"/a/", "/b/"}, declared={"/a/": "/b/"})[1] == ["redirects.toml:1 redirect"], "a page is there"


def test_a_list_without_stories_leads_to_the_list_of_its_kind() -> None:
    moves, faults = plan(["/chu-de/x/", "/tac-gia/y/", "/rss/z.rss"], {"/chu-de/", "/tac-gia/", "/rss/home.rss"})
    assert (moves.redirects, faults) == (
        {"/chu-de/x/": "/chu-de/", "/tac-gia/y/": "/tac-gia/", "/rss/z.rss": "/rss/home.rss"},
        [],
    )


def test_files_of_a_dataset_follow_its_folder() -> None:
    moves, faults = plan(
        ["/so-lieu/cu/", "/so-lieu/cu/cu.csv"], {"/so-lieu/moi/"}, declared={"/so-lieu/cu/": "/so-lieu/moi/"}
    )
    assert set(moves.redirects.values()) == {"/so-lieu/moi/"}
    assert faults == []
    assert plan(["/so-lieu/cu/cu.csv"], set())[1] == ["addresses.txt:2 lost-address"]


STEPS = st.lists(
    st.tuples(st.sampled_from(["rename", "move", "retract", "restore", "delete"]), st.integers(1, 4)), max_size=30
)


@given(STEPS)
def test_in_any_history_every_address_answers_or_the_build_is_refused(steps: list[tuple[str, int]]) -> None:
    """Stories are renamed, moved, withdrawn, restored and deleted; what was published once never leads nowhere."""
    sections, stories, deleted, ledger = ["tu-phap", "thoi-su"], dict[int, list[str]](), set[int](), set[str]()
    stories = {number: ["tu-phap", "a"] for number in range(1, 5)}
    for turn, (step, number) in enumerate(steps):
        if step == "rename":
            stories[number][1] = f"s{turn}"
        elif step == "move":
            stories[number][0] = sections[turn % 2]
        elif step == "delete":
            deleted.add(number)
        elif step == "restore":
            deleted.discard(number)
        # A notice stands at the address of a story that is withdrawn, so to retract it changes no address.
        out = {n: f"/{section}/{slug}-post{n}.html" for n, (section, slug) in stories.items() if n not in deleted}
        there = {*out.values(), "/tu-phap/", "/thoi-su/"}
        moves, faults = plan(sorted(ledger), there, out)
        lost = {address for address in ledger if any(f"-post{n}." in address for n in deleted)}
        assert len(faults) == len(lost), "the build names each of them"
        if not faults:
            for address in ledger:
                target = moves.redirects.get(address, address)
                assert target in there
                assert address.rpartition("-post")[2] == target.rpartition("-post")[2]
            ledger |= set(out.values())


def test_the_ledger_is_read_as_it_is_written() -> None:
    problems = Reporter()
    text = ledger_text(["/b/", "/a/", "/a/"], None)
    assert text == "/a/\n/b/\n"
    assert list(read_ledger(f"# 2026-11-29T12:00:00+07:00\n{text}", "x", problems).places) == ["/a/", "/b/"]
    assert read_ledger("<<<<<<< HEAD\n/a/\n", "x", problems).places.keys() == {"/a/"}
    assert [problem.line for problem in problems.errors] == [1]


def test_which_addresses_are_for_good() -> None:
    kept = {
        "tu-phap/index.html": "/tu-phap/",
        "tu-phap/thi-hanh-an/index.html": "/tu-phap/thi-hanh-an/",
        "tu-phap/x-post1.html": "/tu-phap/x-post1.html",
        "so-lieu/a/a.csv": "/so-lieu/a/a.csv",
        "so-lieu/a/index.html": "/so-lieu/a/",
        "rss/home.atom": "/rss/home.atom",
        "gioi-thieu.html": "/gioi-thieu.html",
        "tac-gia/a/index.html": "/tac-gia/a/",
    }
    assert {path: permanent_address(path) for path in kept} == kept
    for path in (
        "index.html",
        "404.html",
        "theme/ab/x.css",
        "luu-tru/2024/index.html",
        "tu-phap/trang-2.html",
        ".gone/x",
    ):
        assert permanent_address(path) is None


def test_forms_for_hosts() -> None:
    moves = {"/Cu/x.html": "/moi/", "/a/": "/b/", "/tep.pdf": "/b/"}
    assert (
        redirects_file(moves, "/bao") == "/bao/Cu/x.html /bao/moi/ 301\n/bao/a/ /bao/b/ 301\n/bao/tep.pdf /bao/b/ 301\n"
    )
    assert dict(stub_paths(moves)) == {"Cu/x.html": "/moi/", "a/index.html": "/b/"}
    lines = nginx_address_map({**moves, "/cu/x.html": "/other/"}, ["/b/"], "").splitlines()
    keys = [line.split()[0] for line in lines]
    assert keys == sorted(set(keys)), "a key in two cases would stop nginx"


def test_an_old_address_is_matched_as_servers_decode_it() -> None:
    moves = {"/cu/Tin%20214.html": "/moi/", "/cu/b%C3%A0i/": "/moi/", "/cu/%E1.html": "/moi/", "/cu/a%2F..%2Fb/": "/b/"}
    lines = nginx_address_map(moves, [], "").splitlines()
    assert '"/cu/tin 214.html" /moi/;' in lines
    assert '"/cu/bài/" /moi/;' in lines
    assert dict(stub_paths(moves)) == {
        "cu/Tin 214.html": "/moi/",
        "cu/bài/index.html": "/moi/",
        "cu/%E1.html": "/moi/",
        "cu/a%2F..%2Fb/index.html": "/b/",
    }
    assert list(stub_paths({f"/{'x' * 300}.html": "/a/", "/a%3Fb.html": "/b/"})) == []
