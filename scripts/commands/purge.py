"""Take the words of a story off every release at once, and prove it by reading every byte that is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from commands.withheld import WithheldStory, sentences, stories
from portal.errors import PortalError
from portal.i18n import Translator
from publishing.release.releases import Releases
from publishing.verify.byte_scan import rare_words, traces
from publishing.verify.leaks import telling_texts

_ = Translator(__file__)
_TAG = re.compile(r"<script\b.*?</script>|<[^>]+>", re.DOTALL)


def check_purgeable(content: Path, number: int) -> WithheldStory:
    """The story of that id, or PortalError: without its source nobody could prove that its words are gone."""
    story = next((story for story in stories(content) if story.id == str(number)), None)
    if story is None:
        message = _("there is no story with the id {id} in {path}", id=number, path=content)
        raise PortalError(f"{message}; " + _("withdraw a story by status: retracted, and keep its file"))
    return story


def older_texts(releases: Releases, number: int) -> tuple[str, ...]:
    """What the pages of the story say in releases that are not live."""
    live, older = releases.live(), []
    for manifest in releases.all():
        if live and manifest.id != live.id:
            for page in releases.path(manifest).rglob(f"*-post{number}.html"):
                older += sentences(_TAG.sub("\n", page.read_text(encoding="utf-8")))
    # A page prints its own address, which stays.
    return tuple(text for text in telling_texts(*older) if f"-post{number}" not in text)


def prove(releases: Releases, content: Path, story: WithheldStory, older: tuple[str, ...]) -> int:
    """Raise PortalError where a byte of the withdrawn texts is left; else how many texts were looked for.

    Withdrawn is all that the story says, where it is retracted; else what older releases said and the content does not.
    """
    public = "\n".join(_public(content, story))
    texts = (*story.texts, *older) if story.retracted else older
    wanted = tuple(text for text in dict.fromkeys(texts) if text not in public)
    words = rare_words(wanted, public)
    leaks = list(traces(releases.root / "releases", wanted, words))
    if leaks:
        first = leaks[0]
        message = _(
            "{path} still holds “{text}” ({count} files in all)", path=first.path, text=first.text, count=len(leaks)
        )
        raise PortalError(message)
    return len(wanted) + len(words)


def _public(content: Path, story: WithheldStory) -> Iterator[str]:
    """All that editors have published otherwise; and the story itself, where it is out."""
    for path in sorted(content.rglob("*")):
        if path.suffix in (".md", ".toml", ".csv", ".tsv", ".json") and not (story.retracted and path == story.path):
            yield path.read_text(encoding="utf-8", errors="replace")
