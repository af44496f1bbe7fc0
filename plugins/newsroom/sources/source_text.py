"""An editor's file -> text that is safe to work on: size, encoding, links, characters and paths are checked here."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from portal.errors import Problem, Reporter
from portal.i18n import Translator
from portal.system_errors import unreadable
from portal.traces.trace import note_file

_ = Translator(__file__)

# Private use (the portal's own marks live there), controls, separators that end a line for some readers only,
# and marks that turn the direction of text round, which can make a text read otherwise than it is.
_FORBIDDEN = re.compile(
    "[\ue000-\uf8ff\U000f0000-\U0010ffff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
# Bullets of the fonts Symbol and Wingdings, as Word copies them.
_BULLETS = "\uf02d\uf06c\uf06e\uf06f\uf071\uf076\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc"
_SYMBOL = re.compile(rf"^([ \t\xa0]*)[{_BULLETS}](?=[ \t\xa0\u2000-\u200a])", re.MULTILINE)
_BREAKS = "\x0b\x0c\x85\u2028\u2029"
_MOST_CHARACTERS = 20  # told in one file
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]+)|([0-9]+))", re.IGNORECASE)
_DOCUMENTS = (".docx", ".doc", ".odt", ".rtf", ".pdf", ".pages")
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".heic", ".tif", ".tiff", ".svg")
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*", re.IGNORECASE)


def read_source(path: Path, display_path: str, limit: int, problems: Reporter | None = None) -> str:
    """The text of `path` in NFC with `\\n` line ends. `display_path` is that of messages, `limit` the size in bytes.

    Args:
        problems: told of every character that may not be used, and a space stands for it in the text;
            without it, the first is raised.
    """
    note_file(path)
    try:
        status = path.stat()
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            hint = _("put a text file there")
            raise Problem(_("this is a pipe or a device"), display_path, hint=hint, code="unreadable")
        if status.st_size > limit:
            raise Problem(_("the file is larger than {limit} bytes", limit=limit), display_path, code="too-long")
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(error, display_path) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Problem(
            _("the file is not in UTF-8"),
            display_path,
            line,
            hint=_("save it with the encoding UTF-8"),
            code="encoding",
        ) from None
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _FORBIDDEN.search(text):  # as all bullets of these fonts are
        text = _SYMBOL.sub("\\1•", text)
        return _with_known_characters(text, list(_FORBIDDEN.finditer(text)), display_path, problems)
    return _with_known_characters(text, [], display_path, problems)


def _with_known_characters(text: str, signs: list[re.Match[str]], display_path: str, problems: Reporter | None) -> str:
    """Args: signs: those that are forbidden as they stand."""
    if "&#" in text:
        signs += [reference for reference in _REFERENCE.finditer(text) if _is_forbidden(reference)]
    if not signs:
        return text
    faults = [_strange_character(text, match, display_path) for match in signs[:_MOST_CHARACTERS]]
    if problems is None:
        raise faults[0]
    problems.extend(faults)
    return _REFERENCE.sub(lambda match: " " if _is_forbidden(match) else match.group(), _FORBIDDEN.sub(" ", text))


def _strange_character(text: str, match: re.Match[str], display_path: str) -> Problem:
    sign = match.group()[0]
    code = f"U+{ord(sign):04X}" if match.re is _FORBIDDEN else match.group()
    message = _("the character {code} may not be used", code=code)
    hint = _("delete it and type the text again")
    if sign in _BREAKS:
        message = _("a line break of Word ({code}) stands in the line", code=code)
        hint = _("delete it and press Enter")
    line, column = line_at(text, match.start()), match.start() - text.rfind("\n", 0, match.start())
    return Problem(message, display_path, line, column, hint, "character")


def _is_forbidden(reference: re.Match[str]) -> bool:
    number = int(reference.group(1), 16) if reference.group(1) else int(reference.group(2))
    return number > 0x10FFFF or bool(_FORBIDDEN.match(chr(number)))


def line_at(text: str, position: int) -> int:
    """Line number, from 1, of a position in `text`."""
    return text.count("\n", 0, max(position, 0)) + 1


def _unread(name: str, display_path: str, suffix: str) -> Problem:
    if name.lower().endswith(_DOCUMENTS):
        message = _("a document of a word processor is not read")
        hint = _("copy its text into a file whose name ends with {suffix}", suffix=suffix)
    elif name.lower().endswith(_PICTURES):
        message, hint = _("a picture is not looked for here"), _("put it into content/media/")
    else:
        message, hint = _("this file is not read"), _("let its name end with {suffix}", suffix=suffix)
    return Problem(message, display_path, hint=hint, code="unread")


def walk(folder: Path, root: Path, suffix: str, problems: Reporter) -> Iterator[str]:
    """Files under `folder` with `suffix`, as paths relative to `root`, sorted. All else there is a fault."""
    try:
        with os.scandir(folder) as entries:
            ordered = sorted(entries, key=lambda entry: (not entry.is_dir(), entry.name))  # folders first
    except OSError as error:
        if not isinstance(error, FileNotFoundError):  # a folder need not be there
            problems.add(unreadable(error, folder.relative_to(root.parent).as_posix()))
        return
    within = folder.relative_to(root).as_posix()
    inner: list[str] = []
    for entry in ordered:
        name, path = entry.name, f"{within}/{entry.name}"
        if name.startswith("."):
            continue
        is_folder = entry.is_dir(follow_symlinks=False)
        if is_folder:
            inner.append(name)
        if entry.is_symlink() or not _NAME.fullmatch(name):
            problems.add(_unfit(entry.is_symlink(), f"{root.name}/{path}"))
        elif name.endswith(suffix) and not is_folder:
            yield path
        elif not is_folder:
            problems.add(_unread(name, f"{root.name}/{path}", suffix))
    for name in inner:
        yield from walk(folder / name, root, suffix, problems)


def _unfit(is_link: bool, display_path: str) -> Problem:
    if is_link:
        hint = _("put the file itself here")
        return Problem(_("this is a link to another file"), display_path, hint=hint, code="link")
    hint = _("use letters a-z without marks, digits, hyphens and dots only")
    return Problem(_("this name may not be used"), display_path, hint=hint, code="file-name")
