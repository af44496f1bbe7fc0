"""Build, serve on 127.0.0.1, and show every change in the browser: a story's page at once, then the whole site."""

from __future__ import annotations

import argparse
import errno
import runpy
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from commands.preview.server import Builds, start
from commands.preview.session import Session
from portal.i18n import Translator
from portal.system_errors import in_one_line

_ = Translator(__file__)

ROOT = Path(__file__).resolve().parents[2]
STEP, MOST = 20, 200  # ms: a change is told when nothing else changes for so long, and at the latest


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="scripts/serve", description=_("Build, serve on 127.0.0.1, rebuild and reload the browser on change.")
    )
    parser.add_argument("--port", type=int, default=8000, help=_("port on 127.0.0.1 (default: 8000; 0: a free one)"))
    parser.add_argument(
        "--settings", type=Path, default=ROOT / "pelicanconf.py", help=_("settings (default: pelicanconf.py)")
    )
    parser.add_argument("--content", type=Path, help=_("folder of the articles"))
    parser.add_argument(
        "--output",
        type=Path,
        default=ROOT / ".cache" / "preview",
        help=_("folder of the built site (default: .cache/preview)"),
    )
    parser.add_argument("--at", metavar="ISO", help=_("show the site as of this moment (default: now)"))
    parser.add_argument("--public", action="store_true", help=_("only what readers may see at that moment"))
    arguments = parser.parse_args(argv)
    settings, output = arguments.settings.resolve(), arguments.output.resolve()
    folders = folders_of(settings)
    content = arguments.content.resolve() if arguments.content else folders["content"]
    if not content.is_dir():
        print(_("there is no content folder {path}", path=arguments.content or content), file=sys.stderr)
        return 1
    builds = Builds()
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        print(in_one_line(error), file=sys.stderr)
        return 1
    server = _started(output, builds, arguments.port)
    if server is None:
        return 1
    print(_("Open http://127.0.0.1:{port}/ (Ctrl-C ends)", port=server.server_port), flush=True)
    session = Session(content, output, builds, settings=settings, at=arguments.at, preview=not arguments.public)
    watch([content, *folders.values(), settings], session)
    try:
        session.build_for_ever()
    except KeyboardInterrupt:
        session.close()
        return 0


def _started(output: Path, builds: Builds, port: int) -> ThreadingHTTPServer | None:
    try:
        return start(lambda: output, builds, port)
    except (OSError, OverflowError) as error:
        if isinstance(error, OSError) and error.errno != errno.EADDRINUSE:
            print(in_one_line(error), file=sys.stderr)
        elif isinstance(error, OverflowError):
            print(_("{port} is no port; write a number up to 65535", port=port), file=sys.stderr)
        else:
            print(_("Port {port} is taken; give another with --port, or 0 for a free one", port=port), file=sys.stderr)
        return None


def folders_of(settings: Path) -> dict[str, Path]:
    """Content, theme and code of a paper; those of this project where the settings do not tell."""
    values: dict[str, Any] = {"PATH": "content", "THEME": "theme", "PLUGIN_PATHS": ["plugins"]}
    with suppress(Exception):  # whatever settings may do wrong, the build tells it
        values |= runpy.run_path(str(settings))
    code = {f"code {number}": name for number, name in enumerate(values["PLUGIN_PATHS"])}
    names = {"content": values["PATH"], "theme": values["THEME"], **code}
    return {key: (settings.parent / str(name)).resolve() for key, name in names.items()}


def watch(places: Sequence[Path], session: Session) -> None:
    """Tell the session of every change of content, theme or code, also while a build runs."""
    from watchfiles import watch as watch_files

    def tell() -> None:
        for changes in watch_files(*(place for place in places if place.exists()), step=STEP, debounce=MOST):
            session.change(Path(path) for _kind, path in changes)

    threading.Thread(target=tell, daemon=True).start()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
