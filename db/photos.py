"""Photographs: whatever picture comes in, a 3x4 JPEG of at most 200 KB without any other data goes out."""

import io
import warnings
from typing import TYPE_CHECKING

from db.errors import BadPhoto

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_FILE = 50 * 1024 * 1024
MOST_PIXELS = 40_000_000
LARGEST_PHOTO = 200 * 1024
WIDTH, HEIGHT = 600, 800  # 3x4 cm at about 500 dots an inch
FORMATS = ("JPEG", "PNG", "BMP", "GIF", "TIFF", "WEBP")
_ORIENTATION = 0x0112  # the EXIF tag; what to do for each of its values:
_TURNS = {2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE"}
_TURNS |= {6: "ROTATE_270", 7: "TRANSVERSE", 8: "ROTATE_90"}
_LYING = ("TRANSPOSE", "ROTATE_270", "TRANSVERSE", "ROTATE_90")
_BAND = 64
_QUALITIES = (90, 80, 70, 55, 40)
Box = tuple[int, int, int, int]
_NOTHING_CHANGED = "Ảnh cũ (nếu có) còn nguyên."


def prepare(content: bytes) -> bytes:
    """The picture as it may be kept: upright, cut to 3x4 around its middle, JPEG, at most 200 KB, nothing hidden in it.

    The size is read before any pixel. Raises BadPhoto with a sentence for what is no picture, broken, or too large.
    """
    if len(content) > LARGEST_FILE:
        raise BadPhoto(f"Tệp ảnh lớn hơn 50 MB nên không được mở. {_NOTHING_CHANGED} Hãy chọn ảnh nhỏ hơn.")
    with warnings.catch_warnings():
        # The library warns of bombs and of odd files; both are told to the clerk by the checks here.
        warnings.simplefilter("ignore")
        picture = _opened(content)
        _require_size(picture)
        return _encoded(_upright(picture))


def _opened(content: bytes) -> "Image":
    from PIL import Image, UnidentifiedImageError

    try:
        return Image.open(io.BytesIO(content), formats=FORMATS)
    except Image.DecompressionBombError:
        raise _too_large() from None
    except UnidentifiedImageError:
        raise BadPhoto(
            f"Tệp này không phải ảnh JPEG, PNG, BMP, GIF, TIFF hay WEBP. {_NOTHING_CHANGED} Hãy chọn tệp ảnh khác."
        ) from None
    except Exception as error:
        raise _broken() from error


def _require_size(picture: "Image") -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise _too_large()
    if picture.width < 3 or picture.height < 4:
        raise BadPhoto(
            f"Ảnh chỉ có {picture.width}x{picture.height} điểm, không in được. {_NOTHING_CHANGED} Hãy chọn ảnh khác."
        )


def _upright(picture: "Image") -> "Image":
    from PIL import Image

    try:
        # A large JPEG is decoded at about the size needed, not at its own.
        picture.draft("RGB", (WIDTH * 2, HEIGHT * 2))
        turn = _TURNS.get(picture.getexif().get(_ORIENTATION, 1))
        picture.load()
        small = _made_small(picture, _middle(picture.width, picture.height, lies=turn in _LYING))
        upright = small if turn is None else small.transpose(Image.Transpose[turn])
        return upright.resize((WIDTH, HEIGHT)) if upright.width > WIDTH else upright
    # Decoders raise whatever they like on a broken file; each kind means the same to the clerk.
    except Exception as error:
        raise _broken() from error


def _middle(width: int, height: int, lies: bool) -> Box:
    """The largest 3x4 part around the middle; 4x3 when the picture lies on its side."""
    across, down = (HEIGHT, WIDTH) if lies else (WIDTH, HEIGHT)
    wide, high = min(width, height * across // down), min(height, width * down // across)
    left, top = (width - wide) // 2, (height - high) // 2
    return left, top, left + wide, top + high


def _made_small(picture: "Image", box: Box) -> "Image":
    """The part in the box on white paper, in whole steps smaller but not under the size to keep.

    Band by band: a second copy of all pixels may be too much for an old machine.
    """
    from PIL import Image

    left, top, right, bottom = box
    step = max(1, min(right - left, bottom - top) // HEIGHT)
    small = Image.new("RGB", (-(-(right - left) // step), -(-(bottom - top) // step)))
    for start in range(top, bottom, step * _BAND):
        band = picture.crop((left, start, right, min(start + step * _BAND, bottom)))
        small.paste(on_white(band).reduce(step), (0, (start - top) // step))
    return small


def on_white(band: "Image") -> "Image":
    """The picture in colours without anything transparent: what shone through is paper."""
    from PIL import Image

    if band.mode not in ("RGBA", "LA", "PA") and "transparency" not in band.info:
        return band.convert("RGB")
    paper = Image.new("RGBA", band.size, "white")
    return Image.alpha_composite(paper, band.convert("RGBA")).convert("RGB")


def _encoded(picture: "Image") -> bytes:
    from PIL import Image

    # Only pixels go into the new picture: no place, no camera, no colour profile, no comment.
    plain = Image.frombytes("RGB", picture.size, picture.tobytes())
    content = b""
    for quality in _QUALITIES:
        written = io.BytesIO()
        plain.save(written, "JPEG", quality=quality, optimize=True)
        content = written.getvalue()
        if len(content) <= LARGEST_PHOTO:
            break
    return content


def _too_large() -> BadPhoto:
    return BadPhoto(
        f"Ảnh có hơn {MOST_PIXELS // 1_000_000} triệu điểm ảnh nên không được mở. {_NOTHING_CHANGED} "
        "Hãy thu nhỏ ảnh rồi chọn lại."
    )


def _broken() -> BadPhoto:
    return BadPhoto(f"Tệp ảnh bị hỏng hoặc thiếu một phần nên không đọc được. {_NOTHING_CHANGED} Hãy chọn ảnh khác.")
