"""What the paper's own `///` blocks have in common."""

from __future__ import annotations

from abc import abstractmethod
from xml.etree import ElementTree as etree

from pymdownx.blocks.block import Block


class PaperBlock(Block):  # type: ignore[misc]  # pymdownx ships no types
    """Takes no attributes: ids above all are the portal's."""

    def on_validate(self, parent: etree.Element) -> bool:
        return not self.options["attrs"]


class TypedBlock(PaperBlock):
    """Names something behind its bar; its lines are no Markdown but what that is called, and options."""

    ARGUMENT = True

    def on_markdown(self) -> str:
        return "raw"

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div")  # no paragraph yet: a note would put its link back into it

    def on_end(self, block: etree.Element) -> None:
        block.tag, typed = "p", " ".join((block.text or "").split())
        block.text = self.block_text(typed)

    @abstractmethod
    def block_text(self, typed: str) -> str:
        """What stands for the block. `typed`: its lines as one."""
