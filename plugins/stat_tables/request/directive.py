"""One block directive of an article -> a request for a view, with every fault at its line.

/// bang | thads-yen-bai-2024h1
cột: viec_xong, ty_le_viec
sắp xếp: ty_le_viec giảm
///
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from portal.body import at_line
from portal.errors import Problem
from portal.i18n import Translator
from portal.schema.nearest import hint_for

from .directive_options import (
    BY_KEY,
    OPTIONS,
    BlockKind,
    Classing,
    Condition,
    Delta,
    MapForm,
    Plain,
    Shape,
    SortKey,
    Spark,
    option_key,
)

_ = Translator(__file__)

# Texts without types. In C where PyYAML was built with it, as its wheels are: five times as fast.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# Block names as editors may write them; the first of each kind is the one the guide uses.
BLOCK_NAMES: dict[str, BlockKind] = {
    "bang": BlockKind.TABLE,
    "bảng": BlockKind.TABLE,
    "bieu-do": BlockKind.CHART,
    "biểu-đồ": BlockKind.CHART,
    "ban-do": BlockKind.MAP,
    "bản-đồ": BlockKind.MAP,
}


@dataclass(frozen=True)
class ViewRequest:
    """What the editor asks to see of one dataset. Names are as written; `view` resolves them.

    Args:
        units: column (or ``*``) -> unit to show it in, such as `tỷ đồng`.
        decimals: column (or ``*``) -> digits after the comma.
        classing: how the classes of a map are cut; `values`: its tiles carry their figures.
        as_of: day whose published figures are shown, whatever was revised later; None for that of the story.
        vintage: `63` or `34` for maps; empty for that of the data.
        lines: field -> line of the option that filled it, for messages.
    """

    dataset: str
    kind: BlockKind = BlockKind.TABLE
    line: int = 0
    columns: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    filters: tuple[Condition, ...] = ()
    sort: tuple[SortKey, ...] = ()
    limit: int = 0
    group: str = ""
    subtotals: bool = False
    total: bool = False
    units: dict[str, str] = field(default_factory=dict)
    decimals: dict[str, int] = field(default_factory=dict)
    highlight: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()
    heat: tuple[str, ...] = ()
    sparks: tuple[Spark, ...] = ()
    deltas: tuple[Delta, ...] = ()
    shape: Shape = Shape.BAR
    form: MapForm = MapForm.OUTLINES
    steps: int = 5
    classing: Classing = Classing.NATURAL
    values: bool = False
    vintage: str = ""
    table: str = "open"
    as_of: date | None = None
    caption: str = ""
    note: str = ""
    description: str = ""
    downloads: bool = True
    filter_box: bool = False
    lines: dict[str, int] = field(default_factory=dict)

    def line_of(self, name: str) -> int:
        """Line of the option that filled the field `name`, else of the directive."""
        return self.lines.get(name, self.line)


def parse_directive(kind: BlockKind, argument: str, body: str, line: int) -> tuple[ViewRequest | None, list[Problem]]:
    """Read a block whose header, at `line`, names the dataset `argument` and whose `body` follows on the next line.

    Returns:
        The request, or None where the text is no list of options; and all faults found.
    """
    faults: list[Problem] = []
    if not argument.strip():
        faults.append(_no_dataset(line))
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for key, value, place in _entries(body, line + 1, faults):
        option = BY_KEY.get(option_key(key))
        if option is None:
            known = [option.name for option in OPTIONS if kind in option.kinds]
            faults.append(
                at_line(_("“{key}” is not an option", key=key), place, hint_for(key, known), "unknown-option")
            )
        elif kind not in option.kinds:
            fitting = ", ".join(name for name, of in BLOCK_NAMES.items() if of in option.kinds and name.isascii())
            message = _("option “{key}” does not apply here", key=option.name)
            faults.append(at_line(message, place, _("it belongs to {blocks}", blocks=fitting), "unknown-option"))
        elif option.field in values:
            faults.append(at_line(_("option “{key}” is given twice", key=option.name), place, _("delete one of them")))
        else:
            lines[option.field] = place
            try:
                values[option.field] = option.read(value)
            except Problem as fault:
                faults.append(at_line(_("“{key}” {fault}", key=option.name, fault=fault.message), place, fault.hint))
    if faults:
        return None, faults
    return ViewRequest(argument.strip(), kind, line, lines=lines, **values), []


def _no_dataset(line: int) -> Problem:
    return at_line(_("the block names no dataset"), line, _("write it after the bar: /// bang | dataset"))


def _entries(body: str, first_line: int, faults: list[Problem]) -> Iterator[tuple[str, Plain, int]]:
    """(key, value, line) of each option; text that is no YAML mapping becomes a fault."""
    try:
        root = yaml.compose(body, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = first_line + (mark.line if mark else 0)
        faults.append(at_line(_("this line cannot be read as an option"), place, _("write “option: value”")))
        return
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        faults.append(at_line(_("the block holds text instead of options"), first_line, _("write “option: value”")))
        return
    for key, value in root.value:
        yield str(key.value), _plain(value), first_line + key.start_mark.line


def _plain(node: yaml.Node) -> Plain:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return str(node.value)
