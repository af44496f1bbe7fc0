"""A folder of HTML pages -> stories, found on each page by the selectors of a small TOML file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from bs4 import BeautifulSoup, Tag
from bs4.dammit import UnicodeDammit

from importing.text.inline import words_of
from importing.text.old_html import old_html
from portal.i18n import Translator
from portal.vietnam.text import HANOI

from .old_story import Lost, OldStory
from .settings import PageSelectors

_ = Translator(__file__)


class HtmlPages:
    """The pages below `folder`."""

    def __init__(self, folder: Path, selectors: PageSelectors, lost: Callable[[Lost], None]) -> None:
        self._folder, self._selectors, self._lost = folder, selectors, lost

    def stories(self) -> Iterator[OldStory]:
        for path in sorted(self._folder.glob(self._selectors.files)):
            if path.is_file() and not path.is_symlink():
                story = self._story(path)
                if story is not None:
                    yield story

    def _story(self, path: Path) -> OldStory | None:
        place, wanted = path.relative_to(self._folder).as_posix(), self._selectors
        page = UnicodeDammit(path.read_bytes(), [wanted.encoding] if wanted.encoding else [], is_html=True)
        deep = Lost(place, "nesting", _("elements stand too deep in each other; words only"))
        root = old_html(page.unicode_markup or "", lambda: self._lost(deep))
        bodies = root.select(wanted.body)
        if not bodies:
            self._lost(Lost(place, "body", _("nothing on the page is {selector}", selector=wanted.body)))
            return None
        story = OldStory(
            place=place,
            address=self._address(place),
            title=_first(root, wanted.title),
            html="",
            date=self._date(_first(root, wanted.date), place),
            lead=_first(root, wanted.lead),
            sections=tuple(_all(root, wanted.section)),
            authors=tuple(_all(root, wanted.author)),
            topics=tuple(_all(root, wanted.topics)),
            image=_first(root, wanted.image),
            folder=path.parent,
            slug="",
        )
        return self._with_body(story, bodies, root)

    def _with_body(self, story: OldStory, bodies: list[Tag], root: BeautifulSoup) -> OldStory:
        """What has a key of its own stands in the text no more."""
        from dataclasses import replace

        wanted = self._selectors
        for selector in (
            *wanted.drop,
            wanted.title,
            wanted.lead,
            wanted.date,
            wanted.author,
            wanted.topics,
            wanted.section,
        ):
            plain = selector.partition("@")[0]
            for tag in root.select(plain) if plain else ():
                if tag not in bodies:
                    tag.extract()
        return replace(story, html="".join(body.decode_contents() for body in bodies))

    def _address(self, place: str) -> str:
        path = Path(place)
        values = {"path": place, "stem": path.stem, "folder": path.parent.as_posix()}
        return quote(self._selectors.address.format(**values), safe="/%-._~!$&'()*+,=:@").replace("'", "%27")

    def _date(self, text: str, place: str) -> datetime | None:
        wanted = self._selectors.date_format
        try:
            moment = datetime.strptime(text, wanted) if wanted else datetime.fromisoformat(text)
        except ValueError:
            self._lost(
                Lost(place, "date", _("“{text}” is no date of the form {form}", text=text, form=wanted or "ISO 8601"))
            )
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=HANOI)


def _all(root: BeautifulSoup, selector: str) -> Iterator[str]:
    plain, _at, attribute = selector.partition("@")
    for tag in root.select(plain) if plain else ():
        words = " ".join(str(tag.get(attribute) or "").split()) if attribute else words_of(tag)
        if words:
            yield words


def _first(root: BeautifulSoup, selector: str) -> str:
    return next(_all(root, selector), "")
