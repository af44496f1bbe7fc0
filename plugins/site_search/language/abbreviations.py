"""content/abbreviations.toml: short and long forms that stand for each other in a search.

[[abbreviation]]
short = "THADS"
long = "thi hành án dân sự"

One short form may stand for several long ones, and one long form may have several short ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from portal.errors import Problem, Reporter
from portal.i18n import Translator
from portal.schema.records import Key, Many, Record
from portal.schema.source_file import Node
from portal.schema.toml_file import read_toml
from portal.schema.value_types import Line

from .analysis import sentences

_ = Translator(__file__)
gettext = _.later

LONGEST = 200  # characters of a form
Table = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SearchableForm(Line):
    """Words that a search can look for."""

    longest: int = LONGEST

    def read(self, node: Node) -> str:
        text = super().read(node)
        if text and not any(sentence.tokens for sentence in sentences(text)):
            message = _("{value} cannot be searched", value=text)
            raise node.problem(message, _("write words or letters"), "abbreviation")
        return text


ABBREVIATION = Record(
    (
        Key("short", SearchableForm(), gettext("the short form"), '"THADS"', required=True),
        Key("long", SearchableForm(), gettext("what it stands for"), '"thi hành án dân sự"', required=True),
    )
)
ABBREVIATIONS = Record((Key("abbreviation", Many(ABBREVIATION), gettext("a short form and a long one")),))


def read_abbreviations(path: Path) -> Table:
    """Pairs (short, long) in the order of the file; none where there is no file. Raises BuildFailed."""
    if not path.is_file():
        return ()
    problems, name = Reporter(), f"{path.parent.name}/{path.name}"
    try:
        file = read_toml(path.read_text(encoding="utf-8"), name, problems)
    except UnicodeDecodeError:
        raise Problem(_("the file is not UTF-8"), name, hint=_("save it as UTF-8"), code="encoding") from None
    pairs: dict[tuple[str, str], None] = {}
    for number, entry in enumerate(ABBREVIATIONS.read(file.root).get("abbreviation", ())):
        pair = (entry.get("short", ""), entry.get("long", ""))
        if all(pair) and pair in pairs:
            message = _("{short} with this long form stands twice", short=pair[0])
            file.report(message, "abbreviation", number, "short", code="abbreviation")
        pairs[pair] = None
    problems.raise_if_any()
    return tuple(pairs)
