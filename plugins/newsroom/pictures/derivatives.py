"""A picture file of an editor -> the files that readers get: several widths, AVIF, WebP and a fallback for all.

Metadata (EXIF, GPS, XMP) is left behind, the orientation is applied, the colours are sRGB. Deterministic: one thread.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PIL import (
    AvifImagePlugin,
    GifImagePlugin,
    Image,
    ImageCms,
    ImageOps,
    JpegImagePlugin,
    PngImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from portal.errors import Problem
from portal.i18n import Translator

_ = Translator(__file__)

RECIPE = "7"  # raise it whenever the bytes made from one original change: it is part of names and of the cache
# Named here, they are registered: else Pillow would load its forty plugins to find that of AVIF.
_PLUGINS = (JpegImagePlugin, PngImagePlugin, WebPImagePlugin, AvifImagePlugin, GifImagePlugin)
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
MOVING = ("PNG", "WEBP", "AVIF", "GIF")  # a JPEG with several pictures (MPO, from phones) has one that counts
LONGEST_WEBP = 16_383  # px; the format has no more
DRAWING_PALETTE = 128  # colours kept of a drawing
DRAWN_COLOURS = 4096  # a picture of fewer colours is a drawing: flat, better kept sharp
DRAWN_GREYS = 64  # the same of a picture without colours, which never has more than 256
SCALING = Image.Resampling.HAMMING  # as sharp as BICUBIC where pictures only get smaller, for half the work
MIMES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}


_PHONE_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")  # of HEIC files
_PROFILE_MODES = {"RGB": "RGB", "CMYK": "CMYK", "GRAY": "L"}  # kind of colours of a profile -> mode it is for


@dataclass(frozen=True)
class Derivative:
    """One made file. `kind` is `avif`, `webp`, `jpg` or `png`."""

    kind: str
    width: int
    height: int
    data: bytes

    @property
    def mime(self) -> str:
        return MIMES[self.kind]


@dataclass(frozen=True)
class Original:
    """An editor's picture: decoded, upright, sRGB, without metadata, mode RGB or RGBA.

    Args:
        drawn: flat colours and sharp edges worth keeping; never of a JPEG, which has lost them already.
    """

    image: Image.Image
    drawn: bool


def open_picture(data: bytes, most_pixels: int) -> Original:
    """The picture in the file `data`. Raises Problem, whose path is empty: who opened the file knows it."""
    if data[4:8] == b"ftyp" and data[8:12] in _PHONE_BRANDS:
        raise _unusable(_("HEIC pictures of phones are not read"), _("save it as JPEG"))
    if data.lstrip()[:5].lower() in (b"<?xml", b"<svg ") or b"<svg" in data[:512]:
        raise _unusable(_("SVG pictures are not read"), _("save the drawing as PNG, 1280 px wide or more"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # broken metadata, which is left behind anyway
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=FORMATS)
            if image.width * image.height > most_pixels:
                raise _too_large(image.width, image.height, most_pixels)
            if image.format in MOVING and getattr(image, "n_frames", 1) > 1:
                hint = _("save the one frame that is meant as JPEG or PNG, or link to a video")
                raise _unusable(_("the picture moves; readers would see its first frame only"), hint)
            most_colours = DRAWN_GREYS if image.mode.startswith(("L", "I")) else DRAWN_COLOURS
            plain = _plain(image)
            return Original(plain, image.format != "JPEG" and _is_drawn(plain, most_colours))
    except Problem:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _unusable(_("the picture is too large to decode"), _("save it smaller")) from None
    except UnidentifiedImageError:
        hint = _("save it as JPEG, PNG, WebP or AVIF")
        raise _unusable(_("this is not a picture that can be read"), hint) from None
    except Exception as error:  # noqa: BLE001 - decoders raise anything, RuntimeError and struct.error too, on a damaged file
        is_cut = "truncated" in str(error).lower()
        message = _("the file of the picture ends too early") if is_cut else _("the picture is damaged")
        raise _unusable(message, _("copy or save it again")) from None


def _unusable(message: str, hint: str = "") -> Problem:
    return Problem(message, "", hint=hint, code="picture")


def _too_large(width: int, height: int, most: int) -> Problem:
    message = _("the picture has {width} × {height} px", width=width, height=height)
    return _unusable(message, _("save it smaller: at most {count} million px", count=most // 1_000_000))


def _plain(image: Image.Image) -> Image.Image:
    image.load()
    profile = image.info.get("icc_profile")
    ImageOps.exif_transpose(image, in_place=True)
    if image.mode.startswith("I"):
        image = _eight_bits(image)
    mode = "RGBA" if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info else "RGB"
    plain = _as_srgb(image, mode, profile) if profile else None
    if plain is None:
        plain = image if image.mode == mode else image.convert(mode)
    plain.info.clear()
    return plain


def _eight_bits(image: Image.Image) -> Image.Image:
    """Greys of 16 bits as greys of 8; converted as they are, Pillow would cut all above 255 off to white."""
    transparent = image.info.get("transparency")
    wide = image.convert("I")
    grey = wide.point([round(value / 257) for value in range(1 << 16)], "L")
    if not isinstance(transparent, int):
        return grey
    opaque = [255] * (1 << 16)
    opaque[transparent] = 0
    return Image.merge("LA", (grey, wide.point(opaque, "L")))


def _as_srgb(image: Image.Image, mode: str, profile: bytes) -> Image.Image | None:
    """In sRGB by the profile; None where the profile is broken or for another kind of colours, as browsers have it."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        wanted = _PROFILE_MODES.get(source.profile.xcolor_space.strip())
        if wanted == "RGB":
            wanted = mode if image.mode not in ("CMYK", "L", "LA") else None
        elif wanted != image.mode:
            wanted = None
        if wanted is None:
            return None
        plain = image if image.mode == wanted else image.convert(wanted)
        return ImageCms.profileToProfile(plain, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        return None


def target_widths(width: int, wanted: tuple[int, ...]) -> tuple[int, ...]:
    """The widths to make of a picture `width` px wide: those wanted below it, and its own up to the largest wanted."""
    return tuple(sorted({*(target for target in wanted if target < width), min(width, max(wanted))}))


def _is_drawn(image: Image.Image, most_colours: int) -> bool:
    return image.mode == "RGBA" or image.getcolors(most_colours) is not None


def derive(original: Original, widths: tuple[int, ...]) -> tuple[Derivative, ...]:
    """All files of `original`, narrowest first within each format; the fallback is JPEG, or PNG for a drawing."""
    targets = target_widths(original.image.width, widths)
    scaled = _scaled(original.image, targets)
    if original.drawn:
        return _smallest_kinds([derivative for image in scaled for derivative in _encode_drawing(image)])
    return tuple(derivative for image in scaled for derivative in _encode_photograph(image, targets))


def _scaled(image: Image.Image, widths: tuple[int, ...]) -> list[Image.Image]:
    """`image` in each width, narrowest first, each made from a wider one: by averaging where that is twice as wide."""
    scaled: dict[int, Image.Image] = {image.width: image}
    wider = image
    for width in reversed(widths):
        height = max(1, round(image.height * width / image.width))
        twice = scaled.get(2 * width)
        if twice is not None and twice.height == 2 * height:
            scaled[width] = twice.reduce(2)
        elif width not in scaled:
            scaled[width] = wider.resize((width, height), SCALING)
        wider = scaled[width]
    return [scaled[width] for width in widths]


def _encode_photograph(image: Image.Image, targets: tuple[int, ...]) -> Iterator[Derivative]:
    """AVIF in every width; of the fallbacks, which few browsers take, those that phones and feeds want.

    Settings chosen by docs/decisions/: size against CPU time of a build.
    """
    yield _derivative("avif", image, encoded(image, "AVIF", quality=55, speed=9, max_threads=1))
    if image.width in (targets[1:-1] or targets) and image.height <= LONGEST_WEBP:
        yield _derivative("webp", image, encoded(image, "WEBP", quality=74, method=2))
    if image.width in targets[::-2]:
        yield _derivative("jpg", image, encoded(image, "JPEG", quality=78, optimize=True))


def _encode_drawing(image: Image.Image) -> list[Derivative]:
    """Flat colours: a palette without loss is often the smallest; sharp edges want full chroma in AVIF."""
    method = Image.Quantize.FASTOCTREE if image.mode == "RGBA" else Image.Quantize.MEDIANCUT
    palette = image.quantize(DRAWING_PALETTE, method=method, dither=Image.Dither.NONE)
    files = [
        _derivative("avif", image, encoded(image, "AVIF", quality=60, speed=8, subsampling="4:4:4", max_threads=1)),
        _derivative("png", image, encoded(palette, "PNG", optimize=True)),
    ]
    if image.height <= LONGEST_WEBP:
        flat = encoded(palette.convert(image.mode), "WEBP", lossless=True, method=2)
        files.insert(1, _derivative("webp", image, min(flat, encoded(image, "WEBP", quality=80, method=2), key=len)))
    if image.mode == "RGB":
        files.append(_derivative("jpg", image, encoded(image, "JPEG", quality=80, optimize=True, progressive=True)))
    return files


def _derivative(kind: str, image: Image.Image, data: bytes) -> Derivative:
    return Derivative(kind, image.width, image.height, data)


def _smallest_kinds(files: list[Derivative]) -> tuple[Derivative, ...]:
    """PNG or JPEG, whichever is smaller over all widths; AVIF only where it is smaller than WebP."""
    sizes: dict[str, int] = {}
    for file in files:
        sizes[file.kind] = sizes.get(file.kind, 0) + len(file.data)
    webp_everywhere = {file.width for file in files if file.kind == "webp"} == {file.width for file in files}
    dropped = {"avif"} if webp_everywhere and sizes["avif"] >= sizes["webp"] else set()
    if "jpg" in sizes:
        dropped.add("jpg" if sizes["png"] <= sizes["jpg"] else "png")
    return tuple(file for file in files if file.kind not in dropped)


def encoded(image: Image.Image, kind: str, **settings: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **settings)
    return buffer.getvalue()
