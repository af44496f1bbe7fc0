"""Runs Pelican in this process, and makes an error of what Pelican only logs."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.generators import Generator
from pelican.log import console
from pelican.plugins import signals
from pelican.settings import read_settings

from building.keeping.state import state_of
from portal.errors import ConfigError, PortalError
from portal.exchange import exchange_of
from portal.parallel.seam import FORKS, engine
from portal.schema.options import SETTINGS_FILE
from portal.theming.compiled import compiled_templates_in
from portal.traces.places import in_places

from .software import PLUGINS

# Pelican speaks no Vietnamese through docutils and says so each time; no page of ours comes from docutils.
_MEANINGLESS = ("Docutils has no localization",)


class _Records(logging.Handler):
    """Keeps what is logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.errors: list[logging.LogRecord] = []
        self.warnings: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if record.levelno >= logging.ERROR:
            self.errors.append(record)
        elif not text.startswith(_MEANINGLESS):
            self.warnings.append(text)

    def raise_if_any(self) -> None:
        """The first error; whole where it is one of ours, with its cause where a plugin broke."""
        for record in self.errors:
            cause = record.exc_info[1] if record.exc_info else None
            if isinstance(cause, PortalError):
                raise cause
            text = " ".join(record.getMessage().split())
            raise ConfigError(f"Pelican: {text}" + (f": {cause}" if cause else "")) from cause


def run_pelican(settings_file: Path, overrides: Mapping[str, Any]) -> list[str]:
    """Build the site that `settings_file` describes; the texts of what Pelican and libraries warned of.

    Args:
        overrides: settings that win over the file's, with absolute paths.

    Raises:
        PortalError: of our plugins, whole; and for whatever Pelican logged as an error.
    """
    settings = _settings(settings_file, overrides)
    with in_places(_places(settings)), _recorded() as records, compiled_templates_in(Path(settings["CACHE_PATH"])):
        pelican = Pelican(settings)
        # A plugin that does not import or register is skipped by Pelican with a line in the log.
        records.raise_if_any()
        with signals.all_generators_finalized.connected_to(_begin_output):
            pelican.run()
        records.raise_if_any()
        return records.warnings


def _places(settings: Mapping[str, Any]) -> dict[str, Path]:
    """The folders that jobs name, where they may be done on another machine; those that workers are told of first."""
    if engine() is FORKS:
        return {}
    places = {"content": Path(settings["PATH"]), "theme": Path(settings["THEME"])}
    for text in _texts(settings["MARKDOWN"]):  # extensions may be given folders, such as that of the datasets
        inside = any(Path(text).is_relative_to(place) for place in places.values())
        if Path(text).is_absolute() and Path(text).is_dir() and not inside:
            places[f"content-{len(places)}"] = Path(text)
    return {**places, "software": PLUGINS}


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ():
        yield from _texts(part)


def _begin_output(generators: Sequence[Generator]) -> None:
    """All plugins have read the content and nothing is written yet: what they found is told at once."""
    exchange_of(generators[0].context).problems.raise_if_any()
    state_of(generators[0].settings).site.settle()


def _settings(file: Path, overrides: Mapping[str, Any]) -> dict[str, Any]:
    try:
        with _compiled_anew():
            settings: dict[str, Any] = read_settings(str(file), override={**overrides, SETTINGS_FILE: str(file)})
    except SyntaxError as error:
        raise ConfigError(f"{file}:{error.lineno}: {error.msg}") from error
    except (NameError, TypeError, ValueError, AttributeError, ImportError, OSError) as error:
        raise ConfigError(f"{file}: {error}") from error
    return settings


@contextmanager
def _compiled_anew() -> Iterator[None]:
    """Kept bytecode is known by the size and the second of its source: one changed within a second is not seen."""
    before = sys.dont_write_bytecode, sys.pycache_prefix
    sys.dont_write_bytecode, sys.pycache_prefix = True, os.devnull
    try:
        yield
    finally:
        sys.dont_write_bytecode, sys.pycache_prefix = before


@contextmanager
def _recorded() -> Iterator[_Records]:
    """Gather log records and keep Pelican's own summary off the terminal; both as before afterwards."""
    records, root, was_quiet = _Records(), logging.getLogger(), console.quiet
    root.addHandler(records)
    console.quiet = True
    try:
        yield records
    finally:
        root.removeHandler(records)
        console.quiet = was_quiet
