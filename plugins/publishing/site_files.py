"""A built site as files: what is in it, under which address, with which digest."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from portal.addresses import MEDIA, SEARCH_INDEX, THEME
from portal.errors import PortalError
from portal.i18n import Translator

from .tags import tags_of

_ = Translator(__file__)

MARK = "build.json"

# Addresses that name their content and may be cached for ever, as in examples/nginx/toasoan-maps.conf.
_ASSET = re.compile(
    rf"{THEME[1:]}[0-9a-f]{{8,64}}/.+|{MEDIA[1:]}[0-9a-f]{{8,64}}-[^/]+|{SEARCH_INDEX[1:]}(?!manifest\.json$).+"
)


@dataclass(frozen=True)
class SiteFiles:
    """All regular files below `root` with their SHA-256, by path with `/`, sorted."""

    root: Path
    digests: Mapping[str, str]

    @staticmethod
    def read(root: Path) -> SiteFiles:
        """Walk `root`. A link is refused: it could lead out of the site."""
        digests = {}
        for folder, _folders, names in os.walk(root):
            for name in names:
                path = Path(folder, name)
                if path.is_symlink():
                    raise PortalError(_("{path} is a link; a site holds plain files only", path=path))
                digests[path.relative_to(root).as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
        if not digests:
            raise PortalError(_("{folder} holds no site; build one first", folder=root))
        return SiteFiles(root, dict(sorted(digests.items())))

    @cached_property
    def digest(self) -> str:
        """Of names and contents but build.json, which tells the moment of the build; begins with its `release`."""
        whole = hashlib.sha256()
        for path, digest in self.digests.items():
            if path != MARK:
                whole.update(path.encode() + b"\0" + bytes.fromhex(digest))
        return whole.hexdigest()

    @cached_property
    def root_url(self) -> str:
        """Absolute address of the site, without a final slash, as its home page gives it; empty where it gives none."""
        for tag in tags_of(self.text("index.html")) if "index.html" in self.digests else ():
            if tag.name == "link" and tag.attributes.get("rel") == "canonical":
                return tag.attributes.get("href", "").rstrip("/")
        return ""

    @cached_property
    def assets(self) -> tuple[str, ...]:
        return tuple(path for path in self.digests if _ASSET.fullmatch(path))

    @cached_property
    def withdrawn(self) -> tuple[str, ...]:
        """Files that stand for stories which were taken back, as the empty files below `.gone/` tell."""
        return tuple(path.removeprefix(".gone/") for path in self.digests if path.startswith(".gone/"))

    def file_of(self, url: str, base: str = "") -> str | None:
        """The file that a server sends for the path of `url`, such as `/tu-phap/` -> `tu-phap/index.html`.

        Args:
            base: path of the site on its host, such as `/bao`; empty at the root.
        """
        if not url.startswith(f"{base}/"):
            return None
        path = url.removeprefix(base).lstrip("/")
        candidates = (f"{path}index.html",) if not path or path.endswith("/") else (path,)
        return next((name for name in candidates if name in self.digests), None)

    def pages(self) -> list[str]:
        return [path for path in self.digests if path.endswith(".html") and not path.startswith(".")]

    def text(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")
