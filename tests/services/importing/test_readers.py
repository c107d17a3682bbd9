"""Files as offices have them, read by the child process: sheets, fonts, merged areas, letters and separators."""

import csv
import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from desktop.domain.sheets.model import Area, Sheet
from desktop.services.importing import csv_reader
from desktop.services.importing.workbook import read_file
from tests.services.importing.files import CLASS_LIST, LIST_2024, xlsx


def values(sheet: Sheet) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.rows]


def test_an_office_list_as_it_is() -> None:
    data = read_file(LIST_2024)
    assert data.name == "danh-sach-nguon-2024.xlsx"
    first = data.sheets[0]
    assert [sheet.name for sheet in data.sheets] == ["Nguồn 2024", "Sheet2", "Lớp 2023"]
    assert len(first.rows) == 84
    assert Area(6, 2, 6, 3) in first.merged
    assert values(first)[9][:5] == [1, "Lê Thị Lan", None, date(2000, 5, 23), "038300404531"]


def test_an_old_list_tells_the_fonts_of_its_cells() -> None:
    [sheet] = read_file(CLASS_LIST).sheets
    assert {cell.font for row in sheet.rows for cell in row if cell.value is not None} == {".VnTime", ".VnTimeH"}
    assert values(sheet)[3][2] == date(2002, 4, 26)


def test_values_of_formulas_dates_numbers_and_truth(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "a.xlsx", [["a", 5, 2.5, True, False, datetime(2020, 1, 2, 3, 4), None, " "]], font="VNI-Times"
    )
    [sheet] = read_file(path).sheets
    assert values(sheet) == [["a", 5, 2.5, "TRUE", None, date(2020, 1, 2)]]
    assert sheet.rows[0][0].font == "VNI-Times"


def test_formulas_give_the_values_kept_with_them(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["=1+1"]])
    parts = _parts(path)
    parts["xl/worksheets/sheet1.xml"] = (
        parts["xl/worksheets/sheet1.xml"].replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>")
    )
    assert values(read_file(_write(tmp_path / "b.xlsx", parts)).sheets[0]) == [[2]]


def test_a_false_dimension_hides_nothing(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["a", "b"], ["c", "d"]])
    parts = _parts(path)
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b'ref="A1:B2"', b'ref="A1:A1"')
    assert values(read_file(_write(tmp_path / "b.xlsx", parts)).sheets[0]) == [["a", "b"], ["c", "d"]]


def test_hidden_sheets_are_not_read(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["thấy"])
    hidden = book.create_sheet("ẩn")
    hidden.append(["không thấy"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    assert [sheet.name for sheet in read_file(tmp_path / "a.xlsx").sheets] == ["Sheet"]


def test_the_name_of_a_file_does_not_decide_what_it_is(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["a"]]).rename(tmp_path / "a.xls")
    assert values(read_file(path).sheets[0]) == [["a"]]


ROWS = [
    ["Họ và tên", "Quê quán"],
    ["Nguyễn Thị Thảo", "thôn Đông, xã Hòa Quỳ"],
    ["Lý Thị Mỹ Huệ", "thôn “Tây”; bản Nà Tấu"],
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_letters_and_separators_of_csv(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(ROWS)
    path = tmp_path / "a.csv"
    path.write_bytes(encoded(text.getvalue(), encoding))
    assert values(read_file(path).sheets[0]) == ROWS


def encoded(text: str, encoding: str) -> bytes:
    if encoding != "cp1258":
        return text.encode(encoding)
    # Windows keeps vowels whole and tones apart.
    import unicodedata

    tones = "\u0300\u0301\u0303\u0309\u0323"
    letters = []
    for letter in text:
        split = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in split if mark in tones)
        letters.append(unicodedata.normalize("NFC", "".join(mark for mark in split if mark not in tones)) + tone)
    return "".join(letters).encode("cp1258")


def test_unquoted_commas_do_not_pass_for_separators() -> None:
    lines = ["Họ và tên;Quê quán;Nghề\n", "Lê Lan;thôn A, xã B, tỉnh C;x\n", "Hà Sơn;thôn D, xã B, tỉnh C;y\n"]
    assert csv_reader.delimiter_of(lines) == ";"


def test_old_letters_in_csv_stay_as_they_are_for_the_rules_to_convert(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("Hä vµ tªn;§Þa chØ\nNguyÔn ThÞ Th¶o;th«n §«ng".encode("latin-1"))
    assert values(read_file(path).sheets[0]) == [["Hä vµ tªn", "§Þa chØ"], ["NguyÔn ThÞ Th¶o", "th«n §«ng"]]


def _parts(path: Path) -> dict[str, bytes]:
    import zipfile

    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _write(path: Path, parts: dict[str, bytes]) -> Path:
    import zipfile

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_the_reading_libraries_stay_in_the_child() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from pathlib import Path; from desktop.services.importing.workbook import read_file\n"
        "assert not {'openpyxl', 'xlrd'} & sys.modules.keys()"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parents[3]).returncode == 0
