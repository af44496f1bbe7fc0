"""Whole sites, built by the real command in a process of its own from the sample content beside this file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = Path(__file__).with_name("content")
MOMENT = "2024-04-12T20:00:00+07:00"
SETTINGS = """\
import sys
sys.path.append({root!r})
from pelicanconf import *
CACHE_PATH = {cache!r}
PATH = {content!r}
THEME = {theme!r}
PLUGIN_PATHS = [{root!r} + "/plugins"]
STAT_TABLES = {{}}  # the style guide is the paper's own
"""


@dataclass(frozen=True)
class Workshop:
    """A folder with content, settings and output of its own. Its name has spaces and Vietnamese letters on purpose."""

    folder: Path

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def cache(self) -> Path:
        return self.folder / "cache"

    @property
    def output(self) -> Path:
        return self.folder / "trang đã dựng"

    def write_settings(self, extra: str = "") -> None:
        text = SETTINGS.format(
            root=str(ROOT), cache=str(self.cache), content=str(self.content), theme=str(ROOT / "theme")
        )
        (self.folder / "settings.py").write_text(text + extra, encoding="utf-8")

    def build(self, *arguments: str, at: str = MOMENT) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments, at=at), env=environment(), capture_output=True, text=True, check=False
        )

    def command(self, *arguments: str, at: str = MOMENT) -> list[str]:
        own = ["--at", at, "--settings", str(self.folder / "settings.py"), "--output", str(self.output)]
        return [sys.executable, "-m", "commands.build", *own, *arguments]

    def files(self) -> dict[str, bytes]:
        """Every file of the built site by its path."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            if path.is_file()
        }


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TOASOAN", "SOURCE_DATE"))}
    return {**kept, "PYTHONPATH": f"{ROOT / 'plugins'}:{ROOT / 'scripts'}"}


def make_workshop(folder: Path) -> Workshop:
    workshop = Workshop(folder / "Toà soạn thử")
    shutil.copytree(SAMPLE, workshop.content)
    for number, name in enumerate(("phong-van", "giu-kin")):
        _draw(workshop.content / "media" / f"{name}.png", number)
    workshop.write_settings()
    return workshop


def _draw(path: Path, number: int) -> None:
    path.parent.mkdir(exist_ok=True)
    picture = Image.new("RGB", (1200, 675), (240, 236, 228))
    ImageDraw.Draw(picture).ellipse((100 + 300 * number, 100, 500 + 300 * number, 500), fill=(160, 30, 30))
    picture.save(path)


@pytest.fixture
def workshop(tmp_path: Path, built: Workshop) -> Workshop:
    """Never built; what is worked out of pictures and templates alone is known."""
    workshop = make_workshop(tmp_path)
    shutil.copytree(built.cache / "pictures", workshop.cache / "pictures")
    shutil.copy(built.cache / "templates.bin", workshop.cache)
    return workshop


@pytest.fixture
def standing(tmp_path: Path, built: Workshop) -> Workshop:
    """A copy of `built`, to change and to build again."""
    workshop = Workshop(tmp_path / built.folder.name)
    shutil.copytree(built.folder, workshop.folder)
    workshop.write_settings()
    return workshop


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """The sample site at MOMENT; tests only read it."""
    made = make_workshop(tmp_path_factory.mktemp("site"))
    result = made.build()
    assert result.returncode == 0, result.stderr
    return made


@pytest.fixture(scope="session")
def page(built: Workshop) -> Callable[[str], str]:
    return lambda path: (built.output / path).read_text(encoding="utf-8")
