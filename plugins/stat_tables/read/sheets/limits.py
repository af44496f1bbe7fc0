"""How much a sheet may hold, checked while it is read: before the memory for it is taken."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from xml.parsers import expat

from portal.errors import Problem
from portal.i18n import Translator

_ = Translator(__file__)

MOST_MEMBERS = 2_000
MOST_UNPACKED = 200_000_000
MOST_FILLED = 600_000  # cells with content in a sheet
MOST_SLOTS = 2_000_000  # rows times columns
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
MOST_ELEMENTS = 4_000_000  # of one XML document: some seconds of reading
LONGEST_TEXT = 32_767  # as Excel's own cells
LARGEST = 1e40  # a number; whatever is larger was no figure of anything
_CHUNK = 1 << 16
_UNPACKING = (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError)


class Archive:
    """The members of an XLSX or ODS file, read in pieces; faults name the file."""

    def __init__(self, data: bytes, path: str) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
            raise self.fault(_("the file is damaged, or no XLSX or ODS file")) from None
        if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
            raise Problem(
                _("the file is too large once unpacked"),
                path,
                None,
                None,
                _("keep only the sheet that is needed"),
                "too-large",
            )
        self.names = frozenset(member.filename for member in members)

    def fault(self, message: str, place: str | None = None) -> Problem:
        hint = _("open it in a spreadsheet programme and save it again as XLSX or ODS, without a password")
        return Problem(message, self.path, None, place, hint, "spreadsheet")

    def pieces(self, name: str) -> Iterator[bytes]:
        if name not in self.names:
            raise self.fault(_("the file is damaged: it lacks {part}", part=name))
        left = MOST_UNPACKED
        try:
            with self._zip.open(name) as member:
                while piece := member.read(_CHUNK):
                    left -= len(piece)
                    if left < 0:
                        raise self.fault(_("the file is too large once unpacked"))
                    yield piece
        except (*_UNPACKING, zlib.error, lzma.LZMAError) as error:
            raise self.fault(_("the file is damaged: {part} cannot be unpacked", part=name)) from error

    def parse(self, name: str, handler: Handler) -> None:
        """Feed a member to `handler`, element by element; no part of it is kept beside what the handler keeps."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        elements = written = 0

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal elements, written
            elements, written = elements + 1, 0
            if elements > MOST_ELEMENTS:
                raise self.fault(_("the file is too large once unpacked"))
            handler.start(_local(tag), _locals(attributes))

        def text(data: str) -> None:
            nonlocal written
            written += len(data)
            if written > LONGEST_TEXT:
                raise self.fault(_("a cell holds more than {count} characters", count=LONGEST_TEXT))
            handler.text(data)

        parser.StartElementHandler = start
        parser.EndElementHandler = lambda tag: handler.end(_local(tag))
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = lambda *_arguments: self._refuse_doctype(name)
        try:
            for piece in self.pieces(name):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except expat.ExpatError:
            raise self.fault(_("the file is damaged: {part} is no XML", part=name)) from None

    def _refuse_doctype(self, name: str) -> None:
        raise self.fault(_("the file is damaged: {part} is no XML", part=name))


class Handler:
    """What is told of an XML document while it is read; names without their namespaces."""

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...

    def end(self, tag: str) -> None: ...

    def text(self, data: str) -> None: ...


@lru_cache(maxsize=512)  # a document has few names, each of them very often
def _local(tag: str) -> str:
    return tag[tag.rfind(" ") + 1 :]


def _locals(attributes: dict[str, str]) -> dict[str, str]:
    if " " not in "".join(attributes):
        return attributes
    return {_local(name): value for name, value in attributes.items()}


def refuse_slots(rows: int, columns: int, name: str, path: str, last: str) -> None:
    """A sheet whose filled cells lie too far apart: it would be an empty plain with something at its end."""
    if rows * columns > MOST_SLOTS:
        message = _("the sheet “{name}” spreads over too many cells", name=name)
        hint = _("delete the stray cells; the last one is {place}", place=last)
        raise Problem(message, path, None, last, hint, "too-large")
