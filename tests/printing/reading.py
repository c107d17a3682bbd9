"""What a paper says, read back from its files."""

import re
import unicodedata
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
from docx.oxml.ns import qn

DOTS = re.compile(r"[.…\-_]{4,}")


def pdf_text(pdf: bytes | Path) -> str:
    """The text of all pages, as a clerk copies it out of a viewer."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    # A hyphen that ends a line, and the end of that line.
    return text.replace("\ufffe", "-\n")


def pdf_words(content: bytes) -> list[str]:
    return words(pdf_text(content))


def docx_words(content: bytes) -> list[str]:
    """All words of a Word file in reading order, headers apart."""
    return words(docx_text(content))


def docx_text(content: bytes) -> str:
    """The text of a Word file, a line for each paragraph, headers apart."""
    body = docx.Document(BytesIO(content)).element.body
    return "\n".join("".join(text.text or "" for text in each.iter(qn("w:t"))) for each in body.iter(qn("w:p")))


def words(text: str) -> list[str]:
    """Words without dotted lines, tick boxes and soft breaks."""
    plain = DOTS.sub(" ", text.replace("\u200b", "")).replace("☐", " ").replace("☑", " ")
    return unicodedata.normalize("NFC", plain).split()
