"""Rules of the tree that no linter knows: which way imports go, how long a module may grow, what no name may be."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLUGINS = ROOT / "plugins"
PELICAN_PLUGINS = ("newsroom", "stat_tables", "site_search")
LONG, TOO_LONG = 400, 600  # lines: a look whether there is a second job inside; and never more
MOST_ROOMS = 15  # files and folders that one folder shows
# Where a flat list is the better index, with the reason.
MANY_ROOMS = {
    "scripts": "one file per command",
    "scripts/commands": "one module per command",
    "theme/templates": "one file per kind of page, named as the page",
    "theme/templates/components": "one macro per file, found by its name",
    "tests": "one folder per folder of the tree",
    "docs/rules": "one page per rule, named as its code; README.md lists them by family",
    "docs/decisions": "records in the order in which they were taken",
    "tests/golden/components": "one folder per case",
    "tests/golden/prose": "one file per round of sentences",
    "tests/golden/prose/data": "one folder per dataset",
    "tests/golden/datasets": "one folder per case",
    "examples/tables": "one folder per case",
    "content/media": "the pictures of the sample paper",
    "tests/end_to_end/paper/media": "the pictures of the paper that tests read",
}
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc", "data2"}
# The modules that may know Pelican: each plugin's border, and the command that runs it.
PELICAN_BORDER = {"adapter.py", "writer.py", "generator.py"}

MODULES = sorted(PLUGINS.rglob("*.py"))
SOURCES = [
    path
    for folder in ("plugins", "scripts", "tools", "theme")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in {".py", ".js", ".css", ".html"} and "__pycache__" not in path.parts
]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(text_of(path))


def imports(path: Path) -> Iterator[str]:
    """Absolute names of all modules that `path` imports, at any depth."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module


@cache
def top_level(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imports(path)}


def test_modules_have_one_job() -> None:
    """Cohesion comes before a cap: past LONG a module is reported, past TOO_LONG it fails."""
    lengths = {name_of(path): len(text_of(path).splitlines()) for path in SOURCES}
    for name, lines in lengths.items():
        if lines > LONG:
            sys.stderr.write(f"{name}: {lines} lines; is there a second job inside?\n")
    assert {name: lines for name, lines in lengths.items() if lines > TOO_LONG} == {}, "split them by job"


def tracked_folders() -> dict[str, set[str]]:
    """Folder -> the files and folders it shows; what begins with a dot is not shown."""
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    rooms: dict[str, set[str]] = {}
    for name in files.splitlines():
        parts = ("", *name.split("/"))
        for depth in range(1, len(parts)):
            if not parts[depth].startswith("."):
                rooms.setdefault("/".join(parts[1:depth]), set()).add(parts[depth])
    return rooms


def test_no_folder_is_crowded() -> None:
    crowded = {folder: len(rooms) for folder, rooms in tracked_folders().items() if len(rooms) > MOST_ROOMS}
    assert {folder: count for folder, count in crowded.items() if folder not in MANY_ROOMS} == {}


def family(parts: tuple[str, ...]) -> str:
    """The folder that a module belongs to: `newsroom/body`; a plugin's own floor is its name."""
    return "/".join(parts[:2]) if len(parts) > 2 else parts[0]


def arrows() -> dict[str, set[str]]:
    """Family -> the families that its modules import."""
    found: dict[str, set[str]] = {}
    for path in MODULES:
        parts = path.relative_to(PLUGINS).with_suffix("").parts
        for node in ast.walk(tree_of(path)):
            if not isinstance(node, ast.ImportFrom):
                continue
            name = (node.module or node.names[0].name).split(".")
            target = (*parts[: len(parts) - node.level], *name) if node.level else tuple(name)
            if (PLUGINS / target[0]).is_dir():
                whole = (*target, "") if (PLUGINS.joinpath(*target)).is_dir() else target
                found.setdefault(family(parts), set()).add(family(whole))
    return {name: targets - {name} for name, targets in found.items()}


def test_imports_between_folders_go_one_way() -> None:
    """A circle between folders is an arrow up: CycleError names its folders."""
    order = list(TopologicalSorter(arrows()).static_order())
    assert order.index("portal") < order.index("newsroom")


def test_tests_mirror_the_tree() -> None:
    """A folder of tests of a plugin has the name of a folder of that plugin."""
    strange = [
        name_of(folder)
        for plugin in PLUGINS.iterdir()
        for folder in (ROOT / "tests" / plugin.name).rglob("*")
        if folder.is_dir() and folder.name not in {"__pycache__", "guide"}
        if not (PLUGINS / plugin.name / folder.relative_to(ROOT / "tests" / plugin.name)).is_dir()
    ]
    assert strange == []


def test_modules_have_telling_names() -> None:
    assert [name_of(path) for path in SOURCES if path.stem in VAGUE_NAMES and path.name != "base.html"] == []


def test_no_class_has_the_name_of_another() -> None:
    """Who reads a name in any module knows which class is meant; names that begin with _ do not leave their module."""
    homes: dict[str, list[str]] = {}
    for path in MODULES:
        for node in tree_of(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(name_of(path))
    assert {name: paths for name, paths in homes.items() if len(paths) > 1} == {}


def names_given(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, name) of each name that a module gives to something."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id if isinstance(node, ast.Name) else node.attr
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.lineno, node.name


def test_names_say_what_is_made_or_found() -> None:
    """A participle alone names nothing: `made`, `_found`, `write_kept`."""
    nameless = re.compile(r"_*((put|write|read|keep|take)_)?(made|found|given|kept|shown)_*")
    strange = [
        f"{name_of(path)}:{line}: {name}"
        for path in SOURCES
        if path.suffix == ".py"
        for line, name in names_given(tree_of(path))
        if nameless.fullmatch(name)
    ]
    assert strange == []


def not_for(package: str) -> set[str]:
    """Packages that a module of this one must not import."""
    others = {*PELICAN_PLUGINS} - {package}
    if package == "legal_references":
        return others | {"publishing", "building"}
    return others | {"publishing", "building", "legal_references"} if package == "portal" else others


def test_plugins_do_not_import_each_other() -> None:
    wrong = {name_of(path): top_level(path) & not_for(path.relative_to(PLUGINS).parts[0]) for path in MODULES}
    assert {name: packages for name, packages in wrong.items() if packages} == {}


def test_only_the_border_knows_pelican() -> None:
    inside = [path for path in MODULES if path.name not in PELICAN_BORDER]
    assert [name_of(path) for path in inside if "pelican" in top_level(path)] == []


def test_domain_imports_without_pelican() -> None:
    domain = [
        ".".join(path.relative_to(PLUGINS).with_suffix("").parts)
        for path in MODULES
        if path.name not in PELICAN_BORDER and path.name != "__init__.py"
    ]
    program = f"import sys, importlib\nfor name in {domain!r}: importlib.import_module(name)\n"
    program += "sys.exit('pelican' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": str(PLUGINS)}, check=False)
    assert result.returncode == 0


def test_only_the_process_that_makes_the_search_index_loads_numpy() -> None:
    """0.1 s and 25 MB that the process of the pages, the preview and the terminal's search do without."""
    borders = [".".join(path.relative_to(PLUGINS).with_suffix("").parts) for path in PLUGINS.rglob("adapter.py")]
    commands = ["commands.build", "commands.serve", "commands.search", "commands.publish"]
    program = f"import sys, importlib\nfor name in {borders + commands!r}: importlib.import_module(name)\n"
    program += "sys.exit('numpy' in sys.modules)"
    paths = f"{PLUGINS}:{ROOT / 'scripts'}"
    assert subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": paths}, check=False).returncode == 0
    users = {path.relative_to(PLUGINS).parts[0] for path in MODULES if "numpy" in top_level(path)}
    assert users == {"site_search"}


def test_nothing_reads_the_clock_or_the_locale() -> None:
    assert [name_of(path) for path in MODULES if "locale" in top_level(path)] == []
    # Publishing and pulling speak to the world of the moment; a build's moment is a setting.
    timeless = [
        path
        for path in MODULES
        if path.relative_to(PLUGINS).parts[0] in {*PELICAN_PLUGINS, "portal", "legal_references"}
        and not path.stem.startswith("pull")
    ]
    clock = re.compile(r"datetime\.now\(|datetime\.today\(|date\.today\(|time\.time\(")
    assert [name_of(path) for path in timeless if clock.search(text_of(path))] == []


@pytest.mark.parametrize(
    "forbidden",
    [
        r"<style|\sstyle=|\son[a-z]+=\"|javascript:",
        r"<script(?![^>]*(?:\bsrc=|type=\"application/(?:ld\+)?json\"))",
        r"""<(?:script|link|img|iframe)[^>]*(?:src|href)=["']https?://""",
    ],
    ids=["style or handler", "inline script", "foreign address"],
)
def test_templates_have_none(forbidden: str) -> None:
    templates = [path for path in SOURCES if path.suffix == ".html"]
    assert [name_of(path) for path in templates if re.search(forbidden, text_of(path))] == []


SCRIPTS = sorted(path for path in (ROOT / "scripts").iterdir() if path.is_file() and path.suffix == "")


@pytest.mark.parametrize("path", [path for path in SCRIPTS if path.name != "environment"], ids=name_of)
def test_script_is_short_and_executable(path: Path) -> None:
    assert path.stat().st_mode & 0o111
    assert len(path.read_text(encoding="utf-8").splitlines()) < 20


def test_patterns_have_no_possessive_groups() -> None:
    """Python before 3.11.5, such as that of Debian 12, does not always match what they match."""
    possessive = re.compile(r"(?<!\()\)(?:[*+?]|\{[0-9,]+\})\+|\(\?>")
    files = [path for folder in ("plugins", "scripts", "tools") for path in (ROOT / folder).rglob("*.py")]
    assert [str(path) for path in files if possessive.search(path.read_text("utf-8"))] == []
