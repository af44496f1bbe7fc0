from __future__ import annotations

import os

import pytest

from portal.errors import PortalError, SourceError
from portal.forked import ForkedTask


def test_result_comes_back_from_another_process() -> None:
    number, process = ForkedTask(lambda: (6 * 7, os.getpid())).finish()
    assert number == 42
    assert process != os.getpid()


def test_fault_comes_back_whole() -> None:
    def fail() -> None:
        raise SourceError("x", "a.md", 3, hint="y")

    with pytest.raises(SourceError, match=r"a\.md:3: x; y"):
        ForkedTask(fail).finish()


def test_failure_of_the_program_keeps_its_traceback() -> None:
    with pytest.raises(PortalError, match="ZeroDivisionError"):
        ForkedTask(lambda: 1 / 0).finish()


def test_process_that_is_killed_is_told() -> None:
    with pytest.raises(PortalError, match="died"):
        ForkedTask(lambda: os._exit(3)).finish()
