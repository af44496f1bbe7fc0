"""A .docx taken apart and put together again: what Word keeps in its parts, made plain before it is read."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as etree

from portal.errors import Problem
from portal.i18n import Translator

from .changes import TrackedChanges, count_changes, settle_changes
from .fonts import Fonts, decode_paragraphs
from .marks import W, name_of, w
from .numbering import Numbering
from .structure import capitalise, make_plain
from .styles import WordStyles, placed_runs
from .symbols import spell_symbols
from .tabs import tabbed_tables

_ = Translator(__file__)
gettext = _.later
MOST_BYTES = 300_000_000  # of all parts, unpacked
MOST_LEVELS = 20  # of tables in each other
_TABLE = re.compile(rb"<(/?)\w+:(?:tbl|sdt|txbxContent)\b[^>]*(?<!/)>")
MOST_RATIO = 200  # a part that unpacks to more than so many times its size is made to exhaust the machine
_NUMBERING = "word/numbering.xml"
_TEXTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_NOT_TAKEN = {
    "word/header": gettext("headers of pages"),
    "word/footer": gettext("footers of pages"),
    "word/comments.xml": gettext("comments"),
    "word/charts/": gettext("charts"),
    "word/diagrams/": gettext("diagrams"),
}


@dataclass(frozen=True)
class PlainDocument:
    """Args: data: a .docx in Unicode without tracked changes; decoded: words that were in old code; left_out: names
    of parts whose words are not in the story."""

    data: bytes
    decoded: int
    undecided: tuple[str, ...]
    changes: int
    left_out: tuple[str, ...]


def plain_document(path: Path, display_path: str, changes: TrackedChanges) -> PlainDocument:
    """Raises Problem where the file is no document that Word writes today, or has changes that nobody settled."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_size(archive, display_path)
            parts = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        hint = _("open it in Word or LibreOffice and save it as .docx, without a password")
        raise Problem(_("the file is not a document of Word (.docx)"), display_path, hint=hint, code="docx") from None
    if "word/document.xml" not in parts:
        hint = _("open it in Word or LibreOffice and save it as .docx")
        raise Problem(_("the file holds no text of Word"), display_path, hint=hint, code="docx")
    styles, numbers = (
        _parsed(parts[name], display_path) if name in parts else None for name in ("word/styles.xml", _NUMBERING)
    )
    looks, numbering = WordStyles(styles), Numbering(numbers, copy.deepcopy(styles))
    fonts = Fonts(looks)
    if styles is not None:
        _strip_styles(styles)
        parts["word/styles.xml"] = etree.tostring(styles, encoding="utf-8", xml_declaration=True)
    texts = {name: _parsed(parts[name], display_path) for name in _TEXTS if name in parts}
    count = sum(count_changes(root) for root in texts.values())
    if count and changes is TrackedChanges.REFUSE:
        hint = _("settle them in Word, or say --accept-changes or --reject-changes")
        raise Problem(
            _("the document has {count} tracked changes", count=count), display_path, hint=hint, code="changes"
        )
    decoded = 0
    undecided: list[str] = []
    left_out: list[str] = []
    for name, root in texts.items():
        settle_changes(root, changes)
        left_out += make_plain(root, looks)
        numbering.write_labels(root)
        left_out += spell_symbols(placed_runs(root), fonts)
        result = decode_paragraphs(root, fonts)
        capitalise(root, looks)
        left_out += tabbed_tables(root)
        decoded += result.words
        undecided += result.undecided
        parts[name] = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    if numbers is not None:
        numbering.forget_styles()
        parts[_NUMBERING] = etree.tostring(numbers, encoding="utf-8", xml_declaration=True)
    left_out += _left_out(parts)
    return PlainDocument(_packed(parts), decoded, tuple(undecided), count, tuple(dict.fromkeys(left_out)))


def _strip_styles(styles: etree.Element) -> None:
    """Names and lists of styles are all that is asked for after their fonts; the rest is most of a short document."""
    for style in list(styles):
        if style.tag != w("style"):
            styles.remove(style)
            continue
        for part in list(style):
            if part.tag not in (w("name"), w("basedOn")) and part.find(w("numPr")) is None:
                style.remove(part)


def _check_size(archive: zipfile.ZipFile, display_path: str) -> None:
    total = sum(info.file_size for info in archive.infolist())
    swollen = any(
        info.file_size > 1_000_000 and info.file_size > info.compress_size * MOST_RATIO for info in archive.infolist()
    )
    if total > MOST_BYTES or swollen:
        raise Problem(
            _("the file unpacks to far more than its size"), display_path, hint=_("save it anew"), code="docx"
        )


def _parsed(data: bytes, display_path: str) -> etree.Element:
    try:
        if b"<!DOCTYPE" in data[:2000] or b"<!ENTITY" in data:
            raise Problem(_("the file declares entities, which Word never does"), display_path, code="docx")
        if _levels(data) > MOST_LEVELS:
            hint = _("take the tables within tables apart")
            raise Problem(_("tables stand too deep in each other"), display_path, hint=hint, code="docx")
        return etree.fromstring(data)
    except etree.ParseError:
        hint = _("open it in Word or LibreOffice and save it anew")
        raise Problem(_("the file is damaged"), display_path, hint=hint, code="docx") from None


def _levels(data: bytes) -> int:
    level = deepest = 0
    for tag in _TABLE.finditer(data):
        level += -1 if tag[1] else 1
        deepest = max(deepest, level)
    return deepest


def _left_out(parts: dict[str, bytes]) -> Iterator[str]:
    """Kinds of parts that hold words or pictures which a story has no place for."""
    for name, data in parts.items():
        for start, words in _NOT_TAKEN.items():
            if name.startswith(start) and (not name.endswith(".xml") or _has_words(data)):
                yield str(words)
    if b"<m:oMath" in parts["word/document.xml"] or b"oMath>" in parts["word/document.xml"]:
        yield _("formulas")


def _has_words(data: bytes) -> bool:
    try:
        root = etree.fromstring(data)
    except etree.ParseError:
        return False
    names = {f"{{{W}}}t"}
    return any((node.text or "").strip() for node in root.iter() if node.tag in names or name_of(node) in ("v", "t"))


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()
