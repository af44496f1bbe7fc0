"""Audio and video files as editors put them into content/media/: what each is, and whether browsers play it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from newsroom.sources.media_folder import UnfitName
from portal.i18n import Translator

_ = Translator(__file__)

_FTYP, _EBML = b"ftyp", b"\x1aE\xdf\xa3"
# Ending -> (type, first bytes, where they stand); the second letters of an MP3 frame are looked at apart.
AUDIO = {
    ".mp3": ("audio/mpeg", b"ID3", 0),
    ".m4a": ("audio/mp4", _FTYP, 4),
    ".ogg": ("audio/ogg", b"OggS", 0),
    ".opus": ("audio/ogg", b"OggS", 0),
}
VIDEO = {".mp4": ("video/mp4", _FTYP, 4), ".webm": ("video/webm", _EBML, 0)}
_HEAD = 4_000_000  # most bytes of an MP4's table of contents that are looked through
_SEALED = (b"hvc1", b"hev1")  # HEVC, as iPhones record: half of the browsers show nothing


@dataclass(frozen=True)
class FileFacts:
    """Args: type: MIME type; bytes: size; slow: the table of contents stands behind the pictures."""

    type: str
    bytes: int
    slow: bool = False


def facts_of(path: Path, *, video: bool, limit: int) -> FileFacts:
    """UnfitName where the file is none that a page can play."""
    known = VIDEO if video else AUDIO
    ending = path.suffix.lower()
    if ending not in known:
        other = AUDIO if video else VIDEO
        hint = _("known: {names}", names=", ".join(known))
        if ending in other:
            hint = _("write /// {name}", name="am-thanh" if video else "video")
        raise UnfitName(_("{name} is no file that readers can play", name=path.name), hint)
    mime, signature, place = known[ending]
    with path.open("rb") as opened:
        first = opened.read(12)
        opened.seek(0, 2)
        size = opened.tell()
        sound = first[place : place + len(signature)] == signature
        if ending == ".mp3":
            sound = sound or (len(first) > 1 and first[0] == 0xFF and first[1] & 0xE0 == 0xE0)
        if not sound:
            hint = _("save it as {ending} again", ending=ending)
            raise UnfitName(_("{name} is not what its ending says", name=path.name), hint)
        if size > limit:
            message = _("{name} is larger than {limit} MB", name=path.name, limit=limit // 1_000_000)
            raise UnfitName(message, _("save it smaller, or put it where videos are and link to it"))
        return FileFacts(mime, size, _is_slow(opened, size, path) if ending == ".mp4" else False)


def _is_slow(opened: BinaryIO, size: int, path: Path) -> bool:
    """Whether an MP4 must be fetched to its end before it begins; UnfitName where it is coded as few can show."""
    place, behind_pictures = 0, False
    while place + 8 <= size:
        opened.seek(place)
        head = opened.read(16)
        length, name = int.from_bytes(head[:4], "big"), head[4:8]
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        if name == b"moov":
            contents = head + opened.read(min(length, _HEAD))
            if any(code in contents for code in _SEALED):
                hint = _("save it as H.264 (MP4)")
                raise UnfitName(_("{name} is coded in HEVC, which many browsers do not show", name=path.name), hint)
            return behind_pictures
        behind_pictures = behind_pictures or name == b"mdat"
        if length < 8:
            break
        place += length
    return False
