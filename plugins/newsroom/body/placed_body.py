"""The body of a story among the others: its pictures are made, the addresses of its links are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsroom.model.article import Body
from newsroom.model.media import Picture, Recording

from .conversion import RecordingUse
from .figures import FigureMarkup, plain_figure, with_figures
from .links import with_addresses
from .markdown_body import Converted


class PlacedBody(Body):
    """A `Body` whose texts are put together when they are asked for: most builds need those of few stories.

    Args:
        pictures: in the order of their slots; None for one that could not be made.
        addresses: target -> address of those links whose page is shown.
        figure: markup of a picture on the page.
    """

    def __init__(
        self,
        converted: Converted,
        pictures: Sequence[Picture | None],
        addresses: Mapping[str, str],
        figure: FigureMarkup,
    ) -> None:
        gallery = tuple(one for number, one in enumerate(pictures) if one and number in converted.in_galleries)
        light = {
            "questions": converted.questions,
            "headings": converted.headings,
            "gallery": gallery,
            "recordings": tuple(_recording(use, pictures) for use in converted.recordings),
            "uses": converted.uses,
            "assets": converted.assets,
        }
        self.__dict__.update(light, made_from=(converted, tuple(pictures), addresses, figure))

    # See building.keeping.values; of each body its own.
    made_from: tuple[Converted, tuple[Picture | None, ...], Mapping[str, str], FigureMarkup] = ()  # type: ignore[assignment]

    @property
    def words(self) -> tuple[object, ...]:
        converted, pictures, _addresses, _figure = self.made_from
        return converted.texts, tuple(picture.caption for picture in pictures if picture)

    @property
    def html(self) -> str:
        converted, pictures, addresses, figure = self.made_from
        return with_figures(with_addresses(converted.texts.html, addresses), pictures, figure)

    @property
    def feed_html(self) -> str:
        converted, pictures, addresses, _figure = self.made_from
        return with_figures(with_addresses(converted.texts.feed_html, addresses), pictures, plain_figure)

    @property
    def thanks(self) -> str:
        converted, _pictures, addresses, _figure = self.made_from
        return with_addresses(converted.texts.thanks, addresses)

    @property
    def text(self) -> str:
        return self.made_from[0].texts.text

    @property
    def table_text(self) -> str:
        return self.made_from[0].texts.tables

    @property
    def picture_text(self) -> str:
        converted, pictures, _addresses, _figure = self.made_from
        captions = [picture.caption for picture in pictures if picture and picture.caption]
        return "\n".join(filter(None, [*captions, converted.texts.captions]))


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
