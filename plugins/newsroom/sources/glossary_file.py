"""content/glossary.toml: [[term]] with the word, other forms of it, what it means and where that comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from newsroom.model.glossary import Glossary, GlossaryTerm
from portal.errors import Problem, Reporter
from portal.i18n import Translator
from portal.schema.records import Key, Many, Record
from portal.schema.source_file import SourceFile
from portal.schema.toml_file import read_toml
from portal.schema.value_types import Line
from portal.vietnam.text import one_tone_style, slugify

from .source_text import read_source

_ = Translator(__file__)
gettext = _.later
NAME = "glossary.toml"
MOST_TERMS = 400  # on one page, within the weight of a page
_LIMIT = 1_000_000  # bytes

TERM = Record(
    (
        Key(
            "word", Line(80), gettext("the word that is explained, as texts write it"), '"năm công tác"', required=True
        ),
        Key("forms", Many(Line(80), most=10), gettext("other ways to write it"), '["năm công tác thi hành án"]'),
        Key("about", Line(600), gettext("what it means, in a sentence or two"), '"Từ ngày 1/10…"', required=True),
        Key("source", Line(200), gettext("where this comes from"), '"Luật Thi hành án dân sự"'),
    )
)
GLOSSARY = Record((Key("term", Many(TERM, most=MOST_TERMS), gettext("the words that stories explain")),))


def read_glossary(root: Path, problems: Reporter) -> Glossary:
    """The words of the content folder `root`, none where it has no such file; faults go to `problems`."""
    path, display_path = root / NAME, f"{root.name}/{NAME}"
    with problems.collecting():
        if path.is_symlink():
            raise Problem(
                _("the file is a link"), display_path, hint=_("put the file itself there"), code="missing-file"
            )
        if path.is_file():
            return tuple(_terms(read_toml(read_source(path, display_path, _LIMIT), display_path, problems)))
    return ()


def _terms(file: SourceFile) -> Iterator[GlossaryTerm]:
    first: dict[str, int] = {}
    taken: dict[str, int] = {}
    for number, entry in enumerate(GLOSSARY.read(file.root).get("term", ())):
        if not TERM.is_complete(entry):
            continue
        forms = tuple(dict.fromkeys((entry["word"], *entry.get("forms", ()))))
        _check_forms(entry, number, file, first)
        slug = slugify(entry["word"], 60) or "tu"
        taken[slug] = taken.get(slug, 0) + 1
        slug = slug if taken[slug] == 1 else f"{slug}-{taken[slug]}"  # `án` and `ẩn` are two words
        yield GlossaryTerm(slug, forms, entry["about"], entry.get("source", ""))


def _check_forms(entry: Mapping[str, Any], number: int, file: SourceFile, first: dict[str, int]) -> None:
    """Each way to write a word is there once in the file, and begins and ends where a reader sees a word do so."""
    places = [("word",), *(("forms", place) for place in range(len(entry.get("forms", ()))))]
    for form, place in zip((entry["word"], *entry.get("forms", ())), places, strict=True):
        path = ("term", number, *place)
        key = " ".join(one_tone_style(form).split())
        if not (form[0].isalnum() and form[-1].isalnum()):
            hint = _("leave out quotation marks, dots and brackets around it")
            file.report(_("{key} does not begin and end with a letter or digit", key=form), *path, hint=hint)
        elif key in first:
            message = _("“{key}” is there twice (first in line {first})", key=form, first=first[key])
            file.report(message, *path, hint=_("leave it to one word"), code="glossary")
        first.setdefault(key, file.line(*path))
