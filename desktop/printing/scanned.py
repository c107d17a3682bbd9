"""What comes from a scanner or a camera as the PDF that is kept: a readable PDF as it is, pictures a page each."""

import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from db import photos
from db.errors import BadInputFile
from desktop.printing import raster

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("JPEG", "PNG", "BMP", "TIFF")
MOST_PAGES = 300
_PDF_WITHIN = 1024  # bytes: so far from its beginning a PDF may say what it is
# The long side of A4 at 300 dots an inch: finer nobody prints, and 11.69 inches of it are one page.
_LONG_SIDE, _INCHES = 3508, 11.69


def as_pdf(content: bytes) -> bytes:
    """The file as a PDF. Raises BadInputFile for what is neither a PDF that opens nor pictures, or is too much."""
    if b"%PDF-" in content[:_PDF_WITHIN]:
        _require_readable(content)
        return content
    with warnings.catch_warnings():
        # The library warns of bombs and of odd files; both are told to the clerk by the checks here.
        warnings.simplefilter("ignore")
        return _of_pictures(content)


def _require_readable(content: bytes) -> None:
    import pypdfium2

    try:
        count = raster.page_count(content)
    except pypdfium2.PdfiumError:
        raise _unreadable() from None
    if not 0 < count <= MOST_PAGES:
        raise BadInputFile(
            f"Tệp có {count} trang; một bản quét có từ 1 đến {MOST_PAGES} trang. Chưa nhận gì. "
            "Hãy quét từng giấy tờ thành một tệp."
        )


def _of_pictures(content: bytes) -> bytes:
    try:
        return raster.joined(_page(picture) for picture in _pictures(content))
    except BadInputFile:
        raise
    # Decoders raise whatever they like on a broken file; each kind means the same to the clerk.
    except Exception as error:
        raise _unreadable() from error


def _page(picture: "Image") -> bytes:
    """A PDF of one page with a picture on it, the long side of which is that of A4."""
    written = io.BytesIO()
    # Black and white stays so, and small; what is not takes a quality.
    quality = {} if picture.mode == "1" else {"quality": 85}
    picture.save(written, "PDF", resolution=max(picture.size) / _INCHES, **quality)
    return written.getvalue()


def _pictures(content: bytes) -> "Iterator[Image]":
    """The pictures of a file, upright, on white, none finer than is printed; the size is read before any pixel."""
    from PIL import Image, ImageOps, ImageSequence

    opened = Image.open(io.BytesIO(content), formats=FORMATS)
    for number, frame in enumerate(ImageSequence.Iterator(opened)):
        if number == MOST_PAGES or frame.width * frame.height > photos.MOST_PIXELS:
            raise BadInputFile(
                f"Tệp có hơn {MOST_PAGES} trang hoặc một trang có hơn {photos.MOST_PIXELS // 1_000_000} triệu điểm ảnh "
                "nên không được mở. Chưa nhận gì. Hãy quét lại với độ phân giải thấp hơn."
            )
        upright = ImageOps.exif_transpose(frame)
        page = upright.copy() if upright.mode in ("1", "L") else photos.on_white(upright)
        if page.mode != "1":
            page.thumbnail((_LONG_SIDE, _LONG_SIDE))
        # Only pixels go into the PDF: no place, no camera, no comment.
        page.info = {}
        yield page


def _unreadable() -> BadInputFile:
    return BadInputFile(
        "Tệp này không phải PDF hay ảnh đọc được (có thể bị hỏng, hoặc PDF có mật khẩu). Chưa nhận gì. "
        "Hãy quét lại hoặc chọn tệp khác: PDF, JPEG, PNG, TIFF, BMP."
    )
