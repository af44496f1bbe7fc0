from __future__ import annotations

import io

import pytest
from PIL import Image, ImageFont

from newsroom.pictures.social_card import BAND, FONT, HEIGHT, WIDTH, picture_card, text_card

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
TONED = "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.size) == ("JPEG", (WIDTH, HEIGHT))
    return image


def test_font_has_every_vietnamese_letter() -> None:
    font = ImageFont.truetype(str(FONT), 40, layout_engine=ImageFont.Layout.BASIC)
    missing = font.getmask("\u0e01").getbbox(), bytes(font.getmask("\u0e01"))
    for letter in {*LETTERS, *LETTERS.upper(), *TONED, *TONED.upper(), *"0123456789“”–…,.:;!?()/%"}:
        mask = font.getmask(letter)
        assert (mask.getbbox(), bytes(mask)) != missing, letter


@pytest.mark.parametrize("text", ["Tư pháp", "Thông tin cải chính, xin lỗi và nhiều chữ khác nữa " * 6, ""])
def test_card_of_words_fits_its_frame(text: str) -> None:
    image = opened(text_card(text, "Toà soạn")).convert("L")
    edge = image.crop((WIDTH - 8, 0, WIDTH, HEIGHT - BAND))
    assert sum(edge.histogram()[:200]) == 0


def test_crop_keeps_the_focal_point() -> None:
    wide = Image.new("RGB", (2400, 400), "blue")
    wide.paste("red", (0, 0, 300, 400))
    left = opened(picture_card(wide, (0, 50), "Báo")).getpixel((20, 200))
    middle = opened(picture_card(wide, (50, 50), "Báo")).getpixel((20, 200))
    assert isinstance(left, tuple)
    assert isinstance(middle, tuple)
    assert left[0] > 200 > 100 > middle[0]


def test_same_card_gives_the_same_bytes() -> None:
    assert text_card("Tư pháp", "Báo") == text_card("Tư pháp", "Báo")
