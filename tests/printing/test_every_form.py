"""All forms of all editions in one file: sound, every face embedded, composed letters, nothing in the margins."""

import shutil
import subprocess
import unicodedata
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from desktop import paths
from desktop.printing import fonts, papers
from desktop.printing.blocks import Document
from desktop.printing.papers import Paper
from tests.printing import subjects
from tests.printing.conftest import shipped_catalogue, written
from tests.printing.test_layout import MILLIMETRE, is_placed, letters_of

# Beside the sheet: its margins in millimetres, left, right, top, bottom; letters may hang over by so much.
LEFT, RIGHT, TOP, BOTTOM = 30, 15, 20, 20
HANGING = 1.5
# The motto of the State, which no paper of the Party bears.
MOTTO = "CỘNG HÒA XÃ HỘI"


def made(edition: str, code: str) -> Paper:
    form = shipped_catalogue(edition).form(code)
    return subjects.composed(form, subjects.full(form.form.about, form.form.register))


@cache
def all_in_one() -> bytes:
    every = [made(edition, code) for edition, code in written(with_aliases=True)]
    return papers.write_pdf(every, fonts=fonts.shipped(paths.fonts()))


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_nothing_wrong_in_any_form(tmp_path: Path) -> None:
    path = tmp_path / "all.pdf"
    path.write_bytes(all_in_one())
    checked = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "WARNING" not in checked.stdout + checked.stderr


def test_every_face_of_every_form_is_embedded() -> None:
    used: dict[str, Any] = {}
    for page in pypdf.PdfReader(BytesIO(all_in_one())).pages:
        for font in page["/Resources"].get_object()["/Font"].get_object().values():
            used[str(font.get_object()["/BaseFont"])] = font.get_object()
    assert used
    assert all(font["/Subtype"] == "/TrueType" for font in used.values())
    assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in used.values())


def test_every_form_reads_back_as_composed_vietnamese_without_the_motto_of_the_state() -> None:
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(all_in_one())).pages)
    assert unicodedata.is_normalized("NFC", text)
    assert MOTTO not in text
    assert text.count("ĐẢNG CỘNG SẢN VIỆT NAM") > len(written()) / 2


@pytest.mark.parametrize(("edition", "code"), written())
def test_the_margins_stay_empty_but_for_the_number_of_the_page(edition: str, code: str) -> None:
    paper = made(edition, code)
    if is_placed(paper.document) or paper.document.page.border:
        return
    pages = list(letters_of(papers.write_pdf([paper], fonts=fonts.shipped(paths.fonts()))))
    for number, (letters, (width, height)) in enumerate(pages, start=1):
        in_margin = [sign for sign, box in letters if not _inside(box, width, height, paper.document)]
        assert "".join(in_margin) == (str(number) if number > 1 else "")


def _inside(box: tuple[float, float, float, float], width: float, height: float, document: Document) -> bool:
    left, low, right, high = (each / MILLIMETRE for each in box)
    across, up = width / MILLIMETRE, height / MILLIMETRE
    is_beside = left < LEFT - HANGING or right > across - RIGHT + HANGING
    return not (is_beside or low < BOTTOM - HANGING or high > up - TOP + HANGING)
