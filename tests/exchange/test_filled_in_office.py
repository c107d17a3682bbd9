"""A filled template in a real spreadsheet program: the right cells, and formulas computed from them."""

import shutil
import subprocess
from pathlib import Path

import pytest

from desktop.exchange.templates.filling import fill
from desktop.exchange.templates.model import Entry
from tests.exchange.templates import SHEET, SUMMARY, XLS, XLSX, read_xlsx

SOFFICE = shutil.which("soffice")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not on this machine")
@pytest.mark.parametrize(("template", "suffix"), [(XLSX, "xlsx"), (XLS, "xls")])
def test_the_figures_and_what_follows_from_them_are_right(template: bytes, suffix: str, tmp_path: Path) -> None:
    assert SOFFICE is not None
    filled = tmp_path / f"filled.{suffix}"
    entries = [Entry(SHEET, row, column, row * column) for row in range(5, 9) for column in (3, 4)]
    filled.write_bytes(fill(template, entries))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    out = tmp_path / "out"
    command = [SOFFICE, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(filled)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    now = read_xlsx((out / "filled.xlsx").read_bytes(), values=True)
    for each in entries:
        assert now[SHEET, *each.position][0] == each.content
    assert now[SHEET, 10, 3][0] == 3 * (6 + 7 + 8)
    assert now[SHEET, 5, 5][0] == pytest.approx(75)
    assert [now[SUMMARY, row, 2][0] for row in (1, 2)] == [15, 30]
