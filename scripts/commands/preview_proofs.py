"""What the proofreader says of a content folder after a build: one line each, in a process beside the preview."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from commands.check_content import look_at_build


def main(argv: Sequence[str]) -> int:
    for finding in look_at_build(Path(argv[0])).found:
        if finding.severity != "advice":
            print(finding)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
