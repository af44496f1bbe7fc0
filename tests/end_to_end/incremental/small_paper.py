"""A paper of some stories, a dataset and a theme of its own, built in forks of this process: each starts afresh."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path

import jinja2

import newsroom.adapter
import site_search.adapter
import stat_tables.adapter
from building.site import BuildRequest, build_site
from newsroom.model.law import Register
from portal.errors import PortalError
from portal.i18n import catalogue
from portal.theming.templates import environment
from site_search.index.segments import Sealing
from tests.end_to_end.site.conftest import ROOT, make_workshop

# Loaded before all builds, so that no fork has to: the borders, and what builds load when they first need it.
LATE = (
    "building.adapter",
    "newsroom.body.article_markup",
    "newsroom.body.blocks.notices",
    "newsroom.body.layout.extension",
    "newsroom.body.layout.plain_passages",
    "portal.schema.toml_lines",
    "markdown.extensions.abbr",
    "markdown.extensions.attr_list",
    "markdown.extensions.def_list",
    "markdown.extensions.fenced_code",
    "markdown.extensions.tables",
    "stat_tables.article.markdown_extension",
    "stat_tables.datasets.revisions",
    "site_search.indexing",
    "site_search.export.record",
    "xlsxwriter",
    "PIL.Image",
)
Register().prepare()  # spells the names of all laws
LOADED = (newsroom.adapter, stat_tables.adapter, site_search.adapter, *map(import_module, LATE))
PLUGIN_WORDS = sorted((ROOT / "plugins").glob("*/locale"))
SETTINGS = """\
import sys
sys.path.append({root!r})
from pelicanconf import *
CACHE_PATH = {cache!r}
PATH = {content!r}
THEME = {theme!r}
PLUGIN_PATHS = [{root!r} + "/plugins"]
STAT_TABLES = {{"style_guide": {guide!r}}}
NEWSROOM = {newsroom!r}
SITE_SEARCH = {search!r}
"""
FEW_SEALED = Sealing(parts=3, step=4, fresh=2)  # so that a dozen stories have sealed parts
# s: a build keeps nothing of what it made from files that were saved just before it began.
STEP = 0.025
START = datetime.fromisoformat("2024-04-12T20:00:00+07:00")
DATA_STORY = """\
---
id: 70
title: Ba năm quý I
sapo: Số việc của ba năm.
date: 2024-04-11T09:00:00+07:00
section: tu-phap
authors: [phong-vien-thu]
---

Quý I năm 2024 xong {{so: quy | 2024 | viec}} việc.

/// bang | quy
///
"""


@dataclass
class SmallPaper:
    """Args: cache: which of its caches a build uses; a clean build has one of its own."""

    folder: Path
    newsroom: dict[str, object]
    search: dict[str, object]
    language: str = "vi"
    moment: datetime = START
    told: str = ""  # warnings and counts of the last build
    _compiled: dict[Path, int] = field(default_factory=dict)

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def theme(self) -> Path:
        return self.folder / "theme"

    @property
    def cache(self) -> Path:
        return self.folder / "cache"

    @property
    def output(self) -> Path:
        return self.folder / "output"

    @property
    def guide(self) -> Path:
        return self.folder / "guide"

    @property
    def ledger(self) -> Path:
        return self.folder / "live-addresses.txt"

    def stories(self) -> list[Path]:
        return sorted((self.content / "articles").rglob("*.md"))

    def build(self, workers: int = 1) -> str:
        """With all that earlier builds left; the faults, or nothing."""
        return self._build(self.cache, self.output, workers, incremental=True)

    def build_clean(self, *, afresh: bool = True) -> str:
        """Into `clean`, by a build that keeps nothing; `afresh`: with nothing left of any other."""
        cache, output, pictures = self.folder / "clean-cache", self.folder / "clean", self.folder / "pictures"
        if not afresh:
            return self._build(cache, output, 1, incremental=False)
        shutil.rmtree(cache, ignore_errors=True)
        shutil.rmtree(output, ignore_errors=True)
        # Pictures are kept by another cache, which has tests of its own and costs most of a small build: those that
        # clean builds have made are taken again.
        shutil.copytree(pictures, cache / "pictures", dirs_exist_ok=True)
        faults = self._build(cache, output, 1, incremental=False)
        for picture in (cache / "pictures").iterdir():
            if not (pictures / picture.name).exists():
                shutil.copytree(picture, pictures / picture.name)
        return faults

    def kill_build(self, seconds: float) -> None:
        """Begin a build, and kill it after `seconds` as the kernel does; or hear that it was faster."""
        process, near = self._start(self.cache, self.output, 2, incremental=True)
        if not near.poll(seconds):
            process.kill()
        process.join()
        near.close()

    def _build(self, cache: Path, output: Path, workers: int, *, incremental: bool) -> str:
        process, near = self._start(cache, output, workers, incremental=incremental)
        try:
            faults, self.told = near.recv()
        except EOFError:
            faults, self.told = "the process died", ""
        process.join()
        return str(faults)

    def _start(
        self, cache: Path, output: Path, workers: int, *, incremental: bool
    ) -> tuple[multiprocessing.process.BaseProcess, Connection]:
        settings = self.folder / f"settings-{cache.name}.py"
        text = SETTINGS.format(
            root=str(ROOT),
            cache=str(cache),
            content=str(self.content),
            theme=str(self.theme),
            newsroom=self.newsroom,
            search=self.search,
            guide=str(self.guide),
        )
        settings.write_text(text, encoding="utf-8")
        self._compile_templates()
        if incremental:
            time.sleep(STEP)
        request = BuildRequest(
            self.moment, output, settings, workers=workers, ledger=self.ledger, incremental=incremental
        )
        near, far = multiprocessing.get_context("fork").Pipe(duplex=False)
        process = multiprocessing.get_context("fork").Process(target=_run, args=(request, self.language, far))
        process.start()
        far.close()
        return process, near

    def _compile_templates(self) -> None:
        """In this process, so that not each of its forks has to; faults are told by the build."""
        files = [*(self.theme / "templates").rglob("*.html"), *(self.theme / "locale").iterdir()]
        stamps = {path: path.stat().st_ctime_ns for path in files}
        if stamps == self._compiled:
            return
        self._compiled = stamps
        catalogue.cache_clear()
        for folder in PLUGIN_WORDS:
            catalogue(folder, "vi")
        with suppress(jinja2.TemplateError, OSError):
            templates = environment(self.theme, "vi")
            for name in templates.list_templates(["html"]):
                templates.get_template(name)


def _run(request: BuildRequest, language: str, pipe: Connection) -> None:
    os.environ["TOASOAN_LANG"] = language
    vars(site_search.adapter)["SEALING"] = FEW_SEALED
    try:
        result = build_site(request)
        told = (
            *map(str, (*result.warnings, *result.notes, *result.census)),
            *sorted(result.counts.items()),
            result.files,
        )
        pipe.send(("", "\n".join(map(str, told))))
    except PortalError as error:
        pipe.send((str(error), ""))


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def make_small_paper(folder: Path) -> SmallPaper:
    workshop = make_workshop(folder / "made")
    paper = SmallPaper(folder / "paper", {"per_page": 3, "related": 3, "feed_stories": 3}, {})
    shutil.copytree(workshop.content, paper.content)
    (paper.content / "articles" / "2024" / "tan-cong.md").unlink()  # what it holds is of no matter here
    shutil.copytree(ROOT / "theme", paper.theme)
    data = paper.content / "data"
    shutil.copytree(ROOT / "examples" / "tables" / "data" / "quy", data / "quy")
    shutil.copy(ROOT / "examples" / "tables" / "data" / "indicators.toml", data)
    shutil.copytree(data, paper.guide / "data")
    (paper.guide / "table-mot").mkdir()
    (paper.guide / "table-mot" / "input.md").write_text("# Bảng\n/// bang | quy\n///\n", encoding="utf-8")
    (paper.content / "articles" / "2024" / "so-lieu.md").write_text(DATA_STORY, encoding="utf-8")
    (paper.folder / "pictures").mkdir()
    assert paper.build() == ""
    shutil.copytree(paper.cache / "pictures", paper.folder / "pictures", dirs_exist_ok=True)
    return paper
