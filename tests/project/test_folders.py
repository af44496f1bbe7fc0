"""docs/architecture.md names every folder in the folder's own words, and every module that knows Pelican."""

from __future__ import annotations

import ast
import os
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "architecture.md"
START, END = "<!-- folders -->\n", "<!-- /folders -->\n"


def folders() -> list[Path]:
    inits = (path for top in ("plugins", "scripts", "tools") for path in (ROOT / top).rglob("__init__.py"))
    return sorted(path.parent.relative_to(ROOT) for path in inits)


def words_of(folder: Path) -> str:
    """The first sentence of the folder's docstring."""
    text = ast.get_docstring(ast.parse((ROOT / folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    return text.split("\n\n")[0].replace("\n", " ")


def table() -> str:
    rows = [f"| `{folder}/` | {words_of(folder)} |" for folder in folders()]
    return "\n".join(["| folder | what is in it |", "|---|---|", *rows]) + "\n"


def test_every_folder_says_what_it_is() -> None:
    assert [str(folder) for folder in folders() if not words_of(folder)] == []


def test_the_architecture_names_every_folder() -> None:
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(START)
    current, after = rest.split(END)
    if os.environ.get("UPDATE_GOLDEN"):
        PAGE.write_text(before + START + table() + END + after, encoding="utf-8")
    else:
        assert current == table()


def test_the_architecture_names_what_imports_pelican() -> None:
    section = PAGE.read_text(encoding="utf-8").split("## What imports Pelican")[1].split("\n## ")[0]
    named = set(re.findall(r"`(plugins/[\w/]+\.py)`", section))
    border = re.compile(r"^\s*(?:from|import) pelican\b", re.MULTILINE)
    importing = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "plugins").rglob("*.py")
        if border.search(path.read_text(encoding="utf-8"))
    }
    assert named == importing
