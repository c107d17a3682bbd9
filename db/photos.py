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
_QUALITIES = (90, 80, 70, 55, 40)
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
        return _encoded(_cut(_upright(picture)))


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
        is_see_through = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
        picture.load()
        small = _in_colour(picture, "RGBA" if is_see_through else "RGB")
        if is_see_through:
            small = Image.alpha_composite(Image.new("RGBA", small.size, "white"), small).convert("RGB")
        return small if turn is None else small.transpose(Image.Transpose[turn])
    # Decoders raise whatever they like on a broken file; each kind means the same to the clerk.
    except Exception as error:
        raise _broken() from error


def _in_colour(picture: "Image", mode: str) -> "Image":
    """The picture in a mode, made small at once: a second copy of all its pixels may be too much for an old machine."""
    coloured = picture if picture.mode == mode else picture.convert(mode)
    coloured.thumbnail((HEIGHT * 2, HEIGHT * 2))
    return coloured


def _cut(picture: "Image") -> "Image":
    width = min(picture.width, picture.height * WIDTH // HEIGHT)
    height = min(picture.height, picture.width * HEIGHT // WIDTH)
    left, top = (picture.width - width) // 2, (picture.height - height) // 2
    cut = picture.crop((left, top, left + width, top + height))
    return cut.resize((WIDTH, HEIGHT)) if width > WIDTH else cut


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
