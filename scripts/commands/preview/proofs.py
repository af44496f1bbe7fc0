"""What the proofreader says of a content folder after a build, in a process beside the preview: one line each.

Arguments: the content folder, and the file that takes all of it for the panel of the preview.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from commands.check_content import look_at_build
from commands.preview.findings import write_findings


def main(argv: Sequence[str]) -> int:
    content, findings = map(Path, argv)
    glance = look_at_build(content)
    write_findings(findings, glance, content)
    for finding in glance.findings:
        if finding.severity != "advice":
            print(finding)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
