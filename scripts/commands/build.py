"""Build content/ into output/: whole, or not at all."""

from __future__ import annotations

import argparse
import gc
import os
import re
import runpy
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from building.display import display_for
from building.github_notes import github_notes
from building.site import ROOT, BuildRequest, BuildResult, build_site
from building.stage_times import StageTimes
from portal.addresses import WAITING
from portal.build_log import BuildLog
from portal.errors import BuildFailed, PortalError
from portal.i18n import Translator
from portal.parallel.forked import Beside, no_task_left
from portal.parallel.process_end import exit_status, told_to_stop
from portal.parallel.workers import worker_count
from portal.system_errors import in_one_line
from portal.vietnam.text import HANOI, long_date

if TYPE_CHECKING:
    from proofreading.memory import Glance

_ = Translator(__file__)

__all__ = ["BuildRequest", "BuildResult", "build_site", "main", "read_commit", "read_moment"]


def main(argv: Sequence[str]) -> int:
    parser = _parser()
    arguments = parser.parse_args(argv)
    if (arguments.engine == "dask") != bool(arguments.scheduler):
        parser.error(_("--engine dask and --scheduler ADDRESS go together"))
    with no_task_left():
        return _build_and_proofread(arguments)


def _build_and_proofread(arguments: argparse.Namespace) -> int:
    proofread = Beside(lambda: _glance(arguments), arguments.workers or worker_count(), patient=True)
    try:
        with told_to_stop():
            moment = read_moment(arguments.at)
            result = _build(_request(arguments, moment), quiet=arguments.quiet, profile=arguments.profile)
    except KeyboardInterrupt as interrupt:
        print(_("Interrupted; the site is whole."), file=sys.stderr)
        return exit_status(interrupt)
    except (PortalError, OSError) as error:
        _print_fault(error, arguments.format)
        return 1
    gc.freeze()  # to walk all that the site was made from would take longer than all that is still to be told
    for warning in (*result.warnings, *result.notes):
        print(_("Warning: {text}", text=warning), file=sys.stderr)
    with suppress(BrokenPipeError):  # nobody reads it
        for line in result.explanation:
            print(line)
        if not arguments.quiet:
            _print_summary(result, moment, arguments.preview)
    try:
        _tell(proofread.finish(), arguments)
    except (PortalError, OSError) as error:
        _print_fault(error, "text")  # the site is there all the same
    return 0


def _content_of(settings: Path) -> Path:
    """The folder that the settings name; Pelican takes theirs where they name none."""
    return settings.parent / str(runpy.run_path(str(settings)).get("PATH") or ".")


def _glance(arguments: argparse.Namespace) -> Glance:
    from commands.check_content import look_at_build  # a process that only builds has no need of it

    return look_at_build(_content(arguments))


def _content(arguments: argparse.Namespace) -> Path:
    return arguments.content or _content_of(arguments.settings.resolve())


def _tell(glance: Glance, arguments: argparse.Namespace) -> None:
    """The site is there; what the proofreader says of its stories stops nothing."""
    quiet = arguments.quiet
    if arguments.findings:
        from commands.preview.findings import write_findings

        write_findings(arguments.findings, glance, _content(arguments).resolve())
    for finding in glance.findings:
        if finding.severity != "advice":
            print(finding, file=sys.stderr)
    if not quiet and (glance.findings or glance.unread):
        advice = sum(finding.severity == "advice" for finding in glance.findings)
        text = _(
            "Proofreading: {warnings} to mend, {advice} pieces of advice",
            warnings=len(glance.findings) - advice,
            advice=advice,
        )
        left = _("; {count} files not read yet: scripts/check --content", count=glance.unread) if glance.unread else ""
        with suppress(BrokenPipeError):  # nobody reads it
            print(f"{text}{left}")


def read_moment(text: str | None) -> datetime:
    """The moment of a build: ISO 8601 (Hanoi where no offset is given), else SOURCE_DATE_EPOCH, else now."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if text:
            moment = datetime.fromisoformat(text)
            return moment if moment.tzinfo else moment.replace(tzinfo=HANOI)
        if epoch:
            return datetime.fromtimestamp(int(epoch), HANOI)
    except ValueError as error:
        value = text or f"SOURCE_DATE_EPOCH={epoch}"
        message = _("{value} is not a moment; write one such as 2024-04-17T16:05:00+07:00", value=value)
        raise PortalError(message) from error
    return datetime.now(HANOI).replace(microsecond=0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="scripts/build", description=_("Build the content into a static site."))
    parser.add_argument("--at", metavar="ISO", help=_("moment of the build (default: SOURCE_DATE_EPOCH, or now)"))
    parser.add_argument("--content", type=Path, metavar="DIR", help=_("folder of the articles (default: content)"))
    parser.add_argument(
        "--output",
        type=Path,
        metavar="DIR",
        help=_("folder of the built site (default: output; preview with --preview)"),
    )
    parser.add_argument(
        "--preview",
        action="store_true",
        help=_("show drafts and what comes out later too, marked; opens with a double click, cannot be published"),
    )
    parser.add_argument(
        "--settings",
        type=Path,
        default=ROOT / "pelicanconf.py",
        metavar="FILE",
        help=_("settings (default: pelicanconf.py)"),
    )
    parser.add_argument("--site-url", metavar="URL", help=_("address of the site, such as https://example.vn"))
    parser.add_argument(
        "--engine", choices=("forks", "dask"), default="forks", help=_("who does the work: this machine, or a cluster")
    )
    parser.add_argument(
        "--scheduler", default="", metavar="ADDRESS", help=_("of --engine dask, such as tcp://10.0.0.5:8786")
    )
    parser.add_argument("--workers", type=_count, metavar="N", help=_("processes (default: one per core)"))
    parser.add_argument("--strict", action="store_true", help=_("treat warnings as errors"))
    parser.add_argument(
        "--commit", type=read_commit, default="", metavar="ID", help=_("commit of the sources, for build.json")
    )
    parser.add_argument(
        "--ledger", type=Path, metavar="FILE", help=_("addresses.txt of the live site, to keep them all")
    )
    _add_ways(parser)
    parser.add_argument(
        "--format", choices=("text", "github"), default="text", help=_("github: faults as annotations of a change")
    )
    parser.add_argument(
        "--findings", type=Path, metavar="FILE", help=_("write what the proofreader found into FILE, as JSON")
    )
    parser.add_argument("-q", "--quiet", action="store_true", help=_("print errors and warnings only"))
    return parser


def _add_ways(parser: argparse.ArgumentParser) -> None:
    """What is taken from earlier builds, and what is told of it."""
    ways = parser.add_mutually_exclusive_group()
    text = _("make only what has changed since the last build of this kind (default)")
    ways.add_argument("--incremental", action="store_true", help=text)
    ways.add_argument("--clean", action="store_true", help=_("make everything anew, and keep it for later builds"))
    ways.add_argument("--no-cache", action="store_true", help=_("make everything anew; look at and keep nothing"))
    ways.add_argument(
        "--explain", default="", metavar="PATH", help=_("tell why this page was made anew, or was not: path or address")
    )
    parser.add_argument("--profile", action="store_true", help=_("tell where the time went"))


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(_("{value} is not a number from 1", value=text))
    return int(text)


def read_commit(text: str) -> str:
    if not re.fullmatch("(?:[0-9a-f]{40}|[0-9a-f]{64})?", text):
        raise argparse.ArgumentTypeError(_("{value} is not the id of a commit", value=text))
    return text


def _request(arguments: argparse.Namespace, moment: datetime) -> BuildRequest:
    return BuildRequest(
        moment=moment,
        output=arguments.output or ROOT / ("preview" if arguments.preview else "output"),
        settings=arguments.settings,
        content=arguments.content,
        site_url=arguments.site_url,
        workers=arguments.workers,
        strict=arguments.strict,
        commit=arguments.commit,
        ledger=arguments.ledger,
        preview=arguments.preview,
        portable=arguments.preview,
        incremental=not arguments.no_cache,
        afresh=arguments.clean,
        explain=arguments.explain,
        scheduler=arguments.scheduler,
    )


def _build(request: BuildRequest, *, quiet: bool, profile: bool) -> BuildResult:
    display = None if quiet else display_for(sys.stderr)
    times = StageTimes(display) if profile else None
    try:
        return build_site(request, BuildLog(times or display))
    except OSError as error:
        error.filename = error.filename or str(request.output)  # a full disk does not say where
        raise
    finally:
        if display:
            display.close()
        for line in times.lines() if times else ():
            print(line, file=sys.stderr)


def _print_fault(error: PortalError | OSError, form: str) -> None:
    print(in_one_line(error), file=sys.stderr)
    if form == "github":
        print("\n".join(github_notes(error)))
    if isinstance(error, BuildFailed):
        for warning in error.warnings:
            print(_("Warning: {text}", text=warning), file=sys.stderr)
        count = len(error.problems)
        print(_("{count} faults; the site is what it was.", count=count), file=sys.stderr)


def _print_summary(result: BuildResult, moment: datetime, preview: bool) -> None:
    for line in (*result.census, *result.asides):
        print(line)
    counts = {name: result.counts.get(name, 0) for name in ("articles", "pages", "tables")}
    print(
        _(
            "{articles} articles, {pages} pages, {tables} datasets, {files} files ({made} made anew) in {seconds} s",
            **counts,
            files=result.files,
            made=result.remade,
            seconds=f"{result.seconds:.1f}".replace(".", ","),
        )
    )
    print(
        _(
            "As of {moment}, release {release}, in {output}",
            moment=long_date(moment),
            release=result.release,
            output=result.output,
        )
    )
    if preview:
        print(_("Preview, not for readers: open {path}", path=result.output / WAITING.strip("/") / "index.html"))
    else:
        print(_("To look at it: scripts/serve"))


def _leave(status: int) -> NoReturn:
    """End the process. After a whole build at once: to free what the site was made from would take 0.1 s."""
    if status:
        sys.exit(status)
    with suppress(BrokenPipeError):
        sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    _leave(main(sys.argv[1:]))
