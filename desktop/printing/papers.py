"""Papers: a form and a case in, a paper with what it still misses out; then PDF or Word bytes."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from db.records import Case
from desktop.printing import names
from desktop.printing.blocks import Document, Paragraph, Run
from desktop.printing.catalogue import ReadyForm
from desktop.printing.fonts import FontFamily


@dataclass(frozen=True)
class Paper:
    """A filled form: the document, the labels of its blanks, and what tells later which form it was made from."""

    document: Document
    missing: tuple[str, ...]
    form_code: str
    edition: str
    content_hash: str


def compose(form: ReadyForm, case: Case, *, today: date, extra: Mapping[str, Any] | None = None) -> Paper:
    """The paper of one person. `extra` puts other records under names of the notation, as one of several introducers.

    Raises FormError when the form asks for something impossible.
    """
    return _compose(form, names.of_case(case, today.isoformat(), extra or {}, form.names), case.photo)


def as_draft(paper: Paper, words: str) -> Paper:
    """The same paper with words above it that say it is no final one."""
    mark = Paragraph((Run(words, bold=True),), "small")
    document = replace(paper.document, blocks=(mark, *paper.document.blocks))
    return replace(paper, document=document)


def write_pdf(papers: Sequence[Paper], *, fonts: FontFamily) -> bytes:
    """One PDF of all papers in their order, a bookmark each, page numbers from the second page of each."""
    from desktop.printing import pdf

    return pdf.write([paper.document for paper in papers], fonts)


def write_docx(papers: Sequence[Paper], *, fonts: FontFamily | None = None) -> bytes:
    """One Word document of the same blocks, a section for each paper; `fonts` names the face."""
    from desktop.printing import docx

    return docx.write([paper.document for paper in papers], fonts.name if fonts else docx.DEFAULT_FACE)


def page_count(pdf_bytes: bytes) -> int:
    """The pages of a PDF."""
    from desktop.printing import raster

    return raster.page_count(pdf_bytes)


def _compose(ready: ReadyForm, given: dict[str, Any], photo: bytes | None) -> Paper:
    from desktop.printing import engine, reader

    form = ready.form
    given = given | {"symbol": form.number, "document": given.get(form.document)}
    filled = engine.fill(ready.template, form, given)
    blocks, missing = reader.blocks_of(filled, photo)
    content = repr((form.code, form.edition, filled, photo)).encode()
    digest = hashlib.sha256(content).hexdigest()
    return Paper(Document(form.title, form.page, blocks), missing, form.code, form.edition, digest)
