"""Which words of the glossary each story explains.

Texts are searched again where they or the words' forms have changed; what a word means is looked up, not searched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from building.keeping.state import BuildState
from newsroom.body.body_texts import BodyTexts
from newsroom.law.terms import TermFinder
from newsroom.model.glossary import Glossary

from .read_article import ReadArticle

_TOGETHER = 200  # stories whose words are kept as one value


class StoryTerms:
    """The words of each story; of one that was read again they are looked for."""

    def __init__(self, finder: TermFinder, by_path: Mapping[str, tuple[str, ...]]) -> None:
        self._finder, self._by_path = finder, by_path

    def of(self, story: ReadArticle) -> Glossary:
        """In the order of the text."""
        if not self._finder.glossary:
            return ()
        slugs = self._by_path.get(story.path)
        if slugs is None:
            slugs = _slugs(self._finder, story.body.html if story.body else "")
        return tuple(self._finder.glossary[slug] for slug in slugs)

    def for_stories_read_again(self) -> StoryTerms:
        return StoryTerms(self._finder, {})


def terms_of_stories(stories: Sequence[ReadArticle], glossary: Glossary, state: BuildState) -> StoryTerms:
    finder = TermFinder(glossary)
    by_path: dict[str, tuple[str, ...]] = {}
    forms = tuple((term.slug, term.forms) for term in glossary)
    groups: dict[int, list[tuple[str, BodyTexts]]] = {}
    for story in stories if glossary else ():
        if story.front and story.body:
            groups.setdefault(story.front.id // _TOGETHER, []).append((story.path, story.body.texts))
    for number, texts in groups.items():
        by_path |= state.value_of(f"glossary {number}", (forms, texts), partial(_slugs_by_path, finder, texts))
    return StoryTerms(finder, by_path)


def _slugs_by_path(finder: TermFinder, texts: Sequence[tuple[str, BodyTexts]]) -> dict[str, tuple[str, ...]]:
    return {path: _slugs(finder, text.html) for path, text in texts}


def _slugs(finder: TermFinder, html: str) -> tuple[str, ...]:
    return tuple(mention.term.slug for mention in finder.mentions(html))
