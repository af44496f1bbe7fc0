"""The committed bundles are what the bundler makes of the modules, and do what the modules do."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUNDLES = ROOT / "theme" / "bundles"
# Another version may shorten in another way; the digests that every build compares hold for all of them.
VERSION = "0.17.0"  # docs/decisions/0017
BUNDLER = shutil.which("esbuild")


def bundler_version() -> str:
    return subprocess.check_output([BUNDLER or "esbuild", "--version"], text=True).strip() if BUNDLER else ""


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_bundles_are_current(tmp_path: Path) -> None:
    if bundler_version() != VERSION:  # Debian 12 has this one, and scripts/test installs it there
        pytest.skip(f"needs esbuild {VERSION}")
    subprocess.run([ROOT / "tools" / "bundle-scripts", tmp_path], check=True)
    assert contents(tmp_path) == contents(BUNDLES)


def test_no_bundle_asks_for_a_module_that_is_not_published() -> None:
    for path in BUNDLES.rglob("*.js"):
        for target in re.findall(r"(?:from|import)\s*\(?\"(\.[^\"]+)\"", path.read_text(encoding="utf-8")):
            assert (path.parent / target).is_file(), f"{path.name}: {target}"
