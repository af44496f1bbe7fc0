"""Every word that editors and readers see has its Vietnamese, in one tone-mark style; no catalogue is stale."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest
from babel.messages.extract import extract_from_dir

from portal.vietnam.text import one_tone_style

ROOT = Path(__file__).resolve().parents[2]
METHODS = [("**/templates/**.html", "jinja2.ext.babel_extract"), ("**.py", "python")]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}


def source_words(folder: Path) -> set[str]:
    """Words marked for translation in the code or templates beside a catalogue."""
    found = extract_from_dir(
        folder, METHODS, keywords=KEYWORDS, options_map={"**/templates/**.html": {"trimmed": "true"}}
    )
    return {message[0] if isinstance(message, tuple) else message for _file, _line, message, *_rest in found}


SPEAKING = [*sorted((ROOT / "plugins").iterdir()), ROOT / "scripts/commands", ROOT / "tools", ROOT / "theme"]
CATALOGUES = [folder / "locale/vi.po" for folder in SPEAKING if (folder / "locale/vi.po").exists()]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_what_speaks_has_a_catalogue() -> None:
    silent = [folder for folder in SPEAKING if folder.is_dir() and folder / "locale/vi.po" not in CATALOGUES]
    assert {name_of(folder): words for folder in silent if (words := source_words(folder))} == {}


@pytest.mark.parametrize("path", CATALOGUES, ids=name_of)
def test_catalogue_is_complete_and_without_stale_entries(path: Path) -> None:
    translated = {entry.msgid for entry in polib.pofile(str(path)) if entry.translated()}
    wanted = source_words(path.parents[1])
    assert wanted - translated == set(), "not translated"
    assert translated - wanted == set(), "no longer used"


@pytest.mark.parametrize("path", CATALOGUES, ids=name_of)
def test_catalogue_keeps_placeholders_and_one_tone_style(path: Path) -> None:
    for entry in polib.pofile(str(path)):
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text:
                assert one_tone_style(text) == text
                # A Vietnamese sentence may leave a placeholder out, but not invent one.
                assert set(re.findall(r"{\w+}", text)) <= set(re.findall(r"{\w+}", entry.msgid + entry.msgid_plural))
