"""The theme's ES modules joined into one file per entry: one request on a slow line instead of a dozen.

It relies on how the modules are written: `import { … } from "./name.js";` at the start of a line, declarations exported
where they are made, statements ended by semicolons, no top-level name in two modules that are joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import PurePosixPath

from portal.errors import Problem
from portal.i18n import Translator

from .javascript_tokens import minify

_ = Translator(__file__)

_IMPORT = re.compile(r'^import \{(?P<names>[^}]*)\} from "(?P<path>\.[^"]+)";\n', re.MULTILINE)
_UNPACKED = re.compile(r"^(?:export )?(?:const|let) (?P<names>[{\[][^=]*) =", re.MULTILINE)
_NAME = re.compile(r"[\w$]+")
_EXPORT = re.compile(r"^export (?=(?:async )?function\b|const\b|class\b)", re.MULTILINE)
_LATER_IMPORT = re.compile(r'\bimport\("(?P<path>\.[^"]+)"\)')
_DECLARED = re.compile(r"^(?:export )?(?:async )?(?:function\*?|const|let|class) (?P<name>\w+)", re.MULTILINE)


def join_scripts(files: Mapping[str, str]) -> dict[str, str]:
    """The scripts to publish, path -> text: every module that none imports, with all that it imports; small.

    Args:
        files: path below theme/static -> text of every script.
    """
    imported = {target for path, text in files.items() for target in _targets(path, text, _IMPORT)}
    later = {target for path, text in files.items() for target in _targets(path, minify(text), _LATER_IMPORT)}
    return {path: minify(_joined(files, path), names=True) for path in files if path not in imported or path in later}


def _joined(files: Mapping[str, str], entry: str) -> str:
    order = list(dict.fromkeys(_imported_first(files, entry, ())))
    _refuse_equal_names(files, order)
    parts = [_alone(_EXPORT.sub("", files[path])) for path in order[:-1]]
    return "".join([*parts, _alone(files[entry])])


def _alone(text: str) -> str:
    """A module to join: variables inside of a declaration are cut short by themselves: each has its `a` and `b`."""
    unpacked = (
        name
        for pattern in (_IMPORT, _UNPACKED)
        for match in pattern.finditer(text)
        for name in _NAME.findall(match["names"])
    )
    declared = {match["name"] for match in _DECLARED.finditer(text)}.union(unpacked)
    text = _IMPORT.sub("", text)
    starts = [0, *(match.start() for match in _DECLARED.finditer(text)), len(text)]
    return "".join(minify(text[start:end], names=True, keep=declared) for start, end in pairwise(starts) if start < end)


def _imported_first(files: Mapping[str, str], path: str, above: tuple[str, ...]) -> Iterator[str]:
    """The modules below `path`, then `path`; a module that several import is named several times."""
    if path in above or path not in files:
        problem = _("import of {path}, which is missing or imports itself", path=path)
        raise Problem(problem, f"theme/static/{above[-1] if above else path}", code="js-import")
    for target in _targets(path, files[path], _IMPORT):
        yield from _imported_first(files, target, (*above, path))
    yield path


def _targets(path: str, text: str, pattern: re.Pattern[str]) -> Iterator[str]:
    for match in pattern.finditer(text):
        yield str(PurePosixPath(path).parent / match["path"])


def _refuse_equal_names(files: Mapping[str, str], order: list[str]) -> None:
    owners: dict[str, str] = {}
    for path in order:
        for match in _DECLARED.finditer(files[path]):
            other = owners.setdefault(match["name"], path)
            if other != path:
                problem = _("{name} is a top-level name of {other} too", name=match["name"], other=other)
                hint = _("rename one: both are joined into one file")
                line = files[path].count("\n", 0, match.start()) + 1
                raise Problem(problem, f"theme/static/{path}", line, hint=hint, code="js-name")
