"""Whole files in the shapes offices send, from the bytes on the disk to the people in the plan."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from desktop.domain.sheets.model import Understanding
from desktop.services import importing
from tests.domain.sheets.test_legacy import VNI, encoded
from tests.services.importing.files import xlsx

TODAY = date(2026, 3, 3)
LIST = (
    ("TT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Chi bộ", "Quê quán"),
    (1, "Nguyễn Thị Thảo", "3/2/1999", "Nữ", "Mường", "Chi bộ thôn Đồng Tâm", "xã Hòa Quỳ"),
    (2, "Lường Văn Bẩm", "năm 1998", "Nam", "Thái", "Chi bộ bản Nà Tấu", "xã Hòa Quỳ"),
)
TCVN3_LIST = (
    "TT;Hä vµ tªn;Ngµy sinh;Giíi tÝnh;D©n téc;Chi bé;Quª qu¸n\n"
    "1;NguyÔn ThÞ Th¶o;3/2/1999;N÷;M\xadêng;Chi bé th«n §ång T©m;x· Hßa Quú\n"
    "2;L\xadêng V¨n BÈm;n¨m 1998;Nam;Th¸i;Chi bé b¶n Nµ TÊu;x· Hßa Quú\n"
)


def understood(path: Path) -> Understanding:
    return importing.understand(importing.read_file(path), today=TODAY)


def people(found: Understanding) -> list[tuple[str | None, ...]]:
    keys = ("full_name", "born_on", "sex", "ethnicity", "native_place")
    return [(*(row.values.get(f"person.{key}") for key in keys), row.cell_name) for row in found.rows]


EXPECTED = [
    ("Nguyễn Thị Thảo", "1999-02-03", "female", "Mường", "xã Hòa Quỳ", "Chi bộ thôn Đồng Tâm"),
    ("Lường Văn Bẩm", "1998", "male", "Thái", "xã Hòa Quỳ", "Chi bộ bản Nà Tấu"),
]


def test_a_csv_in_the_letters_of_an_old_font(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(TCVN3_LIST.encode("latin-1"))
    found = understood(path)
    assert people(found) == EXPECTED
    assert [note.value for note in found.notes] == ["TCVN3"]


def test_a_workbook_in_vni_fonts(tmp_path: Path) -> None:
    rows = [[encoded(value, VNI) if isinstance(value, str) else value for value in row] for row in LIST]
    assert people(understood(xlsx(tmp_path / "a.xlsx", rows, font="VNI-Times"))) == EXPECTED


def test_the_list_on_the_third_sheet_below_its_titles(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Kính gửi: Đảng ủy xã"])
    book.create_sheet("Số liệu").append([1, 2, 3])
    sheet = book.create_sheet("Danh sách")
    for row in [["ĐẢNG BỘ XÃ"]] + [[]] * 9 + [["DANH SÁCH"]] + [list(row) for row in LIST]:
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    found = understood(tmp_path / "a.xlsx")
    assert (found.sheet, found.mapping.header_rows) == ("Danh sách", (12,))
    assert people(found) == EXPECTED


@pytest.mark.parametrize(
    ("written", "meant"),
    [(datetime(1999, 2, 3), "1999-02-03"), (36194, "1999-02-03"), ("3.2.1999", "1999-02-03"), (1999, "1999")],
)
def test_births_as_workbooks_keep_them(tmp_path: Path, written: Any, meant: str) -> None:
    rows = [LIST[0], (1, "Lê Thị Lan", written, "Nữ", "Kinh", "Chi bộ thôn Đông", None)]
    assert people(understood(xlsx(tmp_path / "a.xlsx", rows)))[0][1] == meant


def test_a_cell_of_ten_megabytes_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"Họ và tên,Dân tộc,Quê quán\nLê Thị Lan,Kinh,{'x' * 10_000_000}\n", encoding="utf-8")
    [row] = understood(path).rows
    assert row.values == {"person.full_name": "Lê Thị Lan", "person.ethnicity": "Kinh"}
    [cell] = row.rejected
    assert (cell.row, cell.column, len(cell.value)) == (2, "Quê quán", 80)


def test_formulas_in_a_file_stay_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Họ và tên,Dân tộc,Quê quán\nLê Thị Lan,Kinh,=cmd|' /C calc'!A0\n", encoding="utf-8")
    [row] = understood(path).rows
    assert row.values["person.native_place"] == "=cmd|' /C calc'!A0"
