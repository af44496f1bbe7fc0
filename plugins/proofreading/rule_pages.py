"""The pages of docs/rules/: what a rule is, with examples that are its tests; and the index of them.

    PYTHONPATH=plugins .venv/bin/python -m proofreading.rule_pages

writes docs/rules/README.md anew; a test proves that it is not stale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from portal.i18n import Translator

from . import topics, waivers
from .files import DECOMPOSED
from .house.rule import Severity
from .report import word
from .rules import FAMILIES

_ = Translator(__file__)

FOLDER = Path(__file__).resolve().parents[2] / "docs/rules"
_BLOCK = re.compile(r"^```(?:text|markdown|toml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CARETS = re.compile(r"[ ^]*\^[ ^]*")


@dataclass(frozen=True)
class Described:
    """What the index says of a rule."""

    code: str
    severity: Severity
    mends: bool


@dataclass(frozen=True)
class Example:
    """A block of a page; `marked` are (line, column, width) of what stands over its carets, from 1."""

    text: str
    marked: tuple[tuple[int, int, int], ...]


def families() -> Iterator[tuple[str, list[Described]]]:
    """Title of each family and its rules; those that look at no story alone come last."""
    for title, rules in FAMILIES:
        yield _(title), [Described(rule.code, rule.severity, rule.mends) for rule in rules]
    yield (
        _("The paper's tables, and this proofreader itself"),
        [
            Described(topics.CODE, "warning", False),
            Described(DECOMPOSED, "advice", True),
            Described(waivers.CODE, "warning", False),
        ],
    )


def described() -> list[Described]:
    return [rule for _title, rules in families() for rule in rules]


def page_of(code: str) -> str | None:
    path = FOLDER / f"{code}.md"
    known = code in {rule.code for rule in described()}
    return path.read_text(encoding="utf-8") if known and path.is_file() else None


def title_of(page: str) -> str:
    return page.split("\n", 1)[0].removeprefix("# ")


def examples(page: str, heading: str) -> list[Example]:
    """The blocks under `## heading`."""
    parts = re.split(r"^## (.*)$", page, flags=re.MULTILINE)
    under = dict(zip(parts[1::2], parts[2::2], strict=True)).get(heading, "")
    return [_example(match.group(1)) for match in _BLOCK.finditer(under)]


def _example(block: str) -> Example:
    lines: list[str] = []
    marked: list[tuple[int, int, int]] = []
    for line in block.splitlines():
        if lines and _CARETS.fullmatch(line):
            marked += [(len(lines), match.start() + 1, len(match.group())) for match in re.finditer(r"\^+", line)]
        else:
            lines.append(line)
    return Example("".join(f"{line}\n" for line in lines), tuple(marked))


def head_line(rule: Described) -> str:
    """The line under the title of each page."""
    fix = _("`--fix` mends it") if rule.mends else _("a person mends it")
    return f"`{rule.code}` · {word(rule.severity)} · {fix}"


def index() -> str:
    """docs/rules/README.md."""
    title, origin = _("Rules of the proofreader"), _("Made from the rules by `proofreading.rule_pages`.")
    columns = (_("rule"), _("code"), _("severity"), "`--fix`")
    yes = _("yes")
    lines = [f"# {title}", "", origin, ""]
    for family, rules in families():
        lines += [f"## {family}", "", f"| {' | '.join(columns)} |", "|---|---|---|---|"]
        for rule in rules:
            page = page_of(rule.code) or "# ?"
            cells = f"[{title_of(page)}]({rule.code}.md)", f"`{rule.code}`", word(rule.severity)
            lines.append(f"| {' | '.join(cells)} | {yes if rule.mends else ''} |")
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    (FOLDER / "README.md").write_text(index(), encoding="utf-8")
