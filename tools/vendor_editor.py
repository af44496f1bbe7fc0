"""Fetch the built file of the browser editor's CMS by npm, check its digests, pack it beside its record."""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path

ADMIN = Path(__file__).resolve().parents[1] / "plugins/editing/admin"
RECORD = ADMIN / "decap-cms.toml"


def main(argv: Sequence[str]) -> int:
    argparse.ArgumentParser(prog="tools/vendor-editor", description=__doc__).parse_args(argv)
    record = tomllib.loads(RECORD.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", f"{record['package']}@{record['version']}"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(folder).glob("*.tgz")
        digest = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if digest != record["integrity"]:
            print(f"{archive.name}: {digest}, not what {RECORD.name} says", file=sys.stderr)
            return 1
        with tarfile.open(archive) as package:
            member = package.extractfile(record["file"])
            data = member.read() if member else b""
    if hashlib.sha256(data).hexdigest() != record["sha256"]:
        print(f"{record['file']}: {hashlib.sha256(data).hexdigest()}, not what {RECORD.name} says", file=sys.stderr)
        return 1
    (ADMIN / "decap-cms.js.gz").write_bytes(gzip.compress(data, 9, mtime=0))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
