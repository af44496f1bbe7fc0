"""Build, verify and switch the live site; go back to an older release; list the releases."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from building.github_notes import github_notes
from building.site import BuildRequest, build_site
from commands.build import read_commit, read_moment
from commands.purge import check_purgeable, older_texts, prove
from commands.withheld import withheld
from newsroom.addresses.ledger import NAME as LEDGER
from portal.errors import BuildFailed, ConfigError, PortalError
from portal.files import digest, write_if_changed
from portal.i18n import Translator
from portal.parallel.process_end import exit_status, told_to_stop
from portal.system_errors import in_one_line
from publishing.release.releases import Manifest, Releases
from publishing.release.run_lock import run_lock
from publishing.site_files import MARK, SiteFiles
from publishing.targets.announce import INDEXNOW, Announcement, announce, state
from publishing.targets.live_state import live_state
from publishing.targets.remote import RemoteFolder
from publishing.targets.target import Target, commit_of
from publishing.verify.fault_groups import grouped
from publishing.verify.site import Verified, verify_site

_ = Translator(__file__)

ROOT = Path(__file__).resolve().parents[2]


def main(argv: Sequence[str]) -> int:
    arguments = _parser().parse_args(argv)
    os.umask(0o022)  # what is published is there to be read
    actions: dict[str, Callable[[argparse.Namespace], None]] = {
        "publish": _publish,
        "verify": _verify,
        "rollback": _rollback,
        "resume": _resume,
        "purge": _purge,
        "record": _record,
        "changes": _changes,
        "announce": _announce,
        "list": _list,
    }
    refusal = _("Another run of scripts/publish is at work on this content; try again later")
    try:
        with told_to_stop(), run_lock(_workplace(arguments) / "lock", refusal):
            actions[arguments.action](arguments)
    except KeyboardInterrupt as interrupt:
        print(_("Interrupted; the live site is whole."), file=sys.stderr)
        return exit_status(interrupt)
    except BuildFailed as failed:
        print("\n".join(grouped(failed.problems)), file=sys.stderr)
        print(_("{count} faults; the live site is what it was.", count=len(failed.problems)), file=sys.stderr)
        _annotate(failed, arguments.format)
        return 1
    except (PortalError, OSError) as error:
        print(in_one_line(error), file=sys.stderr)
        _annotate(error, arguments.format)
        return 1
    return 0


def _annotate(error: Exception, form: str) -> None:
    if form == "github":
        print("\n".join(github_notes(error)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/publish",
        description=_("Build, verify, then switch the site in DIR to the new release by one rename."),
        epilog=_("A web server serves DIR/current; see examples/nginx. Every fault is one line, with exit status 1."),
    )
    parser.add_argument(
        "action",
        nargs="?",
        default="publish",
        choices=("publish", "verify", "rollback", "resume", "purge", "record", "changes", "announce", "list"),
        help=_(
            "publish (default); verify: only build and check; rollback: back to an older release, which holds later "
            "ones; resume: lift that; purge ID: leave nothing of a story's older words; record: write the ledger; "
            "changes: note what differs from the live site; announce: tell hub and search engines of it; list"
        ),
    )
    parser.add_argument("id", nargs="?", type=int, metavar="ID", help=_("purge: the story"))
    parser.add_argument("--to", metavar="DIR", default="", help=_("folder of the releases; user@host:/path over ssh"))
    parser.add_argument("--rsh", default="", metavar="COMMAND", help=_("how to reach the host (default: ssh)"))
    parser.add_argument(
        "--smoke", default="", metavar="URL", help=_("ask the live site there, and go back if it fails")
    )
    parser.add_argument(
        "--after", default="", metavar="COMMAND", help=_("run after a switch, such as a reload of nginx")
    )
    parser.add_argument("--web-user", default="", metavar="NAME", help=_("refuse a folder this user may not read"))
    parser.add_argument("--site", type=Path, metavar="DIR", help=_("a site built already, instead of building"))
    parser.add_argument("--content", type=Path, default=ROOT / "content", help=_("folder of the articles"))
    parser.add_argument("--site-url", default="", metavar="URL", help=_("address of the site, such as https://bao.vn"))
    parser.add_argument("--at", metavar="ISO", help=_("moment of the build (default: SOURCE_DATE_EPOCH, or now)"))
    parser.add_argument("--keep", type=int, default=5, metavar="N", help=_("how many releases to keep (default: 5)"))
    parser.add_argument("--release", default="", metavar="ID", help=_("rollback: which one (default: the one before)"))
    parser.add_argument(
        "--cache",
        type=Path,
        default=ROOT / ".cache" / "publish",
        metavar="DIR",
        help=_("folder for what runs keep; may be deleted (default: .cache/publish)"),
    )
    parser.add_argument("--all-html", action="store_true", help=_("read every page strictly, not only a spread of 400"))
    parser.add_argument(
        "--format", choices=("text", "github"), default="text", help=_("github: faults as annotations of a change")
    )
    parser.add_argument(
        "--commit", type=read_commit, default="", metavar="ID", help=_("commit of the sources, for build.json")
    )
    parser.add_argument(
        "--announce",
        action="store_true",
        help=_("tell the WebSub hub and IndexNow, where the site has them, what has changed"),
    )
    parser.add_argument("--live", default="", metavar="URL", help=_("changes: the site that readers have now"))
    parser.add_argument("--changes", type=Path, metavar="FILE", help=_("changes, announce: what is to be told"))
    parser.add_argument("--indexnow", default=INDEXNOW, metavar="URL", help=_("who listens to IndexNow"))
    parser.add_argument("--dry-run", action="store_true", help=_("tell what would change, and change nothing"))
    return parser


def _publish(arguments: argparse.Namespace) -> None:
    target = _target(arguments)
    if arguments.dry_run:
        target.look()
        _print_plan(target.releases, _verified_site(arguments, target.releases))
        return
    with target.locked():
        _make_live(arguments, target)


def _make_live(arguments: argparse.Namespace, target: Target) -> None:
    releases = target.releases
    site = _verified_site(arguments, releases)
    if not site.root_url.startswith(("https://", "http://")):
        raise ConfigError(_("the site has no absolute address; set SITEURL or give --site-url"))
    before = releases.live()
    served = state(SiteFiles.read(releases.path(before))) if before and arguments.announce else {}
    manifest = releases.publish(site, read_moment(arguments.at), arguments.commit or commit_of(arguments.content))
    target.send()
    try:
        target.confirm(manifest)
    except PortalError as error:
        if before is None or before.id == manifest.id:
            raise
        releases.rollback(before.id)
        target.show(before, check=False)
        raise PortalError(_("{error}; back to {id}", error=error, id=before.id)) from error
    if before is not None and before.id == manifest.id:
        print(_("Nothing has changed; {id} stays live.", id=manifest.id))
    else:
        print(_("Live: {id}, {files} files.", id=manifest.id, files=manifest.files))
        if arguments.announce and before is not None:
            _tell(Announcement.of(site, served), arguments.indexnow)


def _tell(told: Announcement, indexnow: str) -> None:
    for line in announce(told, indexnow):
        print(line)


def _changes(arguments: argparse.Namespace) -> None:
    """Write down what is to be told once the site is live: a Pages host replaces the one that could be compared."""
    if not (arguments.site and arguments.live and arguments.changes):
        raise ConfigError(_("changes needs --site, --live and --changes"))
    site = SiteFiles.read(arguments.site)
    told = Announcement.of(site, {})
    if told.hub or told.key:
        told = Announcement.of(site, live_state(arguments.live, site))
    told.write(arguments.changes)
    feeds, pages = len(told.changes.feeds), len(told.changes.pages)
    print(_("{feeds} feeds and {pages} pages will be announced.", feeds=feeds, pages=pages))


def _announce(arguments: argparse.Namespace) -> None:
    if not arguments.changes:
        raise ConfigError(_("announce needs --changes: the file that `scripts/publish changes` wrote"))
    _tell(Announcement.read(arguments.changes), arguments.indexnow)


def _purge(arguments: argparse.Namespace) -> None:
    """Publish the content as it is now, then leave nothing of what older releases said."""
    if not arguments.id:
        raise ConfigError(_("purge needs the id of a story, such as: scripts/publish purge 384250 --to DIR"))
    story, target = check_purgeable(arguments.content, arguments.id), _target(arguments)
    with target.locked():
        older = older_texts(target.releases, arguments.id)
        _make_live(arguments, target)
        target.releases.forget()
        count = prove(target.releases, arguments.content, story, older)
        live = target.releases.live()
        if live is not None:
            target.show(live)
    print(_("Purged: story {id}; none of {count} texts and words is left in any byte.", id=arguments.id, count=count))


def _resume(arguments: argparse.Namespace) -> None:
    target = _target(arguments)
    with target.locked():
        held = target.releases.hold.held()
        target.releases.hold.lift()
        live = target.releases.live()
        if live is not None:
            target.show(live, check=False)
    print(_("No hold was set.") if held is None else _("The hold on {id} is lifted.", id=held.release))


def _record(arguments: argparse.Namespace) -> None:
    """Write into the content which addresses are published, so that its own ledger knows them."""
    folder = arguments.site or _workplace(arguments) / "site"
    if arguments.site is None:
        build_site(_request(arguments, folder, None))
    target = arguments.content / LEDGER
    changed = write_if_changed(target, (folder / LEDGER).read_bytes())
    print(_("Written: {path}.", path=target) if changed else _("{path} is up to date.", path=target))


def _verify(arguments: argparse.Namespace) -> None:
    _verified_site(arguments)


def _rollback(arguments: argparse.Namespace) -> None:
    target = _target(arguments)
    with target.locked():
        manifest = target.releases.rollback(arguments.release)
        target.show(manifest)
    print(_("Live again: {id}, published {moment}.", id=manifest.id, moment=manifest.published))
    if held := target.releases.hold.held():
        print(_("{id} is held: publish a newer commit, or lift the hold with scripts/publish resume.", id=held.release))


def _list(arguments: argparse.Namespace) -> None:
    target = _target(arguments)
    target.look()
    live = target.releases.live()
    for manifest in target.releases.all():
        print(_line(manifest, live))
    if held := target.releases.hold.held():
        print(_("{id} was rolled back and is held.", id=held.release))


def _line(manifest: Manifest, live: Manifest | None) -> str:
    mark = "→" if live and manifest.id == live.id else " "
    return f"{mark} {manifest.id}  {manifest.published}  " + _("{files} files", files=manifest.files)


def _verified_site(arguments: argparse.Namespace, releases: Releases | None = None) -> SiteFiles:
    """The site to publish: built now or given, and without a fault."""
    folder = arguments.site or _workplace(arguments) / "site"
    moment = read_moment(arguments.at or (_built_at(folder) if arguments.site else None))
    live = releases.live() if releases else None
    if arguments.site is None:
        build_site(_request(arguments, folder, releases.path(live) / LEDGER if releases and live else None))
    site = SiteFiles.read(folder)
    verified = verify_site(
        site,
        site.root_url,
        withheld(arguments.content, moment),
        passed=_workplace(arguments) / "passed",
        limit=None if arguments.all_html else 400,
    )
    _print_verified(verified)
    return site


def _request(arguments: argparse.Namespace, folder: Path, ledger: Path | None) -> BuildRequest:
    return BuildRequest(
        read_moment(arguments.at),
        folder,
        content=arguments.content,
        site_url=arguments.site_url or None,
        commit=arguments.commit,
        ledger=ledger if ledger and ledger.is_file() else None,
    )


def _built_at(site: Path) -> str | None:
    """When `site` was built, as its build.json says: what was withheld then may not be in it."""
    try:
        return str(json.loads((site / MARK).read_text(encoding="utf-8"))["moment"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _workplace(arguments: argparse.Namespace) -> Path:
    """Folder for what runs over this content keep: the built site, and which pages passed."""
    return Path(arguments.cache, digest(str(arguments.content.resolve()).encode()))


def _print_verified(verified: Verified) -> None:
    print(
        _(
            "Verified: {files} files, {pages} pages ({parsed} parsed strictly now, {known} before), "
            "{secrets} withheld sources leave no trace.",
            files=verified.files,
            pages=verified.pages,
            parsed=verified.parsed,
            known=verified.known,
            secrets=verified.secrets,
        )
    )


def _print_plan(releases: Releases, site: SiteFiles) -> None:
    plan = releases.plan(site)
    if plan.unchanged:
        print(_("Dry run: nothing would change."))
    else:
        print(
            _(
                "Dry run: {new} new files, {changed} changed, {removed} removed. Nothing was changed.",
                new=plan.new,
                changed=plan.changed,
                removed=plan.removed,
            )
        )


def _target(arguments: argparse.Namespace) -> Target:
    if not arguments.to:
        raise ConfigError(_("--to is missing; name the folder of the releases"))
    if arguments.keep < 2:
        raise ConfigError(_("--keep is {keep}; keep at least 2, so that there is a way back", keep=arguments.keep))
    remote = RemoteFolder.parse(arguments.to, arguments.rsh)
    root = _workplace(arguments) / digest(arguments.to.encode()) if remote else Path(arguments.to)
    return Target(Releases(root, arguments.keep), remote, arguments.smoke, arguments.after, arguments.web_user)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
