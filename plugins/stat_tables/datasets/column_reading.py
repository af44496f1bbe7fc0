"""One column while it is read: its plan and cells, and where its faults and marks go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.errors import Reporter
from portal.i18n import Translator
from portal.vietnam.provinces import Vintage
from stat_tables.declare.sidecar_columns import ColumnPlan
from stat_tables.model.table import Mark, Status
from stat_tables.read.grid import Grid, RawCell

_ = Translator(__file__)

# After so many faults of one column an editor knows enough; the others are counted.
MOST_FAULTS = 20
# The name under which [missing] gives the reason for cells that the file leaves blank.
BLANK = "(trống)"
STATUS_CODES = {"[x]": Status.UNAVAILABLE, "[c]": Status.CONFIDENTIAL}


@dataclass
class ColumnReading:
    """One column while it is read.

    Args:
        missing: code -> reason, as declared.
        totals: texts of the key columns in rows of totals, which are names of no province.
        loose: row -> marks behind its figure, which are no part of it.
    """

    plan: ColumnPlan
    cells: tuple[RawCell, ...]
    grid: Grid
    index: int
    missing: Mapping[str, str]
    problems: Reporter
    vintage: Vintage | None = None
    totals: frozenset[str] = frozenset()
    marks: dict[int, Mark] = field(default_factory=dict)
    faults: int = 0
    loose: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def fault(self, row: int, message: str, hint: str = "", code: str = "value") -> None:
        self.faults += 1
        if self.faults <= MOST_FAULTS:
            self.problems.add(self.grid.fault(message, row, self.index, hint, code))

    def place(self, row: int) -> str:
        return self.grid.place(row, self.index)

    def text(self, row: int) -> str:
        """A cell as written, for messages; long ones are cut."""
        text = str(self.cells[row])
        return text if len(text) <= 60 else text[:57] + "…"

    def is_missing(self, row: int) -> bool:
        """Whether the cell stands for a missing value; notes its code. A blank one without a reason is a fault."""
        cell = self.cells[row]
        if not isinstance(cell, str):
            return False
        code = cell.strip()
        if not code and BLANK in self.missing:
            code = BLANK
        if code in self.missing or code in STATUS_CODES:
            self.marks[row] = Mark(missing=code, status=STATUS_CODES.get(code))
            return True
        if code:
            return False
        hint = _("write the value, or a code such as … and its reason in [missing] of table.toml")
        self.fault(row, _("the cell in column “{column}” is blank", column=self.plan.column.label), hint, "blank-cell")
        return True

    def close(self) -> None:
        """Tell how many faults were passed over."""
        if self.faults > MOST_FAULTS:
            message = _("{count} more cells of column “{column}” have faults")
            message = message.format(count=self.faults - MOST_FAULTS, column=self.plan.column.label)
            self.problems.add(self.grid.header_fault(message, self.index, "", "more-faults"))
