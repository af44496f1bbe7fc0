"""What the reader of Word's structure does not know, said in a way that it does; what has no such way is named."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as etree

from portal.i18n import Translator

from .marks import XML_SPACE, W, name_of, w
from .styles import WordStyles, placed_runs

_ = Translator(__file__)
_WRAPPERS = {w("fldSimple"), w("dir"), w("bdo")}  # words inside them are words of the paragraph
_BOX = w("txbxContent")


def make_plain(root: etree.Element, styles: WordStyles) -> Iterator[str]:
    """Changes `root`; names what stays out."""
    _unwrap(root)
    yield from dict.fromkeys((*_without_hidden_drawings(root), *_without_hidden(root, styles)))
    _take_newer_boxes(root)
    for node in root.iter(w("cr")):
        node.tag = w("br")
    for run in [run for run in root.iter(w("r")) if run.find(w("ruby")) is not None]:
        _spell_ruby(run)
    for table in root.iter(w("tbl")):
        for row in table.iter(w("tr")):
            _fill_row(row)
    yield from _named(root)


def capitalise(root: etree.Element, styles: WordStyles) -> None:
    """Words that Word shows in capitals, once their letters are Unicode."""
    for placed in placed_runs(root):
        if styles.is_on(placed, "caps"):
            for text in placed.run.findall(w("t")):
                text.text = (text.text or "").upper()


def _unwrap(node: etree.Element) -> None:
    for place in range(len(node) - 1, -1, -1):
        child = node[place]
        _unwrap(child)
        if child.tag in _WRAPPERS:
            node[place : place + 1] = list(child)


def _take_newer_boxes(root: etree.Element) -> None:
    """Text boxes that are only drawn, without the older form beside it."""
    for parent in list(root.iter()):
        for place, child in enumerate(list(parent)):
            if name_of(child) == "AlternateContent":
                older = [one for one in child if name_of(one) == "Fallback"]
                newer = [one for one in child if name_of(one) == "Choice" and one.find(f".//{_BOX}") is not None]
                if newer and not any(one.find(f".//{_BOX}") is not None for one in older):
                    parent[place] = etree.Element(w("pict"))
                    parent[place].extend(newer[0].iter(_BOX))
            elif child.tag == w("drawing") and parent.tag == w("r") and child.find(f".//{_BOX}") is not None:
                parent[place] = etree.Element(w("pict"))
                parent[place].extend(child.iter(_BOX))


def _without_hidden(root: etree.Element, styles: WordStyles) -> Iterator[str]:
    """What Word does not show is not in the story, whether a run says so or a style."""
    for placed in placed_runs(root):
        if styles.is_on(placed, "vanish"):
            yield from _hidden_in(placed.run)
            placed.parent.remove(placed.run)


def _without_hidden_drawings(root: etree.Element) -> Iterator[str]:
    """Pictures and boxes that are switched off in the list of a document's objects, in both forms that Word writes."""
    for parent in list(root.iter()):
        for child in list(parent):
            newer = child.tag == w("drawing") or name_of(child) == "AlternateContent"
            if (newer and any(map(_is_hidden, child.iter()))) or _is_hidden(child):
                yield from _hidden_in(child)
                parent.remove(child)


def _is_hidden(node: etree.Element) -> bool:
    if name_of(node) == "docPr":
        return node.get("hidden", "0") not in ("0", "false")
    return "visibility:hidden" in node.get("style", "").replace(" ", "")


def _hidden_in(node: etree.Element) -> Iterator[str]:
    if any((text.text or "").strip() for text in node.iter(w("t"))):
        yield _("hidden text")
    if any(name_of(part) in ("blip", "imagedata") for part in node.iter()):
        yield _("hidden pictures")


def _spell_ruby(run: etree.Element) -> None:
    """The base, and behind it in brackets how it is read."""
    for place, child in enumerate(list(run)):
        if child.tag == w("ruby"):
            base, reading = (
                "".join(text.text or "" for part in child.findall(w(name)) for text in part.iter(w("t")))
                for name in ("rubyBase", "rt")
            )
            fonts = child.find(f"{w('rubyBase')}/{w('r')}/{w('rPr')}")
            if fonts is not None and run.find(w("rPr")) is None:
                run.insert(0, fonts)
                place += 1
            run[place] = etree.Element(w("t"), {XML_SPACE: "preserve"})
            run[place].text = f"{base} ({reading})" if reading else base


def _fill_row(row: etree.Element) -> None:
    """Cells that a row begins or ends without, and cells that are merged in the old way."""
    properties = row.find(w("trPr"))
    before = 0 if properties is None else list(row).index(properties) + 1
    for name, at_end in (("gridBefore", False), ("gridAfter", True)):
        part = properties.find(w(name)) if properties is not None else None
        count = part.get(w("val"), "") if part is not None else ""
        for _number in range(min(int(count), 60) if count.isdecimal() else 0):
            cell = etree.Element(w("tc"))
            etree.SubElement(cell, w("p"))
            row.append(cell) if at_end else row.insert(before, cell)
    first: etree.Element | None = None
    for cell in row.findall(w("tc")):
        merge = cell.find(f"{w('tcPr')}/{w('hMerge')}")
        if merge is not None and merge.get(w("val"), "continue") == "continue" and first is not None:
            _widen(first)
            row.remove(cell)
        else:
            first = cell if merge is not None else None


def _widen(cell: etree.Element) -> None:
    properties = cell.find(w("tcPr"))
    assert properties is not None  # it says that it begins a merged cell
    span = properties.find(w("gridSpan"))
    if span is None:
        span = etree.SubElement(properties, w("gridSpan"), {w("val"): "1"})
    width = span.get(w("val"), "1")
    span.set(w("val"), str((int(width) if width.isdecimal() else 1) + 1))


def _named(root: etree.Element) -> Iterator[str]:
    names = {name_of(node) for node in root.iter()}
    if names & {"altChunk", "subDoc"}:
        yield _("texts of other files")
    if any(not any(name_of(part) == "imagedata" for part in node.iter()) for node in root.iter(w("object"))):
        yield _("embedded objects")
    for node in root.iter():
        if name_of(node) == "textpath" and (words := node.get("string", "").strip()):
            yield _("the drawn words “{words}”", words=words[:60])
    if any(cell.find(f".//{{{W}}}tbl") is not None for cell in root.iter(w("tc"))):
        yield _("the rows and columns of tables within tables")
