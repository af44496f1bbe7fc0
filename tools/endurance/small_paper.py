"""A copy of the tests' small paper that can be changed, and runs of the real commands on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "tests/end_to_end/site/content"
AT = "2024-04-12T20:00:00+07:00"
_SETTINGS = """\
import sys
sys.path.append({root!r})
from pelicanconf import *
CACHE_PATH = {cache!r}
STAT_TABLES = {{}}
"""


@dataclass(frozen=True)
class SmallPaper:
    """Args: folder: with `content`, `site` (built), `www` (published), `cache`."""

    folder: Path

    @staticmethod
    def make(folder: Path) -> SmallPaper:
        content = folder / "content"
        shutil.copytree(SAMPLE, content)
        (content / "media").mkdir(exist_ok=True)
        for number, name in enumerate(("phong-van", "giu-kin")):
            Image.new("RGB", (1200, 675), (200, 80 * number, 40)).save(content / "media" / f"{name}.png")
        cache = str(folder / "cache")
        (folder / "settings.py").write_text(_SETTINGS.format(root=str(ROOT), cache=cache), encoding="utf-8")
        return SmallPaper(folder)

    def change(self, number: int) -> None:
        """Another word in one story."""
        story = self.folder / "content/articles/2024/an.md"
        text = story.read_text(encoding="utf-8").split("\n\nLần sửa thứ")[0].rstrip()
        story.write_text(f"{text}\n\nLần sửa thứ {number}.\n", encoding="utf-8")

    def build(self) -> list[str]:
        own = ["--settings", str(self.folder / "settings.py"), "--output", str(self.folder / "site")]
        return [sys.executable, "-m", "commands.build", "--at", AT, "--content", str(self.folder / "content"), *own]

    def publish(self, *more: str) -> list[str]:
        own = ["--content", str(self.folder / "content"), "--cache", str(self.folder / "publish-cache"), "--at", AT]
        own += ["--to", str(self.folder / "www"), "--site-url", "https://bao.example"]
        return [sys.executable, "-m", "commands.publish", *own, *more]


def environment(**more: str) -> dict[str, str]:
    paths = os.pathsep.join(str(ROOT / name) for name in ("plugins", "scripts", "tools"))
    return {**os.environ, "PYTHONPATH": paths, **more}


def run(command: list[str], **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, env=environment(**more), capture_output=True, text=True, check=False)
