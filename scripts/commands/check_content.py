"""What scripts/check --content does: proofread stories, pages and topics, and check their front matter."""

from __future__ import annotations

import runpy
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from newsroom.model.options import NewsroomOptions
from newsroom.sources.front_matter import split_head
from newsroom.sources.schema import article_schema, page_schema, read_front_matter
from newsroom.sources.source_text import read_source
from newsroom.sources.typed_head import typed_faults, with_characters
from portal.errors import Problem, Reporter
from portal.i18n import Translator
from portal.parallel import seam
from portal.schema.options import parse_options
from portal.system_errors import in_one_line
from proofreading.files import STYLE, Proof, content_files, paper_of, proofread_file, resolved
from proofreading.memory import Glance, Memory, glance
from proofreading.report import FORMATS, Reported
from proofreading.rule_pages import page_of
from proofreading.slips.judge import make_ready

_ = Translator(__file__)

ROOT = Path(__file__).resolve().parents[2]
_MANY = 32  # files from which a second process pays
_MOST_AT_BUILD = 16  # files that a build reads anew: 0.3 s (docs/decisions/0024)


@dataclass(frozen=True)
class ContentCheck:
    """Args: paths: files and folders, none for content/; fix: write what is sure."""

    paths: tuple[Path, ...] = ()
    fix: bool = False
    strict: bool = False
    format: str = "text"


def run(request: ContentCheck) -> int:
    """Print what is to be mended; 1 where there is an error, or with `strict` a warning."""
    paths = request.paths or (ROOT / "content",)
    missing = [path for path in paths if not path.exists()]
    for path in missing:
        print(_("{path}: there is no such file or folder", path=path), file=sys.stderr)
    refused: list[OSError] = []
    files = list(content_files((path for path in paths if path.exists()), refused))
    for error in refused:
        print(in_one_line(error), file=sys.stderr)
    make_ready()
    proofs = [_proof(path, fix=True) for path in files] if request.fix else _proofs(files)
    _remember(files, proofs)
    findings = sorted((finding for proof in proofs for finding in proof.findings), key=_place)
    findings += _faults(proofs)
    print(FORMATS[request.format](findings, len(files)))
    mended = sum(proof.mended for proof in proofs)
    if request.fix and request.format == "text":
        print(_("{count} places mended", count=mended))
    bad = {"error", "warning"} if request.strict else {"error"}
    return 1 if missing or refused or any(finding.severity in bad for finding in findings) else 0


def look_at_build(content: Path) -> Glance:
    """What scripts/build tells: findings of all files read before, and of a few that are new or changed."""
    memory = _memory(content.resolve())
    return glance(
        memory, content_files([content.resolve()]), lambda path: proofread_file(path).findings, _MOST_AT_BUILD
    )


def _memory(root: Path) -> Memory:
    name = sha256(str(root).encode()).hexdigest()[:12]
    return Memory(ROOT / ".cache/proofreading" / f"{name}.json", root / STYLE)


def _remember(files: Iterable[Path], proofs: Iterable[Proof]) -> None:
    """For builds to come."""
    by_root: dict[Path, list[tuple[Path, Proof]]] = {}
    for path, proof in zip(files, proofs, strict=True):
        root = paper_of(path).root
        if root is not None and not proof.problems:
            by_root.setdefault(root, []).append((path, proof))
    for root, read in by_root.items():
        memory = _memory(root)
        for path, proof in read:
            memory.keep(path.resolve(), proof.findings)
        memory.save()


def _place(finding: Reported) -> tuple[str, int, int, str]:
    return (finding.path, finding.line, finding.column, finding.code)


def _proofs(files: Sequence[Path]) -> list[Proof]:
    data = seam.run(_proof_of, None, files, workers=None if len(files) >= _MANY else 1)
    return [seam.unpacked(proof) for proof in data]


def _proof_of(_shared: None, path: Path) -> bytes:
    return seam.packed(_proof(path))


def _proof(path: Path, *, fix: bool = False) -> Proof:
    proof = proofread_file(path, fix)
    return Proof(proof.findings, (*proof.problems, *head_problems(path)), proof.mended)


def _faults(proofs: Iterable[Proof]) -> list[Reported]:
    """What cannot be read, and what is wrong in front matter; each once, the house style's too."""
    problems = {problem for proof in proofs for problem in proof.problems}
    return [_as_reported(problem) for problem in sorted(problems, key=Problem.sort_key)]


def _as_reported(problem: Problem) -> Reported:
    line = problem.line or 1
    column = problem.column if isinstance(problem.column, int) else 1
    return Reported(
        problem.path,
        line,
        column,
        line,
        column,
        problem.severity,
        problem.code or "file",
        problem.message,
        problem.hint,
    )


def head_problems(path: Path) -> Sequence[Problem]:
    """Faults of the front matter of a story or page in a content folder."""
    root, path = paper_of(path).root if path.suffix == ".md" else None, resolved(path)
    if root is None or not path.is_relative_to(root):
        return ()
    name = path.relative_to(root).as_posix()
    if not name.startswith(("articles/", "pages/")):
        return ()
    problems, display_path = Reporter(), f"{root.name}/{name}"
    with problems.collecting():
        text = with_characters(read_source(path, display_path, paper_options().article_bytes, problems))
        problems.extend(typed_faults(text, display_path))
        head = split_head(text, display_path, problems)
        if name.startswith("articles/"):
            read_front_matter(head.fields, article_schema(paper_options().source_tags))
        else:
            page_schema().read(head.fields.root)
    return tuple(problems)


@cache
def paper_options() -> NewsroomOptions:
    settings = runpy.run_path(str(ROOT / "pelicanconf.py"))
    return parse_options(NewsroomOptions, settings.get("NEWSROOM", {}), name="NEWSROOM", file=settings["__file__"])


def explain(code: str) -> int:
    """Print the page of a rule."""
    page = page_of(code)
    if page is None:
        print(_("{code} is no rule; docs/rules/README.md lists them", code=code), file=sys.stderr)
        return 1
    print(page)
    return 0
