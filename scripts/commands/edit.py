"""Open the editor in the browser, against the working tree."""

from __future__ import annotations

import argparse
import errno
import json
import sys
import threading
import webbrowser
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from commands.check_content import paper_options
from commands.editor.datasets import drafted
from commands.editor.forms import TABLES, choices_of, labels, lists, states, story_form, words
from commands.editor.look import look_at, new_place
from commands.editor.preview import EditorSession, Shadow
from commands.editor.server import ADMIN, Editor, start_editor
from commands.preview.server import Builds
from editing.desk.desk import EditorialDesk, Rules
from editing.desk.files import ROOT as CONTENT
from editing.desk.files import Forms, place_of
from editing.desk.shelf import Shelf
from editing.forms.configuration import Setup, configuration
from editing.review.git import GitError
from editing.review.review import Review, StoryKey
from newsroom.sources.schema import article_schema, page_schema
from newsroom.sources.skeleton import free_id
from portal.errors import PortalError, Problem
from portal.i18n import Translator
from portal.system_errors import in_one_line
from portal.vietnam.text import HANOI

_ = Translator(__file__)

ROOT = Path(__file__).resolve().parents[2]


def main(argv: Sequence[str]) -> int:
    arguments = _parser().parse_args(argv)
    content = arguments.content.resolve()
    if not content.is_dir():
        print(_("there is no content folder {path}", path=arguments.content), file=sys.stderr)
        return 1
    try:
        desk = EditorsDesk.opened(content, arguments.remote, ROOT / ".cache" / "editing")
        server = _started(desk, arguments)
    except (OSError, PortalError) as error:
        print(in_one_line(error), file=sys.stderr)
        return 1
    if server is None:
        return 1
    address = f"http://127.0.0.1:{server.server_port}{ADMIN}"
    print(_("The editor is at {address} (Ctrl-C ends)", address=address), flush=True)
    if arguments.open:
        webbrowser.open(address)
    _watch(content, desk.session)
    try:
        desk.session.build_for_ever()
    except KeyboardInterrupt:
        desk.session.close()
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/edit", description=_("Open the editor in the browser: write, review and publish stories.")
    )
    parser.add_argument("--port", type=int, default=8001, help=_("port on 127.0.0.1 (default: 8001; 0: a free one)"))
    parser.add_argument(
        "--content", type=Path, default=ROOT / "content", metavar="DIR", help=_("folder of the articles")
    )
    parser.add_argument(
        "--remote", default="", metavar="NAME", help=_("a Git host that gets every draft and what is published")
    )
    parser.add_argument(
        "--host", default="", metavar="NAME", help=_("name under which a web server shows the editor to others")
    )
    parser.add_argument("--no-open", dest="open", action="store_false", help=_("do not open the browser"))
    return parser


def _started(desk: EditorsDesk, arguments: argparse.Namespace) -> ThreadingHTTPServer | None:
    try:
        return start_editor(lambda: desk.output, desk.builds, desk.editor(arguments.host), arguments.port)
    except OverflowError:
        print(_("{port} is no port; write a number up to 65535", port=arguments.port), file=sys.stderr)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        print(
            _("Port {port} is taken; give another with --port, or 0 for a free one", port=arguments.port),
            file=sys.stderr,
        )
    return None


@dataclass(frozen=True)
class EditorsDesk:
    """The desk of one paper with its preview."""

    content: Path
    output: Path
    builds: Builds
    session: EditorSession
    shelf: Shelf
    desk: EditorialDesk
    forms: Forms
    reviewed: bool

    @classmethod
    def opened(cls, content: Path, remote: str, cache: Path) -> EditorsDesk:
        own = cache / sha256(str(content).encode()).hexdigest()[:12]
        output = own / "site"
        output.mkdir(parents=True, exist_ok=True)
        builds = Builds()
        session = EditorSession(Shadow(content, own / CONTENT), output, builds)
        shelf = Shelf(own / "shelf", content)
        forms = Forms(story_form(article_schema(paper_options().source_tags)), story_form(page_schema()), TABLES)
        review = _review(content, remote)
        rules = Rules(lambda taken: free_id(_now(), taken), session.faults_with)
        desk = EditorialDesk(content, forms, shelf, rules, review)
        return cls(content, output, builds, session, shelf, desk, forms, review is not None)

    def editor(self, host: str) -> Editor:
        return Editor(self.desk, self.shelf, self._configuration, self._look, self._draft, lambda: _now().year, host)

    def _configuration(self, api: str) -> dict[str, Any]:
        setup = Setup(
            self.forms.story.record, self.forms.page.record, TABLES, choices_of(self.content), api, review=self.reviewed
        )
        folders = sorted(path.parent.name for path in (self.content / "data").glob("*/table.toml"))
        return {
            "cms": configuration(setup),
            "datasets": folders,
            "words": words(),
            "labels": labels(),
            "states": states(),
            "list": lists(),
            "now": _now().isoformat(timespec="minutes"),
            "id": self.desk.free_id(),
        }

    def _draft(self, name: str, data: bytes, answers: Mapping[str, Any]) -> dict[str, Any]:
        said, files = drafted(name, data, answers)
        if (self.content / "data" / said["id"]).exists():
            hint = _("give the file another name")
            raise Problem(_("there is a dataset of this name already"), said["id"], hint=hint)
        if files and not said["faults"]:
            self.shelf.dataset(said["id"], files)
        return said

    def _look(self, form: Mapping[str, Any]) -> dict[str, Any]:
        """Lay the form's story into the preview; what is to be mended in it, and where its page is."""
        place = place_of(form["path"]) if form.get("path") else new_place(form["values"])
        key = StoryKey(form["collection"], form["slug"]) if form.get("slug") and self.reviewed else None
        files = self.desk.merged(place, key, json.dumps(form["values"]))
        self.session.show(files)
        return look_at(self.session.shadow.folder / place, place, self.content)


def _review(content: Path, remote: str) -> Review | None:
    """None where the content lies in no working tree of Git: then saving is publishing."""
    try:
        return Review(content, remote)
    except GitError:
        print(_("The content is in no working tree of Git: what is saved is published at once."), file=sys.stderr)
        return None


def _now() -> datetime:
    return datetime.now(HANOI).replace(microsecond=0)


def _watch(content: Path, session: EditorSession) -> None:
    """The preview follows what others change in the working tree."""
    from watchfiles import watch as watch_files

    def tell() -> None:
        for changes in watch_files(content, step=20, debounce=200):
            session.follow(Path(path) for _kind, path in changes)

    threading.Thread(target=tell, daemon=True).start()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
