"""Tracked changes: a document as it was before them, or as it is with all of them."""

from __future__ import annotations

from enum import Enum
from xml.etree import ElementTree as etree

from .marks import w


class TrackedChanges(Enum):
    """What happens to tracked changes; REFUSE: only a person knows which words are meant."""

    REFUSE = "refuse"
    ACCEPT = "accept"
    REJECT = "reject"


_ADDED = {w("ins"), w("moveTo"), w("cellIns")}
_REMOVED = {w("del"), w("moveFrom"), w("cellDel")}
_RANGES = {w(f"move{side}Range{end}") for side in ("From", "To") for end in ("Start", "End")}


def count_changes(root: etree.Element) -> int:
    return sum(node.tag in _ADDED | _REMOVED for node in root.iter())


def settle_changes(root: etree.Element, changes: TrackedChanges) -> None:
    """Take each change, or undo it; whole paragraphs, and rows and cells of tables too."""
    gone, unwrapped = (_REMOVED, _ADDED) if changes is TrackedChanges.ACCEPT else (_ADDED, _REMOVED)
    _merge_paragraphs(root, gone)
    _drop_rows(root, gone)
    _settle(root, gone, unwrapped)
    for node in root.iter(w("delText")):
        node.tag = w("t")


def _settle(parent: etree.Element, gone: set[str], unwrapped: set[str]) -> None:
    children: list[etree.Element] = []
    for child in list(parent):
        if child.tag in gone or child.tag in _RANGES:
            continue
        _settle(child, gone, unwrapped)
        children += list(child) if child.tag in unwrapped else [child]
    parent[:] = children


def _merge_paragraphs(root: etree.Element, gone: set[str]) -> None:
    """A paragraph whose end is a change that goes runs on into the next one."""
    for parent in list(root.iter()):
        children = list(parent)
        for place in range(len(children) - 2, -1, -1):
            first, second = children[place], children[place + 1]
            if first.tag == second.tag == w("p") and _mark_goes(first, gone):
                first.extend(child for child in second if child.tag != w("pPr"))
                _keep_properties(first, second)
                parent.remove(second)
                children.pop(place + 1)


def _mark_goes(paragraph: etree.Element, gone: set[str]) -> bool:
    mark = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    return mark is not None and any(child.tag in gone for child in mark)


def _keep_properties(first: etree.Element, second: etree.Element) -> None:
    """Word gives two paragraphs that become one the form of the last."""
    old, new = first.find(w("pPr")), second.find(w("pPr"))
    if old is not None:
        first.remove(old)
    if new is not None:
        first.insert(0, new)


def _drop_rows(root: etree.Element, gone: set[str]) -> None:
    for table in root.iter(w("tbl")):
        for row in table.findall(w("tr")):
            properties = row.find(w("trPr"))
            if properties is not None and any(child.tag in gone for child in properties):
                table.remove(row)
                continue
            for cell in row.findall(w("tc")):
                marks = cell.find(w("tcPr"))
                if marks is not None and any(child.tag in gone for child in marks):
                    row.remove(cell)
