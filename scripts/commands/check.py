"""Check the code (format, lint, types, architecture, workflow files), or with --content what editors write."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from portal.i18n import Translator

_ = Translator(__file__)

ROOT = Path(__file__).resolve().parents[2]

# Workflow files are read by tools of their own; both work without a network.
WORKFLOWS = [".github/workflows"]


def checks(fix: bool) -> list[tuple[str, list[str]]]:
    """(name, command) of each check, the longest first."""
    python = [sys.executable, "-m"]
    ruff_format = ["ruff", "format"] if fix else ["ruff", "format", "--check"]
    ruff_lint = ["ruff", "check", "--fix"] if fix else ["ruff", "check"]
    return [
        ("mypy", [*python, "mypy"]),
        ("ruff format", [*python, *ruff_format, "--quiet", "."]),
        ("ruff", [*python, *ruff_lint, "--quiet", "."]),
        ("architecture", [*python, "pytest", "-q", "tests/project/test_architecture.py"]),
        ("yamllint", [*python, "yamllint", "--strict", *WORKFLOWS]),
        ("zizmor", [str(Path(sys.executable).with_name("zizmor")), "--offline", "--quiet", *WORKFLOWS]),
    ]


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="scripts/check", description=_("Format, lint, types and architecture rules."))
    parser.add_argument("--fix", action="store_true", help=_("repair what is sure"))
    parser.add_argument(
        "--content",
        type=Path,
        nargs="*",
        metavar="PATH",
        help=_("proofread stories instead: these files and folders (default: content)"),
    )
    parser.add_argument(
        "--format", choices=("text", "json", "github"), default="text", help=_("with --content: form of the report")
    )
    parser.add_argument("--strict", action="store_true", help=_("with --content: warnings fail too"))
    parser.add_argument("--explain", metavar="CODE", help=_("print the page of one rule of --content"))
    arguments = parser.parse_args(argv)
    if arguments.explain or arguments.content is not None:
        return _check_content(arguments)
    # What repairs goes one after the other: two tools write to the same files.
    with ThreadPoolExecutor(1 if arguments.fix else len(os.sched_getaffinity(0))) as pool:
        running = [(name, pool.submit(_run, command)) for name, command in checks(arguments.fix)]
        failed = [name for name, result in running if not _told(name, result.result())]
    print(_("Failed: {names}", names=", ".join(failed)) if failed else _("All checks pass."))
    return 1 if failed else 0


def _check_content(arguments: argparse.Namespace) -> int:
    from commands import check_content  # what checks the code has no need of it

    if arguments.explain:
        return check_content.explain(arguments.explain)
    request = check_content.ContentCheck(
        tuple(arguments.content), fix=arguments.fix, strict=arguments.strict, format=arguments.format
    )
    return check_content.run(request)


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def _told(name: str, result: subprocess.CompletedProcess[str]) -> bool:
    """Whether it passed, once that has been printed."""
    passed = result.returncode == 0
    print(f"{'✓' if passed else '✗'} {name}", flush=True)
    if not passed:
        print(result.stdout + result.stderr, flush=True)
    return passed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
