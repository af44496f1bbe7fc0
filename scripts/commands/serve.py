"""Build, serve on 127.0.0.1, and show every change in the browser: a story's page at once, then the whole site."""

from __future__ import annotations

import argparse
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from commands.preview_server import Builds, start
from commands.preview_session import Session
from portal.i18n import Translator

_ = Translator(__file__)

ROOT = Path(__file__).resolve().parents[2]
WATCHED = ["theme", "plugins", "pelicanconf.py"]
STEP, MOST = 20, 200  # ms: a change is told when nothing else changes for so long, and at the latest


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="scripts/serve", description=_("Build, serve on 127.0.0.1, rebuild and reload the browser on change.")
    )
    parser.add_argument("--port", type=int, default=8000, help=_("port on 127.0.0.1 (default: 8000; 0: a free one)"))
    parser.add_argument("--content", type=Path, default=ROOT / "content", help=_("folder of the articles"))
    parser.add_argument(
        "--output",
        type=Path,
        default=ROOT / ".cache" / "preview",
        help=_("folder of the built site (default: .cache/preview)"),
    )
    parser.add_argument("--at", metavar="ISO", help=_("show the site as of this moment (default: now)"))
    parser.add_argument("--public", action="store_true", help=_("only what readers may see at that moment"))
    arguments = parser.parse_args(argv)
    content, output = arguments.content.resolve(), arguments.output.resolve()
    builds = Builds()
    output.mkdir(parents=True, exist_ok=True)
    try:
        server = start(lambda: output, builds, arguments.port)
    except OSError as error:
        print(_("Port {port} is taken: {reason}", port=arguments.port, reason=error.strerror), file=sys.stderr)
        return 1
    print(_("Open http://127.0.0.1:{port}/ (Ctrl-C ends)", port=server.server_port), flush=True)
    session = Session(content, output, builds, at=arguments.at, preview=not arguments.public)
    watch(content, session)
    try:
        session.build_for_ever()
    except KeyboardInterrupt:
        session.close()
        return 0


def watch(content: Path, session: Session) -> None:
    """Tell the session of every change of content, theme or code, also while a build runs."""
    from watchfiles import watch as watch_files

    def tell() -> None:
        for changes in watch_files(content, *(ROOT / name for name in WATCHED), step=STEP, debounce=MOST):
            session.change(Path(path) for _kind, path in changes)

    threading.Thread(target=tell, daemon=True).start()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
