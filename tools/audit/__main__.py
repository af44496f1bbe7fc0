"""Lighthouse, html-validate and vnu over a built site, served by nginx as it will be: a table, and every fault."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from building.site import BuildRequest, build_site
from commands.build import read_moment
from portal import addresses
from portal.errors import PortalError, Problem
from portal.i18n import Translator
from publishing.loopback_nginx import loopback_nginx
from publishing.release.releases import Releases
from publishing.site_files import SiteFiles
from publishing.verify.fault_groups import grouped

from .audit_tools import LOCK, Tools, install_tools
from .lighthouse import CATEGORIES, Scores, score_page

_ = Translator(__file__)

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache" / "audit"
# What a page of each kind of story has, the plainest first.
STORIES = (
    'class="article article-news"',
    'class="article article-interview"',
    'class="article article-live"',
    'class="article article-opinion"',
    'class="gallery"',
    'class="cover ',
    'class="stat-figure',
)
LINES = (addresses.EVENTS[1:], addresses.SERIES[1:])
ALONE = tuple(url[1:] for url in (addresses.GLOSSARY, addresses.OFFLINE, addresses.FIGURES, addresses.SEARCH))
_BATCH = 200  # pages a run of html-validate


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="scripts/audit", description=_("Lighthouse, html-validate and vnu."))
    parser.add_argument("--site", type=Path, metavar="DIR", help=_("a site built already, instead of building"))
    parser.add_argument("--content", type=Path, metavar="DIR", help=_("folder of the articles (default: content)"))
    parser.add_argument("--only", choices=("lighthouse", "markup"), help=_("only scores, or only markup"))
    arguments = parser.parse_args(argv)
    try:
        tools = install_tools(CACHE / "tools")
        site = SiteFiles.read((arguments.site or _built(arguments.content)).resolve())
        faults = [] if arguments.only == "lighthouse" else [*_html_validate(tools, site), *_vnu(tools, site)]
        scores = [] if arguments.only == "markup" else _lighthouse(tools, site)
    except (PortalError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(_table(scores))
    for line in grouped(faults):
        print(line)
    if arguments.only != "lighthouse":
        print(_("{pages} pages, {count} faults of markup", pages=len(site.pages()), count=len(faults)))
    return 0 if not faults and all(page.good for page in scores) else 1


def _built(content: Path | None) -> Path:
    folder = CACHE / "site"
    build_site(BuildRequest(read_moment(None), folder, content=content))
    return folder


def _lighthouse(tools: Tools, site: SiteFiles) -> list[Scores]:
    """Scores of one page of each kind, served compressed and with the headers of the sample configuration."""
    with tempfile.TemporaryDirectory(prefix="audit-") as name:
        folder = Path(name)
        releases = Releases(folder / "www")
        with releases.locked():
            releases.publish(site, datetime.now(UTC))
        with loopback_nginx(releases.root / "current", folder, ROOT / "examples" / "nginx") as port:
            return [score_page(tools, f"http://127.0.0.1:{port}{url}", folder) for url in pages_to_score(site)]


def pages_to_score(site: SiteFiles) -> list[str]:
    """Addresses of one page of each kind, as far as the site has it: home, stories, lists, the search."""
    stories = [path for path in site.pages() if "-post" in path]
    chosen: dict[str, None] = {}
    for mark in STORIES:
        chosen.update(dict.fromkeys([path for path in stories if mark in site.text(path) and path not in chosen][:1]))
    sections = sorted({path.split("/")[0] for path in stories})
    lines = [
        path.removesuffix("index.html") for path in site.pages() if path.startswith(LINES) and path.count("/") == 2
    ]
    firsts = [next((path for path in lines if path.startswith(line)), "") for line in LINES]
    wanted = ["", *chosen, *(f"{name}/" for name in sections[:1]), *filter(None, firsts), *ALONE]
    return [f"/{path}" for path in wanted if site.file_of(f"/{path}")]


def _html_validate(tools: Tools, site: SiteFiles) -> Iterator[Problem]:
    """Rules of html-validate:recommended but `long-title`: a headline is as long as its news."""
    paths = [str(site.root / path) for path in site.pages()]
    command = [str(tools.html_validate), "--config", str(LOCK / "htmlvalidate.json"), "--formatter", "json"]
    for start in range(0, len(paths), _BATCH):
        for page in _json_of([*command, *paths[start : start + _BATCH]], "html-validate"):
            for message in page["messages"]:
                path = Path(page["filePath"]).relative_to(site.root.resolve()).as_posix()
                yield Problem(message["message"], path, message["line"], message["column"], code=message["ruleId"])


def _vnu(tools: Tools, site: SiteFiles) -> Iterator[Problem]:
    """Errors of the Nu Html Checker. Its warnings about the policy come from reading files instead of a site."""
    command = ["java", "-jar", str(tools.vnu), "--format", "json", "--errors-only", "--skip-non-html", str(site.root)]
    for message in _json_of(command, "vnu")["messages"]:
        path = message["url"].partition(f"{site.root.resolve().as_posix()}/")[2] or message["url"]
        yield Problem(f"vnu: {message['message']}", path, message.get("lastLine"), code="vnu")


def _json_of(command: list[str], tool: str) -> Any:
    """What `command` writes. To a file: Node ends before all is written where its output is a pipe."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        subprocess.run(command, stdout=out, stderr=err, check=False)
        out.seek(0)
        err.seek(0)
        written, said = out.read().decode(), err.read().decode()
    try:
        return json.loads(written if written.strip() else said)
    except ValueError as error:
        reason = (said or written).strip()[:300]
        raise PortalError(_("{tool} did not finish: {reason}", tool=tool, reason=reason)) from error


def _table(scores: Sequence[Scores]) -> str:
    heads = (_("page"), _("performance"), _("accessibility"), _("best practices"), _("SEO"), "CLS", "LCP")
    lines = [f"| {' | '.join(heads)} |", "|---|" + "---:|" * (len(heads) - 1)] if scores else []
    for page in scores:
        address = "/" + page.url.split("/", 3)[3]
        values = [str(page.values[name]) for name in CATEGORIES]
        lines.append(f"| {' | '.join([address, *values, f'{page.shift:.3f}', f'{page.paint:.1f} s'])} |")
        lines += [f"|   {title} |" for title in page.failed]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
