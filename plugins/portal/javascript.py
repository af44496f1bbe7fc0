"""ES modules of the theme joined into one file per entry, without comments: one request on a slow line instead of a dozen.

Not a minifier and no parser. It relies on how the theme's modules are written: `import { … } from "./name.js";` at the
start of a line, declarations exported where they are made, comments on lines of their own, no line of a template
literal that looks like a comment. Each module becomes a function that runs once and returns what it exports, so that
names of different modules cannot collide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from .errors import SourceError
from .i18n import Translator

_ = Translator(__file__)

_IMPORT = re.compile(r'^import (?P<names>\{[^}]*\}) from "(?P<path>\.[^"]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:(?:async )?function\*? |const |class )(?P<name>\w+))", re.MULTILINE)
_COMMENTS = re.compile(r"^[ \t]*(?:/\*.*?\*/|//[^\n]*)[ \t]*\n", re.MULTILINE | re.DOTALL)
_INDENT = re.compile(r"^[ \t]+|^\n", re.MULTILINE)


def join_modules(files: Mapping[str, str], entry: str) -> str:
    """`entry` and all that it imports, as one module that exports what `entry` exports.

    Args:
        files: path -> text of the theme's modules.
        entry: path, such as `js/search/page.js`.
    """
    order = list(dict.fromkeys(_imported_first(files, entry, ())))
    names = {path: f"module{number}" for number, path in enumerate(order)}
    functions = [_as_function(files[path], path, names) for path in order[:-1]]
    return without_comments("".join(functions) + _with_bindings(files[entry], entry, names))


def without_comments(text: str) -> str:
    """`text` without comment lines and indentation; line ends stay, so that no statement changes its meaning."""
    return _INDENT.sub("", _COMMENTS.sub("", text))


def _imported_first(files: Mapping[str, str], path: str, above: tuple[str, ...]) -> Iterator[str]:
    """The modules below `path`, then `path`; a module that several import is named several times."""
    if path in above or path not in files:
        problem = _("import of {path}, which is missing or imports itself", path=path)
        raise SourceError(problem, f"theme/static/{above[-1] if above else path}", code="js-import")
    for match in _IMPORT.finditer(files[path]):
        yield from _imported_first(files, _target(path, match["path"]), (*above, path))
    yield path


def _target(path: str, imported: str) -> str:
    return str(PurePosixPath(path).parent / imported)


def _with_bindings(text: str, path: str, names: Mapping[str, str]) -> str:
    def bind(match: re.Match[str]) -> str:
        return f"const {match['names'].replace(' as ', ': ')} = {names[_target(path, match['path'])]};"

    return _IMPORT.sub(bind, text)


def _as_function(text: str, path: str, names: Mapping[str, str]) -> str:
    exported = ", ".join(match["name"] for match in _EXPORT.finditer(text))
    body = _EXPORT.sub("", _with_bindings(text, path, names))
    return f"const {names[path]} = (() => {{\n{body}\nreturn {{ {exported} }};\n}})();\n"
