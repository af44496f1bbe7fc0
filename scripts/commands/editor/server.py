"""The server of scripts/edit: the preview of the paper, and under /admin/ the editor with what it asks for.

Only this machine reaches it. A page of another site may post nothing: each post has the token of this run, and its
Origin is ours; and it may read nothing, for its Host is not ours.
"""

from __future__ import annotations

import gzip
import json
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from commands.preview.server import ADDRESS, Builds, PreviewHandler, PreviewServer
from editing.desk.desk import EditorialDesk
from editing.desk.shelf import Shelf
from portal.errors import PortalError
from portal.i18n import Translator

_ = Translator(__file__)

ADMIN = "/admin/"
PAGES = Path(__file__).resolve().parents[3] / "plugins/editing/admin"
TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css"}
MOST_SENT = 80_000_000  # bytes of one request
# The CMS compiles its schema of the configuration (unsafe-eval) and styles itself; nothing reaches another host.
POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' blob: data:; media-src 'self' blob:; font-src 'self' data:; connect-src 'self' blob:; "
    "frame-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


@dataclass(frozen=True)
class Editor:
    """What the server hands on to.

    Args:
        configuration: of the CMS, made anew for each page load, given the address of the interface.
        look: what the form's story looks like and what is to be mended in it, given its path, slug and values.
        draft: what comes of an office's file, given its name, bytes and answers.
        host: name under which a reverse proxy shows the editor; empty where nobody but this machine does.
    """

    desk: EditorialDesk
    shelf: Shelf
    configuration: Callable[[str], dict[str, Any]]
    look: Callable[[Mapping[str, Any]], dict[str, Any]]
    draft: Callable[[str, bytes, Mapping[str, Any]], dict[str, Any]]
    year: Callable[[], int]
    host: str = ""
    token: str = field(default_factory=partial(secrets.token_urlsafe, 32))
    one_at_a_time: threading.Lock = field(default_factory=threading.Lock)


class EditorHandler(PreviewHandler):
    def __init__(self, *arguments: object, editor: Editor, **named: Any) -> None:
        self._editor = editor
        super().__init__(*arguments, **named)

    def _is_for_us(self) -> bool:
        hosts = self.headers.get_all("Host", [])
        return super()._is_for_us() or (bool(self._editor.host) and hosts == [self._editor.host])

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if path == ADMIN.rstrip("/"):
            self._send_to_admin()
        elif path.startswith(ADMIN) and self._is_for_us():
            self._send_admin(path.removeprefix(ADMIN))
        else:
            super().do_GET()

    def _send_to_admin(self) -> None:
        self.send_response(HTTPStatus.PERMANENT_REDIRECT)
        self.send_header("Location", ADMIN)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send_admin(self, name: str) -> None:
        if name == "config.json":
            api = f"{ADMIN}api/v1?token={self._editor.token}"
            document = {**self._editor.configuration(api), "token": self._editor.token}
            self._send(json.dumps(document, ensure_ascii=False).encode(), "application/json")
        elif name.startswith("media/"):
            file = self._editor.shelf.file(name)
            self._send_file(file, self.guess_type(name)) if file else self._missing()
        elif name == "decap-cms.js":
            self._send_file(PAGES / "decap-cms.js.gz", "text/javascript")
        elif (file := PAGES / (name or "index.html")).suffix in TYPES and file.parent == PAGES and file.is_file():
            self._send_file(file, TYPES[file.suffix])
        else:
            self._missing()

    def _missing(self) -> None:
        self._send(b"", "text/plain", HTTPStatus.NOT_FOUND)

    def _send_file(self, file: Path, kind: str) -> None:
        data = file.read_bytes()
        packed = file.suffix == ".gz"
        if packed and "gzip" not in self.headers.get("Accept-Encoding", ""):
            data, packed = gzip.decompress(data), False
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-cache")
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > MOST_SENT:
            self.close_connection = True
            self._say(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, {"error": _("this is too much for one request")})
            return
        body = self.rfile.read(int(length))
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        if not self._is_ours(query.get("token", "")):
            self._say(HTTPStatus.FORBIDDEN, {"error": _("this page may save nothing; load the editor again")})
            return
        try:
            with self._editor.one_at_a_time:
                status, document = self._answer(parts.path.removeprefix(f"{ADMIN}api/"), query, body)
        except (PortalError, OSError, ValueError, KeyError, TypeError) as error:
            status, document = HTTPStatus.UNPROCESSABLE_ENTITY, {"error": str(error)}
        self._say(status, document)

    def _is_ours(self, token: str) -> bool:
        """Whether the request comes from the editor's own page."""
        origin, host = self.headers.get("Origin", ""), self.headers.get("Host", "")
        from_here = origin in (f"http://{host}", f"https://{host}")
        return self._is_for_us() and from_here and secrets.compare_digest(token.encode(), self._editor.token.encode())

    def _answer(self, action: str, query: Mapping[str, str], body: bytes) -> tuple[int, Any]:
        editor = self._editor
        if action == "v1":
            who = self.headers.get("X-Editor", "") if editor.host else ""
            return editor.desk.answer(json.loads(body), who)
        if action == "look":
            return 200, editor.look(json.loads(body))
        if action == "picture":
            return 200, {"src": editor.shelf.picture(query["name"], body, editor.year())}
        if action == "dataset":
            return 200, editor.draft(query["name"], body, json.loads(query.get("answers") or "{}"))
        return 404, {"error": action}

    def _say(self, status: int, document: Any) -> None:
        self._send(json.dumps(document, ensure_ascii=False).encode(), "application/json", HTTPStatus(status))


def start_editor(root: Callable[[], Path], builds: Builds, editor: Editor, port: int) -> ThreadingHTTPServer:
    """Serve in the background. Port 0 takes a free one."""
    handler = partial(EditorHandler, root=root, builds=builds, editor=editor)
    server = PreviewServer((ADDRESS, port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
