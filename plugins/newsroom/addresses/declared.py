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
    path, shown = root / REDIRECTS, f"{root.name}/{REDIRECTS}"
    found: dict[str, Declared] = {}
    if not path.is_file() or path.is_symlink():
        return found
    with problems.collecting():
        file = read_toml(read_source(path, shown, _LIMIT), shown, problems)
        table = file.values.get("redirects", {})
        if set(file.values) - {"redirects"} or not isinstance(table, dict):
            hint = _('write lines such as "/old/" = "/new/" under [redirects], and nothing else')
            file.report(_("the table is not one of redirects"), *list(file.values)[:1], hint=hint, code="redirect")
            return found
        node = file.root.inner("redirects") if table else file.root
        for old in table:
            new = node.inner(old)
            target = "/" if new.value == "/" else sound(Address(), new)
            if sound(Address(), new._replace(value=old)) and target:
                found[old] = Declared(target, shown, file.line("redirects", old))
    return found


def read_own_ledger(root: Path, problems: Reporter) -> Ledger:
    """content/addresses.txt; an empty one where there is none."""
    return read_ledger_file(root / NAME, f"{root.name}/{NAME}", problems)


def read_ledger_file(path: Path, shown: str, problems: Reporter) -> Ledger:
    note_file(path)  # its absence, too
    ledger = Ledger()
    if path.is_file() and not path.is_symlink():
        with problems.collecting():
            ledger = read_ledger(read_source(path, shown, _LIMIT), shown, problems)
    return ledger
