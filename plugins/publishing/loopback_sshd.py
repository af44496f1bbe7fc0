"""A real sshd on a free port of 127.0.0.1 that lets the user of this process in: for tests and measurements."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from portal.errors import PortalError
from portal.i18n import Translator

_ = Translator(__file__)

# SHLVL: what bash would read for each command, such as the paths of other programs, takes longer than the command.
_CONFIG = """
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host
AuthorizedKeysFile {folder}/user.pub
PidFile none
UsePAM no
StrictModes no
PasswordAuthentication no
PermitRootLogin prohibit-password
SetEnv PATH={folder}/bin:/usr/bin:/bin SHLVL=2
"""


@dataclass(frozen=True)
class LoopbackHost:
    """Args: folder: with the keys."""

    folder: Path
    port: int

    def rsh(self, port: int = 0) -> str:
        """The command that reaches it, by another port where a way of its own leads there."""
        known = f"-o StrictHostKeyChecking=no -o UserKnownHostsFile={self.folder}/known -o LogLevel=ERROR"
        return f"ssh -F none -o BatchMode=yes {known} -p {port or self.port} -i {self.folder}/user"


@contextmanager
def loopback_sshd(folder: Path) -> Iterator[LoopbackHost]:
    """Args: folder: for the server's own files."""
    program = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        raise PortalError(_("sshd is missing; install it, on Debian with: sudo apt-get install openssh-server"))
    # Writing out all that other programs of this machine have written is no part of a test, and takes seconds.
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "sync").symlink_to("/bin/true")
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    config = folder / "sshd.conf"
    config.write_text(_CONFIG.format(port=port, folder=folder), encoding="utf-8")
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # where sshd, run by root, locks its children in
    with subprocess.Popen([program, "-f", str(config), "-D", "-E", str(folder / "log")]) as process:
        try:
            _wait(process, port, folder / "log")
            yield LoopbackHost(folder, port)
        finally:
            process.terminate()


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    for _attempt in range(500):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.04)
    reason = log.read_text(encoding="utf-8").strip() if log.is_file() else f"127.0.0.1:{port}"
    raise PortalError(_("sshd did not start: {reason}", reason=reason))
