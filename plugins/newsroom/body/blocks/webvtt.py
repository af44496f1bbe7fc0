"""Captions in WebVTT: what is wrong in a file at its line, and its words as a transcript.

See https://www.w3.org/TR/webvtt1/. Players drop a broken cue without a word, so that nothing wrong may pass here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.i18n import Translator

_ = Translator(__file__)

_STAMP = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"{_STAMP}[ \t]+-->[ \t]+{_STAMP}(?:[ \t]+\S.*)?")
_SRT = re.compile(r"\d[\d:]*,\d{3}\s*-->")
_VOICE = re.compile(r"<v(?:\.[^\s>]+)?[ \t]+([^>]+)>")
_TAG = re.compile(r"<[^>]*>")
_ENDS = re.compile(r"[.!?…][\"”’)]*$")
_PAUSE = 4000  # milliseconds after which a new paragraph begins
_PARAGRAPH = 400  # characters from which one ends at the next full stop


@dataclass(frozen=True)
class Cue:
    """Words shown from `start` to `end` (milliseconds). `voice`: who speaks, or empty."""

    start: int
    end: int
    voice: str
    words: str


@dataclass(frozen=True)
class CaptionFault:
    line: int
    message: str
    hint: str = ""


def read_captions(text: str) -> tuple[list[Cue], list[CaptionFault]]:
    """The cues of a file, in their order, and all that is wrong with it."""
    rows = text.removeprefix("\ufeff").split("\n")
    cues: list[Cue] = []
    faults: list[CaptionFault] = []
    if not re.match(r"WEBVTT(?:[ \t]|$)", rows[0]):
        faults.append(CaptionFault(1, _("the captions do not begin with WEBVTT"), _("save them as WebVTT (.vtt)")))
    for line, block in _blocks(rows):
        if (line == 1 and block[0].startswith("WEBVTT")) or re.match(r"(?:NOTE|STYLE|REGION)(?:\s|$)", block[0]):
            continue
        place = next((place for place, row in enumerate(block[:2]) if "-->" in row), None)
        if place is None:
            faults.append(CaptionFault(line, _("these words have no time"), _("write 00:00:01.000 --> 00:00:04.000")))
            continue
        cue = _cue(block[place], block[place + 1 :], line + place, cues[-1].start if cues else 0)
        faults.append(cue) if isinstance(cue, CaptionFault) else cues.append(cue)
    if not cues and not faults:
        faults.append(CaptionFault(1, _("the captions hold no words")))
    return cues, faults


def _blocks(rows: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """(line, rows) of what empty lines part."""
    start = 0
    for number in range(len(rows) + 1):
        if number == len(rows) or not rows[number].strip():
            if number > start:
                yield start + 1, [row.strip() for row in rows[start:number]]
            start = number + 1


def _cue(timing: str, rows: Sequence[str], line: int, earlier: int) -> Cue | CaptionFault:
    match = _TIMING.fullmatch(timing)
    if match is None:
        hint = _("write 00:00:01.000 --> 00:00:04.000")
        if _SRT.match(timing):
            hint = _("the file is SRT: save it as WebVTT, with a full stop before the thousandths")
        return CaptionFault(line, _("“{text}” is no time of captions", text=timing), hint)
    start, end = _milliseconds(match.groups()[:4]), _milliseconds(match.groups()[4:])
    if end <= start:
        return CaptionFault(line, _("the captions end before they begin"), _("correct one of the two times"))
    if start < earlier:
        return CaptionFault(line, _("the captions begin before those above"), _("put them in their order"))
    words = " ".join(" ".join(rows).split())
    voice = _VOICE.search(words)
    plain = " ".join(_TAG.sub("", words).split())
    for name, sign in (("lt", "<"), ("gt", ">"), ("nbsp", " "), ("amp", "&")):
        plain = plain.replace(f"&{name};", sign)
    if not plain:
        return CaptionFault(line, _("this time has no words"), _("write them on the line below, or remove the time"))
    return Cue(start, end, voice[1].strip() if voice else "", plain)


def _milliseconds(parts: Sequence[str | None]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def transcript(cues: Sequence[Cue]) -> tuple[str, ...]:
    """The words as paragraphs: a new one where somebody else speaks, after a pause, or when one is long enough."""
    paragraphs: list[str] = []
    before: Cue | None = None
    for cue in cues:
        new_voice = cue.voice and (before is None or cue.voice != before.voice)
        full = before is not None and _ENDS.search(paragraphs[-1]) and len(paragraphs[-1]) >= _PARAGRAPH
        if before is None or new_voice or full or cue.start - before.end >= _PAUSE:
            paragraphs.append(f"{cue.voice}: {cue.words}" if new_voice else cue.words)
        else:
            paragraphs[-1] += f" {cue.words}"
        before = cue
    return tuple(paragraphs)
