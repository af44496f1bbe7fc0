"""content/synonyms.toml: words that mean the same, the law's and people's; a search for one finds the others.

[[synonym]]
words = ["ly hôn", "li dị"]
"""

from __future__ import annotations

from pathlib import Path

from portal.errors import Problem, Reporter
from portal.i18n import Translator
from portal.schema.records import Key, Many, Record
from portal.schema.source_file import SourceFile
from portal.schema.toml_file import read_toml

from .abbreviations import SearchableForm
from .analysis import sentences

_ = Translator(__file__)
gettext = _.later

MOST = 12  # words of one entry: each is one more search

SYNONYM = Record(
    (
        Key(
            "words",
            Many(SearchableForm(), MOST),
            gettext("words that mean the same, any of which finds the others"),
            '["ly hôn", "li dị"]',
            required=True,
        ),
    )
)
SYNONYMS = Record((Key("synonym", Many(SYNONYM), gettext("words that mean the same")),))

Groups = tuple[tuple[str, ...], ...]


def read_synonyms(path: Path) -> Groups:
    """Groups of words in the order of the file; none where there is no file. Raises BuildFailed."""
    if not path.is_file():
        return ()
    problems, name = Reporter(), f"{path.parent.name}/{path.name}"
    try:
        file = read_toml(path.read_text(encoding="utf-8"), name, problems)
    except UnicodeDecodeError:
        raise Problem(_("the file is not UTF-8"), name, hint=_("save it as UTF-8"), code="encoding") from None
    groups = []
    for number, entry in enumerate(SYNONYMS.read(file.root).get("synonym", ())):
        words = tuple(entry.get("words", ()))
        _check(file, number, words)
        groups.append(words)
    problems.raise_if_any()
    return tuple(groups)


def _check(file: SourceFile, number: int, words: tuple[str, ...]) -> None:
    """A group needs two words that a search tells apart."""
    seen: dict[tuple[str, ...], str] = {}
    for word in words:
        tokens = tuple(token for sentence in sentences(word) for token in sentence.tokens)
        if tokens in seen:
            message = _("{word} and {other} are one to the search", word=seen[tokens], other=word)
            file.report(message, "synonym", number, "words", hint=_("leave one out"), code="synonym")
        seen.setdefault(tokens, word)
    if len(seen) == 1:
        message = _("one word alone finds nothing else")
        file.report(message, "synonym", number, "words", hint=_("add another"), code="synonym")
