"""Whatever happens between builds, a build with all that earlier ones left writes the bytes of a clean one.

`python -m tests.end_to_end.incremental.test_incremental 5000` runs as many sequences as it is told, from another seed
each time it is given one.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from building.release import read_release, site_digest

from .changes import CHANGES, OF_STORIES, mend_stories
from .small_paper import SmallPaper, files_of, make_small_paper

pytestmark = [pytest.mark.site, pytest.mark.longest]

# INCREMENTAL_SEQUENCES: how many, where others are wanted; after PAPER of them begins a new paper.
SEQUENCES, PAPER, MOST_STEPS = int(os.environ.get("INCREMENTAL_SEQUENCES", "300")), 20, 3
STORIES_ALONE = 0.4  # of the sequences
ROOM = 1_000_000_000  # bytes
KILLED, LONGEST = 0.15, 2.0  # how often a build is killed first, and within how many seconds


def run_sequence(paper: SmallPaper, seed: int) -> tuple[list[str], str]:
    """Change, build, change, build …; the names of the changes, and what differs from a clean build in the end."""
    rng = random.Random(seed)
    done: list[str] = []
    changes = OF_STORIES if rng.random() < STORIES_ALONE else CHANGES
    for _step in range(rng.randint(1, MOST_STEPS)):
        for change in rng.sample(changes, rng.randint(1, 2)):
            change(paper, rng)
            done.append(change.__name__)
        release = paper.output / "build.json"  # where the paper lies now
        if rng.random() < KILLED:
            held = files_of(paper.output)
            paper.kill_build(rng.random() ** 2 * LONGEST)
            done.append("(killed)")
            if held and not (release.exists() and (files_of(paper.output) == held or is_whole(paper.output))):
                return done, "a build that was killed has left half a site"
        before = release.read_bytes() if release.exists() else None
        faults = paper.build(workers=rng.choice([1, 2]))
        done.append("(faults)" if faults else "(built)")
        if faults and before is not None and release.read_bytes() != before:
            return done, "a build that failed has changed the site"
    faults, told = paper.build(), paper.told
    clean_faults, clean_told = paper.build_clean(), paper.told
    if (faults, told) != (clean_faults, clean_told):
        return done, f"words differ: {faults or told!r} and {clean_faults or clean_told!r}"
    return done, "" if faults else _difference(files_of(paper.output), files_of(paper.folder / "clean"))


@contextmanager
def new_paper() -> Iterator[SmallPaper]:
    """In memory where that has room: a third of the time goes into files that nobody will read again."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM
    with TemporaryDirectory(prefix="incremental-", dir=memory if roomy else None, ignore_cleanup_errors=True) as folder:
        yield make_small_paper(Path(folder))


def is_whole(site: Path) -> bool:
    """Whether the site is the one that its build.json tells of."""
    return site_digest(site, workers=1)[0].startswith(read_release(site))


def _difference(made: dict[str, bytes], clean: dict[str, bytes]) -> str:
    names = sorted(name for name in made.keys() | clean.keys() if made.get(name) != clean.get(name))
    return ", ".join(names[:10])


@pytest.mark.parametrize("first", range(0, SEQUENCES, PAPER))
def test_incremental_builds_are_clean_builds(first: int) -> None:
    with new_paper() as paper:
        for seed in range(first, min(first + PAPER, SEQUENCES)):
            done, difference = run_sequence(paper, seed)
            assert not difference, (seed, done, difference)
            mend_stories(paper, random.Random(0))


def _tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main(count: int, first: int) -> int:
    wrong = 0
    for start in range(first, first + count, PAPER):
        with new_paper() as paper:
            for seed in range(start, min(start + PAPER, first + count)):
                done, difference = run_sequence(paper, seed)
                mend_stories(paper, random.Random(0))
                wrong += bool(difference)
                _tell(f"{seed} DIFFERS: {difference} after {done}" if difference else str(seed))
    _tell(f"{count} sequences, {wrong} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0))
