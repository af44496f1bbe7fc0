"""Lines that no editor means to print: a merge left open, other programs' commands, blocks with wrong slashes."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Sequence

from portal.i18n import Translator

from .findings import Findings
from .lines import TypedLine, edge

_ = Translator(__file__)

_SUSPECT = re.compile(
    r"\{[ ]?\{|\{%|<%|~~|==|\{[:#.]|\^\[|\[\[|"
    r"^[ ]*(?:<{7}|>{7}|={7}[ ]*$|\|{7}|//|\\\\\\|/[ ]/|!!!|:::|>?[ ]*\[[!T])"
    r"|^\[/?\w+ \w+=",
    re.MULTILINE,
)
# What the patterns look for has one of these in it; most texts have none.
_SIGNS = (
    "[",
    "~~",
    "==",
    "{{",
    "{ {",
    "{%",
    "<%",
    "{:",
    "{#",
    "{.",
    "//",
    "\\\\\\",
    "/ /",
    "!!!",
    ":::",
    *(7 * sign for sign in "<>=|"),
)
_CONFLICT = re.compile(r"(?:<{7}(?!<)|>{7}(?!>)|\|{7}(?!\|))|={7}$")
_COMMAND = re.compile(r"\{[ ]?\{.*?\}[ ]?\}|\{%.*?%\}|\{[ ]?\{|\{%")
_SHORTCODE = re.compile(r"\[/?(?:caption|gallery|embed|video|audio|youtube|iframe)\b[^\]]*\](?![(:\[])")
# Marks of other programs and dialects that would be printed as their signs.
_DIALECTS = re.compile(
    r"""
      <%[^<%]*%>                       # <%= … %>
    | \{[:#.][ ]?[\w.#-][^{}]*\}[ ]*$  # {: .lop}  {#ten}
    | !\[\[[^\]]*\]\]                 # ![[anh.png]]
    | ^\[\[_?\w+_?\]\]$ | ^\[TOC\]$
    | ^!!![ ]+\w+.* | ^:::+[ ]*\{?\w*.*
    | ^(?:>[ ]*)?\[!\w+\]              # > [!NOTE]
    | ~~[^~\s](?:[^~]*[^~\s])?~~ | (?<!=)==[^=\s](?:[^=]*[^=\s])?==(?!=)  # ~~gạch~~ ==tô==
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BULLETIN = re.compile(r"\[/(?:b|i|u|s|url|img|quote|center|color|size|font)\]", re.IGNORECASE)
_INLINE_NOTE = re.compile(r"\^\[[^\[\]]*\]")
_WEB = re.compile(r"//(?:[\w-]+\.)+[a-z]{2,}(?:[/?#:]|$)", re.IGNORECASE)
_SLASHES = re.compile(r"(?:/{2,}|\\{3,}|/[ ]/[ ]/)[ ]*([\w-]*)(.*)", re.DOTALL)


def may_be_strange(text: str) -> bool:
    """Whether a look at each line is worth it."""
    if not any(sign in text for sign in _SIGNS):
        return False
    return any(pattern.search(text) for pattern in (_SUSPECT, _SHORTCODE, _BULLETIN))


def report_strange(lines: Sequence[TypedLine], known: Collection[str], findings: Findings) -> None:
    """Args: lines: without code; known: names of the blocks that `///` opens."""
    _report_conflicts(lines, findings)
    for line in lines:
        _report_command(line, findings)
        words = line.words
        if words.startswith(("//", "\\\\\\", "/ /")) and not edge(words):
            _report_slashes(line, known, findings)


def _report_conflicts(lines: Iterable[TypedLine], findings: Findings) -> None:
    """Each conflict once, at its first line."""
    is_open = False
    for line in lines:
        words = line.words
        if not _CONFLICT.match(words):
            continue
        if not is_open and not words.startswith(("=", "|")):
            hint = _("keep one of the two texts and delete the lines <<<<<<<, ======= and >>>>>>>")
            findings.fault(_("two versions of the text stand here"), line.number, hint, "conflict")
        is_open = not words.startswith(">")


def _report_command(line: TypedLine, findings: Findings) -> None:
    command = _COMMAND.search(line.text) or _SHORTCODE.search(line.text)
    dialect = _DIALECTS.search(line.words) or _BULLETIN.search(line.words)
    if dialect is not None and command is None:
        hint = _(
            "delete it, or write it as here: **bold**, ## for a heading, /// luu-y for a box, ![…](…) for a picture"
        )
        message = _("{words} means nothing here", words=dialect.group()[:60])
        findings.fault(message, line.number, hint, "command")
    note = _INLINE_NOTE.search(line.text)
    if note is not None:
        hint = _("write [^1] there, and [^1]: … on a line of its own")
        findings.fault(_("{words} is no note", words=note.group()[:60]), line.number, hint, "note")
    if command is not None:
        hint = _("write /// video | address for a video, [words](address) for a link, {{so: …}} for a figure")
        message = _("{words} is a command of another program", words=command.group()[:60])
        findings.fault(message, line.number, hint, "command")


def _report_slashes(line: TypedLine, known: Collection[str], findings: Findings) -> None:
    if _WEB.match(line.words):
        hint = _("write {line}", line=f"https:{line.words}")
        findings.fault(_("the address has no https:"), line.number, hint, "link")
        return
    match = _SLASHES.match(line.words)
    name, rest = (match[1], match[2].strip()) if match else ("", "")
    near = difflib.get_close_matches(name.lower(), sorted(known), n=1) or ["luu-y"]
    rest = rest.lstrip("|:- ").strip()
    hint = _("write {line}", line=f"/// {near[0]}" + (f" | {rest}" if rest else ""))
    findings.fault(_("this line looks like the beginning of a block"), line.number, hint, "block")
