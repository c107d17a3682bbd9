"""Hostile and broken files: each refused by a sentence, in time and within its memory, and no child is left."""

import multiprocessing
import os
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.services.importing import child
from desktop.services.importing.limits import LIMITS, Limits
from desktop.services.importing.refusals import UnreadableFile
from desktop.services.importing.workbook import read_file
from tests.services.importing.files import CLASS_LIST, LIST_2024

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.fixture(autouse=True)
def _no_child_is_left() -> Iterator[None]:
    yield
    assert multiprocessing.active_children() == []


def with_sheet(path: Path, xml: str, more: dict[str, str] | None = None) -> Path:
    """An office's workbook whose first sheet has other contents, and other parts as given."""
    with zipfile.ZipFile(LIST_2024) as good, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bad:
        parts = {name: good.read(name) for name in good.namelist()}
        for name, content in {**parts, SHEET: xml, **(more or {})}.items():
            bad.writestr(name, content)
    return path


def sheet_xml(rows: str) -> str:
    return f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def cell_xml(row: int, column: str, text: str) -> str:
    return f'<row r="{row}"><c r="{column}{row}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def refusal(path: Path, limits: Limits = LIMITS) -> str:
    started = time.monotonic()
    with pytest.raises(UnreadableFile) as caught:
        read_file(path, limits)
    assert time.monotonic() - started < limits.seconds + 2
    assert path.name in caught.value.sentence
    return caught.value.sentence


def test_a_bomb_is_refused_by_what_it_declares(tmp_path: Path) -> None:
    assert "hơn 50 MB" in refusal(with_sheet(tmp_path / "a.xlsx", sheet_xml(" " * 60_000_000)))


def test_a_bomb_that_declares_less_than_it_holds_unpacks_no_further(tmp_path: Path) -> None:
    path = with_sheet(tmp_path / "a.xlsx", sheet_xml(" " * 60_000_000))
    content = path.read_bytes()
    size = len(sheet_xml(" " * 60_000_000)).to_bytes(4, "little")
    path.write_bytes(content.replace(size, (1000).to_bytes(4, "little")))
    assert "hỏng" in refusal(path)


@pytest.mark.parametrize(("row", "column"), [(1048576, "XFD"), (20001, "A"), (1, "GS")])
def test_a_far_cell_is_named(tmp_path: Path, row: int, column: str) -> None:
    path = with_sheet(tmp_path / "a.xlsx", sheet_xml(cell_xml(row, column, "x")))
    assert f"ô {column}{row}" in refusal(path)


def test_far_cells_with_nothing_in_them_do_no_harm(tmp_path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    data = read_file(with_sheet(tmp_path / "a.xlsx", sheet_xml(cell_xml(1, "A", "x") + far)))
    assert len(data.sheets[0].rows) == 1


def test_a_cell_of_ten_megabytes_is_cut_where_no_rule_takes_it_for_whole(tmp_path: Path) -> None:
    data = read_file(with_sheet(tmp_path / "a.xlsx", sheet_xml(cell_xml(1, "A", "x" * 10_000_000))))
    assert len(str(data.sheets[0].rows[0][0].value)) == LIMITS.cell_letters + 1


def test_too_many_cells(tmp_path: Path) -> None:
    assert "hơn 100 ô" in refusal(LIST_2024, Limits(cells=100))
    assert "ô A11" in refusal(LIST_2024, Limits(rows=10))


DECLARATION = '<?xml version="1.0"?>'
LAUGHS = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_declared_entities_are_refused(tmp_path: Path, encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?>{LAUGHS}'
    xml = sheet_xml(cell_xml(1, "A", "&b;")).replace(DECLARATION, declared)
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(LIST_2024) as good, zipfile.ZipFile(path, "w") as bad:
        for name in good.namelist():
            bad.writestr(name, xml.encode(encoding) if name == SHEET else good.read(name))
    assert "khai báo lạ" in refusal(path)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", "xl/media/image1.png"])
def test_a_document_type_in_any_part_is_refused(tmp_path: Path, part: str) -> None:
    path = with_sheet(tmp_path / "a.xlsx", sheet_xml(cell_xml(1, "A", "x")), {part: f"{DECLARATION}{LAUGHS}<a/>"})
    assert "khai báo lạ" in refusal(path)


@pytest.mark.parametrize("sample", [LIST_2024, CLASS_LIST], ids=lambda path: path.suffix)
@pytest.mark.parametrize("share", [0.01, 0.3, 0.7, 0.99])
def test_cut_files(tmp_path: Path, sample: Path, share: float) -> None:
    path = tmp_path / f"a{sample.suffix}"
    content = sample.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert "hỏng" in refusal(path)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.xlsx", "chỉ là chữ".encode(), "không phải là bảng tính"),
        ("a.xlsx", b"<html><table><tr><td>a</td></tr></table></html>", "không phải là bảng tính"),
        ("a.docx", b"%PDF-1.7", "không phải là bảng tính"),
        ("a.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 99, "không phải là bảng tính"),
        ("a.xls", OLE + b"\x00" * 600, "hỏng"),
        ("a.xlsx", OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        ("a.xlsx", b"", "không có chữ nào"),
        ("a.csv", b" \n ; \n", "không có chữ nào"),
    ],
)
def test_what_is_no_sheet(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert told in refusal(path)


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert "không phải là bảng tính" in refusal(path)


def test_a_workbook_without_anything(tmp_path: Path) -> None:
    assert "không có chữ nào" in refusal(with_sheet(tmp_path / "a.xlsx", sheet_xml("")))


def test_no_file_and_no_plain_file(tmp_path: Path) -> None:
    assert "Không mở được" in refusal(tmp_path / "không có.xlsx")
    assert "Không mở được" in refusal(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.csv")
    assert "Không mở được" in refusal(tmp_path / "a.csv")


def test_a_file_larger_than_is_read() -> None:
    assert "quá lớn" in refusal(LIST_2024, Limits(file_bytes=1000))


def test_a_read_that_takes_too_long_is_stopped() -> None:
    # No interpreter starts and opens a workbook in this time.
    assert "quá 0.001 giây" in refusal(LIST_2024, Limits(seconds=0.001))


def test_a_read_is_given_up_when_asked() -> None:
    with pytest.raises(UnreadableFile, match="theo yêu cầu"):
        read_file(LIST_2024, cancelled=lambda: True)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="this system has no limit on memory")
def test_a_read_that_takes_too_much_memory_is_stopped(tmp_path: Path) -> None:
    rows = "".join(cell_xml(row, "A", "x" * 2000) for row in range(1, 20_000))
    assert "bộ nhớ" in refusal(
        with_sheet(tmp_path / "a.xlsx", sheet_xml(rows)), Limits(memory=20 * 1024 * 1024, seconds=60)
    )


def told_or_read(path: Path) -> bool:
    """Whether reading gives cells, or a sentence about the file; any other error is one of the program."""
    try:
        return bool(child.collect(path, LIMITS))
    except UnreadableFile as refused:
        return path.name in refused.sentence


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    sample = data.draw(st.sampled_from([LIST_2024, CLASS_LIST]))
    content = bytearray(sample.read_bytes())
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=20)):
        content[place] = data.draw(st.integers(0, 255))
    path = tmp_path / sample.name
    path.write_bytes(content)
    # In this process, as every example would otherwise start one.
    assert told_or_read(path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary())
def test_any_bytes_are_a_csv_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert told_or_read(path)
