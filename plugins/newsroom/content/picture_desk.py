"""Which pictures the published stories show, found under content/media/, and made by workers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from newsroom.body.markdown_body import Converted
from newsroom.model.media import Picture, PictureSource
from newsroom.model.options import NewsroomOptions
from newsroom.pictures.picture_cache import (
    CardJob,
    NotThere,
    PictureFiles,
    PictureJob,
    card_file,
    keep_picture,
    look_up,
    make_picture,
)
from newsroom.sources.media_folder import MediaFolder, UnfitName, name_below_media
from newsroom.sources.paper_tables import Portrait
from portal.addresses import MEDIA
from portal.build_log import BuildLog
from portal.errors import Problem, Reporter
from portal.i18n import Translator
from portal.parallel.seam import FORKS, done_by, packed, run, unpacked

from .read_article import ReadArticle

_ = Translator(__file__)

Key = tuple[str, tuple[int, int]]  # path under content/media/ and focal point
Ordered = Mapping[Key, tuple[tuple[int, ...], bool]]  # widths, and whether there are crops
CENTRE = (50, 50)
COVER_WIDTH = 1920  # px of the largest file of a picture that goes across the page


@dataclass(frozen=True)
class Wanted:
    """A picture that a file names. `src` as written, with or without `media/` before it."""

    src: str
    alt: str
    display_path: str
    line: int
    caption: str = ""
    credit: str = ""
    illustration: bool = False
    focal: tuple[int, int] = CENTRE
    lead: bool = False
    cover: bool = False

    @property
    def key(self) -> Key:
        return (name_below_media(self.src), self.focal)


@dataclass
class PictureDesk:
    """Checks wanted pictures, has them made, and tells which files the site needs. `name` is the paper's."""

    media: MediaFolder
    cache: Path
    options: NewsroomOptions
    name: str
    problems: Reporter
    _jobs: dict[Key, PictureJob] = field(default_factory=dict)
    _derived: dict[Key, PictureFiles] = field(default_factory=dict)
    _cards: dict[str, Path] = field(default_factory=dict)
    _files: dict[Key, Mapping[str, Any]] = field(default_factory=dict)

    def check(self, wanted: Wanted) -> Path | None:
        """The file that is meant, or None after a fault."""
        try:
            return self.media.find(wanted.src)
        except UnfitName as unfit:
            self.problems.add(Problem(unfit.message, wanted.display_path, wanted.line, hint=unfit.hint, code="picture"))
            return None

    def order(self, wanted: Wanted) -> None:
        """Have the picture made by `make`; wanted by something that is shown."""
        path = self.check(wanted)
        known = self._jobs.get(wanted.key)
        if path is None:
            return
        widths = self.options.picture_widths
        if wanted.cover:
            widths = (*(width for width in widths if width < COVER_WIDTH), COVER_WIDTH)
        if known:
            widest = max(known.widths, widths, key=max)
            self._jobs[wanted.key] = replace(known, crops=known.crops or wanted.lead, widths=widest)
            return
        self._jobs[wanted.key] = PictureJob(
            source=path,
            folder=self.cache / "pictures",
            widths=widths,
            most_pixels=self.options.picture_pixels,
            most_bytes=self.options.picture_bytes,
            focal=wanted.focal,
            name=self.name,
            display_path=wanted.display_path,
            line=wanted.line,
            crops=wanted.lead,
        )

    @property
    def ordered(self) -> Ordered:
        """How each picture is made for all that show it."""
        return {key: (job.widths, job.crops) for key, job in self._jobs.items()}

    def share(self, ordered: Ordered) -> bool:
        """Have pictures made as they are for others; False where one is wanted in more ways than others want it."""
        for key, job in self._jobs.items():
            widths, crops = ordered.get(key, (job.widths, job.crops))
            if max(job.widths, widths, key=max) != widths or (job.crops and not crops):
                return False
            self._jobs[key] = replace(job, widths=widths, crops=crops)
        return True

    def make(self, log: BuildLog, workers: int | None = None) -> None:
        """Make all that was ordered, each once; pictures that cannot be read are faults where they are first used."""
        keys = sorted(self._jobs)
        all_files = log.follow(
            _("Making pictures"), _derivatives([self._jobs[key] for key in keys], workers), len(keys)
        )
        for key, derived in zip(keys, all_files, strict=True):
            if isinstance(derived, Problem):
                self.problems.add(derived)
            else:
                self._derived[key] = derived
        if mended := sum(derived.mended for derived in self._derived.values()):
            log.aside(_("{count} pictures in the cache were damaged and have been made again", count=mended))

    def card(self, text: str) -> str:
        """Address of the social card that shows `text`, for what has no picture."""
        if text not in self._cards:
            self._cards[text] = card_file(CardJob(self.cache / "pictures", text, self.name))
        return f"{MEDIA}{self._cards[text].name}"

    def picture(self, wanted: Wanted) -> Picture | None:
        """The made picture as pages show it."""
        key = wanted.key
        derived = self._derived.get(key)
        if derived is None:
            return None
        files = self._files.get(key)
        if files is None:
            files = self._files[key] = _files_of(derived)
        about = {"caption": wanted.caption, "credit": wanted.credit, "illustration": wanted.illustration}
        return Picture(**files, alt=wanted.alt, **about)  # type: ignore[arg-type]  # fields as they are

    def files(self) -> Mapping[str, Path]:
        """Output path -> file in the cache, for everything made."""
        files_of_site: dict[str, Path] = {}
        for key in sorted(self._derived):
            derived = self._derived[key]
            for name in (*(file.file for file in derived.files), derived.card, *derived.crops):
                files_of_site[f"{MEDIA[1:]}{name}"] = derived.folder / name
        for text in sorted(self._cards):
            files_of_site[f"{MEDIA[1:]}{self._cards[text].name}"] = self._cards[text]
        return files_of_site


def _files_of(derived: PictureFiles) -> Mapping[str, Any]:
    """Fields of a `Picture` that tell of its files: many stories may show the same."""
    by_kind: dict[str, list[tuple[str, int]]] = {}
    for file in derived.files:
        by_kind.setdefault(file.kind, []).append((f"{MEDIA}{file.file}", file.width))
    mimes = {file.kind: file.mime for file in derived.files}
    largest = derived.files[-1]
    fallback = by_kind.pop("jpg" if "jpg" in by_kind else "png")
    return {
        "url": fallback[-1][0],
        "width": largest.width,
        "height": largest.height,
        "sources": tuple(PictureSource(mimes[kind], tuple(files)) for kind, files in by_kind.items()),
        "fallback_files": tuple(fallback),
        "card_url": f"{MEDIA}{derived.card}",
        "crops": tuple(f"{MEDIA}{name}" for name in derived.crops),
    }


def _derivatives(jobs: Sequence[PictureJob], workers: int | None) -> Iterator[PictureFiles | Problem]:
    """Of each job what the cache has, or what is made now and put there."""
    with done_by(FORKS):  # where the cache is
        there = [unpacked(data) for data in run(_look_up, None, jobs, 1, workers)]
    missing = [job for job, cached in zip(jobs, there, strict=True) if isinstance(cached, NotThere)]
    pictures = run(_make_picture, None, missing, 1, workers, lambda job: [job.source])
    for job, cached in zip(jobs, there, strict=True):
        if isinstance(cached, NotThere):
            picture = unpacked(next(pictures))
            yield picture if isinstance(picture, Problem) else keep_picture(job, picture, cached)
        else:
            yield cached


def _look_up(_shared: None, job: PictureJob) -> bytes:
    return packed(look_up(job))


def _make_picture(_shared: None, job: PictureJob) -> bytes:
    return packed(make_picture(job))


def pictures_of_body(body: Converted | None, display_path: str) -> list[Wanted]:
    """The pictures in a text, in the order of their slots."""
    return [
        Wanted(use.src, use.alt, display_path, use.line, use.caption, use.credit, use.illustration)
        for use in (body.pictures if body else ())
    ]


def portrait_of(portrait: Portrait, display_path: str) -> Wanted:
    """Args: display_path: the table of authors, as messages show it."""
    return Wanted(
        portrait.src,
        portrait.alt,
        display_path,
        portrait.line,
        credit=portrait.credit,
        illustration=portrait.illustration,
    )


def lead_picture(story: ReadArticle, display_path: str) -> Wanted | None:
    if story.front is None or story.front.image is None:
        return None
    image = story.front.image
    line = story.front.lines.get("image", 1)
    # A caption that only repeats the headline says nothing.
    caption = "" if image.caption.rstrip(".").casefold() == story.front.title.rstrip(".").casefold() else image.caption
    return Wanted(
        image.src,
        image.alt,
        display_path,
        line,
        caption,
        image.credit,
        image.illustration,
        image.focal,
        lead=True,
        cover=bool(image.cover),
    )


def pictures_of_story(story: ReadArticle, display_path: str) -> list[Wanted]:
    """The lead picture and those in the text."""
    lead = lead_picture(story, display_path)
    return ([lead] if lead else []) + pictures_of_body(story.body, display_path)
