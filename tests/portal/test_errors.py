"""One problem, one reporter: what a problem keeps on its way between processes, and what stops a build."""

from __future__ import annotations

import pickle

import pytest

from portal.errors import BuildFailed, Problem, Reporter


def test_a_problem_is_the_same_on_the_other_side_of_a_process_pool() -> None:
    problem = Problem("not a number", "content/a.csv", 3, "C7", "write 1234.5", "number", severity="warning")
    assert pickle.loads(pickle.dumps(problem)) == problem
    assert str(problem) == "content/a.csv:3:C7: not a number; write 1234.5"
    assert len({problem, pickle.loads(pickle.dumps(problem))}) == 1
    assert problem != Problem("not a number", "content/a.csv", 3, "C7", "write 1234.5", "number")


def test_only_errors_stop_a_build() -> None:
    reporter = Reporter([Problem("b", "x.md", 9, severity="warning"), Problem("c", "x.md", 1, severity="advice")])
    assert not reporter
    reporter.raise_if_any()
    reporter.add(Problem("a", "x.md", 10))
    with pytest.raises(BuildFailed, match=r"^x\.md:10: a$"):
        reporter.raise_if_any()


def test_warnings_of_the_faulty_files_are_told_with_their_errors() -> None:
    reporter = Reporter([Problem("w", "x.md", 9, severity="warning"), Problem("v", "y.md", 2, severity="warning")])
    reporter.add(Problem("a", "x.md", 10))
    failure = pickle.loads(pickle.dumps(reporter.failure()))
    assert [str(problem) for problem in failure.problems] == ["x.md:10: a"]
    assert [str(problem) for problem in failure.warnings] == ["x.md:9: w"]
    outer = Reporter()
    with outer.collecting():
        raise failure
    assert outer.failure().warnings == failure.warnings


def test_problems_are_ordered_by_place() -> None:
    reporter = Reporter([Problem("late", "x.md", 10), Problem("early", "x.md", 9, 12), Problem("first", "x.md", 9, 2)])
    assert [problem.message for problem in reporter] == ["first", "early", "late"]


def test_a_raised_problem_is_kept_and_the_work_goes_on() -> None:
    reporter = Reporter()
    with reporter.collecting():
        raise BuildFailed([Problem("one", "x.md", 1), Problem("two", "x.md", 2)])
    with reporter.collecting():
        raise Problem("three", "x.md", 3)
    assert [problem.message for problem in reporter.errors] == ["one", "two", "three"]
