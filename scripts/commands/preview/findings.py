"""What the proofreader found, as the panel of a preview shows it: the story of the page first, then the others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from portal.i18n import Translator
from proofreading.memory import Glance
from proofreading.report import Reported, word

_ = Translator(__file__)

_STORY = re.compile(r"-post(\d+)\.html$")
_ID = re.compile(r"^id:[ ]*['\"]?(\d+)", re.MULTILINE)
_MOST = 200  # findings that a panel lists


def write_findings(file: Path, glance: Glance, content: Path) -> None:
    """For the server, which is another process than the build: with each finding the id of its story."""
    stories = {path: _story_of(content.parent / path) for path in {entry.path for entry in glance.findings}}
    entries = [{**asdict(entry), "story": stories[entry.path]} for entry in glance.findings]
    file.write_text(json.dumps({"unread": glance.unread, "findings": entries}, ensure_ascii=False), encoding="utf-8")


def _story_of(path: Path) -> str:
    try:
        with path.open(encoding="utf-8-sig") as file:
            identifier = _ID.search(file.read(4000))
    except (OSError, UnicodeDecodeError):
        return ""
    return identifier[1] if identifier else ""


class Findings:
    """Of the last build that went well. `page(path)` is what the panel on that page shows, in JSON."""

    def __init__(self) -> None:
        self._entries: tuple[tuple[str, Reported], ...] = ()
        self._unread = 0
        self._any_read = False

    def read(self, file: Path) -> None:
        """From `write_findings`; a build that wrote none leaves what was there."""
        try:
            document = json.loads(file.read_bytes())
        except (OSError, ValueError):
            return
        self._entries = tuple((entry.pop("story"), Reported(**entry)) for entry in document["findings"])
        self._unread = document["unread"]
        self._any_read = True

    def page(self, path: str) -> bytes:
        story = _STORY.search(path)
        number = story[1] if story else None
        here = [entry for owner, entry in self._entries if owner == number]
        others = [entry for owner, entry in self._entries if owner != number]
        groups = [(_("This story"), here), (_("Other files"), others)]
        document = {
            "title": self._title(len(here), len(others)),
            "groups": [
                {"title": title, "findings": _panel_entries(findings)} for title, findings in groups if findings
            ],
            "more": self._more(len(here) + len(others)),
        }
        return json.dumps(document, ensure_ascii=False).encode("utf-8")

    def _title(self, here: int, others: int) -> str:
        if not self._any_read:
            return ""  # there is no panel before anybody has looked
        if not here and not others:
            return _("Proofreading: nothing to mend")
        return _("Proofreading: {here} here, {others} elsewhere", here=here, others=others)

    def _more(self, count: int) -> list[str]:
        lines = []
        if count > _MOST:
            lines.append(_("{count} findings more: scripts/check --content", count=count - _MOST))
        if self._unread:
            lines.append(_("{count} files not read yet: scripts/check --content", count=self._unread))
        return lines


def _panel_entries(findings: Sequence[Reported]) -> list[dict[str, str]]:
    return [
        {
            "severity": entry.severity,
            "word": word(entry.severity),
            "place": f"{entry.path}:{entry.line}:{entry.column}",
            "text": f"{entry.message}; {entry.hint}" if entry.hint else entry.message,
            "code": entry.code,
        }
        for entry in _worst_first(findings)[:_MOST]
    ]


def _worst_first(findings: Iterable[Reported]) -> list[Reported]:
    order = {"error": 0, "warning": 1, "advice": 2}
    return sorted(findings, key=lambda entry: (order[entry.severity], entry.path, entry.line, entry.column))
