"""The documentation covers everything: each script and its options, each plugin option; its links resolve."""

from __future__ import annotations

import dataclasses
import os
import re
from pathlib import Path

import pytest

from newsroom.model.options import NewsroomOptions
from site_search.adapter import SiteSearchOptions
from stat_tables.adapter import StatTablesOptions

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted(path.name for path in (ROOT / "scripts").iterdir() if path.is_file() and not path.suffix)
COMMANDS = sorted((ROOT / "scripts/commands").glob("*.py"))
_FLAG = re.compile(r'add_argument\(\s*(?:"-\w", )?"(--[\w-]+)"')
FLAGS = sorted({(path.stem, flag) for path in COMMANDS for flag in _FLAG.findall(path.read_text("utf-8"))})
PLUGIN_OPTIONS = [
    (setting, field.name)
    for setting, kind in [
        ("NEWSROOM", NewsroomOptions),
        ("STAT_TABLES", StatTablesOptions),
        ("SITE_SEARCH", SiteSearchOptions),
    ]
    for field in dataclasses.fields(kind)
]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SCRIPTS)
def test_script_stands_in_the_readme_and_in_the_list_of_scripts(name: str) -> None:
    assert f"`{name}`" in text_of("scripts/README.md")
    assert name == "environment" or f"`scripts/{name}" in text_of("README.md")


@pytest.mark.parametrize(("command", "flag"), FLAGS, ids=" ".join)
def test_option_of_a_script_is_documented(command: str, flag: str) -> None:
    section = re.split(r"^## ", text_of("docs/commands.md"), flags=re.MULTILINE)
    about = [part for part in section if part.startswith(f"scripts/{command.replace('_', '-')}")]
    assert about, "the command has no section"
    assert re.search(rf"`{flag}\b", about[0])


@pytest.mark.parametrize(("setting", "option"), PLUGIN_OPTIONS, ids=" ".join)
def test_option_of_a_plugin_is_documented(setting: str, option: str) -> None:
    section = text_of("docs/settings.md").split(f"## {setting}")[1].split("\n## ")[0]
    assert f"`{option}`" in section


def test_links_of_the_documentation_resolve() -> None:
    pages = [ROOT / "README.md", ROOT / "docs/CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
    broken = [f"{page.name}: {target}" for page in pages for target in links(page) if not is_there(page, target)]
    assert broken == []


def is_there(page: Path, target: str) -> bool:
    """Content is looked for in the paper of the tests: what editors move or remove breaks no test."""
    path = os.path.relpath(page.parent / target, ROOT)
    return (ROOT / re.sub(r"^content(?=/|$)", "tests/end_to_end/paper", path)).exists()


def links(page: Path) -> list[str]:
    """Targets of links inside the project; examples in code are none."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.findall(r"\]\((?!https?:)([^)#\s]+)", text)


def test_every_decision_has_a_number_of_its_own() -> None:
    records = sorted((ROOT / "docs/decisions").glob("*.md"))
    numbers = [path.name[:4] for path in records]
    assert numbers == [f"{number:04}" for number in range(1, len(records) + 1)]
    assert [
        path.name for path in records if not path.read_text(encoding="utf-8").startswith(f"# {path.name[:4]} ")
    ] == []
