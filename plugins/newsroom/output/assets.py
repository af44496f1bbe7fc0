"""The theme's files as readers fetch them: one digest for the folder, one stylesheet out of `site.css` and its imports.

Everything lies under `/theme/<digest>/`, so that caches may keep it for ever and imports between scripts hold.
Stylesheets that `site.css` imports are joined into it and are not published one by one.
Scripts are published as tools/bundle-scripts has joined them (docs/decisions/0017); a theme that has no folder
`bundles` beside its `static` publishes its modules one by one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from portal.addresses import THEME
from portal.errors import Problem
from portal.files import DIGEST_LENGTH
from portal.i18n import Translator

_ = Translator(__file__)

STYLESHEET = "css/site.css"
BUNDLES, BUNDLED_FROM = "bundles", "sources.sha256"
_COMMENT = r"/\*.*?\*/"
_STRING = r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'"
_ADDRESS = r"url\([^)]*\)"
_IMPORT = re.compile(
    r"@import\s+(?:url\(\s*)?[\"']?(?P<path>[^\"')\s;]+)[\"']?\s*\)?"
    r"(?:\s*layer\((?P<layer>[^)]*)\))?\s*(?P<media>[^;]*);"
)
_TOKEN = re.compile(rf"(?P<keep>{_STRING}|{_ADDRESS})|(?P<comment>{_COMMENT})|(?P<space>\s+)", re.DOTALL)
# Around these, white space means nothing anywhere in CSS; around `:`, `+` or `(` it may.
_TIGHT = re.compile(r" ?([{};,]) ?")


@dataclass(frozen=True)
class ThemeFiles:
    """Args: prefix: such as `/theme/0123456789ab/`; files: path in theme/static -> bytes."""

    prefix: str
    files: Mapping[str, bytes]

    def address(self, path: str) -> str:
        """Where readers find `path`, such as `css/site.css`; LookupError where the theme has no such file."""
        if path not in self.files:
            raise LookupError(_("there is no file theme/static/{path}", path=path))
        return self.prefix + path


def load_theme(static: Path) -> ThemeFiles:
    """Read theme/static whole; its digest stands for every byte that is published of it."""
    files = {
        path.relative_to(static).as_posix(): path.read_bytes()
        for path in sorted(static.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(static).parts)
    }
    if STYLESHEET in files:
        joined, imported = _join(files, STYLESHEET)
        files = {path: data for path, data in files.items() if path not in imported}
        files[STYLESHEET] = joined.encode()
    files = {path: minify(data.decode()).encode() if path.endswith(".css") else data for path, data in files.items()}
    if (static.parent / BUNDLES / BUNDLED_FROM).is_file():
        modules = {path: files.pop(path) for path in sorted(files) if path.endswith(".js")}
        files.update(_bundles(static.parent / BUNDLES, modules))
    whole = hashlib.sha256()
    for path in sorted(files):
        whole.update(path.encode() + b"\0" + hashlib.sha256(files[path]).digest())
    return ThemeFiles(prefix=f"{THEME}{whole.hexdigest()[:DIGEST_LENGTH]}/", files=files)


def _bundles(folder: Path, modules: Mapping[str, bytes]) -> dict[str, bytes]:
    """Path below theme/static -> bytes of each bundle, made from just these `modules`; Problem where not."""
    lines = (folder / BUNDLED_FROM).read_text(encoding="utf-8").splitlines()
    recorded = {path: digest for digest, path in (line.split("  ", 1) for line in lines)}
    current = {path: hashlib.sha256(data).hexdigest() for path, data in modules.items()}
    changed = sorted(path for path, _digest in recorded.items() ^ current.items())
    if changed:
        message = _("changed since the scripts were bundled")
        raise Problem(message, f"theme/static/{changed[0]}", hint=_("run tools/bundle-scripts"), code="js-bundle")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.js"))}


def _join(files: Mapping[str, bytes], path: str) -> tuple[str, set[str]]:
    """The stylesheet `path` with its imports in their places, and the paths of all that it imports."""
    imported: set[str] = set()
    source = re.sub(_COMMENT, " ", files[path].decode(), flags=re.DOTALL)

    def put_in(match: re.Match[str]) -> str:
        target = str(PurePosixPath(path).parent / match["path"])
        if target not in files or target in imported:
            message = _("@import of {target}, which is missing or imported twice", target=target)
            raise Problem(message, f"theme/static/{path}", code="css-import")
        text, deeper = _join(files, target)
        imported.update({target}, deeper)
        text = f"@layer {match['layer']} {{{text}}}" if match["layer"] else text
        return f"@media {match['media']} {{{text}}}" if match["media"].strip() else text

    return _IMPORT.sub(put_in, source), imported


def minify(css: str) -> str:
    """`css` without comments and without needless white space; strings and addresses stay as they are."""
    parts: list[str] = []
    loose = ""
    for piece in _pieces(css):
        if piece[0] in "\"'" or piece.startswith("url("):
            parts += [_TIGHT.sub(r"\1", loose), piece]
            loose = ""
        else:
            loose += piece
    parts.append(_TIGHT.sub(r"\1", loose))
    return "".join(parts).strip().replace(";}", "}") + "\n"


def _pieces(css: str) -> list[str]:
    """Strings and addresses each by itself; between them text whose comments and white space are single spaces."""
    pieces: list[str] = []
    end = 0
    for match in _TOKEN.finditer(css):
        pieces.append(css[end : match.start()])
        pieces.append(match["keep"] or " ")
        end = match.end()
    pieces.append(css[end:])
    text = [piece for piece in pieces if piece]
    return [piece for place, piece in enumerate(text) if piece != " " or place == 0 or text[place - 1] != " "]
