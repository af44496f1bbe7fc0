"""One digest for the code that jobs run: a worker that has another one would give other bytes."""

from __future__ import annotations

import hashlib
import re
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from building.keeping.sources import Sources
from portal.traces.trace import TREE

PLUGINS = Path(__file__).resolve().parents[1]
_LOCK = PLUGINS.parent / "requirements" / "build.lock"
_NAME = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)


@cache
def code_version() -> str:
    """Of the plugins, of Python, and of the libraries of a build; whatever else is installed says nothing."""
    lines = [sys.version, Sources({}).digest((TREE, str(PLUGINS)))]
    lines += [f"{name} {_installed(name)}" for name in _NAME.findall(_LOCK.read_text(encoding="utf-8"))]
    return hashlib.blake2b("\0".join(lines).encode(), digest_size=16).hexdigest()


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
