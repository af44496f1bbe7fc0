"""Documents beside a story: found under content/media/, what they claim to be, each at an address of its own.

They are not looked into, beyond their first bytes: what an editor attaches is what readers get.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from newsroom.model.media import Attachment
from newsroom.sources.media_folder import MediaFolder, UnfitName
from newsroom.sources.schema import AttachmentFacts
from portal.addresses import attachment
from portal.errors import Problem, Reporter
from portal.i18n import Translator
from portal.vietnam.text import slugify

from .read_article import ReadArticle, SourceSettings

_ = Translator(__file__)

_ZIP = b"PK\x03\x04"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
# Ending -> first bytes, type.
TYPES = {
    ".pdf": (b"%PDF-", "application/pdf"),
    ".docx": (_ZIP, f"{_OFFICE}wordprocessingml.document"),
    ".xlsx": (_ZIP, f"{_OFFICE}spreadsheetml.sheet"),
    ".odt": (_ZIP, f"{_OPEN}text"),
    ".ods": (_ZIP, f"{_OPEN}spreadsheet"),
}


@dataclass(frozen=True)
class AttachedFile:
    """Args: source: where the file lies; attachment: what pages tell of it."""

    source: Path
    attachment: Attachment

    @property
    def url(self) -> str:
        return self.attachment.url


Attached = Mapping[str, tuple[AttachedFile, ...]]  # path of the story -> its documents


def attach_files(
    stories: Iterable[ReadArticle],
    published: Collection[str],
    media: MediaFolder,
    reading: SourceSettings,
    problems: Reporter,
) -> Attached:
    """The documents of the stories in `published`; those of all stories are checked."""
    attached: dict[str, tuple[AttachedFile, ...]] = {}
    for story in stories:
        if story.front and story.front.attachments:
            files = tuple(_files(story, media, reading, problems))
            if story.path in published:
                attached[story.path] = files
    return attached


def _files(
    story: ReadArticle, media: MediaFolder, reading: SourceSettings, problems: Reporter
) -> Iterator[AttachedFile]:
    assert story.front is not None
    line, names = story.front.lines.get("attachments", 1), set[str]()
    for facts in story.front.attachments:
        try:
            path = media.find(facts.file)
            name = _published_name(path)
            if name in names:
                raise UnfitName(_("{name} is attached twice", name=facts.file), _("remove one of the two"))
            names.add(name)
            yield AttachedFile(path, _attachment(path, facts, attachment(story.front.id, name), reading))
        except UnfitName as unfit:
            display_path = reading.display_path(story.path)
            problems.add(Problem(unfit.message, display_path, line, hint=unfit.hint, code="attachment"))


def _published_name(path: Path) -> str:
    """`Công văn số 12.PDF` -> `cong-van-so-12.pdf`: names with marks break in mail programs."""
    return f"{slugify(path.stem, 80) or 'tai-lieu'}{path.suffix.lower()}"


def _attachment(path: Path, facts: AttachmentFacts, url: str, reading: SourceSettings) -> Attachment:
    ending = path.suffix.lower()
    if ending not in TYPES:
        known = ", ".join(TYPES)
        raise UnfitName(
            _("{name} is of no kind that may be attached", name=path.name), _("known: {names}", names=known)
        )
    begins, mime = TYPES[ending]
    limit = reading.options.attachment_bytes
    with path.open("rb") as opened:
        sound = opened.read(len(begins)) == begins
    if not sound:
        raise UnfitName(
            _("{name} is not what its ending says", name=path.name), _("save it as {ending} again", ending=ending)
        )
    if (size := path.stat().st_size) > limit:
        raise UnfitName(
            _("{name} is larger than {limit} MB", name=path.name, limit=limit // 1_000_000),
            _("save it smaller, or put it where large files are and link to it"),
        )
    return Attachment(url, facts.title, facts.note, mime, ending.lstrip(".").upper(), size)
