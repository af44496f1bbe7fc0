"""Numbers that Word counts by itself: `Điều 1.`, `a)`, `III.1.` are words of the document, as its readers saw them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from xml.etree import ElementTree as etree

from importing.text.counting import label_of

from .marks import XML_SPACE, w

_COUNTING = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_LEVELS = 9


@dataclass(frozen=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False  # all numbers of its label are Arabic
    joined: bool = False  # no space behind the label
    style: str = ""
    restarts: bool = True
    look: etree.Element | None = None

    @property
    def is_bullet(self) -> bool:
        return self.form == "bullet"


@dataclass
class _Item:
    """A paragraph that is counted, in its place."""

    paragraph: etree.Element
    number_id: str
    depth: int
    level: _Level
    number: int
    label: str
    in_table: bool
    is_heading: bool


@dataclass
class Numbering:
    """The lists of a document."""

    numbering: etree.Element | None
    styles: etree.Element | None
    _counts: dict[str, dict[int, int]] = field(default_factory=dict, init=False)
    _started: set[tuple[str, int]] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        root = self.numbering if self.numbering is not None else etree.Element("none")
        self._abstract = {one.get(w("abstractNumId"), ""): one for one in root.findall(w("abstractNum"))}
        self._nums = {one.get(w("numId"), ""): one for one in root.findall(w("num"))}
        styles = self.styles.iter(w("style")) if self.styles is not None else ()
        self._styles = {one.get(w("styleId"), ""): one for one in styles}

    def write_labels(self, root: etree.Element) -> None:
        """Labels become text; plain numbers from one on stay a list, each with its numbering said outright."""
        for is_counted, group in groupby(_paragraphs(root, False), key=lambda pair: self._place(pair[0]) is not None):
            if is_counted:
                _settle([self._item(paragraph, in_table) for paragraph, in_table in group])

    def forget_styles(self) -> None:
        """What a style counted is said by the paragraphs now."""
        for level in self.numbering.iter(w("lvl")) if self.numbering is not None else ():
            for style in level.findall(w("pStyle")):
                level.remove(style)

    def _place(self, paragraph: etree.Element) -> tuple[str, int] | None:
        """(list, depth) of a paragraph that is counted."""
        properties = paragraph.find(w("pPr"))
        own = properties.find(w("numPr")) if properties is not None else None
        style = _value(properties, "pStyle")
        number_id, depth = _value(own, "numId"), _value(own, "ilvl")
        if not number_id:
            number_id, inherited = self._of_style(style)
            depth = depth or inherited
        if number_id in ("", "0") or number_id not in self._nums:
            return None
        return number_id, min(int(depth), _LEVELS - 1) if depth.isdecimal() else 0

    def _of_style(self, name: str) -> tuple[str, str]:
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            numbers = style.find(f"{w('pPr')}/{w('numPr')}")
            if numbers is not None:
                number_id = _value(numbers, "numId")
                return number_id, _value(numbers, "ilvl") or self._depth_of(number_id, name)
            name = _value(style, "basedOn")
        return "", ""

    def _depth_of(self, number_id: str, style: str) -> str:
        return next((str(depth) for depth, level in self._levels(number_id).items() if level.style == style), "0")

    def _levels(self, number_id: str) -> dict[int, _Level]:
        num = self._nums.get(number_id)
        if num is None:
            return {}
        levels = {_depth(one): _level(one) for one in self._abstract_of(num).findall(w("lvl"))}
        for change in num.findall(w("lvlOverride")):
            own = change.find(w("lvl"))
            if own is not None:
                levels[_depth(change)] = _level(own)
        return levels

    def _abstract_of(self, num: etree.Element) -> etree.Element:
        """Through the style that a list may be linked to."""
        abstract = self._abstract.get(_value(num, "abstractNumId"), etree.Element("none"))
        style = self._styles.get(_value(abstract, "numStyleLink"))
        linked = self._nums.get(_value(style.find(f"{w('pPr')}/{w('numPr')}"), "numId")) if style is not None else None
        return self._abstract.get(_value(linked, "abstractNumId"), abstract) if linked is not None else abstract

    def _item(self, paragraph: etree.Element, in_table: bool) -> _Item:
        place = self._place(paragraph)
        assert place is not None
        number_id, depth = place
        levels = self._levels(number_id)
        level = levels.get(depth, _Level(form="bullet"))
        counts = self._count(number_id, depth, levels)
        style = self._styles.get(_value(paragraph.find(w("pPr")), "pStyle"))
        name = _value(style, "name").casefold()
        return _Item(
            paragraph, number_id, depth, level, counts[depth], _label(level, counts, levels), in_table,
            name.startswith("heading") or name == "title",
        )  # fmt: skip

    def _count(self, number_id: str, depth: int, levels: dict[int, _Level]) -> dict[int, int]:
        num = self._nums[number_id]
        counts = self._counts.setdefault(_value(num, "abstractNumId"), {})
        level = levels.get(depth, _Level())
        start = self._new_start(num, number_id, depth)
        counts[depth] = start if start is not None else counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth and levels.get(one, _Level()).restarts]:
            del counts[deeper]
        return {one: counts.get(one, levels.get(one, _Level()).start) for one in range(_LEVELS)}

    def _new_start(self, num: etree.Element, number_id: str, depth: int) -> int | None:
        """Where this list begins anew, the first time that it is used."""
        if (number_id, depth) in self._started:
            return None
        self._started.add((number_id, depth))
        starts = (_value(one, "startOverride") for one in num.findall(w("lvlOverride")) if _depth(one) == depth)
        return next((int(start) for start in starts if start.isdecimal()), None)


def _settle(items: list[_Item]) -> None:
    """Paragraphs that follow each other: a list where a list says the same, else each under its label."""
    is_list = not any(item.in_table or item.is_heading for item in items) and _counts_alike(items)
    for item in items:
        if is_list or item.level.is_bullet:
            _say(item.paragraph, item.number_id, item.depth)
        else:
            _say(item.paragraph, "0", 0)
            _prepend(item)


def _counts_alike(items: list[_Item]) -> bool:
    """Whether a list that counts from one on, and anew below each item, has the labels of these."""
    counts: dict[int, int] = {}
    depth = 0
    for item in items:
        if item.depth > depth + 1 or (item is items[0] and item.depth):
            return False
        counts = {one: count for one, count in counts.items() if one <= item.depth}
        counts[item.depth] = counts.get(item.depth, 0) + 1
        if not item.level.is_bullet and item.label != f"{counts[item.depth]}.":
            return False
        depth = item.depth
    return True


def _say(paragraph: etree.Element, number_id: str, depth: int) -> None:
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        paragraph.insert(0, properties)
    for old in properties.findall(w("numPr")):
        properties.remove(old)
    numbers = etree.SubElement(properties, w("numPr"))
    etree.SubElement(numbers, w("ilvl"), {w("val"): str(depth)})
    etree.SubElement(numbers, w("numId"), {w("val"): number_id})


def _prepend(item: _Item) -> None:
    """The label as the first run of its paragraph, in the font that Word gives it."""
    if not item.label:
        return
    run = etree.Element(w("r"))
    mark = item.paragraph.find(f"{w('pPr')}/{w('rPr')}")
    look = etree.SubElement(run, w("rPr"))
    for source in (item.level.look, mark):
        for part in source if source is not None else ():
            if part.tag in (w("rFonts"), w("b"), w("i")) and look.find(part.tag) is None:
                look.append(part)
    text = etree.SubElement(run, w("t"), {XML_SPACE: "preserve"})
    text.text = item.label if item.level.joined else f"{item.label} "
    item.paragraph.insert(1, run)


def _label(level: _Level, counts: dict[int, int], levels: dict[int, _Level]) -> str:
    text = level.text if level.form != "none" else ""
    for depth in range(_LEVELS):
        form = "decimal" if level.legal else levels.get(depth, _Level()).form
        number = f"{counts[depth]:02}" if form == "decimalZero" else label_of(counts[depth], _COUNTING.get(form, "1"))
        text = text.replace(f"%{depth + 1}", number)
    return text.strip()


def _paragraphs(node: etree.Element, in_table: bool) -> Iterator[tuple[etree.Element, bool]]:
    """Every paragraph in the order of the text, those in text boxes behind the one that holds them."""
    for child in node:
        if child.tag == w("p"):
            yield child, in_table
        yield from _paragraphs(child, in_table or child.tag == w("tc"))


def _level(node: etree.Element) -> _Level:
    start = _value(node, "start")
    return _Level(
        start=int(start) if start.isdecimal() else 1,
        form=_value(node, "numFmt") or "decimal",
        text=_value(node, "lvlText"),
        legal=_is_on(node, "isLgl"),
        joined=_value(node, "suff") == "nothing",
        style=_value(node, "pStyle"),
        restarts=_value(node, "lvlRestart") != "0",
        look=node.find(w("rPr")),
    )


def _depth(node: etree.Element) -> int:
    depth = node.get(w("ilvl"), "0")
    return int(depth) if depth.isdecimal() else 0


def _value(node: etree.Element | None, name: str) -> str:
    part = node.find(w(name)) if node is not None else None
    return part.get(w("val"), "") if part is not None else ""


def _is_on(node: etree.Element, name: str) -> bool:
    part = node.find(w(name))
    return part is not None and part.get(w("val"), "1") not in ("0", "false", "off")
