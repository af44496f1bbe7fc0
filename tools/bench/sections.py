"""Pages of docs/ on which each size that was measured has its place, among words that people wrote."""

from __future__ import annotations

from pathlib import Path


def put_section(page: Path, articles: int, text: str) -> None:
    start, end = f"<!-- measured {articles} -->", f"<!-- end of {articles} -->"
    before = page.read_text(encoding="utf-8")
    if start not in before:
        before = f"{before.rstrip()}\n\n{start}{end}\n"
    head, _start, rest = before.partition(start)
    page.write_text(f"{head}{start}\n\n{text}\n\n{end}{rest.partition(end)[2]}", encoding="utf-8")
