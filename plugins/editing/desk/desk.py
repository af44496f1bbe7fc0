"""What the CMS asks of its server (the protocol of its proxy backend), answered from the working tree and the review.

Every answer is (HTTP status, document); a fault is `{"error": …}` in the editors' words, and whatever the editor had
typed stays in the browser.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editing.review.git import GitError
from editing.review.review import APPROVED, Pending, Review, StoryKey
from portal.errors import PortalError, Problem
from portal.files import write_atomic
from portal.i18n import Translator

from .files import ROOT, STORIES, Forms, file_at, place_of, stories_in
from .shelf import Shelf

_ = Translator(__file__)

Answer = tuple[int, Any]
_ID = re.compile(rb"^id:[ ]*['\"]?(\d+)", re.MULTILINE)


@dataclass(frozen=True)
class Rules:
    """What is decided outside of the desk.

    Args:
        new_id: a free number for a story, given those that are taken.
        faults: what forbids to publish these files (place -> bytes), a line each.
    """

    new_id: Callable[[frozenset[int]], int]
    faults: Callable[[Mapping[str, bytes]], Sequence[str]]


class EditorialDesk:
    """Args: review: None where no Git is there, and saving is publishing."""

    def __init__(self, content: Path, forms: Forms, shelf: Shelf, rules: Rules, review: Review | None) -> None:
        self._content, self._forms, self._shelf, self._rules = content, forms, shelf, rules
        self._review = review
        self._lists: dict[str, tuple[int, int, str]] = {}
        self._shelved: set[str] = set()  # commits of drafts whose pictures are at hand
        self._actions: Mapping[str, Callable[[Mapping[str, Any], str], Any]] = {
            "entriesByFolder": self._folder,
            "entriesByFiles": self._files,
            "getEntry": self._entry,
            "unpublishedEntries": self._pending,
            "unpublishedEntry": self._pending_entry,
            "unpublishedEntryDataFile": self._pending_file,
            "persistEntry": self._persist,
            "updateUnpublishedEntryStatus": self._set_state,
            "publishUnpublishedEntry": self._publish,
            "deleteUnpublishedEntry": self._discard,
            "getMedia": lambda _params, _who: [],
            "getMediaFile": self._media,
            "persistMedia": self._take_media,
            "getNotes": lambda _params, _who: {"notes": []},
            "getPRMetadata": lambda _params, _who: {"metadata": None},
            "getDeployPreview": lambda _params, _who: None,
        }

    def answer(self, request: Mapping[str, Any], who: str = "") -> Answer:
        action, params = request.get("action"), request.get("params")
        known = self._actions.get(action) if isinstance(action, str) else None
        if known is None or not isinstance(params, Mapping):
            return 422, {"error": _("the editor cannot do this here: {action}", action=str(action)[:60])}
        try:
            return 200, known(params, who)
        except _NotThereError:
            return 404, {"error": _("nobody works on this story")}
        except (PortalError, OSError, KeyError, TypeError, ValueError) as error:
            return 422, {"error": str(error)}

    def _folder(self, params: Mapping[str, Any], _who: str) -> list[Any]:
        places = stories_in(self._content, place_of(params["folder"]))
        return [self._as_entry(place, form) for place in places if (form := self._listed(place)) is not None]

    def _listed(self, place: str) -> str | None:
        """The form without its text, for lists; None where the file cannot be read, as the preview says."""
        file = self._content / place
        stamp = file.stat()
        known = self._lists.get(place)
        if known is None or known[:2] != (stamp.st_mtime_ns, stamp.st_size):
            try:
                values = json.loads(self._forms.in_json(place, file.read_bytes()))
            except Problem:
                return None
            known = stamp.st_mtime_ns, stamp.st_size, json.dumps({**values, "body": ""}, ensure_ascii=False)
            self._lists[place] = known
        return known[2]

    def _files(self, params: Mapping[str, Any], _who: str) -> list[Any]:
        return [self._entry_at(place_of(one["path"])) for one in params["files"]]

    def _entry(self, params: Mapping[str, Any], _who: str) -> Any:
        return self._entry_at(place_of(params["path"]))

    def _entry_at(self, place: str) -> Any:
        file = file_at(self._content, place)
        data = file.read_bytes() if file.is_file() else b"" if place.endswith(".toml") else None
        if data is None:
            raise Problem(_("there is no such file"), place, hint=_("load the page again"))
        return self._as_entry(place, self._forms.in_json(place, data))

    def _as_entry(self, place: str, form: str) -> Any:
        return {"data": form, "file": {"path": f"{ROOT}/{place}", "id": place}}

    def _pending(self, _params: Mapping[str, Any], _who: str) -> list[str]:
        if self._review is None:
            return []
        self._review.take_over()
        keys = self._review.pending()
        self._shelve(self._review, keys)
        return [f"{key.collection}/{key.slug}" for key in keys]

    def _shelve(self, review: Review, keys: Sequence[StoryKey]) -> None:
        """Pictures and datasets of drafts that other desks have begun: the preview shows them here too."""
        for key in keys:
            entry = review.entry(key)
            if entry and entry.head not in self._shelved:
                self._shelved.add(entry.head)
                for place, data in review.files(key).items():
                    self._shelf.keep(place, data)

    def _pending_entry(self, params: Mapping[str, Any], _who: str) -> Any:
        entry = self._worked_on(_key(params))
        path = f"{ROOT}/{entry.path}"
        return {
            "collection": entry.key.collection,
            "slug": entry.key.slug,
            "status": entry.state,
            "diffs": [{"id": path, "path": path, "newFile": entry.is_new}],
            "updatedAt": entry.moment,
        }

    def _worked_on(self, key: StoryKey) -> Pending:
        entry = self._review.entry(key) if self._review else None
        if entry is None:
            raise _NotThereError
        return entry

    def _pending_file(self, params: Mapping[str, Any], _who: str) -> Any:
        key, place = _key(params), place_of(params["path"])
        data = self._review.read(key, place) if self._review else None
        if data is None:
            raise _NotThereError
        return {"data": self._forms.in_json(place, data)}

    def before(self, place: str, key: StoryKey | None) -> bytes | None:
        """What an edit of the file begins from: the work under way, else the file in the working tree."""
        data = self._review.read(key, place) if self._review and key else None
        file = file_at(self._content, place)
        return data if data is not None else file.read_bytes() if file.is_file() else None

    def merged(self, place: str, key: StoryKey | None, raw: str) -> dict[str, bytes]:
        """The file with an edit, and what it names from the shelf: place -> bytes."""
        before = self.before(place, key)
        if before is None and place.startswith(f"{STORIES}/"):
            raw = self._with_id(raw)
        return {place: self._forms.saved(place, before, raw), **self._shelf.named_in(raw.replace("\\n", " "))}

    def _with_id(self, raw: str) -> str:
        values = json.loads(raw)
        if not str(values.get("id") or "").strip():
            values = {**values, "id": self.free_id()}
        return json.dumps(values, ensure_ascii=False)

    def free_id(self) -> str:
        """For a new story: a number that no story has, published or not."""
        return str(self._rules.new_id(self._taken()))

    def _taken(self) -> frozenset[int]:
        texts = [(self._content / place).read_bytes() for place in stories_in(self._content, STORIES)]
        if self._review:
            entries = (self._review.entry(key) for key in self._review.pending())
            texts += [self._review.read(entry.key, entry.path) or b"" for entry in entries if entry]
        return frozenset(int(number) for text in texts for number in _ID.findall(text))

    def _persist(self, params: Mapping[str, Any], who: str) -> Any:
        (file,) = params["dataFiles"]
        place = place_of(file["path"])
        key = StoryKey(params["options"]["collectionName"], file["slug"]) if self._review else None
        files = self.merged(place, key, file["raw"])
        if self._review and key:
            self._review.save(key, place, files, who)
        else:
            self._refuse(files)
            for name, data in files.items():
                write_atomic(file_at(self._content, name), data)
        return {"message": "entry persisted"}

    def _set_state(self, params: Mapping[str, Any], who: str) -> Any:
        key, state = _key(params), params["newStatus"]
        if state == APPROVED:
            self._refuse(self._work(key))
        self._reviewed().set_state(key, state, who)
        return {"message": state}

    def _publish(self, params: Mapping[str, Any], who: str) -> Any:
        key = _key(params)
        if self._worked_on(key).state != APPROVED:
            hint = _("move it to what is approved first")
            raise Problem(_("the story is not approved yet"), key.slug, hint=hint)
        self._refuse(self._work(key))
        self._reviewed().publish(key, who)
        return {"message": "published"}

    def _discard(self, params: Mapping[str, Any], _who: str) -> Any:
        self._worked_on(_key(params))
        self._reviewed().discard(_key(params))
        return {"message": "discarded"}

    def _reviewed(self) -> Review:
        if self._review is None:
            raise GitError(_("the content folder lies in no working tree of Git"))
        return self._review

    def _work(self, key: StoryKey) -> dict[str, bytes]:
        """All files of the work under way."""
        return self._reviewed().files(key)

    def _refuse(self, files: Mapping[str, bytes]) -> None:
        faults = self._rules.faults(files)
        if faults:
            raise PortalError("\n".join(faults))

    def _media(self, params: Mapping[str, Any], _who: str) -> Any:
        place = place_of(params["path"])
        file = self._shelf.file(place)
        if file is None:
            raise Problem(_("there is no such file"), place, hint=_("hand the picture in again"))
        content = base64.b64encode(file.read_bytes()).decode()
        return {"id": place, "content": content, "encoding": "base64", "path": f"{ROOT}/{place}", "name": file.name}

    def _take_media(self, _params: Mapping[str, Any], _who: str) -> Any:
        raise Problem(_("pictures are handed in beside the field of the picture"), "media", hint=_("use its button"))


class _NotThereError(Exception):
    """Nobody works on it."""


def _key(params: Mapping[str, Any]) -> StoryKey:
    """By collection and slug, which every question about a file has (its `id` is the file's); else by the work's id."""
    if params.get("collection"):
        return StoryKey(params["collection"], params["slug"])
    return StoryKey(*str(params["id"]).split("/", 1))
