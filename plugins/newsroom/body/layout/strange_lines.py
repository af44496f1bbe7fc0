"""Lines that no editor means to print: a merge left open, other programs' commands, blocks with wrong slashes."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Sequence

from portal.i18n import Translator

from .findings import Findings
from .lines import TypedLine, edge

_ = Translator(__file__)

_SUSPECT = re.compile(r"\{\{|\{%|^[ ]*(?:<{7}|>{7}|={7}[ ]*$|\|{7}|//|\\\\\\|/[ ]/)|^\[/?\w+ \w+=", re.MULTILINE)
_CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?:[ ]|$)|={7}$")
_COMMAND = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{\{|\{%")
_SHORTCODE = re.compile(r"\[/?(?:caption|gallery|embed|video|audio|youtube|iframe)\b[^\]]*\](?![(:\[])")
_SLASHES = re.compile(r"(?:/{2,}|\\{3,}|/[ ]/[ ]/)[ ]*([\w-]*)(.*)", re.DOTALL)


def may_be_strange(text: str) -> bool:
    """Whether a look at each line is worth it."""
    return _SUSPECT.search(text) is not None or _SHORTCODE.search(text) is not None


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
    found = _COMMAND.search(line.text) or _SHORTCODE.search(line.text)
    if found is not None:
        hint = _("write /// video | address for a video, [words](address) for a link, {{so: …}} for a figure")
        message = _("{words} is a command of another program", words=found.group()[:60])
        findings.fault(message, line.number, hint, "command")


def _report_slashes(line: TypedLine, known: Collection[str], findings: Findings) -> None:
    match = _SLASHES.match(line.words)
    name, rest = (match[1], match[2].strip()) if match else ("", "")
    near = difflib.get_close_matches(name.lower(), sorted(known), n=1) or ["luu-y"]
    rest = rest.lstrip("|:- ").strip()
    hint = _("write {line}", line=f"/// {near[0]}" + (f" | {rest}" if rest else ""))
    findings.fault(_("this line looks like the beginning of a block"), line.number, hint, "block")
