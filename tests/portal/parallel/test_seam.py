"""The seam for work: the same bytes in the same order whoever does it, and functions that any machine can import."""

from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path

import pytest

from portal.parallel.pipes import Inbox, Outbox
from portal.parallel.seam import Work, packed, run, start, unpacked

JOBS = list(range(90))


def times(shared: int, job: int) -> bytes:
    return str(shared * job).encode()


def process(_shared: object, _job: int) -> bytes:
    return packed(os.getpid())


def heavy_page(shared: Path, job: int) -> bytes:
    (shared / str(job)).touch()
    return b"x" * 500_000


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_are_bytes_in_the_order_of_the_jobs(workers: int) -> None:
    assert list(run(times, 7, JOBS, batch=4, workers=workers)) == [str(7 * job).encode() for job in JOBS]


def test_what_is_shared_is_inherited_and_never_pickled() -> None:
    class Unpicklable:
        def __reduce__(self) -> str:
            raise TypeError("pickled")

    assert len(set(map(unpacked, run(process, Unpicklable(), JOBS * 20, batch=1, workers=2)))) == 2


def test_a_function_that_cannot_be_imported_is_refused_by_every_engine() -> None:
    def inner(_shared: None, job: int) -> bytes:
        return bytes(job)

    with pytest.raises(TypeError, match="cannot be imported"):
        start(Work(inner, None, JOBS))
    with pytest.raises(TypeError, match="cannot be imported"):
        start(Work(lambda _shared, job: bytes(job), None, JOBS))
    with pytest.raises(TypeError, match="cannot be imported"):
        start(Work(partial(times, 1), None, JOBS))


def test_forks_go_on_while_nobody_asks_for_results(tmp_path: Path) -> None:
    """Far more than a pipe holds is made while this process does something else."""
    work = start(Work(heavy_page, tmp_path, JOBS, batch=1, workers=2))
    before = time.monotonic()
    while sum(1 for _file in tmp_path.iterdir()) < 20 and time.monotonic() < before + 60:
        time.sleep(0.01)
    assert sum(1 for _file in tmp_path.iterdir()) >= 20
    assert [len(page) for page in work.results()] == [500_000] * len(JOBS)


def test_a_sender_holds_no_more_than_a_bound() -> None:
    near, far = os.pipe()
    inbox, outbox = Inbox(near), Outbox(far)
    for _message in range(60):
        outbox.put(b"x" * (1 << 20))
    assert outbox._bytes <= 64 << 20
    messages: list[bytes] = []
    while len(messages) < 60:
        messages += inbox.take()
        outbox._push(1 << 40)
    outbox.close()
    assert inbox.take() == []
    assert inbox.closed
    assert [len(message) for message in messages] == [1 << 20] * 60


def test_a_message_cut_short_is_no_message() -> None:
    near, far = os.pipe()
    inbox = Inbox(near)
    os.write(far, b"\x05\0\0\0\0\0\0\0he")
    assert inbox.take() == []
    os.write(far, b"llo\x05")
    assert inbox.take() == [b"hello"]
    os.close(far)
    assert inbox.take() == []
    assert inbox.closed
