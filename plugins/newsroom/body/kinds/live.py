"""Entries of a live story out of headings or paragraphs that begin with a time (typed_time.py).

    ## 14h30: Khai mạc        an entry with a headline: one of the story's key moments
    14h45: Một đoạn.          an entry without; `**14h45**` is the same
    ## 18/4/2024, 0h10        the day, where it is no longer that of the entry before

An editor adds entries at the top or at the end; readers see the newest first, and the whole in its order once the story
has ended. Each becomes `<section class="live-entry" id="luc-2024-04-17-14-30">`. What stands before the first is the
introduction; entries whose time has not come are told, and left out by whoever converts the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from xml.etree import ElementTree as etree

from newsroom.body.conversion import Conversion, LiveFrame, plain_text
from newsroom.model.parts import LiveEntry
from newsroom.sources.source_text import line_at
from portal.i18n import Translator
from portal.vietnam.text import WEEKDAYS, day_and_time

from .typed_time import TypedTime, typed_time

_ = Translator(__file__)
ASSETS = ("css/kinds/live.css", "js/live.js")
SILENT = timedelta(hours=24)  # a story without an entry for so long does not go on
_LINE = re.compile(r"^[ ]{0,3}(#{1,6}[ ]*)?((?:\*\*|__)?)([^\n]{2,200})$", re.MULTILINE)
_MARK = re.compile(r"^\s*[:：|.,–—-]?\s*")
_CLOCK = re.compile(r"[\s(\[*•·]*(\d{1,2}\s*(?:[:hg]|giờ)\s*\d{2}(?!\d)|\d{1,2}\.\d{2}\s*[:：])", re.IGNORECASE)
_DEFINED = re.compile(r"\[\^([^\]\n]+)\]:|[*]?\[[^\]\n]+\]:")


@dataclass
class _Draft:
    """An entry while it is put together. `line` of the Markdown text; `title` holds the rest of its heading."""

    typed: TypedTime
    line: int
    title: etree.Element
    blocks: list[etree.Element] = field(default_factory=list)
    moment: datetime | None = None


def group_entries(root: etree.Element, conversion: Conversion) -> None:
    """Regroup the children of `root`, links and headings of which are set. Faults go to the report."""
    frame, report = conversion.live, conversion.report
    assert frame is not None
    _check_blank_lines(conversion)
    drafts, notes = _taken_apart(root, conversion)
    for path in ASSETS:
        report.need_asset(path)
    if not drafts:
        hint = _("begin each entry with its time: ## 14h30: and a headline, or 14h30: and the text")
        report.fault(_("no entry stands in the live story"), 1, hint, "live-entry")
    _check_empty(drafts, conversion)
    _date(drafts, frame, conversion)
    dated = [draft for draft in drafts if draft.moment]
    _check_times(dated, frame, conversion)
    dated.sort(key=lambda draft: draft.moment or datetime.min, reverse=not frame.has_ended)
    conversion.entries = [_entry_of(draft) for draft in dated]
    several = len({entry.moment.date() for entry in conversion.entries} | {frame.day}) > 1
    last_day: date | None = None
    for draft, entry in zip(dated, conversion.entries, strict=True):
        if several and entry.moment.date() != last_day:
            last_day = entry.moment.date()
            etree.SubElement(
                root, "p", {"class": "live-day"}
            ).text = f"{WEEKDAYS[last_day.weekday()]}, {last_day:%d/%m/%Y}"
        root.append(_section(draft, entry))
    root.extend(notes)
    anchors = {draft.title.get("id") for draft in drafts}
    conversion.headings = [heading for heading in conversion.headings if heading[1] not in anchors]


def _lines(source: str) -> Iterator[tuple[int, str, TypedTime, str]]:
    """(line of the Markdown text, sign of a heading, time, the time as typed) of lines that may begin an entry."""
    for match in _LINE.finditer(source):
        words = match[3].replace(match[2], "") if match[2] else match[3]
        typed = typed_time(words)
        if typed and (match[1] or match[2] or _parts(typed)):
            yield line_at(source, match.start()), match[1] or "", typed, words[: typed.length].strip()


def _check_blank_lines(conversion: Conversion) -> None:
    rows = conversion.source.split("\n")
    for line, heading, _typed, words in _lines(conversion.source):
        above = rows[line - 2].strip() if line > 1 else ""
        if above and not heading and not above.startswith(("#", "///", "```")):
            message = _("there is no empty line before {label}", label=words)
            conversion.report.fault(message, line, _("put an empty line before each entry"), "live-blank-line")


def _taken_apart(root: etree.Element, conversion: Conversion) -> tuple[list[_Draft], list[etree.Element]]:
    """The entries, and the notes at the end; `root` keeps the introduction."""
    drafts: list[_Draft] = []
    notes: list[etree.Element] = []
    left = iter(list(_lines(conversion.source)))
    for child in list(root):
        started = _start(child)
        if started:
            typed, title, rest = started
            line = next((line for line, _sign, other, _words in left if other.key == typed.key), 1)
            drafts.append(_Draft(typed, line, title, [rest] if rest is not None else []))
        elif child.get("class") == "footnotes":
            notes.append(child)
        else:
            _check_heading(child, conversion)
            _check_clock(child, conversion)
            if not drafts:
                continue  # of the introduction
            drafts[-1].blocks.append(child)
        root.remove(child)
    return drafts, notes


def _start(block: etree.Element) -> tuple[TypedTime, etree.Element, etree.Element | None] | None:
    """(time, what is left of the headline, what is left of the paragraph) of a block that begins an entry."""
    if block.tag not in ("h2", "p") or block.get("class"):
        return None
    first = block[0] if len(block) and not (block.text or "").strip() else None
    bold = first if first is not None and first.tag in ("strong", "b") else None
    holder = block if bold is None else bold
    typed = typed_time(holder.text or "")
    if typed is None or (holder is block and block.tag == "p" and not _parts(typed)):
        return None
    holder.text = (holder.text or "")[typed.length :]
    title = block if block.tag == "h2" else etree.Element("h2")
    if bold is not None:
        block.remove(bold)
        block.text = _MARK.sub("", bold.tail or "")
        if block is title and _holds(bold):
            bold.tail, block.text = block.text, ""
            block.insert(0, bold)
        elif _holds(bold):
            title.text, title[:] = bold.text, list(bold)
    return typed, title, None if block is title or not _holds(block) else block


def _parts(typed: TypedTime) -> bool:
    """Whether the mark behind the time of a paragraph makes it that of an entry: a time may also begin a sentence."""
    return typed.mark in (":", "：", "|", "–", "—", "-", "\n")


def _holds(block: etree.Element) -> bool:
    return bool(len(block) or (block.text or "").strip())


def _check_heading(block: etree.Element, conversion: Conversion) -> None:
    """A heading of a live story is the time of an entry, or stands below one."""
    if not isinstance(block.tag, str) or not re.fullmatch("h[2-6]", block.tag):
        return
    words = plain_text(block)
    line = conversion.line_of_words(words)
    if block.tag == "h2":
        hint = _("write ## 14h30: before it, or ### where it is a subhead of an entry")
        conversion.report.fault(_("“{text}” has no time", text=words), line, hint, "live-time")
    elif typed_time(words):
        hint = _("write ## before the time of an entry")
        conversion.report.fault(_("“{text}” is a subhead, not an entry", text=words), line, hint, "live-time")


def _check_clock(block: etree.Element, conversion: Conversion) -> None:
    """Words that begin with a time and belong to the entry before them: perhaps an entry was meant."""
    for one in block.iter():
        words = plain_text(one) if one.tag in ("p", "li") else ""
        clock = _CLOCK.match(words)
        if clock:
            message = _("{time} begins no entry here", time=clock[1].strip(" :："))
            hint = _("where one is meant, put a colon behind the time: 14h30: and the text")
            conversion.report.warn(message, conversion.line_of_words(" ".join(words.split()[:6])), hint, "live-time")


def _check_empty(drafts: Sequence[_Draft], conversion: Conversion) -> None:
    for draft in drafts:
        if not (draft.blocks or _holds(draft.title)):
            conversion.report.fault(_("the entry has no text"), draft.line, _("write it under its time"), "live-entry")


def _date(drafts: Sequence[_Draft], frame: LiveFrame, conversion: Conversion) -> None:
    """Give each entry its moment, reading from the end that leaves fewer of them out of order."""
    for draft in drafts:
        if draft.typed.fault:
            conversion.report.fault(draft.typed.fault, draft.line, draft.typed.hint, "live-time")
    sound = [draft for draft in drafts if not draft.typed.fault]
    ways = [sound, sound[::-1]]
    dated = [_moments(way, frame.day) for way in ways]
    breaks = [sum(earlier > later for earlier, later in pairwise(moments)) for moments in dated]
    chosen = 0 if breaks[0] <= breaks[1] else 1
    for draft, moment in zip(ways[chosen], dated[chosen], strict=True):
        draft.moment = moment
    for earlier, later in pairwise(ways[chosen]):
        assert earlier.moment
        assert later.moment
        if earlier.moment > later.moment:
            _tell_order(earlier.moment, later, conversion)


def _moments(drafts: Sequence[_Draft], first: date) -> list[datetime]:
    """Of entries in their order; one without a day has that of the entry before it."""
    day, moments = first, []
    for draft in drafts:
        named = draft.typed.named_day(day.year)
        if named and not draft.typed.day[2] and named < day - timedelta(days=180):  # type: ignore[index]
            named = draft.typed.named_day(day.year + 1)  # over the end of the year
        day = named or day
        moments.append(draft.typed.on(day))
    return moments


def _tell_order(before: datetime, draft: _Draft, conversion: Conversion) -> None:
    assert draft.moment
    message = _("{time} comes before the entry beside it ({other})", time=_told(draft.moment), other=_told(before))
    after = draft.moment + timedelta(days=1)
    hint = _("put the entries in their order; write {example} where it is the next day", example=_typed(after))
    conversion.report.fault(message, draft.line, hint, "live-order")


def _check_times(drafts: Sequence[_Draft], frame: LiveFrame, conversion: Conversion) -> None:
    """Twice the same time, before the story, after its end, not yet come."""
    first: dict[datetime, int] = {}
    for draft in sorted(drafts, key=lambda draft: draft.line):
        moment = draft.moment
        assert moment
        if moment in first:
            place = conversion.file_line(first[moment])
            message = _("the entry of line {line} has the same time", line=place)
            hint = _("join the two, or correct one time")
            conversion.report.fault(message, draft.line, hint, "live-twice")
        first.setdefault(moment, draft.line)
        if moment.date() < frame.day:
            message = _("the entry is of a day before the story's date")
            hint = _("correct the day, or date: at the head of the story")
            conversion.report.fault(message, draft.line, hint, "live-order")
        if frame.ended and moment > frame.ended:
            message = _("the entry comes after the end of the live story ({time})", time=_told(frame.ended))
            conversion.report.fault(message, draft.line, _("correct its time, or ended:"), "live-order")
        elif moment > frame.shown_until:
            conversion.later.append((draft.line, moment))
    for line, moment in conversion.later if frame.is_out else ():
        message = _("the entry is of {time}, which has not come: readers do not see it yet", time=_told(moment))
        conversion.report.warn(message, line, code="future-date")
    newest = max((draft.moment for draft in drafts if draft.moment), default=None)
    if newest and frame.is_out and not frame.ended and newest + SILENT <= frame.moment:
        message = _("no entry for a day: the story is no longer shown as going on")
        conversion.report.warn(message, 1, _("write ended: and when it ended at the head of the story"), "live-ended")


def _told(moment: datetime) -> str:
    return day_and_time(moment) if (moment.hour, moment.minute) != (0, 0) else f"{moment:%H:%M %d/%m/%Y}"


def _typed(moment: datetime) -> str:
    return f"{moment:%Hh%M} ngày {moment.day}/{moment.month}"


def _entry_of(draft: _Draft) -> LiveEntry:
    assert draft.moment
    return LiveEntry(draft.moment, f"luc-{draft.moment:%Y-%m-%d-%H-%M}", plain_text(draft.title))


def _section(draft: _Draft, entry: LiveEntry) -> etree.Element:
    section = etree.Element("section", {"class": "live-entry", "id": entry.anchor})
    head = etree.SubElement(section, "h2")
    link = etree.SubElement(head, "a", {"class": "live-time", "href": f"#{entry.anchor}"})
    stamp = etree.SubElement(link, "time", {"datetime": entry.moment.isoformat()})
    stamp.text = f"{entry.moment:%H:%M}"
    if _holds(draft.title):
        link.tail = f" {draft.title.text or ''}"
        head.extend(draft.title)
    section.extend(draft.blocks)
    section.tail = "\n"
    return section


def without_later(source: str, lines: Sequence[int]) -> str:
    """The Markdown text with the entries that begin on `lines` left empty, so that all other lines keep their numbers.

    What notes of those entries say goes with them; notes and names that the rest of the text calls stay.
    """
    rows = source.split("\n")
    starts = [line for line, *_rest in _lines(source)]
    gone: dict[int, str] = {}
    for line in lines:
        end = next((start for start in starts if start > line), len(rows) + 1)
        for number in range(line - 1, end - 1):
            gone[number], rows[number] = rows[number], ""
    left = "\n".join(rows)
    back = False
    for number, row in sorted(gone.items()):
        defined = _DEFINED.match(row)
        if defined:
            back = defined[1] is None or f"[^{defined[1]}]" in left
        elif not row.startswith((" ", "\t")):
            back = False
        if back:
            rows[number] = row
    return "\n".join(rows)
