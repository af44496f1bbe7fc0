"""Nothing of a withheld story is in the output: a draft, or one whose embargo or date is later than the build."""

from __future__ import annotations

import html
import io
import json
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from portal.errors import Problem
from portal.i18n import Translator
from portal.parallel.seam import packed, run, unpacked
from publishing.site_files import SiteFiles

_ = Translator(__file__)

_BATCH = 128
# Compressed twins hold what their plain files hold; pictures are found by their names.
_OPAQUE = (".gz", ".br", ".zst", ".jpg", ".jpeg", ".png", ".webp", ".avif", ".woff2", ".ico")
_SHORTEST = 12  # characters; shorter texts also stand in other stories


@dataclass(frozen=True)
class Secret:
    """A withheld source file and texts that would give it away: headline, lead, sentences, address, data."""

    source: str
    texts: tuple[str, ...]


def telling_texts(*texts: str) -> tuple[str, ...]:
    """The parts of `texts` that are long enough to tell one story from others, in one spelling of spaces."""
    plain = (" ".join(unicodedata.normalize("NFC", text).split()) for text in texts)
    return tuple(dict.fromkeys(text for text in plain if len(text) >= _SHORTEST))


def verify_leaks(site: SiteFiles, secrets: Iterable[Secret]) -> list[Problem]:
    """Every file of `site`, and every file name, that holds a text of a secret."""
    wanted = tuple(secrets)
    if not wanted:
        return []
    faults = [_fault(path, secret) for path in site.digests for secret in wanted if _names(path, secret)]
    readable = [path for path in site.digests if not path.endswith(_OPAQUE)]
    batches = [readable[start : start + _BATCH] for start in range(0, len(readable), _BATCH)]
    for of_batch in run(_batch_faults, (site.root, wanted), batches, batch=1):
        faults += unpacked(of_batch)
    return faults


def _names(path: str, secret: Secret) -> bool:
    return any(text in path for text in secret.texts)


def _batch_faults(shared: tuple[Path, tuple[Secret, ...]], paths: Sequence[str]) -> bytes:
    root, secrets = shared
    faults = []
    for path in paths:
        texts = [text for data in _unpacked(root / path) for text in readings(data)]
        faults += [
            _fault(path, secret)
            for secret in secrets
            if any(text in reading for text in secret.texts for reading in texts)
        ]
    return packed(faults)


def _unpacked(file: Path) -> list[bytes]:
    """The bytes that a reader's program sees: workbooks are zip files, index files of the search raw deflate."""
    data = file.read_bytes()
    try:
        if file.suffix == ".xlsx":
            with zipfile.ZipFile(io.BytesIO(data)) as book:
                return [book.read(member) for member in book.namelist()]
        if file.suffix == ".bin":
            return [zlib.decompress(data, wbits=-zlib.MAX_WBITS)]
    except (zipfile.BadZipFile, zlib.error):
        pass  # not packed after all
    return [data]


def readings(data: bytes) -> list[str]:
    r"""The text as it stands, and with the escapes of HTML and of JSON (`\u1ec7`) undone."""
    text = re.sub(r"\s+", " ", data.decode("utf-8", errors="replace"))
    readings = [text]
    if "&" in text:
        readings.append(html.unescape(text))
    if "\\" in text:
        readings.append(_UNICODE_ESCAPE.sub(lambda match: str(json.loads(f'"{match.group()}"')), text))
    return readings


_UNICODE_ESCAPE = re.compile(r'\\(?:u[0-9a-fA-F]{4}|["/\\])')


def _fault(path: str, secret: Secret) -> Problem:
    message = _("holds text of {source}, which is not published yet", source=secret.source)
    return Problem(message, path, code="leak")
