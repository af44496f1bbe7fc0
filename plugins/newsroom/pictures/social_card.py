"""Social cards, 1200 × 630 px: what a link to the paper shows elsewhere.

A story with a picture shows it, cropped around its focal point, over a band with the paper's name. Others share the
card of their section, so that a large archive costs a few cards (docs/decisions). The font is in this folder:
the same bytes come out on every machine.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

from .derivatives import SCALING, encoded

WIDTH, HEIGHT = 1200, 630
BAND = 88  # px at the foot, with the paper's name
MARGIN = 64
PAPER, INK, ACCENT = "#fdfcf9", "#1c1a17", "#a3161a"  # as in theme/static/css/tokens.css
FONT = Path(__file__).parent / "fonts" / "NotoSerif-Bold-Vietnamese.ttf"


def picture_card(image: Image.Image, focal: tuple[int, int], name: str) -> bytes:
    """JPEG of the picture around `focal` (two percentages), with the paper's `name` in the band."""
    flat = image
    if image.mode == "RGBA":
        flat = Image.new("RGB", image.size, PAPER)
        flat.paste(image, mask=image.getchannel("A"))
    centre = (focal[0] / 100, focal[1] / 100)
    card = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    card.paste(ImageOps.fit(flat, (WIDTH, HEIGHT - BAND), SCALING, centering=centre))
    _draw_band(card, name)
    return encoded(card, "JPEG", quality=80, optimize=True)


def text_card(text: str, name: str) -> bytes:
    """JPEG of `text`, such as a section's name, set large on paper colour."""
    card = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(card)
    size, lines = _fitted(text)
    top = (HEIGHT - BAND - len(lines) * size * 1.3) / 2
    for number, line in enumerate(lines):
        draw.text((MARGIN, top + number * size * 1.3), line, font=_font(size), fill=INK)
    _draw_band(card, name)
    return encoded(card, "JPEG", quality=80, optimize=True)


def _draw_band(card: Image.Image, name: str) -> None:
    draw = ImageDraw.Draw(card)
    draw.rectangle((0, HEIGHT - BAND, WIDTH, HEIGHT), fill=PAPER)
    draw.rectangle((0, HEIGHT - BAND, WIDTH, HEIGHT - BAND + 5), fill=ACCENT)
    draw.text((MARGIN, HEIGHT - BAND / 2 + 3), name, font=_font(42), fill=ACCENT, anchor="lm")


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    # Vietnamese needs no shaping in NFC, and the basic layout is the same wherever Pillow runs.
    return ImageFont.truetype(str(FONT), size, layout_engine=ImageFont.Layout.BASIC)


def _fitted(text: str) -> tuple[int, list[str]]:
    """The largest size at which `text` takes at most three lines, and those lines; cut where none does."""
    for size in (120, 96, 76, 60, 48):
        lines = _wrapped(text, _font(size))
        if len(lines) <= 3 and all(_font(size).getlength(line) <= WIDTH - 2 * MARGIN for line in lines):
            return size, lines
    return 48, [*_wrapped(text, _font(48))[:3], "…"]


def _wrapped(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= WIDTH - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
