"""What the reading of one text found: faults at their lines, addresses of links, notes and who calls them."""

from __future__ import annotations

from dataclasses import dataclass, field

from portal.body import BodyReport
from portal.i18n import Translator
from portal.schema.nearest import nearest

_ = Translator(__file__)


@dataclass
class Findings:
    """Lines are those of the Markdown text, from 1.

    Args:
        addresses: address of a link as written -> the lines where it stands, in their order.
        calls: name of a note -> line where a text first calls it.
        notes: name of a note -> line where it is written.
        references: (name in small letters, line) of addresses and abbreviations that are written apart.
        abbreviations: (letters, line) of `*[ABBR]: words`.
        labels: words in square brackets, in small letters.
        names: name of an address that is written apart -> line where a link first asks for it.
    """

    report: BodyReport
    addresses: dict[str, list[int]] = field(default_factory=dict)
    calls: dict[str, int] = field(default_factory=dict)
    notes: dict[str, int] = field(default_factory=dict)
    references: list[tuple[str, int]] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    abbreviations: list[tuple[str, int]] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)

    def fault(self, message: str, line: int, hint: str = "", code: str = "layout") -> None:
        self.report.fault(message, line, hint, code)

    def link(self, address: str, line: int) -> None:
        self.addresses.setdefault(address, []).append(line)

    def name(self, label: str, line: int) -> None:
        """`[words][label]`; figures such as `[1][2]` are those of a text, and so are `[…][…]`."""
        if any(sign.isalpha() for sign in label) and not label.startswith("^"):
            self.names.setdefault(_one_spelling(label), line)

    def note(self, name: str, line: int) -> None:
        if name in self.notes:
            message = _("the note [^{name}] is written twice (first in line {first})", name=name, first=self._at(name))
            self.fault(message, line, _("give one of them another number"), "note")
        self.notes.setdefault(name, line)

    def _at(self, name: str) -> int:
        return self.notes[name] + self.report.first_line - 1

    def check_notes(self, text: str) -> None:
        """Every note is called, and every call has its note; what is explained stands in the `text`."""
        explained = dict[str, int]()
        for name, line in self.abbreviations:
            if explained.setdefault(name, line) != line:
                first = explained[name] + self.report.first_line - 1
                message = _("{name} is explained twice (first in line {first})", name=name, first=first)
                self.fault(message, line, _("keep one of the two"), "reference")
            if text.count(name) <= text.count(f"*[{name}]"):
                hint = _("delete the line, or write {name} in the text", name=name)
                self.fault(_("the text has no {name} to explain", name=name), line, hint, "reference")
        for name, line in self.calls.items():
            if name not in self.notes:
                hint = _("write it on a line of its own: [^{name}]: …", name=name)
                self.fault(_("there is no note [^{name}]", name=name), line, hint, "note")
        for name, line in self.notes.items():
            if name not in self.calls:
                hint = _("write [^{name}] where the text calls it, or delete the note", name=name)
                self.fault(_("no text calls the note [^{name}]", name=name), line, hint, "note")
        self._check_references()

    def _check_references(self) -> None:
        """Every address that is written apart is asked for, and there once; each link that asks for one finds it."""
        written = dict[str, int]()
        for name, line in self.references:
            if written.setdefault(name, line) != line:
                first = written[name] + self.report.first_line - 1
                message = _("the address [{name}] is written twice (first in line {first})", name=name, first=first)
                self.fault(message, line, _("keep one of the two"), "reference")
            elif name not in self.labels:
                hint = _("a line [name]: address is not printed; write [words](address) instead")
                self.fault(_("no text names [{name}]", name=name), line, hint, "reference")
        for name, line in self.names.items():
            if name not in written:
                near = nearest(name, written, 1)
                hint = _("write [words](address), or the address on a line of its own: [{name}]: …", name=name)
                hint = _("did you mean [{name}]?", name=near[0]) if near else hint
                self.fault(_("there is no address [{name}]", name=name), line, hint, "reference")


def _one_spelling(label: str) -> str:
    return " ".join(label.lower().split())
