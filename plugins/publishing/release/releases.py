"""A folder of releases that a web server serves: `releases/<id>/`, and `current`, a link that one rename moves.

    DIR/current -> releases/000042-1f2e3d4c5b6a7988
    DIR/releases/000042-1f2e3d4c5b6a7988/      the site
    DIR/releases/000042-1f2e3d4c5b6a7988.json  what the release brought itself (`Manifest`), outside the served folder

Readers who hold a page of one release must find its style sheets and pictures after a switch. Files whose address
names their content (`carried`) are therefore linked (as hard links) from the other kept releases into the one that
goes live, at a switch forward and at a rollback alike.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from portal.errors import PortalError
from portal.files import write_atomic
from portal.i18n import Translator
from portal.parallel.claimed_folder import remove
from publishing.site_files import SiteFiles

from .hold import Hold
from .release_files import BROTLI, TWIN, copy_site, link_missing
from .run_lock import run_lock

_ = Translator(__file__)

VERSION = 1
LOCK = ".publish.lock"
_LOOKS = "theme/"  # styles and scripts, which say nothing
_RELEASE = re.compile(r"(\d{6})-[0-9a-f]{16}")


@dataclass(frozen=True)
class Manifest:
    """One release.

    Args:
        id: serial number and the `release` of build.json, such as `000042-1f2e3d4c5b6a7988`; later releases sort later.
        published: ISO 8601 moment of the switch.
        digest: of the whole site as it was built, carried files not counted.
        files: how many files the site has, carried files not counted.
        assets: its own files whose address names their content, relative to the site.
        commit: of the sources; empty where nobody told.
        withdrawn: files that stand for stories which were taken back, relative to the site.
    """

    id: str
    published: str
    digest: str
    files: int
    assets: tuple[str, ...]
    version: int = VERSION
    commit: str = ""
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReleasePlan:
    """What publishing a site would do. `unchanged`: the live release is this very site."""

    new: int
    changed: int
    removed: int
    unchanged: bool


def _predates(older: Manifest, newer: Manifest) -> bool:
    """Whether `older` says something that is withdrawn in `newer`."""
    return not set(newer.withdrawn) <= set(older.withdrawn)


class Releases:
    """The releases in `root`. Every method that writes expects the lock to be held."""

    def __init__(self, root: Path, keep: int = 5) -> None:
        self.root = root
        self.keep = keep
        self._folder = root / "releases"
        self._current = root / "current"
        self.hold = Hold(root / "held.json")

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder for one run; another run is refused. The lock ends with the process, however it dies."""
        self._check_folder()
        self._folder.mkdir(parents=True, exist_ok=True)
        refusal = _("{folder}: another run is publishing here; try again later", folder=self.root)
        with run_lock(self.root / LOCK, refusal):
            self._clear_remains()
            yield

    def all(self) -> list[Manifest]:
        """Every whole release, oldest first."""
        if not self._folder.is_dir():
            return []
        manifests = (self._manifest(path.name) for path in self._folder.iterdir() if _RELEASE.fullmatch(path.name))
        return sorted((manifest for manifest in manifests if manifest), key=lambda manifest: manifest.id)

    def live(self) -> Manifest | None:
        """The release that readers get."""
        return self._manifest(self._current.readlink().name) if self._current.is_symlink() else None

    def path(self, manifest: Manifest) -> Path:
        return self._folder / manifest.id

    def plan(self, site: SiteFiles) -> ReleasePlan:
        """Compare `site` with the live release."""
        live = self.live()
        if live is None:
            return ReleasePlan(len(site.digests), 0, 0, unchanged=False)
        folder = self.path(live)
        carried = {path for manifest in self.all() for path in manifest.assets} - set(live.assets)
        old = {
            path: digest for path, digest in SiteFiles.read(folder).digests.items() if not path.endswith((TWIN, BROTLI))
        }
        shared = old.keys() & site.digests.keys()
        return ReleasePlan(
            new=len(site.digests.keys() - old.keys()),
            changed=sum(old[path] != site.digests[path] for path in shared),
            removed=len(old.keys() - site.digests.keys() - carried),
            unchanged=live.digest == site.digest,
        )

    def publish(self, site: SiteFiles, moment: datetime, commit: str = "") -> Manifest:
        """Copy `site` beside the others and switch to it. Until the last rename nothing that is served changes.

        A story that is withdrawn now goes from all other releases too: see `forget`.

        Raises:
            PortalError: where a release was rolled back and nothing newer than it is given; see `Hold`.
        """
        live = self.live()
        self.hold.check(live, commit)
        if live is not None and live.digest == site.digest:
            self.hold.lift()
            return live
        releases = self.all()
        serial = int(releases[-1].id[:6]) + 1 if releases else 1
        manifest = Manifest(
            id=f"{serial:06d}-{site.digest[:16]}",
            published=moment.isoformat(timespec="seconds"),
            digest=site.digest,
            files=len(site.digests),
            assets=site.assets,
            commit=commit,
            withdrawn=site.withdrawn,
        )
        incoming = self._folder / f".incoming-{manifest.id}"
        copy_site(site, incoming, self.path(live) if live else None)
        incoming.replace(self.path(manifest))
        text = json.dumps(asdict(manifest), indent=1)
        write_atomic(self._manifest_path(manifest.id), text.encode())
        self.switch(manifest)
        self.hold.lift()
        self._prune()
        return manifest

    def forget(self) -> None:
        """Remove all other releases, and from the live one the files it carries for them: what was withdrawn, or
        corrected, stands in their pages, in their search index, in their pictures.

        Styles and scripts stay, so that a page which a reader has open keeps its looks.
        """
        live = self.live()
        if live is None:
            return
        for manifest in self.all():
            if manifest.id != live.id:
                self._remove(manifest)
        own = set(live.assets)
        for path in SiteFiles.read(self.path(live)).assets:
            if path.removesuffix(TWIN).removesuffix(BROTLI) not in own and not path.startswith(_LOOKS):
                remove(self.path(live) / path)

    def rollback(self, identifier: str = "") -> Manifest:
        """Switch to the release `identifier`, or to the one before the live one."""
        releases, live = self.all(), self.live()
        if identifier:
            wanted = [manifest for manifest in releases if manifest.id.startswith(identifier)]
        else:
            wanted = [manifest for manifest in releases if live and manifest.id < live.id][-1:]
        if len(wanted) != 1:
            known = ", ".join(manifest.id for manifest in releases) or "–"
            raise PortalError(
                _("{folder}: no release to go back to; there are: {known}", folder=self.root, known=known)
            )
        if live is not None and wanted[0].id < live.id:
            self.hold.take(live)
        self.switch(wanted[0])
        return wanted[0]

    def switch(self, manifest: Manifest) -> None:
        """Give `manifest` the assets of the other releases, then let `current` point to it by one rename."""
        for other in self.all():
            if other.id != manifest.id:
                assets = [path for path in other.assets if path.startswith(_LOOKS) or not _predates(other, manifest)]
                link_missing(assets, self.path(other), self.path(manifest))
        os.sync()  # the release is on the disk before the link that shows it
        temporary = self.root / ".current.new"
        remove(temporary)
        temporary.symlink_to(Path("releases") / manifest.id)
        temporary.replace(self._current)

    def _check_folder(self) -> None:
        if self._current.exists() and not self._current.is_symlink():
            raise PortalError(_("{path} is not a link; move it away first", path=self._current))
        if self.root.exists() and not self._folder.is_dir() and any(self.root.iterdir()):
            raise PortalError(_("{folder} holds other files; name a new or empty folder", folder=self.root))

    def _clear_remains(self) -> None:
        """Remove what a run that was killed has left: copies not renamed yet, releases without manifest."""
        served = self._current.readlink().name if self._current.is_symlink() else ""
        for path in sorted(self._folder.iterdir()):
            unfinished = path.is_dir() and path.name != served and not self._manifest_path(path.name).exists()
            if path.name.startswith(".") or unfinished:
                remove(path)
        for path in self.root.glob(".*"):
            if path.name != LOCK:
                remove(path)
        self._prune()

    def _prune(self) -> None:
        """Remove all but the last `keep` releases, and those that still say what was withdrawn; never the live one."""
        live, releases = self.live(), self.all()
        for manifest in releases:
            if live and manifest.id != live.id and (manifest in releases[: -self.keep] or _predates(manifest, live)):
                self._remove(manifest)

    def _remove(self, manifest: Manifest) -> None:
        self._manifest_path(manifest.id).unlink()  # first: a folder without it is a remain
        remove(self.path(manifest))

    def _manifest_path(self, identifier: str) -> Path:
        return self._folder / f"{identifier}.json"

    def _manifest(self, identifier: str) -> Manifest | None:
        path = self._manifest_path(identifier)
        if not path.is_file() or not (self._folder / identifier).is_dir():
            return None
        values = json.loads(path.read_text(encoding="utf-8"))
        if values.get("version") != VERSION:
            raise PortalError(_("{path}: unknown version of a release", path=path))
        known = {name: values[name] for name in Manifest.__dataclass_fields__ if name in values}
        lists = {name: tuple(known.get(name, ())) for name in ("assets", "withdrawn")}
        return Manifest(**{**known, **lists})
