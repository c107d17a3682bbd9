"""What a paper says, read back from its files."""

import re
import unicodedata
from io import BytesIO

import docx
import pypdf
from docx.oxml.ns import qn

DOTS = re.compile(r"[.…\-_]{4,}")


def pdf_text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)


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
