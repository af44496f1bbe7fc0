"""Entries for documents that stories cite and the register lacks: what the stories say, and nothing else."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from legal_references.model.citations import Document
from legal_references.vocabulary.body_names import issuer_of
from newsroom.model.law import CitedDocument, Register
from portal.i18n import Translator

_ = Translator(__file__)


@dataclass(frozen=True)
class EntryDraft:
    """One file to be written to content/van-ban."""

    name: str
    text: str
    stories: int


@dataclass
class _Said:
    """What all stories together say of one document."""

    document: Document
    days: Counter[date] = field(default_factory=Counter)
    titles: dict[str, None] = field(default_factory=dict)


def draft_entries(stories: Iterable[tuple[str, Iterable[CitedDocument]]], register: Register) -> Iterator[EntryDraft]:
    """Drafts in the order of their names.

    Args:
        stories: (title, documents) of each.
    """
    said: dict[str, _Said] = {}
    for title, cited in stories:
        for one in cited:
            if one.slug in register.entries or not (one.document.number or one.document.year):
                continue
            known = said.setdefault(one.slug, _Said(one.document))
            known.titles[title] = None
            if one.issued:
                known.days[one.issued] += 1
    for slug in sorted(said):
        yield EntryDraft(f"{slug}.toml", _text(said[slug]), len(said[slug].titles))


def _text(said: _Said) -> str:
    document = said.document
    values: list[tuple[str, str]] = [("number", document.number)] if document.number else []
    values += [("name", document.name)] if document.name else []
    lines = [f"{key} = {_quoted(value)}" for key, value in values]
    if not document.number:
        lines.append(f"year = {document.year}")
    lines += [f"kind = {_quoted(document.kind)}"] if document.kind else []
    if issuer := issuer_of(document.number):
        lines.append(f"issuer = {_quoted(issuer)}")
    lines += _issued(said.days)
    lines.append(f"source = {_quoted(_source(list(said.titles)))}")
    note = _("Drafted from our stories; compare with the official text, then add title, in_force and link.")
    return f"# {note}\n" + "\n".join(lines) + "\n"


def _issued(days: Counter[date]) -> list[str]:
    """The day that all stories agree on; else a comment for the editor to decide."""
    if len(days) == 1:
        return [f"issued = {next(iter(days)).isoformat()}"]
    listed = ", ".join(f"{day.isoformat()} (×{count})" for day, count in sorted(days.items()))
    note = _("our stories disagree on the day of issue")
    return [f"# {note}: {listed}"] if days else []


def _source(titles: list[str]) -> str:
    return _("Cited in our story “{title}”.", title=titles[0])


def _quoted(text: str) -> str:
    """A basic TOML string; JSON escapes the same way."""
    return json.dumps(text, ensure_ascii=False)
