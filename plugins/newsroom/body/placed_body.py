"""The body of a story among the others: its pictures are made, the addresses of its links are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from building.keeping.kept_apart import KeptPlace
from newsroom.model.article import Body
from newsroom.model.media import Picture, Recording

from .body_texts import BodyTexts
from .conversion import RecordingUse
from .figures import FigureMarkup, plain_figure, with_figures
from .links import with_addresses
from .markdown_body import Converted


@dataclass(frozen=True)
class TextlessBody:
    """All of a `PlacedBody` but its texts, which lie at `place`, and the markup of its pictures."""

    place: KeptPlace
    light: dict[str, Any]
    pictures: tuple[Picture | None, ...]
    addresses: Mapping[str, str]


class PlacedBody(Body):
    """A `Body` whose texts are put together when they are asked for: most builds need those of few stories.

    Args:
        light: the other fields of the body.
        pictures: in the order of their slots; None for one that could not be made.
        addresses: target -> address of those links whose page is shown.
        figure: markup of a picture on the page.
    """

    def __init__(
        self,
        texts: BodyTexts,
        light: Mapping[str, Any],
        pictures: tuple[Picture | None, ...],
        addresses: Mapping[str, str],
        figure: FigureMarkup,
    ) -> None:
        self.__dict__.update(light, pictures=pictures, made_from=(texts, light, pictures, addresses, figure))

    # See building.keeping.values; of each body its own.
    made_from: tuple[BodyTexts, Mapping[str, Any], tuple[Picture | None, ...], Mapping[str, str], FigureMarkup] = ()  # type: ignore[assignment]
    pictures: tuple[Picture | None, ...] = ()

    @classmethod
    def of(
        cls,
        converted: Converted,
        pictures: Sequence[Picture | None],
        addresses: Mapping[str, str],
        figure: FigureMarkup,
    ) -> PlacedBody:
        light = {
            "questions": converted.questions,
            "headings": converted.headings,
            "gallery": tuple(one for number, one in enumerate(pictures) if one and number in converted.in_galleries),
            "recordings": tuple(_recording(use, pictures) for use in converted.recordings),
            "uses": converted.uses,
            "assets": converted.assets,
        }
        return cls(converted.texts, light, tuple(pictures), addresses, figure)

    def without_texts(self) -> TextlessBody | None:
        """None where the texts lie nowhere but in memory."""
        texts, light, pictures, addresses, _figure = self.made_from
        return TextlessBody(texts.place, dict(light), pictures, addresses) if texts.place else None

    @property
    def words(self) -> tuple[object, ...]:
        texts, _light, pictures, _addresses, _figure = self.made_from
        return texts, tuple(picture.caption for picture in pictures if picture)

    @property
    def html(self) -> str:
        texts, _light, pictures, addresses, figure = self.made_from
        return with_figures(with_addresses(texts.html, addresses), pictures, figure)

    @property
    def feed_html(self) -> str:
        texts, _light, pictures, addresses, _figure = self.made_from
        return with_figures(with_addresses(texts.feed_html, addresses), pictures, plain_figure)

    @property
    def thanks(self) -> str:
        texts, _light, _pictures, addresses, _figure = self.made_from
        return with_addresses(texts.thanks, addresses)

    @property
    def text(self) -> str:
        return self.made_from[0].text

    @property
    def table_text(self) -> str:
        return self.made_from[0].tables

    @property
    def picture_text(self) -> str:
        texts, _light, pictures, _addresses, _figure = self.made_from
        captions = [picture.caption for picture in pictures if picture and picture.caption]
        return "\n".join(filter(None, [*captions, texts.captions]))


def _recording(use: RecordingUse, pictures: Sequence[Picture | None]) -> Recording:
    poster = None if use.poster is None else pictures[use.poster]
    return Recording(
        url=use.url,
        video=use.video,
        title=use.title,
        type=use.type,
        bytes=use.bytes,
        seconds=use.seconds,
        transcript=use.transcript,
        captions_url=use.captions[0] if use.captions else "",
        poster=poster,
    )
