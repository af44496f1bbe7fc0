"""The styles of a document: what is said of a run by itself, its style, and those of its paragraph and table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as etree

from .marks import w

_ON = ("1", "true", "on")
_OFF = ("0", "false", "off")
Properties = Sequence[etree.Element]  # `w:rPr` of a style and of those that it is based on, the nearest first


@dataclass(frozen=True)
class PlacedRun:
    """A run, and what it stands in: its parent and the styles of its paragraph and table; these may be empty."""

    run: etree.Element
    parent: etree.Element
    paragraph_style: str = ""
    table_style: str = ""


def placed_runs(root: etree.Element) -> list[PlacedRun]:
    """All runs, in the order of the text; those of a text box behind the run that holds it."""
    return list(_placed(root, "", ""))


def _placed(node: etree.Element, paragraph: str, table: str) -> Iterator[PlacedRun]:
    for child in node:
        if child.tag == w("p"):
            yield from _placed(child, _named(child, "pPr", "pStyle"), table)
        elif child.tag == w("tbl"):
            yield from _placed(child, "", _named(child, "tblPr", "tblStyle"))
        else:
            if child.tag == w("r"):
                yield PlacedRun(child, node, paragraph, table)
            yield from _placed(child, paragraph, table)


def _named(node: etree.Element, properties: str, style: str) -> str:
    part = node.find(f"{w(properties)}/{w(style)}")
    return part.get(w("val"), "") if part is not None else ""


class WordStyles:
    """Args: root: of `word/styles.xml`; it may be changed later."""

    def __init__(self, root: etree.Element | None) -> None:
        styles = list(root.iter(w("style"))) if root is not None else []
        by_name = {style.get(w("styleId"), ""): style for style in styles}
        self._said = {name: tuple(_chain(name, by_name)) for name in by_name}
        self._usual = {
            style.get(w("type"), ""): style.get(w("styleId"), "") for style in styles if style.get(w("default")) in _ON
        }
        default = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}") if root is not None else None
        self._default: Properties = () if default is None else (default,)

    def levels(self, placed: PlacedRun) -> Iterator[Properties]:
        """What speaks of a run, the nearest first: itself, its style, its paragraph's, its table's, the document."""
        own = placed.run.find(w("rPr"))
        yield () if own is None else (own,)
        yield self._said.get(_named(placed.run, "rPr", "rStyle"), ())
        yield self._said.get(placed.paragraph_style or self._usual.get("paragraph", ""), ())
        yield self._said.get(placed.table_style, ())
        yield self._default

    def is_on(self, placed: PlacedRun, name: str) -> bool:
        """Whether `vanish`, `caps` … holds for a run: what it says itself, else whether one of the styles says so."""
        own, *styles = (_switch(level, name) for level in self.levels(placed))
        return any(styles) if own is None else own


def _chain(name: str, by_name: dict[str, etree.Element]) -> Iterator[etree.Element]:
    seen: set[str] = set()
    while name in by_name and name not in seen:
        seen.add(name)
        style = by_name[name]
        properties, based = style.find(w("rPr")), style.find(w("basedOn"))
        if properties is not None:
            yield properties
        name = based.get(w("val"), "") if based is not None else ""


def _switch(level: Properties, name: str) -> bool | None:
    """What the nearest that speaks of it says; None where none does."""
    part = next((part for properties in level if (part := properties.find(w(name))) is not None), None)
    return None if part is None else part.get(w("val"), "1") not in _OFF
