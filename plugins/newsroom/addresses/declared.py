"""content/redirects.toml: old addresses that are nobody's alias, each with the address it leads to now.

[redirects]
"/chu-de/ten-cu/" = "/chu-de/ten-moi/"
"""

from __future__ import annotations

import re
from pathlib import Path

from newsroom.sources.schema_types import Address
from newsroom.sources.source_text import read_source
from portal.errors import Problem, Reporter
from portal.i18n import Translator
from portal.sources.toml_source import TomlSource

from .ledger import NAME, Ledger, read_ledger
from .moves import Declared

_ = Translator(__file__)
REDIRECTS = "redirects.toml"
_LIMIT = 20_000_000  # bytes
_TARGET = re.compile(r"/[^\s?\"'<>\\;{}]*")


def read_redirects(root: Path, problems: Reporter) -> dict[str, Declared]:
    """Old address -> what the table of the content folder `root` says of it; nothing where there is no table."""
    file, shown = root / REDIRECTS, f"{root.name}/{REDIRECTS}"
    found: dict[str, Declared] = {}
    if not file.is_file() or file.is_symlink():
        return found
    with problems.collecting():
        source = TomlSource(read_source(file, shown, _LIMIT), shown)
        table = source.values.get("redirects", {})
        for key in source.values:
            if key != "redirects" or not isinstance(table, dict):
                message = _("{key} is not a key of this file", key=key)
                hint = _('write under [redirects] lines such as "/old/" = "/new/"')
                problems.add(Problem(message, shown, source.line(key), hint=hint, code="unknown-key"))
                return found
        for old, new in table.items():
            line = source.line("redirects", old)
            if not Address.fits(old) or not isinstance(new, str) or not _TARGET.fullmatch(new):
                message = _("{value} is not an address of this site", value=repr(new if Address.fits(old) else old))
                hint = _("write it from the root, such as /tu-phap/, without ? and #")
                problems.add(Problem(message, shown, line, hint=hint, code="redirect"))
            else:
                found[old] = Declared(new, shown, line)
    return found


def read_own_ledger(root: Path, problems: Reporter) -> Ledger:
    """content/addresses.txt; an empty one where there is none."""
    return read_ledger_file(root / NAME, f"{root.name}/{NAME}", problems)


def read_ledger_file(file: Path, shown: str, problems: Reporter) -> Ledger:
    if not file.is_file() or file.is_symlink():
        return Ledger()
    ledger = Ledger()
    with problems.collecting():
        ledger = read_ledger(read_source(file, shown, _LIMIT), shown, problems)
    return ledger
