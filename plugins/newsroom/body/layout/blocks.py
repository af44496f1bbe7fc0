"""One level of a text, block by block. Blocks that stand directly under a sentence are parted from it; no indent makes
code, for a newspaper has none but what is fenced; each clause with a number or letter of its own is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from portal.i18n import Translator

from .cursor import Cursor
from .lines import (
    TAB,
    TypedLine,
    edge,
    ends_sentence,
    fence,
    heading,
    is_definition,
    is_label,
    is_reference,
    is_rule,
    is_spoken_name,
    is_underline,
    note,
    runs_on,
)
from .lists import begins_list, take_list
from .tables import begins_table, is_stray_row, report_columns, report_parted_row, take_table

_ = Translator(__file__)

_VERBATIM = frozenset(("video",))  # blocks `///` whose text is no Markdown
_QUOTED = re.compile(r"\s*>[ ]?")
_HTML = re.compile(
    r"<(div|section|table|details|blockquote|figure|ul|ol|dl|p|h[1-6]|pre|iframe|script|style|center|aside|article|form"
    r"|noscript|video|audio|svg|object|select|textarea|address|fieldset|figcaption)(?=[\s/>])",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"[a-z][a-z0-9+#.-]*", re.IGNORECASE | re.ASCII)  # of fenced code
_LONGEST_TITLE = 90
_UNBROKEN = 200  # characters of a line from which its writer breaks lines for paragraphs only
_ADDRESSES = ("https://", "http://", "www.", "youtu", "vimeo")


def arrange(cursor: Cursor) -> list[str]:
    """Read all lines of the cursor's level; returns its result."""
    while cursor.more:
        cursor.skip_blank()
        if cursor.more and not _take_plain(cursor) and not any(take(cursor) for take in _TAKERS):
            _take_paragraph(cursor)
    return cursor.out


def _take_plain(cursor: Cursor) -> bool:
    """A line between empty ones that begins with a letter: most of a news story, and never anything else."""
    line, below = cursor.line, cursor.ahead()
    if not line.text[0].isalpha() or (below is not None and below.words) or line.text.startswith(_ADDRESSES):
        return False
    if TAB in line.text:
        report_parted_row(cursor, line, cursor.at)
    cursor.at += 1
    cursor.paragraphs += 1
    cursor.emit([cursor.inline(_text_line(line), line)])
    return True


def _take_fence(cursor: Cursor) -> bool:
    opened = fence(cursor.line.words)
    if opened is None:
        return False
    first, inside = cursor.take(), []
    if opened[2].strip() and not _LANGUAGE.fullmatch(opened[2].strip()):
        hint = _("write them on the line below")
        message = _("the words behind {mark} are not printed", mark=opened[1])
        cursor.findings.fault(message, first.number, hint, "fence")
    while cursor.more and cursor.line.words != opened[1]:
        inside.append(cursor.take())
    if cursor.more:
        cursor.take()
    else:
        hint = _("write {mark} on a line of its own behind it", mark=opened[1])
        cursor.findings.fault(_("the code has no end"), first.number, hint, "fence")
    text = "\n".join(line.text.replace(TAB, "    ") for line in inside)
    cursor.emit([cursor.around.stash(f"<pre><code>{escape(text, quote=False)}\n</code></pre>")])
    return True


def _take_html(cursor: Cursor) -> bool:
    """An element typed as HTML goes on untouched, up to its end."""
    begun = _HTML.match(cursor.line.words)
    if begun is None:
        return False
    name = begun[1].lower()
    tags = re.compile(rf"<(/?){name}(?=[\s/>])", re.IGNORECASE)
    depth, taken = 0, []
    while cursor.more:
        line = cursor.take()
        taken.append(line.text.replace(TAB, " "))
        cursor.inline(line.text, line)  # for its links
        depth += sum(-1 if tag[1] else 1 for tag in tags.finditer(line.text))
        if depth <= 0 or (name == "p" and cursor.more and not cursor.line.words):
            break
    cursor.emit(taken)
    return True


def _take_edge(cursor: Cursor) -> bool:
    match = edge(cursor.line.words)
    if match is None:
        return False
    line = cursor.take()
    head, bar, words = line.words.partition("|")
    taken = [head + bar + (words if match[2].lower() in _VERBATIM else cursor.inline(words, line))]
    if match[2].lower() in _VERBATIM:
        if not words.strip():
            hint = _("write it behind a bar: /// video | https://…")
            cursor.findings.fault(_("the video has no address"), line.number, hint, "embed")
        while cursor.more and taken[-1] != match[1]:
            taken.append(cursor.take().words.replace(TAB, " "))
    cursor.emit(taken)
    return True


def _take_quotation(cursor: Cursor) -> bool:
    if not cursor.line.words.startswith(">"):
        return False
    inside: list[TypedLine] = []
    while cursor.more and cursor.line.words:
        if not cursor.line.words.startswith(">") and (interrupts(cursor) or not inside[-1].words):
            break
        line = cursor.take()
        inside.append(TypedLine(_QUOTED.sub("", line.text, count=1), line.number))
    cursor.emit([f"> {line}" if line else ">" for line in cursor.within(inside).out])
    return True


def _take_note(cursor: Cursor) -> bool:
    """A note with all that is indented below it."""
    match = note(cursor.line.words)
    if match is None:
        return False
    line = cursor.take()
    if match[1] in cursor.findings.notes:  # told; the first is the note, this one stays a paragraph
        cursor.findings.note(match[1], line.number)
        cursor.emit([f"\\{line.words}"])
        return True
    cursor.findings.note(match[1], line.number)
    cursor.emit(_hanging(cursor, f"[^{match[1]}]: ", TypedLine(match[2].strip(), line.number)))
    return True


def _take_definition(cursor: Cursor) -> bool:
    if not is_definition(cursor.line.words):
        return False
    cursor.emit(_definitions(cursor))
    return True


def _definitions(cursor: Cursor) -> list[str]:
    """All definitions of one term."""
    printed: list[str] = []
    while cursor.more and is_definition(cursor.line.words):
        line = cursor.take()
        printed += _hanging(cursor, ":   ", TypedLine(line.words[1:].strip(), line.number))
    return printed


def _hanging(cursor: Cursor, mark: str, first: TypedLine) -> list[str]:
    """A block that begins with `mark`, with the lines that belong to it indented."""
    inside = [first]
    while cursor.more:
        line = cursor.line
        if not line.words:
            below = next((other for other in cursor.lines[cursor.at :] if other.words), None)
            if below is None or below.indent < 2:
                break
        elif line.indent < 2 and (_is_term(cursor) or interrupts(cursor)):
            break
        cursor.take()
        inside.append(TypedLine(line.text[min(line.indent, 4) :], line.number))
    out = cursor.within(inside).out
    return [mark + (out[0] if out else ""), *(f"    {line}" if line else "" for line in out[1:])]


def _is_term(cursor: Cursor) -> bool:
    """Whether the next line is defined by the one below it."""
    below = cursor.ahead()
    return below is not None and is_definition(below.words)


def _take_reference(cursor: Cursor) -> bool:
    if not is_reference(cursor.line.words):
        return False
    line = cursor.take()
    name, _bracket, rest = line.words.partition("]")
    rest = " ".join(rest.lstrip()[1:].split())
    if name.startswith("["):
        cursor.findings.references.append((" ".join(name[1:].lower().split()), line.number))
        cursor.findings.link(rest.split()[0].strip("<>"), line.number)
        cursor.emit([line.words.replace(TAB, " ")])
    elif rest:
        cursor.findings.abbreviations.append((name[2:].strip(), line.number))
        cursor.emit([f"{name}]: {rest}"])
    else:  # Markdown would take the line below for what it means
        hint = _("write it behind the colon: {line}", line=f"{name}]: …")
        cursor.findings.fault(
            _("nothing says what {name} means", name=name[2:].strip()), line.number, hint, "reference"
        )
        cursor.emit([f"\\{name}]:"])
    return True


def _take_heading(cursor: Cursor) -> bool:
    level_and_words = heading(cursor.line.words)
    if level_and_words is None:
        return False
    line = cursor.take()
    # As many signs behind the words as before them close a heading; any other stands there to be read.
    level, words = level_and_words[0], re.sub(rf"(?:^|\s+)(?<!#)#{{{level_and_words[0]}}}$", "", level_and_words[1])
    if not words:
        cursor.findings.fault(_("the heading has no words"), line.number, _("write them behind the #"), "heading")
    text = cursor.inline(words, line)
    # Python-Markdown takes signs off the end, also escaped ones: as entities they stay.
    bare = text.rstrip("#")
    signs = len(text) - len(bare)
    if signs and (len(bare) - len(bare.rstrip("\\"))) % 2:
        bare = bare[:-1]
    cursor.emit([f"{'#' * level} {bare}{'&#35;' * signs}"])
    return True


def _take_rule(cursor: Cursor) -> bool:
    if not is_rule(cursor.line.words):
        return False
    line, above = cursor.line, cursor.ahead(-1)
    if above is not None and set(line.words) == {"-"} and _can_be_title(cursor, above.words):
        hint = _("write ## before the words for a heading, or leave an empty line before --- for a rule")
        cursor.findings.fault(_("--- under a line can mean a heading or a rule"), line.number, hint, "heading")
    cursor.take()
    cursor.emit(["***"])
    return True


def _can_be_title(cursor: Cursor, words: str) -> bool:
    alone = (higher := cursor.ahead(-2)) is None or not higher.words
    return bool(words) and alone and words[:1].isalnum() and not ends_sentence(words) and len(words) <= _LONGEST_TITLE


def _take_video(cursor: Cursor) -> bool:
    if not _is_video(cursor):
        return False
    cursor.emit([cursor.around.video(_bare(cursor.take().words))])
    return True


def _is_video(cursor: Cursor) -> bool:
    words = _bare(cursor.line.words)
    return words.startswith(_ADDRESSES) and cursor.around.is_video(words)


def _bare(words: str) -> str:
    """`<https://…>` without its brackets."""
    return words[1:-1] if words.startswith("<") and words.endswith(">") else words


def interrupts(cursor: Cursor) -> bool:
    """Whether the next line begins a new block under the text above it."""
    line, above = cursor.line, cursor.ahead(-1)
    words = line.words
    if not words or above is None or words.startswith(">"):
        return True
    if words[0] in "#`~/-*_[<:|" or TAB in words:
        if heading(words) or fence(words) or edge(words) or is_rule(words) or note(words) or is_reference(words):
            return True
        if is_definition(words) or _HTML.match(words) or is_stray_row(line):
            return True
    if begins_table(cursor) or begins_list(cursor, above) or _begins_clause(cursor, above):
        return True
    if _is_video(cursor):
        return True
    if not ends_sentence(above.words):
        return False
    return (cursor.depth == 0 and line.indent >= 2) or (len(above.text) >= _UNBROKEN and not words[0].islower())


def _begins_clause(cursor: Cursor, above: TypedLine) -> bool:
    words = cursor.line.words
    if words[0] in "–—-+" and words[1:2].strip() != words[1:2] and words[1:].strip()[:1].isupper():
        return not runs_on(above.text, words)
    if not is_label(words):
        return False
    below = cursor.ahead()
    return not runs_on(above.text, words) or is_label(above.words) or (below is not None and is_label(below.words))


def _take_paragraph(cursor: Cursor) -> bool:
    first = cursor.take()
    group = [first]
    while cursor.more and not interrupts(cursor):
        if len(group) == 1 and set(cursor.line.words) == {"="} and is_underline(cursor.line.words):
            _take_underlined(cursor, first)
            return True
        group.append(cursor.take())
    if TAB in group[-1].text:
        report_parted_row(cursor, group[-1], cursor.at - 1)
    if len(group) > 1:
        report_columns(cursor, group)
    text = "\n".join(_text_line(line) for line in group)
    lines = cursor.inline(text, first).split("\n")
    cursor.paragraphs += 1
    cursor.emit([f"\\{line}" if line.startswith("#") or is_spoken_name(line) else line for line in lines])
    if cursor.more and is_definition(cursor.line.words):
        cursor.out += _definitions(cursor)  # directly under their term
    return True


def _take_underlined(cursor: Cursor, first: TypedLine) -> None:
    """A heading with `===` below it; under a sentence the writer meant something else."""
    line = cursor.take()
    if ends_sentence(first.words) or len(first.words) > _LONGEST_TITLE:
        hint = _("write ## before the words for a heading, or delete the line {mark}", mark="===")
        cursor.findings.fault(_("=== under a line makes a heading of it"), line.number, hint, "heading")
    cursor.emit([f"# {cursor.inline(first.words, first)}"])


def _text_line(line: TypedLine) -> str:
    """Without its indent; two spaces at the end break the line."""
    return line.words + ("  " if line.text.endswith("  ") else "")


_TAKERS: tuple[Callable[[Cursor], bool], ...] = (
    _take_fence,
    _take_edge,
    _take_quotation,
    _take_note,
    _take_reference,
    _take_definition,
    _take_heading,
    _take_rule,
    _take_html,
    take_table,
    take_list,
    _take_video,
)
