"""Build, serve on 127.0.0.1, rebuild and reload the browser on every change."""

from __future__ import annotations

import argparse
import errno
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from http.server import ThreadingHTTPServer
from pathlib import Path

from commands.preview_server import Builds, start
from portal.i18n import Translator
from portal.system_errors import shown

_ = Translator(__file__)

ROOT = Path(__file__).resolve().parents[2]
WATCHED = ["theme", "plugins", "pelicanconf.py"]


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
    parser.add_argument(
        "--incremental", action="store_true", help=_("make only what has changed since the last build of this kind")
    )
    arguments = parser.parse_args(argv)
    options = ["--incremental"] if arguments.incremental else []
    options += [*(["--at", arguments.at] if arguments.at else []), *([] if arguments.public else ["--preview"])]
    content, output = arguments.content.resolve(), arguments.output.resolve()
    if not content.is_dir():
        print(_("there is no content folder {path}", path=arguments.content), file=sys.stderr)
        return 1
    builds = Builds()
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        print(shown(error), file=sys.stderr)
        return 1
    server = _started(output, builds, arguments.port)
    if server is None:
        return 1
    print(_("Open http://127.0.0.1:{port}/ (Ctrl-C ends)", port=server.server_port), flush=True)
    changed = watch(content)
    try:
        while True:
            changed.wait()
            changed.clear()
            build(content, output, builds, options)
    except KeyboardInterrupt:
        return 0


def _started(output: Path, builds: Builds, port: int) -> ThreadingHTTPServer | None:
    try:
        return start(lambda: output, builds, port)
    except (OSError, OverflowError) as error:
        if isinstance(error, OSError) and error.errno != errno.EADDRINUSE:
            print(shown(error), file=sys.stderr)
        elif isinstance(error, OverflowError):
            print(_("{port} is no port; write a number up to 65535", port=port), file=sys.stderr)
        else:
            print(_("Port {port} is taken; give another with --port, or 0 for a free one", port=port), file=sys.stderr)
        return None


def build(content: Path, output: Path, builds: Builds, options: Sequence[str] = ()) -> None:
    """One build in a process of its own (plugin code may have changed); tells the browsers how it went."""
    command = [sys.executable, "-m", "commands.build", "--quiet", "--content", str(content), "--output", str(output)]
    command += options
    started = time.perf_counter()
    try:
        with tempfile.TemporaryDirectory(prefix="toasoan-") as folder:
            findings = Path(folder, "findings.json")
            command += ["--findings", str(findings)]
            result = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
            builds.findings.read(findings)
    except OSError as error:
        print(shown(error), file=sys.stderr, flush=True)
        builds.finish(shown(error))
        return
    if result.stderr:
        print(result.stderr, end="", file=sys.stderr, flush=True)
    if result.returncode == 0:
        print(_("Built in {seconds} s", seconds=f"{time.perf_counter() - started:.1f}"), flush=True)
    builds.finish(result.stderr if result.returncode else "")


def watch(content: Path) -> threading.Event:
    """An event that is set now, and again by every change of content, theme or code: also while a build runs."""
    from watchfiles import watch as watch_files

    changed = threading.Event()
    changed.set()

    def tell() -> None:
        for _changes in watch_files(content, *(ROOT / name for name in WATCHED), debounce=400):
            changed.set()

    threading.Thread(target=tell, daemon=True).start()
    return changed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
