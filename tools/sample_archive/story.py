"""One sample story: everything about number `n` follows from (seed, n), so the first N are the same whatever N is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from portal.vietnam.text import HANOI, slugify

from .body import Facts, results_body, text_body
from .body import interview_body as interview_text
from .datasets import DATASETS
from .paper import AUTHORS, PROVINCES, TOPICS, Place, draw_place
from .pictures import PICTURES
from .syllables import Chain

FIRST_ID = 100_000
_FIRST_DAY = datetime(2019, 1, 1, tzinfo=HANOI)
_DAYS = 2557  # seven years
# Stories of one day stand together; the step is coprime to the number of days, so days fill up evenly for any N.
_STORIES_A_DAY, _DAY_STEP = 12, 1580


@dataclass(frozen=True)
class SamplePicture:
    file: str
    alt: str
    caption: str


@dataclass(frozen=True)
class SampleStory:
    """Texts are plain, but for `body`, which is Markdown. `related` are ids of earlier stories."""

    id: int
    kind: str
    title: str
    sapo: str
    date: datetime
    place: Place
    author: str
    body: str
    source_tag: str = ""
    kicker: str = ""
    topics: tuple[str, ...] = ()
    province: str = ""
    picture: SamplePicture | None = None
    guest: tuple[str, str, str] | None = None
    related: tuple[int, ...] = ()
    correction: tuple[str, str] | None = None

    @property
    def slug(self) -> str:
        return slugify(self.title)

    @property
    def path(self) -> str:
        """Of the source file, relative to the content folder."""
        folder = f"articles/{self.place.upper.slug}/{self.date.year}"
        return f"{folder}/{self.id}-{slugify(self.title, 60)}.md"


def compose(number: int, seed: int, chain: Chain) -> SampleStory:
    """Story `number`, from 1."""
    rng = Random(f"{seed}:{number}")
    date = _moment(number, rng)
    kind = _kind(rng)
    title = chain.phrase(rng, 8 + int(rng.random() * 7))
    return SampleStory(
        id=FIRST_ID + number,
        kind=kind,
        title=title,
        sapo=chain.sentence(rng, 25, 45),
        date=date,
        place=draw_place(rng),
        author=_one(rng, AUTHORS),
        source_tag=_one(rng, ("PLVN", "PLVN", "PLVN", "PLO", "")),
        kicker=chain.phrase(rng, 3) if rng.random() < 0.2 else "",
        topics=_topics(rng),
        province=_one(rng, PROVINCES) if kind == "results" or rng.random() < 0.3 else "",
        picture=_picture(rng, chain) if rng.random() < 0.6 else None,
        guest=_guest(rng) if kind == "interview" else None,
        related=_related(rng, number),
        correction=_correction(rng, chain) if kind == "correction" or rng.random() < 0.01 else None,
        body=_body(rng, chain, kind, date, number),
    )


def _body(rng: Random, chain: Chain, kind: str, date: datetime, number: int) -> str:
    if kind == "interview":
        return interview_text(rng, chain, date.year)
    if kind == "results":
        return results_body(rng, chain, DATASETS[number % len(DATASETS)])
    return text_body(rng, chain, Facts(date.year))


def _kind(rng: Random) -> str:
    draw = rng.random()
    if draw < 0.06:
        return "interview"
    if draw < 0.11:
        return "results"
    return "correction" if draw < 0.115 else "news"


def _moment(number: int, rng: Random) -> datetime:
    day = (number - 1) // _STORIES_A_DAY * _DAY_STEP % _DAYS
    return _FIRST_DAY + timedelta(days=day, minutes=int(300 + rng.random() * 1020))


def _one(rng: Random, choices: tuple[str, ...]) -> str:
    return choices[int(rng.random() * len(choices))]


def _topics(rng: Random) -> tuple[str, ...]:
    drawn = (_one(rng, TOPICS) for _ in range(int(rng.random() * 4)))
    return tuple(dict.fromkeys(drawn))


def _picture(rng: Random, chain: Chain) -> SamplePicture:
    picture = PICTURES[int(rng.random() * len(PICTURES))]
    caption = chain.sentence(rng, 6, 14) if rng.random() < 0.7 else ""
    return SamplePicture(picture.file, picture.alt, caption)


def _guest(rng: Random) -> tuple[str, str, str]:
    role = _one(rng, ("chuyên gia", "luật sư", "chấp hành viên", "giảng viên"))
    return (_one(rng, AUTHORS), role, "nhân vật của dữ liệu mẫu")


def _related(rng: Random, number: int) -> tuple[int, ...]:
    if number < 4 or rng.random() > 0.15:
        return ()
    drawn = (FIRST_ID + 1 + int(rng.random() * (number - 1)) for _ in range(1 + int(rng.random() * 3)))
    return tuple(dict.fromkeys(drawn))


def _correction(rng: Random, chain: Chain) -> tuple[str, str]:
    return chain.sentence(rng, 8, 16), chain.sentence(rng, 8, 16)
