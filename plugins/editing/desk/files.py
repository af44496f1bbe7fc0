"""Files of the content folder by the addresses that the CMS knows them by, each with the form that edits it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from editing.faithful.story_edit import StoryForm, edited, form_of, new_file
from editing.faithful.toml_edit import edited_table, table_form
from portal.errors import Problem
from portal.files import inside
from portal.i18n import Translator
from portal.schema.records import Record

_ = Translator(__file__)

ROOT = "content"
STORIES, PAGES = "articles", "pages"


@dataclass(frozen=True)
class Forms:
    """How each kind of file is edited. Args: tables: by the name of the file."""

    story: StoryForm
    page: StoryForm
    tables: Mapping[str, Record]

    def of(self, place: str) -> StoryForm | Record:
        """The form of the file at `place`, below the content folder. Raises Problem for any other file."""
        first, *rest = PurePosixPath(place).parts
        if rest and place.endswith(".md") and first in (STORIES, PAGES):
            return self.story if first == STORIES else self.page
        if place in self.tables:
            return self.tables[place]
        raise Problem(_("the editor does not write this file"), place, hint=_("open it in a text editor"))

    def in_json(self, place: str, data: bytes) -> str:
        """The file as the CMS gets it: its form, in JSON."""
        form = self.of(place)
        values = (
            table_form(data, form, f"{ROOT}/{place}")
            if isinstance(form, Record)
            else form_of(data, form, f"{ROOT}/{place}")
        )
        return json.dumps(values, ensure_ascii=False)

    def saved(self, place: str, before: bytes | None, raw: str) -> bytes:
        """The file with what the CMS sent; every byte that was not edited is that of `before`."""
        form, values = self.of(place), _values(raw, place)
        if isinstance(form, Record):
            return edited_table(before or b"", values, form, f"{ROOT}/{place}")
        if before is None:
            return new_file(values, form.record)
        return edited(before, values, form, f"{ROOT}/{place}")


def _values(raw: str, place: str) -> dict[str, Any]:
    try:
        values = json.loads(raw)
    except ValueError:
        values = None
    if not isinstance(values, dict):
        raise Problem(_("the browser sent no form"), place, hint=_("load the page again"))
    return values


def place_of(path: object) -> str:
    """`content/articles/a.md` of the CMS -> `articles/a.md`. Raises Problem for what leads elsewhere."""
    parts = PurePosixPath(path).parts if isinstance(path, str) and "\0" not in path else ()
    if len(parts) < 2 or parts[0] != ROOT or any(part.startswith(".") for part in parts):
        raise Problem(_("this is no file of the paper"), str(path)[:200], hint=_("load the page again"))
    return "/".join(parts[1:])


def file_at(content: Path, place: str) -> Path:
    """The file, there or not; never one outside of the content folder, nor behind a link."""
    file = content / place
    behind_link = any(
        one.is_symlink() for one in (file, *file.parents) if one.is_relative_to(content) and one != content
    )
    if behind_link or inside(content, place) is None:
        raise Problem(_("this is a link to another file"), place, hint=_("put the file itself here"), code="link")
    return file


def stories_in(content: Path, place: str) -> Iterator[str]:
    """Places of all `.md` files below the folder `place`, sorted."""
    folder = file_at(content, place)
    paths = (path for path in folder.rglob("*.md") if path.is_file() and not path.is_symlink())
    yield from sorted(path.relative_to(content).as_posix() for path in paths if not path.name.startswith("."))
