"""Files of a content folder -> findings with their places; and the same files mended."""

from __future__ import annotations

import os
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from portal.errors import Problem
from portal.i18n import Translator
from portal.system_errors import unreadable

from .house.house_style import HouseStyle, read_style, shipped_style
from .house.rule import Desk, ProofMark
from .proofread import proofread
from .repair import repair
from .report import Reported
from .source.manuscript import Manuscript, read_manuscript
from .topics import near_topics

_ = Translator(__file__)

STYLE = "house-style.toml"
TOPICS = "topics.toml"
DECOMPOSED = "decomposed-letters"


@dataclass(frozen=True)
class Paper:
    """A content folder with its house style. `root` is None for a file that lies in none."""

    root: Path | None
    desk: Desk

    def display_path(self, path: Path) -> str:
        """`path` as messages name it: from the folder around content/."""
        if self.root is None:
            return str(path)
        return Path(self.root.name, resolved(path).relative_to(self.root)).as_posix()


@dataclass(frozen=True)
class Proof:
    """What came of one file. `problems` say why it, or the house style, could not be read."""

    findings: tuple[Reported, ...] = ()
    problems: tuple[Problem, ...] = ()
    mended: int = field(default=0)


def paper_of(path: Path) -> Paper:
    """The paper that a file or folder belongs to. Raises Problem where its house style is wrong."""
    path = resolved(path)
    root = _root(path if path.is_dir() else path.parent)
    return _paper(root) if root else Paper(None, Desk(shipped_style()))


@lru_cache(maxsize=4)  # of the file under work, which several ask for
def resolved(path: Path) -> Path:
    return path.resolve()


@cache
def _root(folder: Path) -> Path | None:
    """The content folder that `folder` is, or lies in."""
    if (folder / "articles").is_dir() or (folder / "sections.toml").is_file():
        return folder
    return _root(folder.parent) if folder != folder.parent else None


@cache
def _paper(root: Path) -> Paper:
    return Paper(root, Desk(_style(root), cache(lambda name: picture_size(root / "media" / name))))


def _style(root: Path) -> HouseStyle:
    file = root / STYLE
    return read_style(file.read_text(encoding="utf-8"), f"{root.name}/{STYLE}") if file.is_file() else shipped_style()


def picture_size(path: Path) -> tuple[int, int] | None:
    from PIL import Image  # only who has pictures to look at needs it

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(path) as image:  # of broken metadata
            return image.size
    except (OSError, ValueError, Image.DecompressionBombError):
        return None  # the build says why


def content_files(paths: Iterable[Path], refused: list[OSError] | None = None) -> Iterator[Path]:
    """The stories, pages and topics that are named, or lie in the folders that are named; `refused` may not be read."""
    refuse = None if refused is None else refused.append
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        names = [*_names_to_read(str(path), refuse)]
        yield from map(Path, sorted(names, key=lambda name: name.split(os.sep)))  # noqa: PTH206 -- thousands of them


def _names_to_read(folder: str, refuse: Callable[[OSError], object] | None) -> Iterator[str]:
    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (f"{place}{os.sep}{name}" for name in names if _is_read(name))


def _is_read(name: str) -> bool:
    return not name.startswith(".") and (name.endswith(".md") or name == TOPICS)


def proofread_file(path: Path, fix: bool = False) -> Proof:
    """Read one file; with `fix` write it mended first."""
    try:
        paper = paper_of(path)
        text, is_composed = read_text(path, paper.display_path(path))
    except Problem as problem:
        return Proof(problems=(problem,))
    mended = 0
    if fix:
        text, is_composed, mended = _write_mended(path, paper, text, is_composed)
    display_path = paper.display_path(path)
    return Proof(tuple(_reported(display_path, text, look(path, paper, text), is_composed)), (), mended)


def _write_mended(path: Path, paper: Paper, text: str, is_composed: bool) -> tuple[str, bool, int]:
    """Line ends and a mark at the beginning of the file stay what they are."""
    right, count = repair(text, lambda said: look(path, paper, said))
    if count or not is_composed:
        data = path.read_bytes()
        start = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
        ends = "\r\n" if b"\r\n" in data else "\n"
        path.write_bytes(start + right.replace("\n", ends).encode("utf-8"))
    return right, True, count + (not is_composed)


def look(path: Path, paper: Paper, text: str) -> list[ProofMark]:
    if path.suffix == ".toml":
        return list(near_topics(text, paper.desk.style.words["distinct_topics"]))
    return proofread(read_manuscript(text, paper.display_path(path)), paper.desk)


def read_text(path: Path, display_path: str) -> tuple[str, bool]:
    """The text in NFC with `\\n` line ends, and whether it was in NFC."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise unreadable(error, display_path) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Problem(
            _("the file is not in UTF-8"), display_path, line, hint=_("save it with the encoding UTF-8")
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text), unicodedata.is_normalized("NFC", text)


def _reported(display_path: str, text: str, findings: Iterable[ProofMark], is_composed: bool) -> Iterator[Reported]:
    if not is_composed:
        hint = _("--fix puts them together")
        message = _("letters and their marks are stored apart")
        yield Reported(display_path, 1, 1, 1, 1, "advice", DECOMPOSED, message, hint)
    places = Manuscript(display_path, text, text, (), ())
    for finding in findings:
        line, column = places.place(finding.start)
        end_line, end_column = places.place(finding.end)
        yield Reported(
            display_path,
            line,
            column,
            end_line,
            end_column,
            finding.severity or "warning",
            finding.code,
            finding.message,
            finding.hint,
            finding.replacement,
        )
