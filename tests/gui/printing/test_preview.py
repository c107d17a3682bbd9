"""Papers seen, chosen, saved and printed from the window; the files are read back."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from db.store import Store
from desktop.domain.paper_wishes import CERTIFICATES, CLASS, MEETING, REGISTER, Wish
from desktop.gui.context import AppContext
from desktop.gui.field_place import FieldPlace
from desktop.gui.main_window import MainWindow
from desktop.gui.printing.missing import place_of
from desktop.gui.printing.preview import PrintPage
from desktop.printing.values import Kept, Missing
from desktop.services import classes, steps
from tests import factory
from tests.gui.keyboard import press
from tests.gui.recorder import Recorder

NAME = "Lò Thị Ánh"


def shown(page: PrintPage, qtbot: QtBot) -> PrintPage:
    qtbot.addWidget(page)
    page.resize(1140, 680)
    page.show()
    qtbot.waitUntil(lambda: page.made is not None, timeout=20_000)
    return page


@pytest.fixture
def page(context: AppContext, person_id: Callable[[str], int], qtbot: QtBot) -> PrintPage:
    return shown(PrintPage(context, Wish(keys=(person_id(NAME),))), qtbot)


def picture_of(page: PrintPage) -> QImage:
    return page.view.picture.pixmap().toImage()


def test_the_paper_is_seen_page_by_page(page: PrintPage) -> None:
    assert page.view.page_count == len(PdfReader(BytesIO(page.made.pdf)).pages)
    first = picture_of(page)
    assert not first.isNull()
    page.view.setFocus()
    press(page.view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert page.tools.label.text().startswith("Trang 2 /")
    assert picture_of(page) != first
    press(page.view, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert picture_of(page) == first


def test_page_keys_read_to_the_end_of_a_page_before_the_next(page: PrintPage) -> None:
    bar = page.view.verticalScrollBar()
    assert bar.maximum() > 0
    press(page.view, Qt.Key.Key_PageDown)
    assert (page.view.page, bar.value()) == (0, bar.maximum())
    press(page.view, Qt.Key.Key_PageDown)
    assert (page.view.page, bar.value()) == (1, 0)
    press(page.view, Qt.Key.Key_PageUp)
    assert (page.view.page, bar.value()) == (0, bar.maximum())


def test_the_list_follows_the_page_that_is_read(page: PrintPage) -> None:
    forms = page.papers.forms
    for info in page.made.infos:
        assert forms.currentItem().text().startswith(f"{info.form}.")
        for _ in range(info.pages):
            page.view.go_to(page.view.page + 1)


def test_one_paper_alone_is_chosen_in_one_step(page: PrintPage, qtbot: QtBot) -> None:
    whole = page.made
    page.papers.forms.setCurrentRow(2)
    page.sets.setCurrentIndex(page.sets.findText("Chỉ giấy đang chọn"))
    page.sets.activated.emit(page.sets.currentIndex())
    qtbot.waitUntil(lambda: page.made is not whole, timeout=20_000)
    assert [info.form for info in page.made.infos] == [whole.infos[2].form]
    assert page.view.page == 0
    page.sets.setCurrentIndex(0)
    page.sets.activated.emit(0)
    qtbot.waitUntil(lambda: len(page.made.infos) == len(whole.infos), timeout=20_000)
    assert (page.view.page, page.papers.forms.currentRow()) == (0, 0)


def test_it_is_enlarged_and_fitted_again(page: PrintPage) -> None:
    width = picture_of(page).width()
    press(page.view, Qt.Key.Key_Plus)
    assert picture_of(page).width() > width
    press(page.view, Qt.Key.Key_0)
    assert picture_of(page).width() == width


def test_a_form_leads_to_its_first_page_and_says_what_is_missing(page: PrintPage) -> None:
    forms = page.papers.forms
    forms.setCurrentRow(1)
    assert page.view.page == page.made.infos[0].pages
    missing = set(page.made.infos[1].missing)
    shown = {page.papers.blanks.item(at).text() for at in range(page.papers.blanks.count())}
    assert {text.removesuffix(" (viết tay)") for text in shown} == missing
    assert "Mục lục: người kiểm tra (viết tay)" in shown


def test_only_ticked_forms_are_made(page: PrintPage, qtbot: QtBot) -> None:
    whole = page.made
    page.papers.forms.setFocus()
    page.papers.forms.setCurrentRow(0)
    press(page.papers.forms, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.made is not None and page.made is not whole, timeout=20_000)
    assert [info.form for info in page.made.infos] == [info.form for info in whole.infos[1:]]
    assert "không in" in page.papers.forms.item(0).text()


def test_nothing_ticked_prints_nothing(page: PrintPage) -> None:
    forms = page.papers.forms
    for place in range(forms.count()):
        forms.item(place).setCheckState(Qt.CheckState.Unchecked)
    assert page.made is None
    assert page.state.text() == "Chưa chọn giấy tờ nào."
    assert not page.print_button.isEnabled()


def test_a_pdf_is_saved_read_back_and_recorded(
    page: PrintPage, store: Store, recorder: Recorder, tmp_path: Path, qtbot: QtBot
) -> None:
    recorder.answers.append(tmp_path / "ho-so")
    page.outlet.save_pdf()
    qtbot.waitUntil(lambda: store.count("printed_paper") > 0, timeout=20_000)
    reader = PdfReader(tmp_path / "ho-so.pdf")
    text = "\n".join(each.extract_text() for each in reader.pages)
    assert NAME.upper() in text
    assert store.count("printed_paper") == len(page.made.infos)


def test_word_files_are_saved_one_a_paper(
    page: PrintPage, store: Store, recorder: Recorder, tmp_path: Path, qtbot: QtBot
) -> None:
    recorder.answers.append(tmp_path / "word")
    page.outlet.save_each_word()
    qtbot.waitUntil(lambda: store.count("printed_paper") > 0, timeout=20_000)
    assert len(list((tmp_path / "word").glob("*.docx"))) == len(page.made.infos)


def test_a_file_that_cannot_be_written_is_said_and_not_recorded(
    page: PrintPage, store: Store, recorder: Recorder, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "ho-so.pdf" / "bận").mkdir(parents=True)
    recorder.answers.append(tmp_path / "ho-so.pdf")
    page.outlet.save_pdf()
    qtbot.waitUntil(lambda: any(method == "tell" for method, _ in recorder.said), timeout=20_000)
    assert store.count("printed_paper") == 0


def test_a_folder_that_cannot_be_made_is_said_too(
    page: PrintPage, store: Store, recorder: Recorder, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "bận").write_text("một tệp, không phải thư mục", encoding="utf-8")
    recorder.answers.append(tmp_path / "bận" / "word")
    page.outlet.save_each_word()
    qtbot.waitUntil(lambda: any(method == "tell" for method, _ in recorder.said), timeout=20_000)
    assert store.count("printed_paper") == 0


def test_pages_go_to_the_printer_and_are_recorded(
    page: PrintPage, store: Store, recorder: Recorder, tmp_path: Path, qtbot: QtBot
) -> None:
    def to_file(target: QPrinter) -> bool:
        target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        target.setOutputFileName(str(tmp_path / "printed.pdf"))
        target.setResolution(72)
        return True

    recorder.answers.append(to_file)
    page.print_button.click()
    qtbot.waitUntil(lambda: store.count("printed_paper") > 0, timeout=30_000)
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == page.view.page_count


def test_of_a_range_of_pages_only_whole_papers_are_noted(
    page: PrintPage, store: Store, recorder: Recorder, tmp_path: Path, qtbot: QtBot
) -> None:
    def to_file(target: QPrinter) -> bool:
        target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        target.setOutputFileName(str(tmp_path / "printed.pdf"))
        target.setResolution(72)
        target.setFromTo(1, last)
        return True

    # The first two papers and one page too few of the third.
    last = sum(info.pages for info in page.made.infos[:3]) - 1
    assert page.made.infos[2].pages > 1
    recorder.answers.append(to_file)
    page.print_button.click()
    qtbot.waitUntil(lambda: store.count("printed_paper") > 0, timeout=30_000)
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == last
    assert [row.form for row in store.list("printed_paper")] == [info.form for info in page.made.infos[:2]]


def test_nobody_chosen_prints_nothing(context: AppContext, qtbot: QtBot) -> None:
    page = PrintPage(context, Wish())
    qtbot.addWidget(page)
    page.show()
    assert page.state.text() == "Chưa chọn giấy tờ nào."
    assert not page.print_button.isEnabled()


def test_a_refused_printer_records_nothing(page: PrintPage, store: Store, recorder: Recorder) -> None:
    recorder.answers.append(False)
    page.print_button.click()
    assert store.count("printed_paper") == 0


def test_certificates_of_a_class_lie_in_one_pdf(
    context: AppContext, store: Store, person_id: Callable[[str], int], qtbot: QtBot
) -> None:
    key, _ = classes.save_class(store, {"kind": "awareness", "name": "Lớp nhận thức khóa I"})
    classes.enrol(store, key, [person_id(NAME), person_id("Trần Văn Bình")])
    rows = classes.roster(store, key)
    classes.save_results(store, key, {row.id: "good" for row in rows})
    classes.issue_certificates(store, key, {row.id: str(at) for at, row in enumerate(rows, 1)}, "2025-09-30")
    page = shown(PrintPage(context, Wish(CERTIFICATES, (key,))), qtbot)
    assert page.view.page_count == 2
    image = picture_of(page)
    assert image.width() > image.height()


def test_a_blank_leads_to_its_field(page: PrintPage, context: AppContext, qtbot: QtBot) -> None:
    forms, blanks = page.papers.forms, page.papers.blanks
    texts: list[str] = []
    for place in range(forms.count()):
        forms.setCurrentRow(place)
        texts += [blanks.item(at).text() for at in range(blanks.count())]
        if "Nơi thường trú" in texts:
            break
    blanks.setCurrentRow([blanks.item(at).text() for at in range(blanks.count())].index("Nơi thường trú"))
    blanks.setFocus()
    with qtbot.waitSignal(context.row_wanted) as wanted:
        press(blanks, Qt.Key.Key_Return)
    assert wanted.args == [page.wish.keys[0], "person", 0, "permanent_address"]


def test_blanks_lead_where_their_value_is_typed() -> None:
    person, meeting = Wish(keys=(7,)), Wish(MEETING, (3,))
    for kept, wish, place in (
        (Kept("person", "native_place", 9, 9), person, FieldPlace("person", 9, "person", "native_place", 9)),
        (Kept("step", "present", 5), person, FieldPlace("person", 7, "step", "present", 5)),
        (Kept("introduction", "party_member_id"), person, FieldPlace("person", 7, "introduction", "party_member_id")),
        (Kept("meeting", "chair", 3), meeting, FieldPlace("meetings", 3, "meeting", "chair", 3, 7)),
        (Kept("meeting_case", "votes_for", 8), meeting, FieldPlace("meetings", 3, "meeting_case", "votes_for", 8, 7)),
        # What the meeting will make of the step, or made of it, is typed at the meeting; other steps are not.
        (Kept("step", "present"), meeting, FieldPlace("meetings", 3, "meeting", "present", None, 7)),
        (Kept("step", "votes_for", 12), meeting, FieldPlace("meetings", 3, "meeting_case", "votes_for", 12, 7)),
        (Kept("step", "votes_for", 13), meeting, FieldPlace("person", 7, "step", "votes_for", 13)),
        (
            Kept("mentor_assignment", "started_on"),
            meeting,
            FieldPlace("meetings", 3, "meeting_case", "mentor_id", None, 7),
        ),
        (
            Kept("training_class", "starts_on", 4),
            Wish(CLASS, (4,)),
            FieldPlace("classes", 4, "training_class", "starts_on", 4, 7),
        ),
        (Kept("party_cell", "secretary", 2), person, FieldPlace("settings", 0, "party_cell", "secretary", 2)),
        (None, person, None),
    ):
        assert place_of(Missing("trưởng ban", kept), wish, 7, {12}) == place


def test_a_list_that_is_empty_leads_to_itself() -> None:
    assert place_of(Missing("Gia đình: ông, bà nội, ngoại"), Wish(keys=(7,)), 7).table == "family_member"


def test_several_people_are_printed_in_one_go(
    context: AppContext, person_id: Callable[[str], int], qtbot: QtBot
) -> None:
    both = (person_id(NAME), person_id("Trần Văn Bình"))
    page = shown(PrintPage(context, Wish(keys=both)), qtbot)
    forms = {info.form for info in page.made.infos}
    assert set(page.papers.wanted_forms()) == forms
    assert len(page.made.infos) == 2 * len(forms)
    page.papers.forms.setCurrentRow(2)
    names = {page.papers.blanks.item(at).text().partition(":")[0] for at in range(page.papers.blanks.count())}
    assert names == {NAME, "Trần Văn Bình"}


def test_other_forms_are_offered_and_those_of_a_step_are_ticked_together(page: PrintPage, qtbot: QtBot) -> None:
    whole = page.made
    place = page.sets.findText("Chi bộ họp xét kết nạp")
    page.sets.setCurrentIndex(place)
    page.sets.activated.emit(place)
    qtbot.waitUntil(lambda: page.made is not whole, timeout=20_000)
    assert [info.form for info in page.made.infos] == ["6-KNĐ"]
    page.sets.setCurrentIndex(0)
    page.sets.activated.emit(0)
    qtbot.waitUntil(lambda: len(page.made.infos) == len(whole.infos), timeout=20_000)


def test_the_papers_of_recognition_are_a_set_of_their_own(
    context: AppContext, store: Store, person_id: Callable[[str], int], qtbot: QtBot
) -> None:
    dossier = store.find("dossier", person_id=person_id(NAME))
    factory.insert(store, "step", {"dossier_id": dossier.id, "kind": "admission_ceremony", "happened_on": "2025-01-05"})
    page = shown(PrintPage(context, Wish(keys=(dossier.person_id,))), qtbot)
    words = [page.sets.itemText(place) for place in range(page.sets.count())]
    assert words[2:4] == ["Bộ giấy kết nạp", "Bộ giấy công nhận chính thức"]
    assert set(page.sets.itemData(2)).isdisjoint(page.sets.itemData(3))
    assert {"10-KNĐ", "11-KNĐ", "12-KNĐ", "13-KNĐ", "16-KNĐ"} <= set(page.sets.itemData(3))


def test_the_paper_for_a_meeting_is_chosen_by_its_state(page: PrintPage, store: Store, qtbot: QtBot) -> None:
    whole = page.made
    page.states.setCurrentText("Bản mang đi họp")
    page.states.activated.emit(page.states.currentIndex())
    qtbot.waitUntil(lambda: page.made is not whole, timeout=20_000)
    assert {info.state for info in page.made.infos} == {"meeting"}
    assert page.papers.forms.item(0).text().endswith("bản mang đi họp")


def test_what_was_printed_before_is_said(
    page: PrintPage, store: Store, recorder: Recorder, tmp_path: Path, qtbot: QtBot
) -> None:
    recorder.answers.append(tmp_path / "ho-so")
    page.outlet.save_each_pdf()
    qtbot.waitUntil(lambda: store.count("printed_paper") > 0, timeout=20_000)
    assert len(list((tmp_path / "ho-so").glob("*.pdf"))) == len(page.made.infos)
    # Said at once, and again by what the book holds.
    assert page.papers.forms.item(0).text().endswith(", không thay đổi")
    before = page.made
    page.refresh()
    qtbot.waitUntil(lambda: page.made is not before, timeout=20_000)
    assert page.papers.forms.item(0).text().endswith(", không thay đổi")


def test_registers_are_printed_for_a_year(context: AppContext, qtbot: QtBot) -> None:
    page = shown(PrintPage(context, Wish(REGISTER)), qtbot)
    assert page.periods.currentText().startswith("Năm ")
    assert {info.form for info in page.made.infos} >= {"SỔ-QC", "SỔ-GCN"}
    before = page.made
    page.periods.setCurrentIndex(page.periods.findText("Toàn bộ"))
    page.periods.activated.emit(page.periods.currentIndex())
    qtbot.waitUntil(lambda: page.made is not before, timeout=20_000)
    text = "".join(each.extract_text() for each in PdfReader(BytesIO(page.made.pdf)).pages)
    assert NAME in text


def test_the_tree_of_scans_is_made_from_the_page(
    page: PrintPage, context: AppContext, store: Store, recorder: Recorder, tmp_path: Path, qtbot: QtBot
) -> None:
    dossier = store.list("dossier", person_id=page.wish.keys[0])[0]
    steps.record(store, dossier.id, "application_letter", {"happened_on": "05/02/2026"}, context.today())
    recorder.answers.append(tmp_path / "cay")
    with qtbot.waitSignal(context.status_shown, timeout=20_000) as said:
        page.outlet.save_tree(page.wish.keys)
    assert "Đã lưu 1 tệp" in said.args[0]
    assert [path.name for path in (tmp_path / "cay").rglob("*.pdf")] == ["37.Don xin vao dang.pdf"]


def test_papers_that_are_ready_after_their_page_was_left_disturb_nobody(
    context: AppContext, person_id: Callable[[str], int], qtbot: QtBot
) -> None:
    window = MainWindow(context)
    qtbot.addWidget(window, before_close_func=lambda window: window.hide())
    window.show()
    context.open_print([person_id(NAME)])
    left = window.pile.page
    assert isinstance(left, PrintPage)
    assert left.made is None
    gone: list[bool] = []
    left.destroyed.connect(lambda: gone.append(True))
    title = window.top._title.accessibleName()
    window.pile.back()
    assert window.top._title.accessibleName() != title
    qtbot.waitUntil(lambda: bool(gone), timeout=20_000)
    assert not context.jobs.is_busy
    assert window.pile.page is not None
    assert window.top._title.accessibleName() == window.pile.page.title
