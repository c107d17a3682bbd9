"""What stands in a PDF: its pages as images for the preview, their number and size; several made one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

_HALF_LINE = 4.0


@dataclass(frozen=True)
class PageImage:
    """One page as raw RGBA bytes, rows from the top, four bytes a point of the screen."""

    width: int
    height: int
    rgba: bytes


def page_count(pdf_bytes: bytes) -> int:
    """The pages of a PDF."""
    document = _open(pdf_bytes)
    try:
        return len(document)
    finally:
        document.close()


def page_sizes(pdf_bytes: bytes) -> list[tuple[float, float]]:
    """Width and height of every page in points (1/72 inch)."""
    document = _open(pdf_bytes)
    try:
        return [document.get_page_size(index) for index in range(len(document))]
    finally:
        document.close()


def line_at(pdf_bytes: bytes, index: int, y: float) -> str:
    """The words of a page, counted from 0, that stand at a height in points from its lower edge, blanks joined."""
    document = _open(pdf_bytes)
    try:
        page = document[index]
        width, _ = page.get_size()
        words = page.get_textpage()
        return " ".join(words.get_text_bounded(0, y - _HALF_LINE, width, y + _HALF_LINE).split())
    finally:
        document.close()


def pages(pdf_bytes: bytes, *, dots_per_inch: float = 96.0, only: range | None = None) -> Iterator[PageImage]:
    """The pages as images, drawn one by one; `only` chooses pages, counted from 0."""
    document = _open(pdf_bytes)
    try:
        for index in only if only is not None else range(len(document)):
            yield _draw(document[index], dots_per_inch / 72)
    finally:
        document.close()


def joined(parts: Iterable[bytes]) -> bytes:
    """One PDF of several, taken one by one."""
    import pypdfium2

    whole, written = pypdfium2.PdfDocument.new(), BytesIO()
    try:
        for part in parts:
            document = _open(part)
            whole.import_pages(document)
            document.close()
        whole.save(written)
    finally:
        whole.close()
    return written.getvalue()


def _open(pdf_bytes: bytes) -> Any:
    import pypdfium2

    return pypdfium2.PdfDocument(pdf_bytes)


def _draw(page: Any, scale: float) -> PageImage:
    try:
        bitmap = page.render(scale=scale, rev_byteorder=True, force_bitmap_format=_rgba())
        image = PageImage(bitmap.width, bitmap.height, bytes(bitmap.buffer))
        bitmap.close()
        return image
    finally:
        page.close()


def _rgba() -> int:
    import pypdfium2.raw

    return int(pypdfium2.raw.FPDFBitmap_BGRA)
