"""Reports as files: PDF, Word, Excel and JSON say the same; text is text; what leaves is noted."""

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from db.errors import KnownError, NotAllowed
from db.store import Store
from desktop.domain import roles
from desktop.domain.reports import periods
from desktop.services.reports import outputs, resources, runs, settings
from desktop.services.reports.outputs import Output
from tests import factory
from tests.printing.reading import pdf_text
from tests.services.reports.test_counting import admit, set_quota

TODAY = date(2026, 8, 20)


@pytest.fixture
def office(store: Store) -> Store:
    factory.make_office(store)
    set_quota(store, 2026, 2026, 4)
    cell = factory.make_cell(store, name="Chi bộ thôn Đông", member_in_charge="=1+1")
    for number in range(3):
        admit(store, f"2026-03-0{number + 1}", cell, full_name=f"=Lò Thị Ánh {number}", occupation="Làm ruộng")
    return store


def gathered(store: Store, name: str, period: str = "2026") -> Output:
    shown = runs.show(store, name, periods.parse(period), TODAY, settings.remembered(store, name))
    return outputs.gather(store, shown, TODAY)


def sheet_of(content: bytes) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("name", [each.name for each in resources.reports()])
def test_every_report_becomes_every_kind_of_file(office: Store, name: str) -> None:
    output = gathered(office, name)
    title = output.report.title
    assert title.upper() in " ".join(pdf_text(outputs.content(output, "pdf")).split())
    word = docx.Document(io.BytesIO(outputs.content(output, "docx")))
    assert title.upper() in [paragraph.text for paragraph in word.paragraphs]
    assert any(row[0] == title for row in sheet_of(outputs.content(output, "xlsx")))
    assert json.loads(outputs.content(output, "json"))["report"] == name


def test_the_same_numbers_stand_in_every_file(office: Store) -> None:
    output = gathered(office, "chi-tieu")
    assert json.loads(outputs.content(output, "json"))["rows"][-2]["percent"] == "75"
    rows = sheet_of(outputs.content(output, "xlsx"))
    total = next(row for row in rows if row[0] == "Toàn đảng bộ")
    assert total[1:5] == [4, 3, 75, 1]
    assert "Toàn đảng bộ 4 3 75 1" in " ".join(pdf_text(outputs.content(output, "pdf")).split())


def test_letterhead_signatures_and_state(office: Store) -> None:
    text = pdf_text(outputs.content(gathered(office, "chi-tieu"), "pdf"))
    for words in (
        "ĐẢNG BỘ HUYỆN MẪU SƠN",
        "ĐẢNG ỦY XÃ AN MẪU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "NGƯỜI LẬP BIỂU",
        "BẢN ĐANG LÀM",
    ):
        assert words in text
    form = gathered(office, "bieu-2")
    runs.complete(office, form.report)
    locked = pdf_text(outputs.content(gathered(office, "bieu-2"), "pdf"))
    assert "Biểu số 2-BTCTW" in locked
    assert "BẢN ĐANG LÀM" not in locked


def test_typed_figures_are_marked(office: Store) -> None:
    row = {"name": "admitted", "starts_on": "2025-01-01", "ends_on": "2025-12-31", "value": 7}
    factory.insert(office, "typed_figure", row)
    output = gathered(office, "bieu-2")
    text = pdf_text(outputs.content(output, "pdf"))
    assert "7*" in text
    assert "Số gõ" in text
    assert json.loads(outputs.content(output, "json"))["rows"][0]["typed"] is True


def test_text_is_never_a_formula(office: Store) -> None:
    book = openpyxl.load_workbook(io.BytesIO(outputs.content(gathered(office, "ket-nap"), "xlsx")))
    named = [cell for row in book.active.iter_rows() for cell in row if str(cell.value).startswith("=")]  # type: ignore[union-attr]
    assert named
    assert {cell.data_type for cell in named} == {"s"}


def test_the_same_report_makes_the_same_bytes(office: Store) -> None:
    output = gathered(office, "chi-tieu")
    assert outputs.content(output, "pdf") == outputs.content(output, "pdf")


def test_files_have_names_and_are_noted(office: Store, tmp_path: Path) -> None:
    output = gathered(office, "so-sanh", "2022..2026")
    assert outputs.write(office, output, tmp_path / "ra", "xlsx").name == "so-sanh-2022_2026.xlsx"
    assert outputs.write(office, output, tmp_path / "mot.pdf") == tmp_path / "mot.pdf"
    assert office.list("change_log")[-1].label.startswith("Xuất báo cáo “So sánh kết quả")
    with pytest.raises(KnownError, match="Chưa ghi gì"):
        outputs.write(office, output, tmp_path / "mot.pdf", "docx")


def test_a_reader_takes_nothing_out(office: Store, tmp_path: Path) -> None:
    output = gathered(office, "ket-nap")
    office.act_as("Lan", roles.table().rights("Lan", "typist"))
    outputs.write(office, output, tmp_path / "a.pdf")
    with pytest.raises(NotAllowed, match="xuất dữ liệu"):
        outputs.write(office, output, tmp_path / "a.xlsx")
    assert not (tmp_path / "a.xlsx").exists()
