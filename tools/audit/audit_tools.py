"""The tools of scripts/audit: Lighthouse, html-validate and vnu from npm, by the committed lock; Node and Java."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from portal.errors import PortalError
from portal.i18n import Translator

_ = Translator(__file__)

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements" / "audit"
LONGEST_REASON = 400  # characters of what a failed installer said; it begins with what is wrong
# program -> Debian packages that bring it
_PROGRAMS = {"node": ("nodejs",), "npm": ("npm",), "java": ("default-jre-headless",), "chromium": ("chromium",)}


@dataclass(frozen=True)
class Tools:
    """Paths of what an audit runs."""

    lighthouse: Path
    html_validate: Path
    vnu: Path
    chromium: str


def install_tools(folder: Path) -> Tools:
    """Make `folder` hold what requirements/audit/package-lock.json names; no network while it does."""
    _install_programs()
    folder.mkdir(parents=True, exist_ok=True)
    lock, stamp = LOCK / "package-lock.json", folder / "installed.json"
    if not stamp.is_file() or stamp.read_bytes() != lock.read_bytes():
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(LOCK / name, folder / name)
        # No install scripts: none of the tools needs one, and none may run code here before it is asked to.
        _run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--omit-lockfile-registry-resolved"], folder)
        shutil.copyfile(lock, stamp)
    programs = folder / "node_modules" / ".bin"
    return Tools(
        lighthouse=programs / "lighthouse",
        html_validate=programs / "html-validate",
        vnu=folder / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar",
        chromium=_chromium() or "chromium",
    )


def _chromium() -> str | None:
    return shutil.which(os.environ.get("CHROMIUM", "chromium"))


def _install_programs() -> None:
    missing = [name for name in _PROGRAMS if not (_chromium() if name == "chromium" else shutil.which(name))]
    packages = [package for name in missing for package in _PROGRAMS[name]]
    if not packages:
        return
    if os.getuid() != 0 or shutil.which("apt-get") is None:
        command = f"sudo apt-get install {' '.join(packages)}"
        raise PortalError(_("{programs} missing; run: {command}", programs=", ".join(missing), command=command))
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _run(["apt-get", "-qq", "update"], ROOT, environment)
    _run(["apt-get", "-qq", "install", "-y", "--no-install-recommends", *packages], ROOT, environment)


def _run(command: list[str], folder: Path, environment: dict[str, str] | None = None) -> None:
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if result.returncode:
        said = " ".join((result.stderr or result.stdout).split())
        reason = said[:LONGEST_REASON] or str(result.returncode)
        raise PortalError(_("{command} failed: {reason}", command=" ".join(command[:2]), reason=reason))
