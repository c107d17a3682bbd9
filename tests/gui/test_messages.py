"""What nobody caught: known errors are said calmly, bugs without anything personal; boxes speak Vietnamese."""

import sys

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMessageBox
from pytestqt.qtbot import QtBot

from db.errors import CannotWrite
from desktop.gui import crash
from desktop.gui.messages import Messages, Unsaved
from desktop.gui.translator import VietnameseTranslator
from tests.gui.recorder import Recorder


def caught(error: Exception) -> Exception:
    try:
        raise error
    except Exception as raised:
        return raised


def test_a_known_error_is_its_sentence(recorder: Recorder) -> None:
    error = caught(CannotWrite("Đĩa đầy. Những gì đã lưu còn nguyên. Hãy chọn nơi khác."))
    crash.make_hook(recorder)(type(error), error, error.__traceback__)
    assert recorder.said == [("tell", "Đĩa đầy. Những gì đã lưu còn nguyên. Hãy chọn nơi khác.")]


def test_a_report_holds_nothing_personal(recorder: Recorder, capsys: pytest.CaptureFixture[str]) -> None:
    error = caught(KeyError("Lò Thị Ánh 012345678901"))
    crash.make_hook(recorder)(type(error), error, error.__traceback__)
    (method, report), printed = recorder.said[0], capsys.readouterr().err
    assert method == "crash"
    assert "KeyError" in report
    assert "test_messages.py" in report
    for text in (report, printed):
        assert "Ánh" not in text
        assert "0123" not in text


def test_an_error_while_a_box_is_open_opens_no_second(capsys: pytest.CaptureFixture[str]) -> None:
    class Trapped(Recorder):
        def crash(self, report: str) -> None:
            super().crash(report)
            error = caught(ValueError())
            hook(ValueError, error, None)

    messages = Trapped()
    hook = crash.make_hook(messages)
    hook(ValueError, caught(ValueError()), None)
    assert len(messages.said) == 1
    capsys.readouterr()


def test_attempt_says_known_errors_only(recorder: Recorder) -> None:
    def fail() -> int:
        raise CannotWrite("Không ghi được.")

    assert recorder.attempt(lambda: 7) == 7
    assert recorder.attempt(fail) is None
    with pytest.raises(ZeroDivisionError):
        recorder.attempt(lambda: 1 // 0)


def press_in_box(qtbot: QtBot, words: str, seen: list[QMessageBox]) -> None:
    """Press a button of the box that is about to open."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append(box)
        assert box.textFormat() == Qt.TextFormat.PlainText
        next(button for button in box.buttons() if button.text() == words).click()

    QTimer.singleShot(0, press)


@pytest.mark.parametrize(("words", "answer"), [("Khôi phục", True), ("Không", False)])
def test_a_question_is_answered_by_its_buttons(qtbot: QtBot, words: str, answer: bool) -> None:
    seen: list[QMessageBox] = []
    press_in_box(qtbot, words, seen)
    assert Messages().confirm("Khôi phục sổ", "Có <b>chắc</b> không?", "Khôi phục") is answer
    assert seen[0].text() == "Có <b>chắc</b> không?"
    assert seen[0].defaultButton().text() == "Không"


@pytest.mark.parametrize(
    ("words", "answer"), [("Lưu", Unsaved.SAVE), ("Bỏ thay đổi", Unsaved.DISCARD), ("Ở lại", Unsaved.STAY)]
)
def test_unsaved_text_has_three_ways(qtbot: QtBot, words: str, answer: Unsaved) -> None:
    press_in_box(qtbot, words, [])
    assert Messages().ask_unsaved("Lò Thị Ánh") is answer


def test_a_crash_report_can_be_copied(qtbot: QtBot) -> None:
    press_in_box(qtbot, "Chép báo cáo lỗi", [])
    Messages().crash("ValueError ở dòng 7")
    assert QApplication.clipboard().text() == "ValueError ở dòng 7"


def test_buttons_of_qt_speak_vietnamese(qapp: QApplication, qtbot: QtBot) -> None:
    translator = VietnameseTranslator()
    qapp.installTranslator(translator)
    try:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel | QDialogButtonBox.StandardButton.Save)
        qtbot.addWidget(box)
        texts = {button.text().replace("&", "") for button in box.buttons()}
    finally:
        qapp.removeTranslator(translator)
    assert texts == {"Thôi", "Lưu"}


def test_the_keyboard_interrupt_is_left_alone(recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[type] = []
    monkeypatch.setattr(sys, "__excepthook__", lambda kind, *_: calls.append(kind))
    crash.make_hook(recorder)(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert calls == [KeyboardInterrupt]
    assert not recorder.said
