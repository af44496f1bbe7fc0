"""A server for previews: the built site on 127.0.0.1, with a script that reloads the page after each build."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from .preview_findings import Findings

SCRIPT = Path(__file__).with_name("preview.js")
SCRIPT_URL = "/_preview/reload.js"
EVENTS_URL = "/_preview/events"
FINDINGS_URL = "/_preview/findings"
ADDRESS = "127.0.0.1"
LONGEST_PATH = 4096
HEARTBEAT_SECONDS = 15


class Builds:
    """What has been built so far. Browsers wait on it; each build wakes them with its number and its faults."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.number = 0
        self.faults = ""
        self.findings = Findings()

    def finish(self, faults: str = "") -> None:
        with self._changed:
            self.number += 1
            self.faults = faults
            self._changed.notify_all()

    def wait_beyond(self, number: int, seconds: float) -> int:
        """The number of the newest build, as soon as it is above `number` or the time is up."""
        with self._changed:
            self._changed.wait_for(lambda: self.number > number, timeout=seconds)
            return self.number


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
            self._send_file(Path(self.translate_path(path)))

    def do_HEAD(self) -> None:
        self.do_GET()

    def _is_for_us(self) -> bool:
        """Whether the one Host header names this machine."""
        hosts = self.headers.get_all("Host", [])
        name, _colon, port = hosts[0].strip().lower().partition(":") if len(hosts) == 1 else ("", "", "")
        return name in (ADDRESS, "localhost") and (not port or port.isdecimal())

    def _send_file(self, file: Path) -> None:
        if _exists(file, Path.is_dir):
            file = file / "index.html"
        status = HTTPStatus.OK
        if not _exists(file, Path.is_file):
            file, status = self._root() / "404.html", HTTPStatus.NOT_FOUND
        data = file.read_bytes() if file.is_file() else b""
        if file.suffix == ".html":
            data = data.replace(b"</head>", f'<script type="module" src="{SCRIPT_URL}"></script></head>'.encode(), 1)
        self._send(data, self.guess_type(str(file)), status)

    def _send(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        text = kind.startswith("text/") or kind in ("application/json", "image/svg+xml")
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _stream_events(self) -> None:
        """Server-sent events: `built` with the faults of the build, one JSON-free line per fault."""
        if self.command == "HEAD":
            self._send(b"", "text/event-stream")
            return
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        seen = self._builds.number
        try:
            if self._builds.faults:
                self._event(self._builds.faults)
            while True:
                newest = self._builds.wait_beyond(seen, HEARTBEAT_SECONDS)
                if newest > seen:
                    seen = newest
                    self._event(self._builds.faults)
                else:
                    self.wfile.write(b": still here\n\n")
                    self.wfile.flush()
        except OSError:
            return  # the browser has gone

    def _event(self, faults: str) -> None:
        lines = "".join(f"data: {line}\n" for line in faults.splitlines()) or "data:\n"
        self.wfile.write(f"event: built\n{lines}\n".encode())
        self.wfile.flush()

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing: the terminal is for faults."""


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
