"""What editors wrote of addresses: content/redirects.toml, and the ledger content/addresses.txt.

[redirects]
"/chu-de/ten-cu/" = "/chu-de/ten-moi/"
"""

from __future__ import annotations

from pathlib import Path

from newsroom.sources.source_text import read_source
from portal.errors import Reporter
from portal.i18n import Translator
from portal.schema.records import sound
from portal.schema.toml_file import read_toml
from portal.schema.value_types import Address
from portal.traces.trace import note_file

from .ledger import NAME, Ledger, read_ledger
from .moves import Declared

_ = Translator(__file__)
REDIRECTS = "redirects.toml"
_LIMIT = 20_000_000  # bytes


def read_redirects(root: Path, problems: Reporter) -> dict[str, Declared]:
    """Old address -> what the table of the content folder `root` says of it; nothing where there is no table."""
    path, display_path = root / REDIRECTS, f"{root.name}/{REDIRECTS}"
    redirects: dict[str, Declared] = {}
    if not path.is_file() or path.is_symlink():
        return redirects
    with problems.collecting():
        file = read_toml(read_source(path, display_path, _LIMIT), display_path, problems)
        table = file.values.get("redirects", {})
        if set(file.values) - {"redirects"} or not isinstance(table, dict):
            hint = _('write lines such as "/old/" = "/new/" under [redirects], and nothing else')
            file.report(_("the table is not one of redirects"), *list(file.values)[:1], hint=hint, code="redirect")
            return redirects
        node = file.root.inner("redirects") if table else file.root
        for old in table:
            new = node.inner(old)
            target = "/" if new.value == "/" else sound(Address(), new)
            if sound(Address(), new._replace(value=old)) and target:
                redirects[old] = Declared(target, display_path, file.line("redirects", old))
    return redirects


def read_own_ledger(root: Path, problems: Reporter) -> Ledger:
    """content/addresses.txt; an empty one where there is none."""
    return read_ledger_file(root / NAME, f"{root.name}/{NAME}", problems)


def read_ledger_file(path: Path, display_path: str, problems: Reporter) -> Ledger:
    note_file(path)  # its absence, too
    ledger = Ledger()
    if path.is_file() and not path.is_symlink():
        with problems.collecting():
            ledger = read_ledger(read_source(path, display_path, _LIMIT), display_path, problems)
    return ledger
