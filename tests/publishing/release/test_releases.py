"""The folder of releases: switches are one rename, old assets stay, nothing is lost when a run dies."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest

from portal.errors import PortalError
from publishing.release.releases import Manifest, Releases
from publishing.site_files import SiteFiles
from tests.publishing.conftest import FILES, MakeSite

MOMENT = datetime(2024, 4, 17, 9, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[3]


def publish(releases: Releases, site: SiteFiles) -> Manifest:
    with releases.locked():
        return releases.publish(site, MOMENT)


def served(releases: Releases, path: str = "a.html") -> str:
    return (releases.root / "current" / path).read_text(encoding="utf-8")


@pytest.fixture
def releases(tmp_path: Path) -> Releases:
    return Releases(tmp_path / "báo mẫu", keep=3)


@pytest.fixture
def versions(make_site: MakeSite) -> list[SiteFiles]:
    """Six sites; each has another page, and a style sheet of another theme."""
    return [
        make_site({"a.html": f"bản {number}", f"theme/0123456789a{number}/css/site.css": "p{}"}, name=f"site-{number}")
        for number in range(6)
    ]


def test_first_release_goes_live_whole(releases: Releases, make_site: MakeSite) -> None:
    manifest = publish(releases, make_site())
    assert (releases.root / "current").readlink() == Path("releases") / manifest.id
    for path, text in FILES.items():
        assert served(releases, path) == text


def test_same_site_again_makes_no_release(releases: Releases, make_site: MakeSite) -> None:
    first, second = publish(releases, make_site()), publish(releases, make_site(name="again"))
    assert first == second
    assert len(releases.all()) == 1


def test_old_releases_are_removed_but_for_the_last(releases: Releases, versions: list[SiteFiles]) -> None:
    made = [publish(releases, site) for site in versions]
    assert releases.all() == made[-3:]
    assert sorted(path.name for path in (releases.root / "releases").iterdir()) == sorted(
        name for manifest in made[-3:] for name in (manifest.id, f"{manifest.id}.json")
    )


def test_assets_of_kept_releases_stay_reachable_and_older_ones_go(
    releases: Releases, versions: list[SiteFiles]
) -> None:
    for site in versions:
        publish(releases, site)
    themes = sorted(path.name for path in (releases.root / "current" / "theme").iterdir())
    # The shared theme, the live one, those of the two releases kept, and of the one that this switch removed.
    assert themes == ["0123456789a2", "0123456789a3", "0123456789a4", "0123456789a5", "0123456789ab"]
    assert "a.html" not in releases.all()[-1].assets


def test_rollback_serves_the_release_before_and_keeps_the_newer_assets(
    releases: Releases, versions: list[SiteFiles]
) -> None:
    for site in versions[:3]:
        publish(releases, site)
    with releases.locked():
        releases.rollback()
    assert served(releases) == "bản 1"
    assert (releases.root / "current/theme/0123456789a2/css/site.css").exists()
    with releases.locked():
        releases.rollback()
    assert served(releases) == "bản 0"
    with releases.locked(), pytest.raises(PortalError):
        releases.rollback()
    with releases.locked():
        assert releases.rollback("000003").id.startswith("000003-")
    assert served(releases) == "bản 2"


def test_publish_after_a_rollback_makes_a_newer_release(releases: Releases, versions: list[SiteFiles]) -> None:
    for site in versions[:2]:
        publish(releases, site)
    with releases.locked():
        releases.rollback()
        releases.hold.lift()
    assert publish(releases, versions[2]).id.startswith("000003-")
    assert served(releases) == "bản 2"


def test_after_a_rollback_nothing_brings_the_bad_release_back(releases: Releases, versions: list[SiteFiles]) -> None:
    with releases.locked():
        releases.publish(versions[0], MOMENT, "a" * 40)
        releases.publish(versions[1], MOMENT, "b" * 40)
        releases.rollback()
        for commit in ("b" * 40, "a" * 40, ""):
            with pytest.raises(PortalError, match="resume"):
                releases.publish(versions[1], MOMENT, commit)
        assert served(releases) == "bản 0"
        assert Releases(releases.root).hold.held() is not None, "another run knows"
        releases.publish(versions[2], MOMENT, "c" * 40)
        assert releases.hold.held() is None, "a newer commit lifts it"
    assert served(releases) == "bản 2"


def test_a_word_lifts_the_hold(releases: Releases, versions: list[SiteFiles]) -> None:
    for site in versions[:2]:
        publish(releases, site)
    with releases.locked():
        releases.rollback()
        releases.hold.lift()
        assert releases.publish(versions[1], MOMENT).id.startswith("000003-")


def test_what_was_withdrawn_goes_from_every_release(releases: Releases, make_site: MakeSite) -> None:
    """Its words in pages and in search files, its pictures: by the publication that withdraws it."""
    words = {
        "a.html": "lời đã gỡ",
        "media/ddddeeeeffff-640.jpg": "hình đã gỡ",
        "tim-kiem/chi-muc/1f/p/0.bin": "lời đã gỡ",
    }
    publish(releases, make_site({**words, "theme/0123456789a1/css/site.css": "p{}"}, name="with"))
    notice = {"a.html": "đã gỡ bỏ", ".gone/a.html": "", "tim-kiem/chi-muc/2f/p/0.bin": "x"}
    manifest = publish(releases, make_site(notice, name="without"))
    assert manifest.withdrawn == ("a.html",)
    assert releases.all() == [manifest]
    left = [path for path in releases.root.rglob("*") if path.is_file()]
    assert not [path for path in left if "đã gỡ".encode() in path.read_bytes() and path.name != "a.html"]
    assert served(releases) == "đã gỡ bỏ"
    assert (releases.root / "current/theme/0123456789a1/css/site.css").exists(), "open pages keep their looks"


def test_brotli_and_gzip_stand_beside_what_compresses(releases: Releases, make_site: MakeSite) -> None:
    publish(releases, make_site({"a.html": FILES["a.html"] * 3}))
    for ending, unpack in ((".gz", gzip.decompress), (".br", brotli.decompress)):
        assert unpack((releases.root / f"current/a.html{ending}").read_bytes()).decode() == FILES["a.html"] * 3


def test_unchanged_file_is_shared_and_changed_file_gets_another_etag(releases: Releases, make_site: MakeSite) -> None:
    publish(releases, make_site({"a.html": "một"}))
    before = (releases.root / "current/a.html").stat()
    shared = (releases.root / "current/index.html").stat().st_ino
    publish(releases, make_site({"a.html": "hai"}, name="second"))
    after = (releases.root / "current/a.html").stat()
    assert (releases.root / "current/index.html").stat().st_ino == shared
    assert (before.st_size, int(before.st_mtime)) != (after.st_size, int(after.st_mtime))


def test_second_run_at_the_same_time_is_refused(releases: Releases, make_site: MakeSite) -> None:
    other = Releases(releases.root)
    with releases.locked(), pytest.raises(PortalError), other.locked():
        pass
    publish(other, make_site())


def test_folder_of_somebody_else_is_left_alone(tmp_path: Path, make_site: MakeSite) -> None:
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "thu.txt").write_text("của tôi", encoding="utf-8")
    with pytest.raises(PortalError):
        publish(Releases(folder), make_site())
    assert [path.name for path in folder.iterdir()] == ["thu.txt"]


def test_site_with_a_link_in_it_is_refused(make_site: MakeSite, tmp_path: Path) -> None:
    root = make_site().root
    (root / "passwd").symlink_to("/etc/passwd")
    with pytest.raises(PortalError):
        SiteFiles.read(root)


PROGRAM = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from publishing.release.releases import Releases
from publishing.site_files import SiteFiles

releases = Releases(Path(sys.argv[1]), keep=3)
sites = [SiteFiles.read(Path(path)) for path in sys.argv[2:]]
print("ready", flush=True)
while True:
    for site in sites:
        with releases.locked():
            releases.publish(site, datetime.now(UTC))
"""


@pytest.mark.parametrize("delay", [0.002, 0.011, 0.023, 0.047, 0.08, 0.13])
def test_killed_at_any_moment_the_served_site_is_whole(
    releases: Releases, versions: list[SiteFiles], delay: float
) -> None:
    publish(releases, versions[0])
    command = [sys.executable, "-c", PROGRAM, str(releases.root), *(str(site.root) for site in versions[:3])]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
    number = int(served(releases).removeprefix("bản "))
    live = releases.live()
    assert live is not None
    own = SiteFiles.read(releases.path(live)).digests
    assert versions[number].digests.items() <= own.items()
    # The next run works, and clears what the dead one left.
    publish(releases, versions[5])
    assert served(releases) == "bản 5"
    assert not [path for path in (releases.root / "releases").iterdir() if path.name.startswith(".")]
