"""Pages of docs/ with measurements: each size has its place among words that people wrote; bars as an SVG."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

WIDTH, ROW, LABEL, VALUE = 760, 30, 250, 90  # px
_STYLE = (
    "text{font:14px system-ui,sans-serif;fill:#222}rect{fill:#9a1b22}.rule{stroke:#888;stroke-dasharray:4 3}"
    "@media(prefers-color-scheme:dark){text{fill:#eee}rect{fill:#e0767b}}"
)


def bars(title: str, rows: Sequence[tuple[str, float]], unit: str, mark: float | None = None) -> str:
    """One bar a row, each with its value.

    Args:
        rows: label and value (0 or more), top to bottom.
        unit: written behind each value.
        mark: a value at which a line stands, such as that of the others.
    """
    longest = max([*(value for _label, value in rows), mark or 0.0]) or 1.0
    scale = (WIDTH - LABEL - VALUE) / longest
    height = ROW * (len(rows) + 1) + 8
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
        f' role="img"><title>{escape(title)}</title><style>{_STYLE}</style>',
        f'<text x="0" y="18" font-weight="700">{escape(title)}</text>',
    ]
    for number, (label, value) in enumerate(rows, start=1):
        middle = ROW * number + 20
        parts += [
            f'<text x="{LABEL - 10}" y="{middle}" text-anchor="end">{escape(label)}</text>',
            f'<rect x="{LABEL}" y="{middle - 14}" width="{max(value * scale, 1):.1f}" height="18"/>',
            f'<text x="{LABEL + value * scale + 8:.1f}" y="{middle}">{value:.2f}{escape(unit)}</text>',
        ]
    if mark is not None:
        place = f"{LABEL + mark * scale:.1f}"
        parts.append(f'<line class="rule" x1="{place}" x2="{place}" y1="{ROW}" y2="{height}"/>')
    return "\n".join([*parts, "</svg>", ""])


def put_section(page: Path, articles: int, text: str) -> None:
    """Put what was measured of so many articles into its place, or at the end."""
    start, end = f"<!-- measured {articles} -->", f"<!-- end of {articles} -->"
    before = page.read_text(encoding="utf-8")
    if start not in before:
        before = f"{before.rstrip()}\n\n{start}{end}\n"
    head, _start, rest = before.partition(start)
    page.write_text(f"{head}{start}\n\n{text}\n\n{end}{rest.partition(end)[2]}", encoding="utf-8")
