from __future__ import annotations

import io
import struct
import zlib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from newsroom.pictures.derivatives import derive, open_picture, target_widths
from portal.errors import Problem

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
    "bmp": saved(Image.new("P", (9, 9)), "BMP"),
    "pdf": b"%PDF-1.4",
    "broken chunk": PNG[:60] + b"\xff" * 40 + PNG[100:],
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED)
def test_what_is_no_safe_picture_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(Problem) as fault:
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
    with suppress(Problem):
        open_picture(bytes(data), MANY)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16", "RGBA", "RGB"])
def test_every_usual_mode_is_read(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    made = derive(open_picture(saved(Image.new(mode, (40, 30)), kind), MANY), (320,))
    assert {file.width for file in made} == {40}


def grey16(value: int, **settings: object) -> bytes:
    """A PNG of 16-bit greys: left half black, right half `value`."""
    image = Image.frombytes("I;16", (200, 100), (struct.pack("<H", 0) * 100 + struct.pack("<H", value) * 100) * 100)
    return saved(image, "PNG", **settings)


@pytest.mark.parametrize("value", [0, 128, 257, 20_000, 40_000, 65_535])
def test_greys_of_sixteen_bits_keep_their_brightness(value: int) -> None:
    image = open_picture(grey16(value), MANY).image
    assert image.getpixel((150, 50)) == (round(value / 257),) * 3
    assert image.getpixel((50, 50)) == (0, 0, 0)


def test_a_transparent_grey_of_sixteen_bits_is_transparent() -> None:
    with_key = grey16(40_000)
    at = with_key.index(b"IDAT") - 4
    chunk = b"tRNS" + struct.pack(">H", 40_000)
    with_key = with_key[:at] + struct.pack(">I", 2) + chunk + struct.pack(">I", zlib.crc32(chunk)) + with_key[at:]
    image = open_picture(with_key, MANY).image
    assert image.mode == "RGBA"
    assert [image.getpixel((x, 50))[3] for x in (50, 150)] == [255, 0]  # type: ignore[index]


def test_a_smooth_grey_picture_is_no_drawing() -> None:
    assert not open_picture(saved(Image.linear_gradient("L"), "PNG"), MANY).drawn
    assert open_picture(saved(drawing().convert("L"), "PNG"), MANY).drawn


def profile(kind: str) -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(kind)).tobytes()  # type: ignore[arg-type]


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L", "CMYK"])
@pytest.mark.parametrize(
    "embedded", [profile("sRGB"), profile("LAB"), b"no profile", b""], ids=["sRGB", "Lab", "x", "-"]
)
def test_a_profile_that_does_not_fit_changes_nothing(mode: str, embedded: bytes) -> None:
    """As browsers have it: colours are those of the picture, whatever profile some program left in it."""
    plain = Image.new("RGB", (200, 120), (200, 30, 30))
    kind = "TIFF" if mode == "CMYK" else "PNG"
    image = plain.convert(mode)
    data = saved(
        image, "JPEG" if kind == "TIFF" else "PNG", icc_profile=embedded, **({"quality": 100} if mode == "CMYK" else {})
    )
    expected = image.convert("RGB").getpixel((50, 50))
    found = open_picture(data, MANY).image.convert("RGB").getpixel((50, 50))
    assert isinstance(expected, tuple)
    assert isinstance(found, tuple)
    assert max(abs(one - other) for one, other in zip(expected, found, strict=True)) <= 6


def test_colours_of_another_profile_become_srgb() -> None:
    """Swapped primaries: what the file calls red is blue."""
    wide = bytearray(profile("sRGB"))
    red, blue = wide.index(b"rXYZ"), wide.index(b"bXYZ")
    wide[red : red + 4], wide[blue : blue + 4] = b"bXYZ", b"rXYZ"
    image = open_picture(saved(Image.new("RGB", (60, 40), (255, 0, 0)), "PNG", icc_profile=bytes(wide)), MANY).image
    pixel = image.getpixel((5, 5))
    assert isinstance(pixel, tuple)
    assert pixel[0] < 20
    assert pixel[2] > 235


@pytest.mark.parametrize("kind", ["WEBP", "PNG", "GIF"])
def test_a_moving_picture_is_refused(kind: str) -> None:
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "green", "blue")]
    moving = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
    with pytest.raises(Problem) as fault:
        open_picture(moving, MANY)
    assert "chuyển động" in fault.value.message
    assert open_picture(saved(frames[0], kind), MANY).image.size == (40, 30)


def test_a_picture_higher_than_webp_can_be_has_its_other_formats() -> None:
    made = derive(open_picture(saved(photograph((640, 20_000)), "JPEG"), MANY), (320, 640))
    assert {(file.kind, file.width) for file in made} == {("avif", 320), ("avif", 640), ("jpg", 640), ("webp", 320)}
    drawn = derive(open_picture(saved(drawing((640, 20_000)), "PNG"), MANY), (320, 640))
    assert ("webp", 640) not in {(file.kind, file.width) for file in drawn}
    assert {file.width for file in drawn if file.kind in ("png", "jpg")} == {320, 640}


def test_pictures_of_phones_are_told_what_to_do() -> None:
    with pytest.raises(match="HEIC"):
        open_picture(b"\x00\x00\x00\x18ftypheic" + bytes(40), MANY)


def test_a_picture_that_was_cut_off_is_told_in_words_for_editors() -> None:
    data = saved(photograph(), "JPEG")
    with pytest.raises(Problem) as told:
        open_picture(data[: len(data) // 2], MANY)
    assert told.value.message == "tệp ảnh thiếu phần cuối"


@pytest.mark.parametrize("brand", [b"heic", b"heim", b"hevx", b"msf1"])
def test_every_kind_of_heic_is_named(brand: bytes) -> None:
    with pytest.raises(Problem, match="HEIC"):
        open_picture(b"\0\0\0\x18ftyp" + brand + b"\0" * 100, MANY)
