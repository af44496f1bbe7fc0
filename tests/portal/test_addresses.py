"""Addresses of the site's own pages are written in one place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from portal import addresses

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    value
    for name, value in vars(addresses).items()
    if name.isupper() and isinstance(value, str) and value not in (addresses.HOME, addresses.LOST)
)
NAMES = "|".join(re.escape(page.strip("/")) for page in PAGES)
# An address in a text of Python or in an attribute of a template; prose and comments may name it.
LITERAL = re.compile(rf"""["'](?:\{{\w+(?:\.\w+)?\}})?(?:/(?:{NAMES})(?=[/."'?])|(?:{NAMES})/)""")
SOURCES = [
    path
    for pattern in ("plugins/**/*.py", "scripts/**/*.py", "theme/templates/**/*.html")
    for path in sorted(ROOT.glob(pattern))
    if path.name != "addresses.py"
]
# Files of the theme and of the content folder are no addresses of the site.
FOLDERS = ("theme/", "media/")


def literals(text: str) -> list[str]:
    without_prose = re.sub(r'""".*?"""|#[^\n"]*$|`[^`\n]*`', "", text, flags=re.DOTALL | re.MULTILINE)
    found = (match.group().strip("\"'") for match in LITERAL.finditer(without_prose))
    return [literal for literal in found if not literal.startswith(FOLDERS)]


def test_no_module_and_no_template_writes_an_address_itself() -> None:
    found = {str(path.relative_to(ROOT)): literals(path.read_text(encoding="utf-8")) for path in SOURCES}
    assert {name: written for name, written in found.items() if written} == {}


@pytest.mark.parametrize("page", PAGES)
def test_the_search_for_literals_finds_one(page: str) -> None:
    assert literals(f'url = "{page}"')
    assert literals(f'url = f"{{frame.root}}{page}?q=1"')


@pytest.mark.parametrize(
    ("address", "path"),
    [("/", "index.html"), ("/chu-de/", "chu-de/index.html"), ("/404.html", "404.html"), ("", "index.html")],
)
def test_every_address_has_its_file(address: str, path: str) -> None:
    assert addresses.output_path(address) == path


def test_no_section_may_take_the_address_of_another_page() -> None:
    assert {"tim-kiem", "rss", "media", "theme", "toa-soan", "404", "index", "home"} <= addresses.RESERVED
    assert not any("/" in name or "." in name for name in addresses.RESERVED)
