"""The settings file, for commands that read it without building."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from portal.errors import ConfigError
from portal.system_errors import in_one_line


def read_settings_file(path: Path) -> dict[str, Any]:
    """All names that it sets. Raises ConfigError where it is not there or fails."""
    try:
        return runpy.run_path(str(path))
    except SyntaxError as error:
        raise ConfigError(f"{path}:{error.lineno}: {error.msg}") from error
    except OSError as error:
        raise ConfigError(in_one_line(error)) from error
    except Exception as error:  # whatever its own code does
        raise ConfigError(f"{path}: {error}") from error
