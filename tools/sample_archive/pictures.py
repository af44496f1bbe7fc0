"""The pool of drawn pictures: six motifs in four colourings, flat shapes only. Never mistaken for photographs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

WIDTH, HEIGHT = 1600, 1000  # px
CREDIT = "Hình vẽ minh hoạ: máy tạo"


@dataclass(frozen=True)
class Colouring:
    """Colours as #rrggbb: ground, far shapes, near shapes, accent."""

    name: str
    ground: str
    far: str
    near: str
    accent: str


@dataclass(frozen=True)
class PoolPicture:
    file: str  # relative to media/
    alt: str
    motif: str
    colouring: Colouring


COLOURINGS = (
    Colouring("xanh", "#dfe9ef", "#9db8c6", "#2f5a73", "#c0392b"),
    Colouring("nau", "#f2e8da", "#d0b48e", "#6b4a2b", "#1f6f6b"),
    Colouring("xam", "#e9e9e6", "#b5b6b2", "#44484b", "#d08a1d"),
    Colouring("dem", "#22303c", "#3e5568", "#a9bfce", "#e0a33a"),
)


def _building(draw: ImageDraw, paint: Colouring) -> None:
    draw.polygon([(300, 360), (800, 140), (1300, 360)], fill=paint.near)
    draw.rectangle((340, 370, 1260, 420), fill=paint.far)
    for left in range(380, 1221, 160):
        draw.rectangle((left, 430, left + 60, 780), fill=paint.near)
    draw.rectangle((300, 790, 1300, 850), fill=paint.far)
    draw.ellipse((750, 230, 850, 330), fill=paint.accent)


def _scales(draw: ImageDraw, paint: Colouring) -> None:
    draw.rectangle((785, 200, 815, 820), fill=paint.near)
    draw.rectangle((420, 250, 1180, 280), fill=paint.near)
    draw.rectangle((600, 820, 1000, 870), fill=paint.far)
    for middle in (430, 1170):
        draw.line([(middle, 280), (middle - 150, 560)], fill=paint.far, width=8)
        draw.line([(middle, 280), (middle + 150, 560)], fill=paint.far, width=8)
        draw.pieslice((middle - 170, 430, middle + 170, 690), 0, 180, fill=paint.accent)


def _papers(draw: ImageDraw, paint: Colouring) -> None:
    for shift, colour in ((0, paint.far), (60, paint.near)):
        draw.rectangle((480 + shift, 160 + shift, 1020 + shift, 800 + shift), fill=colour)
    for top in range(300, 741, 60):
        draw.rectangle((600, top, 1020 if top % 120 else 900, top + 18), fill=paint.ground)
    draw.ellipse((900, 660, 1060, 820), fill=paint.accent)


def _bars(draw: ImageDraw, paint: Colouring) -> None:
    for place, height in enumerate((220, 340, 290, 430, 520, 610)):
        left = 320 + place * 170
        draw.rectangle((left, 820 - height, left + 110, 820), fill=paint.accent if place == 5 else paint.near)
    draw.rectangle((280, 820, 1340, 836), fill=paint.far)


def _meeting(draw: ImageDraw, paint: Colouring) -> None:
    for left in range(260, 1260, 200):
        draw.ellipse((left + 40, 330, left + 140, 430), fill=paint.far)
        draw.pieslice((left, 430, left + 180, 730), 180, 360, fill=paint.near)
    draw.rounded_rectangle((200, 580, 1400, 780), 40, fill=paint.far)
    draw.rectangle((740, 600, 860, 680), fill=paint.accent)


def _roofs(draw: ImageDraw, paint: Colouring) -> None:
    draw.ellipse((1100, 140, 1300, 340), fill=paint.accent)
    for place in range(7):
        left, top = 120 + place * 200, 520 - (place % 3) * 90
        draw.polygon([(left - 20, top), (left + 90, top - 110), (left + 200, top)], fill=paint.near)
        draw.rectangle((left, top, left + 180, 860), fill=paint.far)
        draw.rectangle((left + 60, top + 60, left + 120, top + 140), fill=paint.ground)


_MOTIFS: dict[str, tuple[str, Callable[[ImageDraw, Colouring], None]]] = {
    "tru-so": ("Mặt tiền một trụ sở có hàng cột", _building),
    "can-can": ("Chiếc cân hai đĩa", _scales),
    "ho-so": ("Hai tờ hồ sơ có dấu tròn", _papers),
    "bieu-do": ("Sáu cột cao dần, cột cuối tô màu", _bars),
    "hop": ("Năm người ngồi sau một chiếc bàn dài", _meeting),
    "pho": ("Dãy nhà mái dốc dưới mặt trời", _roofs),
}

PICTURES = tuple(
    PoolPicture(f"{motif}-{colouring.name}.jpg", f"{alt}, nét vẽ phẳng", motif, colouring)
    for motif, (alt, _) in _MOTIFS.items()
    for colouring in COLOURINGS
)


def draw_pool(folder: Path) -> None:
    """Write every picture of the pool into `folder` as JPEG."""
    from PIL import Image, ImageDraw

    folder.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        image = Image.new("RGB", (WIDTH, HEIGHT), picture.colouring.ground)
        _MOTIFS[picture.motif][1](ImageDraw.Draw(image), picture.colouring)
        image.save(folder / picture.file, "JPEG", quality=85, optimize=True)
