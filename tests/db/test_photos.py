"""Photographs: whatever comes in, an upright 3x4 JPEG of at most 200 KB without hidden data goes out, or a sentence."""

import io
import os
import struct
import subprocess
import sys
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from db import photos
from db.errors import BadPhoto


def picture(size: tuple[int, int], form: str = "JPEG", mode: str = "RGB", **options: object) -> bytes:
    written = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(written, form, **options)
    return written.getvalue()


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


@pytest.mark.parametrize("form", ["JPEG", "PNG", "BMP", "GIF", "TIFF", "WEBP"])
@pytest.mark.parametrize("size", [(300, 400), (1200, 900), (900, 3000), (3, 4), (4000, 3000)])
def test_every_picture_becomes_a_small_3x4_jpeg(form: str, size: tuple[int, int]) -> None:
    content = photos.prepare(picture(size, form))
    image = opened(content)
    assert (image.format, image.mode) == ("JPEG", "RGB")
    assert len(content) <= 200 * 1024
    assert abs(image.width * 4 - image.height * 3) <= 4
    assert image.width <= 600


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "RGBA", "LA", "I;16"])
def test_every_mode_of_colour_is_taken(mode: str) -> None:
    form = "TIFF" if mode == "CMYK" else "PNG"
    source = Image.linear_gradient("L").resize((600, 800))
    written = io.BytesIO()
    (source.convert("I").convert(mode) if mode == "I;16" else source.convert(mode)).save(written, form)
    assert opened(photos.prepare(written.getvalue())).size == (600, 800)


def test_the_noisiest_picture_still_fits() -> None:
    written = io.BytesIO()
    Image.frombytes("RGB", (1200, 1600), os.urandom(1200 * 1600 * 3)).save(written, "PNG")
    assert len(photos.prepare(written.getvalue())) <= 200 * 1024


def test_places_cameras_and_comments_are_dropped() -> None:
    exif = Image.Exif()
    exif[0x010F] = "CANARY maker"
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 23.0, 5.0), 3: "E", 4: (103.0, 1.0, 2.0)})
    content = picture((300, 400), exif=exif, comment=b"CANARY comment", icc_profile=b"CANARY profile")
    assert content.count(b"CANARY") == 3
    kept = photos.prepare(content)
    assert b"CANARY" not in kept
    assert b"Exif" not in kept
    assert dict(opened(kept).getexif()) == {}


def test_a_picture_lying_on_its_side_is_set_upright() -> None:
    # The top of what the eye sees is red; the camera stored it turned and says so.
    image = Image.new("RGB", (300, 400), "blue")
    image.paste("red", (0, 0, 300, 200))
    for orientation, transpose in (
        (6, Image.Transpose.ROTATE_90),
        (8, Image.Transpose.ROTATE_270),
        (3, Image.Transpose.ROTATE_180),
    ):
        exif = Image.Exif()
        exif[0x0112] = orientation
        written = io.BytesIO()
        image.transpose(transpose).save(written, "JPEG", exif=exif)
        upright = opened(photos.prepare(written.getvalue()))
        assert upright.size == (300, 400)
        assert upright.getpixel((150, 50))[0] > 200  # type: ignore[index]
        assert upright.getpixel((150, 350))[2] > 200  # type: ignore[index]


def test_what_is_seen_through_becomes_white() -> None:
    written = io.BytesIO()
    Image.new("RGBA", (300, 400), (0, 0, 0, 0)).save(written, "PNG")
    assert opened(photos.prepare(written.getvalue())).getpixel((100, 100)) == (255, 255, 255)


def bomb(width: int, height: int) -> bytes:
    """A PNG that declares a size and holds almost nothing."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(6400, 6251), (12000, 12000), (30000, 30000), (60000, 60000)])
def test_more_than_40_million_pixels_are_refused_before_any_is_read(size: tuple[int, int]) -> None:
    with pytest.raises(BadPhoto, match="40 triệu"):
        photos.prepare(bomb(*size))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "không phải ảnh"),
        (b"%PDF-1.7", "không phải ảnh"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "không phải ảnh"),
        (picture((400, 400))[:2000], "bị hỏng"),
        (picture((400, 400), "PNG")[:400], "bị hỏng"),
        (bomb(300, 400), "bị hỏng"),
        (picture((2, 3)), "chỉ có 2x3 điểm"),
        (bytes(photos.LARGEST_FILE + 1), "50 MB"),
    ],
    ids=["empty", "pdf", "svg", "cut JPEG", "cut PNG", "hollow PNG", "speck", "huge"],
)
def test_each_bad_file_has_its_own_sentence(content: bytes, says: str) -> None:
    with pytest.raises(BadPhoto, match=says) as caught:
        photos.prepare(content)
    assert "còn nguyên" in caught.value.sentence


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["JPEG", "PNG", "GIF", "TIFF", "WEBP", "BMP"]), st.data())
def test_a_damaged_picture_gives_a_photograph_or_a_sentence(form: str, data: st.DataObject) -> None:
    content = bytearray(picture((120, 160), form))
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert len(photos.prepare(bytes(content))) <= 200 * 1024
    except BadPhoto as error:
        assert error.sentence.endswith(".")  # noqa: PT017


MEASURE = """
import sys
from pathlib import Path
from db import photos
photos.prepare(sys.stdin.buffer.read())
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(int(peak.split()[1]) // 1024)
"""


@pytest.mark.parametrize("mode", ["RGBA", "P"])
def test_the_largest_picture_allowed_takes_no_more_than_300_megabytes(mode: str) -> None:
    written = io.BytesIO()
    Image.new(mode, (6300, 6300)).save(written, "PNG")
    run = subprocess.run([sys.executable, "-c", MEASURE], input=written.getvalue(), capture_output=True, check=True)
    assert int(run.stdout) <= 300
