"""A server for previews: the built site on 127.0.0.1, with a script that reloads pages that have changed."""

from __future__ import annotations

import hashlib
import json
import sys
import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

from building.keeping.live import PageNow, Taken, Told, with_move
from portal.addresses import MEDIA, THEME, output_path
from portal.i18n import Translator

from .findings import Findings

_ = Translator(__file__)

SCRIPT = Path(__file__).with_name("page.js")
SCRIPT_URL = "/_preview/reload.js"
EVENTS_URL = "/_preview/events"
FINDINGS_URL = "/_preview/findings"
PAGE_HEADER = "X-Preview-Page"  # tells pages apart
ADDRESS = "127.0.0.1"
LONGEST_PATH = 4096
HEARTBEAT_SECONDS = 15
# Their addresses hold digests of what is there: a page that is loaded again has them already.
NAMED_BY_CONTENT = (THEME, MEDIA)
NOTHING_TAKEN = Taken()
MOST_NAMES = 4  # of files that pages do not tell of yet


class Builds:
    """How the newest build went, and what was saved since. Browsers wait on it; every change wakes them.

    Args (set by whoever builds):
        make_page: of a path in the site: what lies there now, from memory; None where only the built site knows.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.make_page: Callable[[str], PageNow | None] = lambda path: None
        self.number = 0
        self.faults = ""
        self.warnings: tuple[str, ...] = ()
        self.stage = ""  # of the build that is under way
        self.ahead = False  # whether pages in memory tell what the built site does not
        self.behind: tuple[str, ...] = ()  # files whose change is in no page yet
        self._anew: dict[str, bytes | Path | None] = {}  # path in the site -> what is served there, while `ahead`
        self._files: dict[str, Path] = {}
        self._moves: dict[str, str] = {}  # path -> address to which a page has moved since the server began
        self.findings = Findings()

    def begin(self, stage: str) -> None:
        """A build is under way, and has come so far."""
        with self._changed:
            self.stage = stage
            self._changed.notify_all()

    def take(self, taken: Taken, names: Collection[str], behind: Collection[str]) -> None:
        """Files have changed. Args: names: of those that pages in memory tell now; behind: of the others."""
        with self._changing():
            self._tell(taken.told)
            self._files |= taken.files
            self._move(taken.moves)
            self._anew.clear()
            self.ahead = self.ahead or bool(taken.paths)
            self.behind = tuple(sorted({*self.behind, *behind} - {*names}))

    def fail(self, faults: str, warnings: Sequence[str], told: Told) -> None:
        """A build has faults; the site stays. Args: told: of files that were saved after it began."""
        with self._changing():
            self.faults, self.warnings, self.stage = faults, tuple(warnings), ""
            self._tell(told)

    def renew(self, warnings: Sequence[str] = (), taken: Taken = NOTHING_TAKEN, behind: Sequence[str] = ()) -> None:
        """There is another site. Args: taken, behind: what has changed after its build began."""
        with self._changing():
            self.faults, self.warnings, self.stage = "", tuple(warnings), ""
            self._tell(taken.told)
            self._anew.clear()
            self._files = dict(taken.files)
            self._move(taken.moves)
            self.ahead, self.behind = bool(taken.paths), tuple(behind)

    def lose(self, behind: Sequence[str]) -> None:
        """What was in memory is gone."""
        with self._changing():
            self._anew.clear()
            self.ahead, self.behind = False, tuple(behind)

    def wake(self) -> None:
        """There is something else to look at, such as what the proofreader says."""
        with self._changing():
            pass

    @contextmanager
    def _changing(self) -> Iterator[None]:
        with self._changed:
            yield
            self.number += 1
            self._changed.notify_all()

    def _tell(self, told: Told) -> bool:
        """Faults and warnings of these places, in the place of what was told of them. Whether that is something new."""
        before = self.faults, self.warnings
        beginnings = tuple(told)
        problems = [problem for problems in told.values() for problem in problems]
        faults = [line for line in self.faults.splitlines() if not line.startswith(beginnings)]
        warnings = [line for line in self.warnings if not line.startswith(beginnings)]
        self.faults = "\n".join(faults + [str(problem) for problem in problems if problem.severity == "error"])
        self.warnings = (*warnings, *(str(problem) for problem in problems if problem.severity == "warning"))
        return before != (self.faults, self.warnings)

    def _move(self, moves: Mapping[str, str]) -> None:
        for path, address in moves.items():
            self._moves = with_move(self._moves, path, address)

    def moved(self, path: str) -> str:
        """Where the page of this path is now, if it has moved; who has it open follows."""
        return self._moves.get(path, "")

    def anew(self, path: str) -> bytes | Path | None:
        """What is served at this path in the place of what the built site has there; None: nothing is."""
        with self._changed:
            number, known = self.number, self._files.get(path)
            if not self.ahead or known or path in self._anew:
                return known or self._anew.get(path)
        page = self.make_page(path)
        data = page.data if page else None
        with self._changed:
            if page:
                self._files |= page.files
            if page and self._tell(page.told):
                self.number += 1
                self._changed.notify_all()
            elif self.number == number:
                self._anew[path] = data
        return data

    @property
    def following(self) -> str:
        """What the pages do not tell yet; empty where they tell everything."""
        if self.behind:
            names = ", ".join(self.behind[:MOST_NAMES]) + ("…" if len(self.behind) > MOST_NAMES else "")
            return _("Not in these pages yet: what has changed in {files}", files=names)
        return _("Pages are as saved; search, feeds and related stories follow") if self.ahead else ""

    @property
    def state(self) -> tuple[int, str]:
        return self.number, self.stage

    def wait_beyond(self, seen: tuple[int, str], seconds: float) -> tuple[int, str]:
        """The state, as soon as it is another one than `seen` or the time is up."""
        with self._changed:
            self._changed.wait_for(lambda: self.state != seen, timeout=seconds)
            return self.state


class PreviewHandler(SimpleHTTPRequestHandler):
    """Serves `root()`, looked up for each request: a build puts a new folder in its place."""

    protocol_version = "HTTP/1.1"
    # Head and body in one packet: else each answer waits 40 ms for the browser's delayed acknowledgement.
    disable_nagle_algorithm = True
    wbufsize = -1
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".avif": "image/avif",
        ".webp": "image/webp",
        ".webmanifest": "application/manifest+json",
        ".rss": "application/rss+xml",
        ".atom": "application/atom+xml",
    }

    def __init__(self, *arguments: object, root: Callable[[], Path], builds: Builds) -> None:
        self._root, self._builds = root, builds
        super().__init__(*arguments, directory=str(root()))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if not self._is_for_us():
            # A page of another site may have given its own name this address, to read what is not yet published.
            self._send(b"", "text/plain", HTTPStatus.MISDIRECTED_REQUEST)
        elif len(path) > LONGEST_PATH:
            self._send(b"", "text/plain", HTTPStatus.REQUEST_URI_TOO_LONG)
        elif path == EVENTS_URL:
            self._stream_events()
        elif path == SCRIPT_URL:
            self._send(SCRIPT.read_bytes(), "text/javascript")
        elif path == FINDINGS_URL:
            page = parse_qs(urlsplit(self.path).query).get("page", ["/"])[0]
            self._send(self._builds.findings.page(page), "application/json")
        else:
            self._send_page(path)

    def do_HEAD(self) -> None:
        self.do_GET()  # the body is left out where it is sent

    def _is_for_us(self) -> bool:
        """Whether the one Host header names this machine."""
        hosts = self.headers.get_all("Host", [])
        name, _colon, port = hosts[0].strip().lower().partition(":") if len(hosts) == 1 else ("", "", "")
        return name in (ADDRESS, "localhost") and (not port or port.isdecimal())

    def _send_page(self, path: str) -> None:
        place = output_path(unquote(path))
        file = Path(self.translate_path(path))
        if _exists(file, Path.is_dir):
            file, place = file / "index.html", place if place.endswith(".html") else f"{place}/index.html"
        if moved := self._builds.moved(place):
            self._redirect(moved)
            return
        lasting, standing = path.startswith(NAMED_BY_CONTENT), _exists(file, Path.is_file)
        anew = None if lasting and standing else self._builds.anew(place)
        status = HTTPStatus.OK
        if anew is None and not standing:
            file, status = self._root() / "404.html", HTTPStatus.NOT_FOUND
        elif isinstance(anew, Path):
            file = anew
        kind = self.guess_type(str(file) if anew is None else place)
        data = anew if isinstance(anew, bytes) else (file.read_bytes() if file.is_file() else waiting_page())
        if kind == "text/html":
            self._send(_with_script(data), kind, status, _mark(data))
        else:
            self._send(data, kind, status, lasting=status == HTTPStatus.OK and lasting)

    def _redirect(self, address: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", quote(address))
        self.send_header("Content-Length", "0")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()

    def _send(
        self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK, mark: str = "", *, lasting: bool = False
    ) -> None:
        text = kind.startswith("text/") or kind in ("application/json", "image/svg+xml")
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "private, max-age=604800, immutable" if lasting else "no-store")
        if mark:
            self.send_header(PAGE_HEADER, mark)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _stream_events(self) -> None:
        """Server-sent events, each with all there is to know: how the build goes, its faults and warnings, as JSON."""
        if self.command == "HEAD":
            self._send(b"", "text/event-stream")
            return
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        seen = self._builds.state
        try:
            self._event()
            while True:
                newest = self._builds.wait_beyond(seen, HEARTBEAT_SECONDS)
                if newest != seen:
                    seen = newest
                    self._event()
                else:
                    self.wfile.write(b": still here\n\n")
                    self.wfile.flush()
        except OSError:
            return  # the browser has gone

    def _event(self) -> None:
        builds = self._builds
        stage = "\n".join(filter(None, (builds.following, builds.stage)))
        told = {"number": builds.number, "stage": stage, "faults": builds.faults, "warnings": builds.warnings}
        self.wfile.write(f"event: state\ndata: {json.dumps(told, ensure_ascii=False)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing: the terminal is for faults."""


def _with_script(page: bytes) -> bytes:
    """The page with what reloads it, and the mark of what it was made from that."""
    head = (
        f'<meta name="preview-page" content="{_mark(page)}"><script type="module" src="{SCRIPT_URL}"></script></head>'
    )
    return page.replace(b"</head>", head.encode(), 1)


def _mark(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=8).hexdigest()


def waiting_page() -> bytes:
    """Where no site was ever built: it shows how the build goes and what is wrong, and reloads when there is one."""
    title, text = _("Preview"), _("The site has not been built yet. This page shows it as soon as it is there.")
    return (
        f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
        f'<body style="font: 1.125rem/1.6 system-ui, sans-serif; margin: 2rem; max-width: 42rem">'
        f"<h1>{title}</h1><p>{text}</p></body></html>"
    ).encode()


def _exists(file: Path, kind: Callable[[Path], bool]) -> bool:
    """No name of a file (with a NUL, too long for the file system) is one that does not exist."""
    try:
        return kind(file)
    except (OSError, ValueError):
        return False


class PreviewServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves a page half-way closes its connections; all else is worth a word."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def start(root: Callable[[], Path], builds: Builds, port: int) -> ThreadingHTTPServer:
    """Serve in the background. Port 0 takes a free one; `server.server_port` tells which."""
    server = PreviewServer((ADDRESS, port), partial(PreviewHandler, root=root, builds=builds))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
