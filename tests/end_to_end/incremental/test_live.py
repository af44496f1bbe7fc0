"""What the model of a preview shows after files were saved is what a build of the whole site makes of them.

`python -m tests.end_to_end.incremental.test_live 200 7` tries two hundred times, from seed 7.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import re
import sys
import tempfile
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

import site_search.adapter
from building.keeping.live import PageNow, Taken
from building.site import BuildRequest, build_site
from portal.errors import PortalError

from . import changes
from .small_paper import FEW_SEALED, SmallPaper, files_of, make_small_paper

pytestmark = pytest.mark.site

TRIES = 2
SAVED = (
    changes.edit_body,
    changes.edit_headline,
    changes.edit_lead,
    changes.move_section,
    changes.change_status,
    changes.change_date,
    changes.set_embargo,
    changes.set_topics,
    changes.add_story,
    changes.edit_dataset,
    changes.copy_dataset,
    changes.edit_template,
    changes.edit_style,
    changes.edit_words,
    changes.edit_page,
    changes.edit_picture,
    changes.show_picture,
    changes.cite_document,
    changes.break_story,
)
# What follows with the build, as the preview says: which stories are related, and which are named beside others.
RELATED = re.compile(rb'<aside class="related .*?</aside>|\s+', re.DOTALL)


def _stay(request: BuildRequest, pipe: Connection) -> None:
    """Build, then be the model: files that have changed -> what was taken; a path -> the page."""
    os.environ["TOASOAN_LANG"] = "vi"
    vars(site_search.adapter)["SEALING"] = FEW_SEALED
    try:
        live = build_site(request).live
    except PortalError:
        pipe.send(False)
        return
    pipe.send(True)
    assert live is not None
    while (asked := pipe.recv()) is not None:
        pipe.send(live.take(asked) if isinstance(asked, list) else live.page(asked))


def differences(paper: SmallPaper, seed: int) -> tuple[list[str], list[str]]:
    """Names of what was saved, and the pages that a browser would be shown and that are not those of a build."""
    rng = random.Random(seed)
    settings = paper.folder / "settings-cache.py"
    request = BuildRequest(paper.moment, paper.output, settings, workers=1, incremental=True, in_memory=True)
    context = multiprocessing.get_context("fork")
    near, far = context.Pipe()
    process = context.Process(target=_stay, args=(request, far))
    process.start()
    far.close()
    try:
        if not near.recv():
            return ["(faults)"], []
        saved: list[str] = []
        behind: set[Path] = set()
        for change in rng.sample(SAVED, rng.randint(1, 3)):
            before = _contents(paper)
            change(paper, rng)
            after = _contents(paper)
            paths = [path for path in before.keys() | after.keys() if before.get(path) != after.get(path)]
            near.send(sorted(paths))
            taken: Taken = near.recv()
            behind = (behind | set(paths)) - taken.paths
            saved.append(change.__name__ + ("" if set(paths) <= taken.paths else " (left)"))
        return saved, [] if behind else _compared(paper, near)
    finally:
        with suppress(OSError):
            near.send(None)
        process.join()


def _contents(paper: SmallPaper) -> dict[Path, bytes]:
    folders = (paper.content, paper.theme)
    return {folder / name: data for folder in folders for name, data in files_of(folder).items()}


def _compared(paper: SmallPaper, model: Connection) -> list[str]:
    before = files_of(paper.output)
    if paper.build():
        return []
    different = []
    for path, data in files_of(paper.output).items():
        if not path.endswith(".html") or path.startswith(("tim-kiem/", "kieu-mau/")):
            continue
        model.send(path)
        page: PageNow | None = model.recv()
        shown = page.data if page else before.get(path)
        if shown is None or RELATED.sub(b"", shown) != RELATED.sub(b"", data):
            different.append(path + ("" if page else " (of the last site)"))
    return different


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> SmallPaper:
    return make_small_paper(tmp_path_factory.mktemp("paper"))


@pytest.mark.parametrize("seed", range(TRIES))
def test_pages_from_memory_are_those_of_a_build(paper: SmallPaper, seed: int) -> None:
    saved, different = differences(paper, seed)
    assert not different, saved
    changes.mend_stories(paper, random.Random(0))


def main(count: int, first: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paper = make_small_paper(Path(folder))
        for seed in range(first, first + count):
            saved, different = differences(paper, seed)
            sys.stdout.write(f"{seed}: {saved} {different or ''}\n")
            sys.stdout.flush()
            changes.mend_stories(paper, random.Random(0))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
