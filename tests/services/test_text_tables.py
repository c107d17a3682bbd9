"""Text is only text in what Excel opens: no formula, no error value, nothing lost but what no sheet can hold."""

import csv
import io
import re
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from db.errors import KnownError
from desktop.services.text_tables import write_table

RISKY = "=+-@\t\r"
UNHELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
TEXTS = st.text(max_size=40) | st.builds(
    str.__add__, st.sampled_from([*RISKY, "\x00=", "#N/A", "'"]), st.text(max_size=20)
)
CELLS = st.lists(TEXTS, min_size=1, max_size=4)
ATTACKS = ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\x00=1", "#N/A", "=cmd|' /C calc'!A0", "a\nb", "ngày; “x”"]


@settings(max_examples=60, deadline=None)
@given(CELLS)
@example(ATTACKS)
def test_no_cell_of_a_csv_begins_a_formula(cells: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "nhật ký.csv"
        write_table(path, ["Mục"] * len(cells), [cells])
        text = path.read_bytes().decode("utf-8-sig")
    _, read = csv.reader(io.StringIO(text, newline=""))
    for cell, kept in zip(cells, read, strict=True):
        held = UNHELD.sub("", cell)
        assert not kept.startswith(tuple(RISKY))
        assert kept == (f"'{held}" if held.startswith(tuple(RISKY)) else held)


@settings(max_examples=40, deadline=None)
@given(CELLS)
@example(ATTACKS)
def test_every_cell_of_a_sheet_is_a_string(cells: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "nhật ký.xlsx"
        write_table(path, ["Mục"] * len(cells), [cells])
        with zipfile.ZipFile(path) as held:
            sheet = held.read("xl/worksheets/sheet1.xml").decode()
        (row,) = load_workbook(path).active.iter_rows(min_row=2, max_col=len(cells))
    assert "<f>" not in sheet
    assert set(re.findall(r'<c [^>]*t="(\w+)"', sheet)) <= {"inlineStr", "s"}
    for cell, read in zip(cells, row, strict=True):
        expected = re.sub("\r\n?", "\n", UNHELD.sub("", cell))
        assert (read.value or "") in (expected, UNHELD.sub("", cell))
        assert read.data_type not in ("f", "e")
        assert read.value is None or isinstance(read.value, str)


def test_another_ending_is_refused_in_a_sentence_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="xlsx hoặc"):
        write_table(tmp_path / "nhật ký.doc", ["Mục"], [])
    assert list(tmp_path.iterdir()) == []


def test_a_failing_source_of_rows_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "nhật ký.csv"
    path.write_text("cũ", encoding="utf-8")

    def broken():  # type: ignore[no-untyped-def]
        yield ["một"]
        raise KnownError("Đọc không được.")

    with pytest.raises(KnownError):
        write_table(path, ["Mục"], broken())
    assert path.read_text(encoding="utf-8") == "cũ"
    assert len(list(tmp_path.iterdir())) == 1


def test_no_sheet_stands_readable_in_a_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The library would fail here: there is no folder for such files.
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    assert write_table(tmp_path / "a.xlsx", ["Việc"], [["Xem Lò Thị Ánh"]]) == 1
    assert load_workbook(tmp_path / "a.xlsx").active["A2"].value == "Xem Lò Thị Ánh"
