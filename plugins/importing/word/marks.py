"""Meanings of WordprocessingML."""

from __future__ import annotations

from xml.etree import ElementTree as etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def name_of(node: etree.Element) -> str:
    """Without its namespace; empty for comments."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
