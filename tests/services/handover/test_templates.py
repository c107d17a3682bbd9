"""Tests of the superior's files kept in the book: cells chosen once, filled each period, found in a new version."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db import undo
from db.errors import KnownError
from db.store import Store
from desktop.domain.handover.figures import GENERAL, Source
from desktop.domain.reports import periods
from desktop.services import importing
from desktop.services.handover import templates
from desktop.services.handover.figures import PeriodFigures
from desktop.services.handover.templates import Template
from tests import factory
from tests.exchange.templates import FILES, SHEET, XLSX, read_xlsx

TODAY = date(2026, 3, 2)
XLSX_FILE = FILES / "bieu-mau-cap-tren.xlsx"
TOTAL, WOMEN = Source("bieu-2", "admitted", "value"), Source("bieu-2", "admitted.women", "value")


@pytest.fixture
def office(store: Store) -> Store:
    """Two people admitted this year, one of them a woman."""
    factory.make_office(store)
    for name, sex in (("Quàng Văn Bình", "male"), ("Lò Thị Ánh", "female")):
        dossier = factory.make_candidate(store, name, sex=sex)
        ceremony = {"dossier_id": dossier.id, "kind": "admission_ceremony", "happened_on": "2026-02-03"}
        factory.insert(store, "step", ceremony)
    return store


@pytest.fixture
def figures(office: Store) -> PeriodFigures:
    return PeriodFigures(office, periods.parse("2026"), TODAY)


read = cache(importing.read_file)


def chosen(store: Store, path: Path = XLSX_FILE) -> Template:
    """The file with figures for three of its cells, as a clerk chooses them."""
    data = read(path)
    template = templates.recognise(store, path.name, path.read_bytes(), data)
    assert template.cells == ()
    template = templates.choose(template, data, SHEET, (5, 3), TOTAL)
    template = templates.choose(template, data, SHEET, (6, 3), WOMEN)
    return templates.choose(template, data, SHEET, (11, 3), Source(GENERAL, "office", "text"))


def source_keys(figures: PeriodFigures) -> set[str]:
    return {choice.source.line for choice in figures.choices("bieu-2")}


def test_the_figures_chosen_here_exist(figures: PeriodFigures) -> None:
    assert {TOTAL.line, WOMEN.line} <= source_keys(figures)


def test_chosen_cells_get_the_figures_of_the_period(office: Store, figures: PeriodFigures) -> None:
    filled = templates.fill(chosen(office), figures)
    cells = read_xlsx(filled.content)
    assert [cells[SHEET, *place][0] for place in ((5, 3), (6, 3), (11, 3))] == [2, 1, "Đảng ủy xã An Mẫu"]
    assert (filled.cells, filled.empty) == (3, ())


def test_the_next_period_gets_its_own_figures_from_the_kept_file(office: Store) -> None:
    templates.save(office, chosen(office))
    kept = templates.list_templates(office)[0]
    cells = read_xlsx(templates.fill(kept, PeriodFigures(office, periods.parse("2025"), TODAY)).content)
    assert cells[SHEET, 5, 3][0] == 0
    assert kept.content == XLSX


def test_the_same_file_is_known_again_and_choosing_can_be_undone(office: Store) -> None:
    saved, changes = templates.save(office, chosen(office))
    again = templates.recognise(office, "ten-khac.xlsx", XLSX, read(XLSX_FILE))
    assert (again.template_id, set(again.cells)) == (saved.template_id, set(saved.cells))
    undo.undo(office, changes.action)
    assert templates.list_templates(office) == []


def test_a_cell_can_be_given_another_figure_and_none(office: Store) -> None:
    data = read(XLSX_FILE)
    saved, _ = templates.save(office, chosen(office))
    changed = templates.choose(saved, data, SHEET, (6, 3), TOTAL)
    changed = templates.forget(changed, SHEET, (11, 3))
    templates.save(office, changed)
    kept = templates.list_templates(office)[0]
    assert {(each.place, each.source) for each in kept.cells} == {("C5", TOTAL), ("C6", TOTAL)}


def moved(path: Path, without: str = "") -> Path:
    """The superior's file of the next year: a row more at the top, and one of its rows called differently."""
    book = load_workbook(XLSX_FILE)
    sheet = book[SHEET]
    sheet.insert_rows(5)
    sheet["B5"] = "Chỉ tiêu được giao"
    for row in sheet.iter_rows():
        for cell in row:
            if without and cell.value == without:
                cell.value = "Đảng viên là phụ nữ"
    book.save(path)
    return path


def test_a_new_version_of_the_file_is_filled_at_the_moved_cells(
    office: Store, figures: PeriodFigures, tmp_path: Path
) -> None:
    saved, _ = templates.save(office, chosen(office))
    newer = templates.open_file(office, moved(tmp_path / "nam-sau.xlsx"))
    assert (newer.template_id, newer.lost) == (saved.template_id, ())
    assert {each.place for each in newer.cells} == {"C6", "C7", "C12"}
    assert read_xlsx(templates.fill(newer, figures).content)[SHEET, 6, 3][0] == 2
    templates.save(office, newer)
    assert templates.list_templates(office)[0].file_name == "nam-sau.xlsx"


def test_a_row_that_is_called_differently_is_told_and_not_guessed(
    office: Store, figures: PeriodFigures, tmp_path: Path
) -> None:
    templates.save(office, chosen(office))
    newer = templates.open_file(office, moved(tmp_path / "nam-sau.xlsx", without="Nữ"))
    filled = templates.fill(newer, figures)
    assert filled.empty == ("ô “Nữ”: không còn thấy trong tệp mới",)
    assert read_xlsx(filled.content)[SHEET, 7, 3][0] == 0


def test_a_figure_nobody_knows_leaves_the_cell_and_is_told(office: Store, figures: PeriodFigures) -> None:
    data = read(XLSX_FILE)
    template = templates.choose(chosen(office), data, SHEET, (7, 3), Source("bieu-2", "bỏ rồi", "value"))
    filled = templates.fill(template, figures)
    assert len(filled.empty) == 1
    assert "ô C7" in filled.empty[0]
    assert (read_xlsx(filled.content)[SHEET, 7, 3][0] or None) == (read_xlsx(XLSX)[SHEET, 7, 3][0] or None)


def test_a_file_nobody_chose_cells_for_is_refused_with_the_way(office: Store) -> None:
    with pytest.raises(KnownError, match="chưa được chọn ô"):
        templates.open_file(office, XLSX_FILE)


def test_a_file_can_be_let_go(office: Store) -> None:
    saved, _ = templates.save(office, chosen(office))
    assert saved.template_id is not None
    templates.remove(office, saved.template_id)
    assert (office.count("superior_template"), office.count("template_cell")) == (0, 0)
