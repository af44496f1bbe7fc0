"""Audio and video files of the paper's own, with captions, a poster and a transcript.

    /// am-thanh | media/2024/ban-tin.mp3
    Tên của bản ghi
    thời lượng: 12:30

    Lời của bản ghi, từng đoạn.
    ///

    /// video | media/2024/hop-bao.mp4
    Tên của video
    phụ đề: 2024/hop-bao.vtt
    ảnh: 2024/hop-bao.jpg
    ///

Where captions are given and no transcript is, their words are it. Nothing is fetched before the reader plays it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import PurePosixPath
from typing import Any

from newsroom.body.conversion import POSTER_CLOSE, POSTER_OPEN, Conversion, PictureUse, RecordingUse, conversion_of
from newsroom.sources.media_folder import MediaFolder, UnfitName
from newsroom.sources.source_text import line_at
from portal.addresses import recording
from portal.body import Fragment
from portal.errors import Problem
from portal.i18n import Translator
from portal.vietnam.text import file_size, slugify

from .paper_block import TypedBlock
from .recording_files import facts_of
from .webvtt import read_captions, transcript

_ = Translator(__file__)
STYLES = "css/kinds/recordings.css"
CAPTION_BYTES = 2_000_000
_OPTION = re.compile(r"([^\W\d][^:]{1,20}?)\s*:\s*(.*)")
_NAMES = {"phu-de": "captions", "anh": "poster", "thoi-luong": "duration"}
_DURATION = re.compile(r"(?:(\d{1,2}):)?([0-5]?\d):([0-5]\d)")
_OWN_FILE = re.compile(r"(?!https?:|//|www\.)[^:]+\.(?:mp4|webm|mov|m4v|avi|mkv|mp3|m4a|ogg|opus|wav)", re.IGNORECASE)


@dataclass
class _Written:
    """A block as its editor wrote it. `lines`: of the Markdown text, for each option."""

    line: int
    title: str = ""
    options: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    words: tuple[str, ...] = ()


class Audio(TypedBlock):
    NAME = "am-thanh"

    def block_text(self, typed: str) -> str:
        return set_recording(conversion_of(self.md), self.argument, video=False)


def is_own_file(address: str) -> bool:
    return _OWN_FILE.fullmatch(address.strip()) is not None


def set_recording(conversion: Conversion, name: str, *, video: bool) -> str:
    """The token of the player for the next block that names the file `name`; nothing after a fault."""
    written = _block(conversion, name, video=video)
    report = conversion.report
    if not written.title:
        report.fault(_("the recording has no title"), written.line, _("write it on the line below"), "recording")
    if conversion.media is None:
        hint = _("link to a story that holds it")
        report.fault(_("only stories hold recordings"), written.line, hint, "recording")
        return ""
    use = _recording_use(conversion, conversion.media, name, written, video=video)
    if use is None or not written.title:
        return ""
    if not use.transcript:
        hint = _("write its words below the title, or phụ đề: and a .vtt file")
        report.warn(_("who does not hear cannot follow the recording"), written.line, hint, "recording-words")
    conversion.recordings.append(use)
    report.need_asset(STYLES)
    return report.token(_fragment(use))


def _block(conversion: Conversion, name: str, *, video: bool) -> _Written:
    """What stands in the block, out of the text as it was typed."""
    kind = "video" if video else "am-thanh"
    opened = re.compile(rf"^[ \t>]*(/{{3,}})[ ]*{kind}[ ]*\|[ ]*{re.escape(name)}[ \t]*$", re.MULTILINE | re.IGNORECASE)
    headers = list(opened.finditer(conversion.source))
    place = sum(use.name == name and use.video is video for use in conversion.recordings)
    if not headers:
        return _Written(conversion.line_of(name))
    match = headers[min(place, len(headers) - 1)]
    first = line_at(conversion.source, match.start())
    rows = conversion.source[match.end() :].split("\n")[1:]
    end = next((number for number, row in enumerate(rows) if row.strip(" \t>") == match[1]), len(rows))
    return _read_rows([row.strip(" \t>\xa0") for row in rows[:end]], first, conversion)


def _read_rows(rows: list[str], line: int, conversion: Conversion) -> _Written:
    written = _Written(line)
    number = 0
    while number < len(rows) and not (written.title and not rows[number]):
        row = rows[number]
        option = _OPTION.fullmatch(row) if written.title else None
        known = _NAMES.get(slugify(option[1])) if option else None
        if option and known:
            written.options[known], written.lines[known] = option[2].strip(), line + number + 1
        elif written.title and row:
            hint = _("put an empty line before the words; known: {names}", names="phụ đề, ảnh, thời lượng")
            message = _("“{text}” is no option of a recording", text=row[:40])
            conversion.report.fault(message, line + number + 1, hint, "recording")
        else:
            written.title = " ".join(row.split())
        number += 1
    paragraphs = re.split(r"\n[ \t]*\n", "\n".join(rows[number:]))
    written.words = tuple(filter(None, (" ".join(text.split()) for text in paragraphs)))
    return written


def _recording_use(
    conversion: Conversion, media: MediaFolder, name: str, written: _Written, *, video: bool
) -> RecordingUse | None:
    report = conversion.report
    try:
        path = media.find(name.strip())
        facts = facts_of(path, video=video, limit=conversion.recording_bytes)
    except UnfitName as unfit:
        report.fault(unfit.message, written.line, unfit.hint, "recording")
        return None
    if facts.slow:
        hint = _("save it again with “fast start” (web optimised)")
        report.warn(_("{name} begins only when all of it has come", name=path.name), written.line, hint, "recording")
    use = RecordingUse(
        name=name,
        source=path.relative_to(media.root).as_posix(),
        url=_address(path.relative_to(media.root).as_posix(), conversion),
        video=video,
        title=written.title,
        type=facts.type,
        label=path.suffix.lstrip(".").upper(),
        bytes=facts.bytes,
        seconds=_seconds(written, conversion),
        transcript=written.words,
        poster=_poster(written, conversion),
    )
    return _with_captions(use, written, conversion, media) if "captions" in written.options else use


def _address(source: str, conversion: Conversion) -> str:
    """`Bản tin 1.MP3` -> `/nghe-nhin/7/ban-tin-1.mp3`; another file of that name gets a number."""
    path = PurePosixPath(source)
    stem, ending = slugify(path.stem, 60) or "ban-ghi", path.suffix.lower()
    taken = {use.url: use.source for use in conversion.recordings}
    number = 1
    while True:
        numbered = f"{stem}-{number}" if number > 1 else stem
        url = recording(conversion.story, f"{numbered}{ending}")
        if taken.get(url, source) == source and not _has_captions_of_another(url, source, conversion):
            return url
        number += 1


def _has_captions_of_another(url: str, source: str, conversion: Conversion) -> bool:
    """The captions of `noi.mp4` and of `noi.mp3` would stand at one address."""
    stem = url.rsplit(".", 1)[0]
    return any(use.url.rsplit(".", 1)[0] == stem and use.source != source for use in conversion.recordings)


def _seconds(written: _Written, conversion: Conversion) -> int:
    typed = written.options.get("duration")
    match = _DURATION.fullmatch(typed) if typed else None
    if typed and match is None:
        hint = _("write minutes and seconds, such as 12:30")
        message = _("“{text}” is no duration", text=typed)
        conversion.report.fault(message, written.lines["duration"], hint, "recording")
    return int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3]) if match else 0


def _poster(written: _Written, conversion: Conversion) -> int | None:
    """The number of the picture among those of the text."""
    if not written.options.get("poster"):
        return None
    line = conversion.file_line(written.lines["poster"])
    conversion.pictures.append(PictureUse(written.options["poster"], written.title, line=line))
    return len(conversion.pictures) - 1


def _with_captions(use: RecordingUse, written: _Written, conversion: Conversion, media: MediaFolder) -> RecordingUse:
    line, report = written.lines["captions"], conversion.report
    try:
        path = media.find(written.options["captions"])
        if path.suffix.lower() != ".vtt":
            raise UnfitName(_("captions are a .vtt file, not {name}", name=path.name), _("save them as WebVTT (.vtt)"))
        if path.stat().st_size > CAPTION_BYTES:
            raise UnfitName(_("{name} is larger than {limit} MB", name=path.name, limit=CAPTION_BYTES // 1_000_000))
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        report.fault(_("the captions are not in UTF-8"), line, _("save it with the encoding UTF-8"), "captions")
        return use
    except UnfitName as unfit:
        report.fault(unfit.message, line, unfit.hint, "captions")
        return use
    cues, faults = read_captions(text)
    display_path = f"{media.root.parent.name}/media/{path.relative_to(media.root).as_posix()}"
    for fault in faults:
        report.problems.add(Problem(fault.message, display_path, fault.line, hint=fault.hint, code="captions"))
    url = use.url.rsplit(".", 1)[0] + ".vtt"
    captions = (url, path.relative_to(media.root).as_posix())
    return replace(use, captions=captions, transcript=use.transcript or transcript(cues))


def _fragment(use: RecordingUse) -> Fragment:
    """The player with what it plays; feeds get a link and the words."""
    length = "" if not use.seconds else f", {spoken_length(use.seconds)}"
    facts = f"{use.label}, {file_size(use.bytes)}{length}"
    words = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in use.transcript)
    transcript_of, download = _("Transcript"), _("Download")
    details = f'<details class="transcript"><summary>{escape(transcript_of)}</summary>{words}</details>'
    link = f'<a href="{escape(use.url)}" download>{escape(download)}</a>'
    page = (
        f'<figure class="recording">{_player(use)}<figcaption><b>{escape(use.title)}</b> '
        f'<span class="recording-facts">{escape(facts)} {link}</span>{details if words else ""}</figcaption></figure>'
    )
    said = _("Watch: {title}", title=use.title) if use.video else _("Listen: {title}", title=use.title)
    feed = f'<p><a href="{escape(use.url)}">{escape(said)}</a> ({escape(facts)})</p>{words}'
    return Fragment(page=page, feed=feed, text="\n".join((use.title, *use.transcript)))


def _player(use: RecordingUse) -> str:
    label, address = escape(use.title), escape(use.url)
    if not use.video:
        return f'<audio controls preload="none" src="{address}" aria-label="{label}"></audio>'
    poster = "" if use.poster is None else f' poster="{POSTER_OPEN}{use.poster}{POSTER_CLOSE}"'
    track = ""
    if use.captions:
        language = escape(_("Vietnamese"))
        track = f'<track kind="captions" srclang="vi" label="{language}" src="{escape(use.captions[0])}">'
    return (
        f'<video controls preload="none" playsinline width="1280" height="720"{poster} aria-label="{label}">'
        f'<source src="{address}" type="{use.type}">{track}</video>'
    )


def spoken_length(seconds: int) -> str:
    """`1:02:03`, `12:30`."""
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def makes_recording(md: Any, argument: str) -> str | None:
    """For `/// video`: the token of a video of the paper's own, None where the argument is an address elsewhere."""
    return set_recording(conversion_of(md), argument, video=True) if is_own_file(argument) else None
