from __future__ import annotations

import io
import struct
import zlib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from newsroom.pictures.derivatives import PictureFault, derive, open_picture, target_widths

MANY = 50_000_000


def saved(image: Image.Image, kind: str, **settings: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **settings)
    return buffer.getvalue()


def photograph(size: tuple[int, int] = (700, 420)) -> Image.Image:
    bands = [Image.effect_noise((40, 24), 90).resize(size, Image.Resampling.BICUBIC) for _ in range(3)]
    return Image.merge("RGB", bands)


def drawing(size: tuple[int, int] = (700, 420)) -> Image.Image:
    image = Image.new("RGB", size, "#fbfaf7")
    image.paste("#a3161a", (100, 100, 500, 300))
    return image


@pytest.mark.parametrize(
    ("width", "expected"), [(2000, (320, 640, 960)), (960, (320, 640, 960)), (800, (320, 640, 800)), (200, (200,))]
)
def test_no_width_is_above_the_original(width: int, expected: tuple[int, ...]) -> None:
    assert target_widths(width, (320, 640, 960)) == expected


@pytest.mark.parametrize(
    ("wide", "webp", "jpeg"),
    [(1600, [640, 960], [640, 1280]), (960, [640], [320, 960]), (400, [320, 400], [400]), (200, [200], [200])],
)
def test_photograph_gets_avif_of_every_width_and_fallbacks_of_some(wide: int, webp: list[int], jpeg: list[int]) -> None:
    made = derive(open_picture(saved(photograph((wide, wide * 3 // 5)), "JPEG"), MANY), (320, 640, 960, 1280))
    widths = {kind: [file.width for file in made if file.kind == kind] for kind in ("avif", "webp", "jpg")}
    every = [width for width in (320, 640, 960, 1280) if width < wide] + ([wide] if wide < 1280 else [])
    assert widths == {"avif": every, "webp": webp, "jpg": jpeg}
    assert made[-1].width == max(every)
    for file in made:
        assert file.height == round(file.width * 3 / 5)
        image = Image.open(io.BytesIO(file.data))
        assert image.size == (file.width, file.height)
        assert Image.MIME[str(image.format)] == file.mime


def test_drawing_keeps_the_smaller_fallback_and_drops_useless_avif() -> None:
    made = derive(open_picture(saved(drawing(), "PNG"), MANY), (320,))
    sizes = {file.kind: len(file.data) for file in made}
    assert set(sizes) <= {"avif", "webp", "png"}
    assert sizes.get("avif", 0) < sizes["webp"] < 1500


def test_drawing_that_was_saved_as_jpeg_is_treated_as_a_photograph() -> None:
    assert open_picture(saved(drawing(), "PNG"), MANY).drawn
    assert not open_picture(saved(drawing(), "JPEG"), MANY).drawn


def test_transparency_is_kept_in_the_fallback() -> None:
    image = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    image.paste((200, 0, 0, 255), (50, 50, 100, 100))
    made = {file.kind: file.data for file in derive(open_picture(saved(image, "PNG"), MANY), (320,))}
    assert Image.open(io.BytesIO(made["png"])).convert("RGBA").getpixel((0, 0))[3] == 0  # type: ignore[index]
    assert "jpg" not in made


def test_metadata_is_left_behind_and_orientation_applied() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010F] = "Máy ảnh bí mật"
    exif.get_ifd(0x8825)[2] = (21.0, 1.0, 42.0)
    data = saved(photograph((400, 200)), "JPEG", exif=exif, comment=b"secret comment")
    assert b"secret" in data
    for file in derive(open_picture(data, MANY), (160,)):
        assert file.height == 2 * file.width
        image = Image.open(io.BytesIO(file.data))
        assert not image.getexif()
        assert not {"exif", "xmp", "comment", "icc_profile"} & set(image.info)
        assert b"secret" not in file.data


def test_same_picture_gives_the_same_bytes() -> None:
    data = saved(photograph(), "PNG")
    assert derive(open_picture(data, MANY), (320,)) == derive(open_picture(data, MANY), (320,))


def png_bomb(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


PNG = saved(Image.new("RGB", (300, 300), "red"), "PNG")
REFUSED = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "svg with declaration": b'<?xml version="1.0"?><svg/>',
    "bomb": png_bomb(60_000, 60_000),
    "over the limit": png_bomb(8000, 8000),
    "cut short": PNG[: len(PNG) // 2],
    "text": b"no picture",
    "empty": b"",
    "gif": saved(Image.new("P", (9, 9)), "GIF"),
    "pdf": b"%PDF-1.4",
    "broken chunk": PNG[:60] + b"\xff" * 40 + PNG[100:],
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED)
def test_what_is_no_safe_picture_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(PictureFault) as fault:
        derive(open_picture(data, MANY), (320,))
    assert fault.value.message


SMALL = Image.effect_noise((64, 40), 80).convert("RGB")
ENCODED = {kind: saved(SMALL, kind) for kind in ("JPEG", "PNG", "WEBP", "AVIF")}


@settings(max_examples=200)
@given(
    kind=st.sampled_from(list(ENCODED)), changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=8)
)
def test_damaged_file_is_read_or_refused(kind: str, changes: list[tuple[float, int]]) -> None:
    data = bytearray(ENCODED[kind])
    for place, value in changes:
        data[int(place * (len(data) - 1))] = value
    with suppress(PictureFault):
        open_picture(bytes(data), MANY)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16", "RGBA", "RGB"])
def test_every_usual_mode_is_read(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    made = derive(open_picture(saved(Image.new(mode, (40, 30)), kind), MANY), (320,))
    assert {file.width for file in made} == {40}
