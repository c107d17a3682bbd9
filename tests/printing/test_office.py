"""Word files as LibreOffice opens them: they open, and every word of the PDF stands in them."""

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from desktop.printing import papers
from desktop.printing.blocks import At
from tests.printing import subjects
from tests.printing.conftest import shipped_catalogue
from tests.printing.reading import docx_words, pdf_words

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_what_was_written(tmp_path: Path) -> None:
    assert SOFFICE is not None
    made = [
        subjects.composed(ready, subjects.full(ready.form.about, ready.form.register))
        for ready in shipped_catalogue().ready()
    ]
    flowing = [paper for paper in made if not any(isinstance(block, At) for block in paper.document.blocks)]
    word = tmp_path / "all.docx"
    word.write_bytes(papers.write_docx(flowing))
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", str(word)],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    # LibreOffice ends lines behind strokes and dashes, too: letters are compared, not words. What it shows beside them
    # are the numbers of pages and the heads of tables that go over a page.
    shown = Counter("".join(pdf_words((tmp_path / "all.pdf").read_bytes())))
    written = Counter("".join(docx_words(word.read_bytes())))
    assert dict(written - shown) == {}
