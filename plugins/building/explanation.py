"""Why a page was made anew or not, in the words of editors: from what was recorded of it in this build and the last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from building.keeping.earlier_site import EarlierSite, Written
from building.keeping.page_key import changed_parts, part_names
from building.keeping.results import MOMENT, NEW
from building.keeping.state import BuildState
from portal.addresses import output_path
from portal.i18n import Translator
from portal.schema.nearest import hint_for

_ = Translator(__file__)

Parts = Mapping[str, str]  # by path, see PageKey


def file_meant(asked: str, files: Mapping[str, object], origins: Mapping[str, str]) -> str:
    """The path in the site that is meant by a path, an address, or a file of the content; empty where there is none."""
    address = unquote(urlsplit(asked).path)
    meant = [asked, address.lstrip("/"), output_path(address) if address.startswith("/") else f"{asked}/index.html"]
    own_path = next((path for path in meant if path in files), "")
    place = Path(asked).as_posix()
    pages = [path for path, origin in origins.items() if place == origin or place.endswith(f"/{origin}")]
    return own_path or (pages[0] if pages else "")


def explain_build(asked: str, state: BuildState, earlier_parts: Parts) -> tuple[str, ...]:
    """After a build that had something to do."""
    path = file_meant(asked, state.written, state.origins)
    if not path:
        return _unknown(asked, state.written)
    return tuple(_lines(path, state.written[path], state, earlier_parts))


def explain_nothing_done(asked: str, site: EarlierSite) -> tuple[str, ...]:
    """Where the site in the output folder is the one that a build would make."""
    path = file_meant(asked, site.files, {})
    if not path:
        return _unknown(asked, site.files)
    reason = _("content, theme, settings, software and what is due are as they were in the last build")
    return (_("{path}: not made anew", path=path), f"  {reason}")


def _unknown(asked: str, files: Iterable[str]) -> tuple[str, ...]:
    hint = hint_for(urlsplit(asked).path.lstrip("/"), files)
    return (_("the site has no file {path}", path=asked), f"  {hint}")


def _lines(path: str, file: Written, state: BuildState, earlier_parts: Parts) -> Iterator[str]:
    names = part_names(earlier_parts.get(path, "") if file.linked else file.parts)
    if file.linked:
        yield _("{path}: not made anew", path=path)
        made_from = ", ".join(_called(name) for name in names) or _("its bytes")
        yield "  " + _("all that it is made from is as it was: {parts}", parts=made_from)
        return
    yield _("{path}: made anew", path=path)
    earlier = state.site.files.get(path)
    if not state.site.files:
        yield "  " + _("nothing is known of an earlier build of this site")
    elif earlier is None:
        yield "  " + _("the last site had no such file")
    elif not names:
        yield "  " + _("its bytes are others than those in the last site")
    elif earlier.key == file.key:
        yield "  " + _("its file in the output folder is gone, or another than the last build has left")
    else:
        changed = changed_parts(earlier_parts.get(path, ""), file.parts)
        yield "  " + _("changed: {parts}", parts=", ".join(map(_called, changed)))
    yield from _of_the_origin(path, state)


def _of_the_origin(path: str, state: BuildState) -> Iterator[str]:
    """Why the file that the page shows was read again, where it was."""
    origin = state.origins.get(path, "")
    reasons = state.results.reasons.get(origin, ()) if state.results else ()
    for reason in reasons:
        if reason == NEW:
            yield "  " + _("{file} is new, or what all files are read with has changed", file=origin)
        elif reason == MOMENT:
            yield "  " + _("{file}: something that it shows has come out or ended since", file=origin)
        else:
            kind, _space, place = reason.partition(" ")
            display_path = place.removeprefix("<content>/")
            yield "  " + (
                _("changed: file {place}", place=display_path)
                if kind == "file"
                else _("changed: folder {place}", place=display_path)
            )


def _called(part: str) -> str:
    names = {
        "software": _("the software, its libraries or its environment"),
        "templates": _("the theme's templates"),
        "words": _("the theme's words"),
        "frame": _("what stands around every page"),
        "assets": _("the theme's styles and scripts"),
        "template": _("which template it has"),
        "article": _("the story"),
        "related": _("its related stories"),
        "page": _("its head"),
        "listing": _("its list of stories"),
        "logo": _("the paper's mark"),
        "robots": _("what search engines are told"),
    }
    return names.get(part) or _("the value “{name}”", name=part)
