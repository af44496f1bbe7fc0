"""Everything that can happen to a paper between two builds, at random; each change by its name."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PIL import Image

from building.aside import spare_of

from .small_paper import SmallPaper

WORDS = "toà án bản án thi hành dân sự quý năm việc tiền luật sư Yên Bái hội thảo đấu giá".split()  # noqa: SIM905

PICTURE = "\n![Người phát biểu tại hội thảo](phong-van.png)\n"

Change = Callable[[SmallPaper, random.Random], None]


def words(rng: random.Random, count: int) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(count)).capitalize()


def _story(paper: SmallPaper, rng: random.Random) -> Path:
    return rng.choice(paper.stories())


def _set(path: Path, key: str, value: str) -> None:
    """Set a key of the front matter."""
    text = path.read_text(encoding="utf-8")
    line = f"{key}: {value}"
    changed, count = re.subn(rf"^{key}:.*$", lambda _match: line, text, count=1, flags=re.MULTILINE)
    path.write_text(changed if count else text.replace("---\n", f"---\n{line}\n", 1), encoding="utf-8")


def edit_body(paper: SmallPaper, rng: random.Random) -> None:
    path = _story(paper, rng)
    path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\n\n{words(rng, 9)}.\n", encoding="utf-8")


def edit_headline(paper: SmallPaper, rng: random.Random) -> None:
    _set(_story(paper, rng), "title", words(rng, 6))


def edit_lead(paper: SmallPaper, rng: random.Random) -> None:
    _set(_story(paper, rng), "sapo", words(rng, 8))


def move_section(paper: SmallPaper, rng: random.Random) -> None:
    _set(_story(paper, rng), "section", rng.choice(["tu-phap", "thi-hanh-an", "thoi-su"]))


def change_status(paper: SmallPaper, rng: random.Random) -> None:
    _set(_story(paper, rng), "status", rng.choice(["draft", "published", "hidden"]))


def change_date(paper: SmallPaper, rng: random.Random) -> None:
    moment = paper.moment + timedelta(hours=rng.randint(-300, 60))
    _set(_story(paper, rng), "date", moment.isoformat())


def set_embargo(paper: SmallPaper, rng: random.Random) -> None:
    _set(_story(paper, rng), "embargo", (paper.moment + timedelta(hours=rng.randint(-5, 30))).isoformat())


def set_topics(paper: SmallPaper, rng: random.Random) -> None:
    _set(_story(paper, rng), "topics", rng.choice(["[thi-dua]", "[]"]))


def add_story(paper: SmallPaper, rng: random.Random) -> None:
    number = rng.randint(1000, 99999)
    moment = paper.moment - timedelta(minutes=rng.randint(-600, 90000))
    link = f"\n\nXem [bài]({rng.choice(['post:3', 'post:70', '/so-lieu/quy/'])})." if rng.random() < 0.3 else ""
    text = (
        f"---\nid: {number}\ntitle: {words(rng, 6)} {number}\nsapo: {words(rng, 8)}.\ndate: {moment.isoformat()}\n"
        f"section: {rng.choice(['tu-phap', 'thi-hanh-an', 'thoi-su'])}\nauthors: [phong-vien-thu]\n---\n\n"
        f"{words(rng, 30)}.{link}\n"
    )
    (paper.content / "articles" / "2024" / f"moi-{number}.md").write_text(text, encoding="utf-8")


def delete_story(paper: SmallPaper, rng: random.Random) -> None:
    if len(paper.stories()) > 6:
        _story(paper, rng).unlink()


def rename_story(paper: SmallPaper, rng: random.Random) -> None:
    path = _story(paper, rng)
    path.rename(path.with_name(f"ten-{rng.randint(0, 10**6)}.md"))


def edit_dataset(paper: SmallPaper, rng: random.Random) -> None:
    path = paper.content / "data" / "quy" / "so.csv"
    path.write_text(re.sub(r"1\.\d\d\d;\.*…", f"1.{rng.randint(100, 999)};…", path.read_text("utf-8")), "utf-8")


def embargo_dataset(paper: SmallPaper, rng: random.Random) -> None:
    path = paper.content / "data" / "quy" / "table.toml"
    text = re.sub(r"^embargo = .*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
    moment = paper.moment + timedelta(hours=rng.randint(-5, 30))
    path.write_text(f"embargo = {moment.isoformat()}\n{text}" if rng.random() < 0.7 else text, "utf-8")


def copy_dataset(paper: SmallPaper, rng: random.Random) -> None:
    target = paper.content / "data" / f"quy-{rng.randint(0, 3)}"
    shutil.rmtree(target) if target.exists() else shutil.copytree(paper.content / "data" / "quy", target)


def edit_picture(paper: SmallPaper, rng: random.Random) -> None:
    path = paper.content / "media" / "phong-van.png"
    Image.new("RGB", (64, 36), (rng.randint(0, 3) * 60, 90, 90)).save(path)


def edit_template(paper: SmallPaper, rng: random.Random) -> None:
    names = ["card", "date", "table_body", "bound_figure", "site_footer", "figure", "related"]
    path = paper.theme / "templates" / "components" / f"{rng.choice(names)}.html"
    text = path.read_text("utf-8")
    found = re.search(r"\{% macro [^%]*%\}\n", text)
    assert found
    path.write_text(text[: found.end()] + f"<!-- {rng.randint(0, 9)} -->\n" + text[found.end() :], "utf-8")


def edit_style(paper: SmallPaper, rng: random.Random) -> None:
    path = paper.theme / "static" / "css" / "site.css"
    path.write_text(f"{path.read_text('utf-8')}\n.x{rng.randint(0, 9)} {{ color: red }}\n", "utf-8")


def edit_words(paper: SmallPaper, rng: random.Random) -> None:
    path = paper.theme / "locale" / "vi.po"
    path.write_text(
        path.read_text("utf-8").replace('msgstr "Đọc thêm', f'msgstr "Đọc thêm {rng.randint(0, 9)}'), "utf-8"
    )


def edit_page(paper: SmallPaper, rng: random.Random) -> None:
    path = paper.content / "pages" / "gioi-thieu.md"
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n\n{words(rng, 5)}.\n", "utf-8")


def edit_masthead(paper: SmallPaper, rng: random.Random) -> None:
    path = paper.content / "masthead.toml"
    path.write_text(
        re.sub(r"^slogan = .*$", f'slogan = "{words(rng, 4)}"', path.read_text("utf-8"), flags=re.M), "utf-8"
    )


def edit_authors(paper: SmallPaper, rng: random.Random) -> None:
    path = paper.content / "authors.toml"
    path.write_text(
        re.sub(r'^name = ".*"$', f'name = "{words(rng, 2)}"', path.read_text("utf-8"), count=1, flags=re.M), "utf-8"
    )


def edit_guide(paper: SmallPaper, rng: random.Random) -> None:
    """A case of the style guide comes, goes or changes, or the data of all cases do."""
    name = rng.choice(["table-mot", "table-hai", "chart-ba"])
    path = paper.guide / name / "input.md"
    path.parent.mkdir(exist_ok=True)
    kind = rng.randrange(3)
    if kind == 0:
        path.unlink(missing_ok=True)
    elif kind == 1:
        path.write_text(f"# Bảng {rng.randint(0, 9)}\n/// bang | quy\n///\n", encoding="utf-8")
    else:
        table = paper.guide / "data" / "quy" / "so.csv"
        table.write_text(re.sub(r"1\.\d\d\d;\.*…", f"1.{rng.randint(100, 999)};…", table.read_text("utf-8")), "utf-8")


def edit_sections(paper: SmallPaper, rng: random.Random) -> None:
    """A section gets another name, or sections another order."""
    path = paper.content / "sections.toml"
    names = re.findall(r'^name = "(.*)"$', path.read_text("utf-8"), flags=re.M)
    old = rng.choice(names)
    _rewrite(path, lambda text: text.replace(f'name = "{old}"', f'name = "{words(rng, 2)}"', 1))


def edit_abbreviations(paper: SmallPaper, rng: random.Random) -> None:
    path = paper.content / "abbreviations.toml"
    path.write_text(f'[[abbreviation]]\nshort = "THADS"\nlong = "{words(rng, 3)}"\n', "utf-8")
    if rng.random() < 0.3:
        path.unlink()


def show_picture(paper: SmallPaper, rng: random.Random) -> None:
    path = _story(paper, rng)
    text = path.read_text("utf-8").replace(PICTURE, "")
    path.write_text(text if rng.random() < 0.3 else f"{text.rstrip()}\n{PICTURE}", "utf-8")


def move_folder(paper: SmallPaper, rng: random.Random) -> None:
    """All stories of a folder move to another one."""
    path = _story(paper, rng).parent
    path.rename(path.with_name(f"nam-{rng.randint(0, 10**6)}"))
    (paper.content / "articles" / "2024").mkdir(exist_ok=True)


def change_setting(paper: SmallPaper, rng: random.Random) -> None:
    paper.newsroom[rng.choice(["per_page", "related", "feed_stories"])] = rng.randint(2, 4)
    if rng.random() < 0.3:
        paper.search["suggestions"] = rng.randint(5, 30)


def change_language(paper: SmallPaper, rng: random.Random) -> None:
    paper.language = rng.choice(["vi", "en"])


def move_clock(paper: SmallPaper, rng: random.Random) -> None:
    hours = rng.choice([1, 5, 24, 49, 24 * 300, -7, -30])
    paper.moment += timedelta(hours=hours, seconds=rng.randint(0, 50))


def keep_times(paper: SmallPaper, rng: random.Random) -> None:
    """Other bytes of the same size and time of change."""
    path = _story(paper, rng)
    status, text = path.stat(), path.read_text("utf-8")
    swapped = text[:-3] + text[-3:].replace(".", "!").replace("n", "m")
    path.write_text(swapped, "utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def _rewrite(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def touch(paper: SmallPaper, rng: random.Random) -> None:
    os.utime(_story(paper, rng))


def break_story(paper: SmallPaper, rng: random.Random) -> None:
    """A fault; the next `mend_stories` takes it away."""
    path = _story(paper, rng)
    path.write_text(path.read_text("utf-8") + "\n![Không có](khong-co.png)\n", "utf-8")


def mend_stories(paper: SmallPaper, _rng: random.Random) -> None:
    """Take away everything that may be a fault."""
    for path in paper.stories():
        text = path.read_text("utf-8").replace("\n![Không có](khong-co.png)\n", "")
        if "\nretraction:" in text:
            text = re.sub(r"^retraction:\n  date: .*\n  reason: .*\n", "", text, flags=re.MULTILINE)
            text = text.replace("status: retracted", "status: published", 1)
        path.write_text(re.sub(r"^aliases: .*$", "aliases: []", text, flags=re.MULTILINE), "utf-8")
    for path in (paper.content / "addresses.txt", paper.content / "redirects.toml", paper.ledger):
        path.unlink(missing_ok=True)


DOCUMENTS = ("05/2024/TT-BTP", "14/2015/TT-BTP", "62/2015/NĐ-CP")
OLD = ("/chuyen-muc-cu/", "/bai-cu-d1234.html", "/tin-cu.html")


def _entry(paper: SmallPaper, number: str) -> Path:
    return paper.content / "van-ban" / f"{number.lower().replace('/', '-').replace('đ', 'd')}.toml"


def write_document(paper: SmallPaper, rng: random.Random) -> None:
    """A document of the register comes, goes, or tells something else."""
    number = rng.choice(DOCUMENTS)
    path = _entry(paper, number)
    path.parent.mkdir(exist_ok=True)
    if path.exists() and rng.random() < 0.3:
        path.unlink()
        return
    begins = (paper.moment + timedelta(days=rng.randint(-400, 3))).date()
    text = f'number = "{number}"\nissuer = "Bộ Tư pháp"\ntitle = "{words(rng, 5)}"\nin_force = {begins}\n'
    if rng.random() < 0.4:
        text += f"expired = {begins + timedelta(days=rng.randint(1, 500))}\n"
    path.write_text(text, encoding="utf-8")


def cite_document(paper: SmallPaper, rng: random.Random) -> None:
    path, number = _story(paper, rng), rng.choice(DOCUMENTS)
    kind = "Nghị định" if "NĐ" in number else "Thông tư"
    sentence = f"Theo khoản {rng.randint(1, 4)} Điều {rng.randint(1, 9)} {kind} số {number}."
    path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\n\n{sentence}\n", encoding="utf-8")


def withdraw_story(paper: SmallPaper, rng: random.Random) -> None:
    path = _story(paper, rng)
    if "\nretraction:" in path.read_text(encoding="utf-8"):
        return
    day = (paper.moment - timedelta(days=rng.randint(0, 3))).date()
    _set(path, "status", "retracted")
    _rewrite(path, lambda text: text.replace("---\n", f"---\nretraction:\n  date: {day}\n  reason: Sai.\n", 1))


def set_alias(paper: SmallPaper, rng: random.Random) -> None:
    _set(_story(paper, rng), "aliases", rng.choice([f"[{rng.choice(OLD)}]", "[]"]))


def redirect(paper: SmallPaper, rng: random.Random) -> None:
    path = paper.content / "redirects.toml"
    targets = ["/gioi-thieu.html", "/so-lieu/quy/", "/thoi-su/"]
    path.write_text(f'[redirects]\n"{rng.choice(OLD)}" = "{rng.choice(targets)}"\n', encoding="utf-8")
    if rng.random() < 0.3:
        path.unlink()


def keep_ledger(paper: SmallPaper, rng: random.Random) -> None:
    """The ledger of the content becomes that of the site, or goes."""
    path, built = paper.content / "addresses.txt", paper.output / "addresses.txt"
    path.unlink(missing_ok=True)
    if built.is_file() and rng.random() < 0.7:
        shutil.copy(built, path)


def live_ledger(paper: SmallPaper, rng: random.Random) -> None:
    """The ledger of a live site, outside of the content, comes, changes or goes."""
    paper.ledger.unlink(missing_ok=True)
    built = paper.output / "addresses.txt"
    if built.is_file() and rng.random() < 0.7:
        lines = built.read_text(encoding="utf-8").splitlines()
        old = [f"/thoi-su/ten-{rng.randint(0, 9)}-post3.html"]
        paper.ledger.write_text("\n".join([*lines, *old]) + "\n", encoding="utf-8")


def harm(folder: Path, rng: random.Random) -> None:
    """Cut short, change, delete or replace any file below `folder`."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    if not files:
        return
    path = rng.choice(files)
    data = path.read_bytes()
    path.unlink()
    place = rng.randrange(len(data)) if data else 0
    kind = rng.randrange(5)
    if kind == 0:
        path.write_bytes(data[:place])
    elif kind == 1 and data:
        path.write_bytes(data[:place] + bytes([data[place] ^ 1 << rng.randrange(8)]) + data[place + 1 :])
    elif kind == 2:
        path.write_bytes(rng.randbytes(rng.randrange(2000)))
    elif kind == 3:
        other = rng.choice(files)
        path.write_bytes(data if other == path else other.read_bytes())


def harm_cache(paper: SmallPaper, rng: random.Random) -> None:
    database = paper.cache / "builds.sqlite"
    if database.is_file() and rng.random() < 0.7:
        data = bytearray(database.read_bytes())
        for _ in range(rng.randint(1, 30)):
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        database.write_bytes(data[: rng.choice([len(data), len(data), rng.randrange(len(data))])])
    else:
        harm(paper.cache, rng)


def harm_output(paper: SmallPaper, rng: random.Random) -> None:
    files = sorted(path for path in paper.output.rglob("*") if path.is_file() and path.name != "build.json")
    if not files:
        return
    path = rng.choice(files)
    kind = rng.randrange(3)
    if kind == 0:
        path.unlink()
    elif kind == 1:
        data = path.read_bytes()
        path.unlink()  # it may share its bytes with the cache of pictures
        path.write_bytes(data + b"x")
    else:
        (path.parent / "la.html").write_text("lạ", "utf-8")


def harm_spare(paper: SmallPaper, rng: random.Random) -> None:
    """Whatever becomes of the site that lies beside the output, nobody ever sees it."""
    spare = spare_of(paper.output)
    if spare.is_dir() and rng.random() < 0.8:
        harm(spare, rng)
        place = rng.choice([path for path in (spare, *spare.rglob("*")) if path.is_dir()])
        (place / "la.html").write_text("lạ", "utf-8")
    else:
        shutil.rmtree(spare, ignore_errors=True)


def lose_cache(paper: SmallPaper, _rng: random.Random) -> None:
    shutil.rmtree(paper.cache, ignore_errors=True)


def lose_output(paper: SmallPaper, _rng: random.Random) -> None:
    shutil.rmtree(paper.output, ignore_errors=True)


def move_paper(paper: SmallPaper, rng: random.Random) -> None:
    """As in CI: the same paper, its cache and its site in another place."""
    target = paper.folder.with_name(f"paper-{rng.randint(0, 10**6)}")
    paper.folder.rename(target)
    paper.folder = target


CHANGES: tuple[Change, ...] = (
    edit_body,
    edit_headline,
    edit_lead,
    move_section,
    change_status,
    change_date,
    set_embargo,
    set_topics,
    add_story,
    delete_story,
    rename_story,
    edit_dataset,
    embargo_dataset,
    copy_dataset,
    edit_picture,
    edit_template,
    edit_style,
    edit_words,
    edit_page,
    edit_masthead,
    edit_authors,
    edit_guide,
    edit_sections,
    edit_abbreviations,
    show_picture,
    move_folder,
    change_setting,
    change_language,
    move_clock,
    keep_times,
    touch,
    break_story,
    mend_stories,
    write_document,
    cite_document,
    withdraw_story,
    set_alias,
    redirect,
    keep_ledger,
    live_ledger,
    harm_cache,
    harm_output,
    harm_spare,
    lose_cache,
    lose_output,
    move_paper,
)

# What an editor does most, and what the content of the last build may be taken up after.
OF_STORIES: tuple[Change, ...] = (
    edit_body,
    edit_headline,
    edit_lead,
    change_date,
    set_topics,
    add_story,
    show_picture,
    cite_document,
    set_embargo,
    move_clock,
    touch,
)
