"""A chart as a picture to save: an SVG that stands alone, with its title, legend, source and address within."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from portal.i18n import Translator
from stat_tables.drawings.drawing import Drawing
from stat_tables.drawings.shapes import LineSegment, Shapes

_ = Translator(__file__)

NAME, TYPE = "bieu-do.svg", "image/svg+xml"
WIDTH, MARGIN = 760, 32
_INNER = WIDTH - 2 * MARGIN
_LINE, _LETTERS, _FINE_LETTERS = 24, 68, 108  # height of a line of the title, and letters that fit into one
_FINE = 17
_INK, _SOFT, _PAPER, _RULE = "#1d1a16", "#5b554c", "#ffffff", "#d8d2c8"
_SERIES = ("#a3161a", "#1d5f8c", "#8a6100", "#3b6b34", "#6b4a8a", "#5b554c")


def chart_picture(drawing: Drawing, source: str, address: str) -> bytes:
    """The chart with white ground and fixed colours, since no style sheet goes with it; same chart, same bytes."""
    assert drawing.shapes is not None
    title = _wrapped(f"{drawing.title} ({drawing.unit})" if drawing.unit else drawing.title, _LETTERS)
    fine = [_("The axis does not begin at 0.")] if drawing.shapes.cut else []
    fine += _wrapped(_("Source: {source}", source=source), _FINE_LETTERS) if source else []
    fine += [address]
    top = MARGIN + _LINE * len(title) + (_LINE if drawing.legend else 0) + 8
    foot = top + drawing.shapes.height + 24
    height = round(foot + _FINE * len(fine) + MARGIN - 8)
    body = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'role="img" font-family="Arial, Helvetica, sans-serif" font-size="13">',
        f"<title>{escape(drawing.title)}</title><desc>{escape(drawing.description)}</desc>",
        f'<rect width="{WIDTH}" height="{height}" fill="{_PAPER}"/>',
        *_lines(title, MARGIN + 12, _LINE, 'font-size="18" font-weight="700"', _INK),
        *_legend(drawing.legend, MARGIN + _LINE * len(title) + 8),
        # Places across are shares of the width: those of this inner picture.
        f'<svg x="{MARGIN}" y="{top}" width="{_INNER}" height="{drawing.shapes.height:g}" overflow="visible">',
        *_shapes(drawing.shapes),
        "</svg>",
        *_lines(fine, foot, _FINE, 'font-size="12"', _SOFT),
        "</svg>",
    ]
    return "\n".join(body).encode() + b"\n"


def _wrapped(text: str, letters: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= letters:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _lines(texts: list[str], top: float, step: int, style: str, colour: str) -> Iterator[str]:
    for number, text in enumerate(texts):
        yield f'<text x="{MARGIN}" y="{top + number * step:g}" {style} fill="{colour}">{escape(text)}</text>'


def _legend(names: tuple[str, ...], top: float) -> Iterator[str]:
    left = float(MARGIN)
    for number, name in enumerate(names):
        yield f'<rect x="{left:g}" y="{top - 10:g}" width="12" height="12" fill="{_colour(number + 1)}"/>'
        yield f'<text x="{left + 18:g}" y="{top:g}" fill="{_INK}">{escape(name)}</text>'
        left += 42 + 7.2 * len(name)


def _shapes(shapes: Shapes) -> Iterator[str]:
    for line in shapes.grid:
        yield _segment(line, _SOFT if line.kind else _RULE, 1)
    for bar in shapes.rectangles:
        place = f'x="{bar.x}" y="{bar.y:g}" width="{bar.width}" height="{bar.height:g}"'
        yield f'<rect {place} fill="{_colour(bar.series)}"><title>{escape(bar.title)}</title></rect>'
    for line in shapes.segments:
        yield _segment(line, _colour(line.series) if line.series else _SOFT, 2.5)
    for dot in shapes.dots:
        title = f"<title>{escape(dot.title)}</title>"
        yield f'<circle cx="{dot.x}" cy="{dot.y:g}" r="4.5" fill="{_colour(dot.series)}">{title}</circle>'
    for words in shapes.words:
        colour = {"tick": _SOFT, "break": _SOFT, "inside": _PAPER}.get(words.kind, _INK)
        bold = ' font-weight="600"' if words.kind in ("value", "inside") else ""
        shift = f' dx="{words.shift}"' if words.shift else ""
        place = f'x="{words.x}" y="{words.y:g}" text-anchor="{words.anchor}"{shift}'
        fill = _colour(words.series) if words.series else colour
        yield f'<text {place}{bold} fill="{fill}">{escape(words.text)}</text>'


def _segment(line: LineSegment, colour: str, width: float) -> str:
    place = f'x1="{line.x1}" y1="{line.y1:g}" x2="{line.x2}" y2="{line.y2:g}"'
    dashes = {"dashed": ' stroke-dasharray="6 4"', "break": ' stroke-dasharray="2 3"'}.get(line.kind, "")
    return f'<line {place} stroke="{colour}" stroke-width="{width:g}"{dashes}/>'


def _colour(series: int) -> str:
    return _SERIES[(series - 1) % len(_SERIES)]
