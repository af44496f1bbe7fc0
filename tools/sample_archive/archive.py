"""A whole content folder of N sample stories, written story by story: the memory used does not grow with N."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from portal.parallel.seam import packed, run, unpacked

from .folder import write_paper
from .pictures import draw_pool
from .source_files import for_hugo, with_classic_metadata, with_front_matter
from .story import SampleStory, compose
from .syllables import news_chain

_BATCH = 500
MOST = 1_000_000


class Layout(StrEnum):
    """For whom the folder is: our build, or others that are measured against it."""

    NEWSROOM = "newsroom"
    STOCK = "stock"
    HUGO = "hugo"

    @property
    def text(self) -> Callable[[SampleStory], str]:
        """A story as its file."""
        writers = {Layout.NEWSROOM: with_front_matter, Layout.STOCK: with_classic_metadata, Layout.HUGO: for_hugo}
        return writers[self]


def write_archive(
    folder: Path,
    count: int,
    seed: int = 1,
    layout: Layout = Layout.NEWSROOM,
    *,
    progress: Callable[[int], None] = lambda written: None,
    workers: int | None = None,
) -> None:
    """Write stories 1 to `count`, and everything they name, into `folder`.

    Args:
        progress: called with the number of stories written so far.
        workers: processes; the files are the same whatever it is.
    """
    news_chain()  # before the fork, so that the table is read once
    draw_pool(folder / "media")
    if layout is Layout.NEWSROOM:
        write_paper(folder)
    jobs = [range(first, min(first + _BATCH, count + 1)) for first in range(1, count + 1, _BATCH)]
    written = 0
    folders = set[Path]()
    for texts in map(unpacked, run(_compose_batch, (layout, seed), jobs, batch=1, workers=workers)):
        for name, text in texts:
            path = folder / name
            if path.parent not in folders:
                path.parent.mkdir(parents=True, exist_ok=True)
                folders.add(path.parent)
            path.write_text(text, encoding="utf-8")
        written += len(texts)
        progress(written)


def _compose_batch(shared: tuple[Layout, int], numbers: range) -> bytes:
    """Path and text of each story."""
    (layout, seed), chain = shared, news_chain()
    stories = (compose(number, seed, chain) for number in numbers)
    return packed([(story.path, layout.text(story)) for story in stories])
