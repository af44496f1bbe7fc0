"""A real nginx on a free port of 127.0.0.1, with the sample configuration: for tests and audits."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.errors import PortalError
from portal.i18n import Translator

_ = Translator(__file__)

_CONFIG = """
{user}
worker_processes 2;
daemon off;
pid "{folder}/nginx.pid";
error_log "{folder}/error.log";
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path "{folder}/body";
    proxy_temp_path "{folder}/proxy";
    fastcgi_temp_path "{folder}/fastcgi";
    uwsgi_temp_path "{folder}/uwsgi";
    scgi_temp_path "{folder}/scgi";
{servers}
}}
"""
_SITE = """
    include "{samples}/toasoan-maps.conf";
    server {{
        listen 127.0.0.1:{port};
        root "{root}";
        include "{samples}/toasoan-site.conf";
    }}
"""


@contextmanager
def loopback_nginx(root: Path, folder: Path, samples: Path) -> Iterator[int]:
    """Serve `root` and give the port.

    Args:
        folder: for the server's own files.
        samples: examples/nginx, taken over with the folders of this machine in the place of theirs.
    """
    own = _localised(samples, folder / "samples", root)
    with nginx_serving(lambda port: _SITE.format(samples=own, port=port, root=root), folder) as port:
        yield port


@contextmanager
def nginx_serving(servers: Callable[[int], str], folder: Path) -> Iterator[int]:
    """Run nginx with the servers that `servers(port)` describes, and give the port."""
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        raise PortalError(_("nginx is missing; install it, on Debian with: sudo apt-get install nginx-light"))
    port = _free_port()
    # The workers of a server that root starts become another user, who may not read root's temporary folders.
    user = "user root;" if os.getuid() == 0 else ""
    config = folder / "nginx.conf"
    config.write_text(_CONFIG.format(user=user, folder=folder, servers=servers(port)), encoding="utf-8")
    with subprocess.Popen([program, "-p", str(folder), "-c", str(config)], stderr=subprocess.PIPE) as process:
        try:
            _wait(process, port)
            yield port
        finally:
            process.terminate()


def _localised(samples: Path, target: Path, root: Path) -> Path:
    """Copies of the samples that name the folders of this machine."""
    target.mkdir(exist_ok=True)
    for sample in samples.glob("*.conf"):
        text = sample.read_text(encoding="utf-8")
        text = text.replace("/srv/toasoan/current", str(root)).replace("/etc/nginx/toasoan", str(target))
        text = re.sub(r"^(\s*include )(/[^;]*);", r'\1"\2";', text, flags=re.MULTILINE)
        (target / sample.name).write_text(text, encoding="utf-8")
    return target


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    for _attempt in range(500):
        if process.poll() is not None:
            said = process.stderr.read().decode(errors="replace") if process.stderr else ""
            raise PortalError(_("nginx did not start: {reason}", reason=said.strip()))
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise PortalError(_("nginx did not start: {reason}", reason=f"127.0.0.1:{port}"))
