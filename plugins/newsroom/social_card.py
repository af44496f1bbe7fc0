"""Social cards, 1200 × 630 px: what a link to the paper shows elsewhere."""

from __future__ import annotations

from PIL import Image, ImageDraw, ImageOps

WIDTH, HEIGHT = 1200, 630
BAND = 84  # px of the masthead's band at the foot
PAPER, INK, ACCENT = "#fbfaf7", "#1b1a17", "#9b1c1f"


def picture_card(image: Image.Image, focal: tuple[int, int], band: str) -> bytes:
    """JPEG: the picture cropped around its focal point (two percentages), the paper's name in a band below."""
    from .pictures import encoded

    flat = image
    if image.mode == "RGBA":
        flat = Image.new("RGB", image.size, PAPER)
        flat.paste(image, mask=image.getchannel("A"))
    centre = (focal[0] / 100, focal[1] / 100)
    card = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    card.paste(ImageOps.fit(flat, (WIDTH, HEIGHT - BAND), Image.Resampling.BICUBIC, centering=centre))
    _draw_band(card, band)
    return encoded(card, "JPEG", quality=80, optimize=True)


def _draw_band(card: Image.Image, band: str) -> None:
    draw = ImageDraw.Draw(card)
    draw.rectangle((0, HEIGHT - BAND, WIDTH, HEIGHT), fill=PAPER)
    draw.rectangle((0, HEIGHT - BAND, WIDTH, HEIGHT - BAND + 5), fill=ACCENT)
