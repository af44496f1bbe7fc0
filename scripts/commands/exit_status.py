"""How a command ends: with its own status, or with the fault as one line."""

from __future__ import annotations

import sys
from collections.abc import Callable

from portal.errors import PortalError
from portal.system_errors import in_one_line


def status_of(run: Callable[[], int]) -> int:
    """What `run` answers; 1 once the fault that ended it is printed, which is never a traceback."""
    try:
        return run()
    except (PortalError, OSError) as error:
        print(in_one_line(error), file=sys.stderr)
        return 1
