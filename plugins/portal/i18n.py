"""Words for editors and readers: English source strings, Vietnamese from gettext catalogues.

Each plugin keeps its catalogue in `locale/vi.po`, for all folders below it; the theme's is `theme/locale/vi.po`.
The language is passed in or read from `TOASOAN_LANG` (default `vi`), never from the process locale.
"""

from __future__ import annotations

import gettext
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DEFAULT_LANGUAGE = "vi"


class Catalogue(gettext.NullTranslations):
    """Translations read straight from a .po file, so that no compiled file can be stale."""

    def __init__(self, path: Path | None) -> None:
        super().__init__()
        self._messages = {}
        if path is not None and path.is_file():
            import polib  # only who speaks needs it

            for entry in polib.pofile(str(path)):
                if entry.translated():
                    self._messages[entry.msgid] = entry.msgstr or entry.msgstr_plural[0]

    def gettext(self, message: str) -> str:
        return self._messages.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        # Vietnamese nouns have one form; the catalogue keeps it under the singular.
        return self._messages.get(msgid1, msgid1 if n == 1 else msgid2)


def language() -> str:
    return os.environ.get("TOASOAN_LANG", DEFAULT_LANGUAGE)


@cache
def catalogue(folder: Path, name: str) -> Catalogue:
    """The catalogue of `folder` (a `locale/` directory) in the language `name`."""
    return Catalogue(folder / f"{name}.po")


class Translator:
    """`_ = Translator(__file__)` in a plugin's module: `_("text")` in the language of the moment."""

    def __init__(self, module_file: str) -> None:
        folders = (parent / "locale" for parent in Path(module_file).parents)
        self._folder = next(folder for folder in folders if folder.is_dir())

    def __call__(self, message: str, **values: object) -> str:
        text = catalogue(self._folder, language()).gettext(message)
        return text.format(**values) if values else text

    def later(self, message: str) -> LazyText:
        """`gettext = _.later` marks words of a declaration: they are translated where they are shown."""
        return LazyText(message, self)


@dataclass(frozen=True)
class LazyText:
    """Words in the language of the moment in which `str` is asked for."""

    message: str
    say: Translator

    def __str__(self) -> str:
        return self.say(self.message)
