"""The row above the list of people: what narrows it, how many were found, and the way back to all of them."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QWidget

from db.choices import STAGE
from db.people_list import LACKS
from db.records import Record
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.combo_box import QuietComboBox
from desktop.gui.widgets.flow import FlowRow
from desktop.gui.widgets.labels import plain_label
from desktop.services.attention import DUE, FAULTS
from desktop.vietnamese import show_number

# What preferences hold of a choice: the same value, or the uid where the value is a key that stays in the book.
_KEPT_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_LETTERS = 8


class PeopleFilters(QWidget):
    """`changed`: something else was chosen; `cleared`: all filters and the search were dropped.

    `mentors_wanted`: those who help are many in a large office, and asked for when somebody is about to choose one.
    """

    changed = Signal()
    cleared = Signal()
    mentors_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.stage = _box("Lọc theo giai đoạn", "Mọi giai đoạn", STAGE.items())
        self.cell = _box("Lọc theo chi bộ", "Mọi chi bộ")
        self.mentor = _LateComboBox()
        _dress(self.mentor, "Lọc theo đảng viên giúp đỡ", "Người giúp đỡ")
        self.mentor.wanted.connect(self.mentors_wanted)
        lacks = [(key, words) for key, (words, _) in LACKS.items()]
        faults = [(key, question.words) for key, question in FAULTS.items()]
        self.lack = _box("Lọc theo điều còn thiếu", "Điều còn thiếu", lacks + faults)
        self.due = _box("Lọc theo hạn", "Mọi hạn", [(key, question.words) for key, question in DUE.items()])
        self._boxes = {
            "stage": self.stage,
            "cell": self.cell,
            "mentor": self.mentor,
            "lack": self.lack,
            "due": self.due,
        }
        self._count = plain_label("", "hint")
        self._clear = button("Bỏ lọc", self.cleared.emit, "link", "Hiện lại tất cả mọi người")
        for box in self._boxes.values():
            box.activated.connect(self.changed)
        self.setLayout(FlowRow(*self._boxes.values(), self._clear, self._count))

    def show_cells(self, cells: list[Record]) -> None:
        """Offer these cells; the chosen one stays chosen while it is among them."""
        _offer(self.cell, [(cell.name, cell.id, cell.uid) for cell in cells])

    def show_mentors(self, mentors: list[Record]) -> None:
        """Offer these members who help; the chosen one stays chosen while it is among them."""
        self.mentor.is_filled = True
        _offer(self.mentor, [(mentor.full_name, mentor.id, mentor.uid) for mentor in mentors])

    def forget_mentors(self) -> None:
        """The book has changed: who helps is asked for again, at once where one is chosen."""
        self.mentor.is_filled = False
        if self.mentor.currentData() is not None:
            self.mentor.ask()

    def questions(self) -> list[str]:
        """The chosen questions for which every dossier has to be gone through."""
        chosen = (self.lack.currentData(), self.due.currentData())
        return [key for key in chosen if key is not None and key not in LACKS]

    def show_count(self, count: int | None) -> None:
        """Say how many people were found; None while it is not known."""
        self._count.setText("" if count is None else f"{show_number(count)} người")

    def show_progress(self, done: int, total: int) -> None:
        """Say how many dossiers have been gone through."""
        self._count.setText(f"Đang xem {show_number(done)}/{show_number(total)} hồ sơ…")

    def show_narrowed(self, is_narrowed: bool) -> None:
        """Offer the way back when not everybody is shown."""
        self._clear.setVisible(is_narrowed)

    def kept(self) -> dict[str, str | None]:
        """The choice as preferences hold it."""
        return {name: box.currentData(_KEPT_ROLE) for name, box in self._boxes.items()}

    def choose(self, kept: dict[str, str | None]) -> None:
        """Choose again what preferences hold."""
        if kept.get("mentor"):
            self.mentor.ask()
        for name, box in self._boxes.items():
            box.setCurrentIndex(max(0, box.findData(kept.get(name), _KEPT_ROLE)))


class _LateComboBox(QuietComboBox):
    """Asks for its choices (`wanted`) when it gets the keyboard or opens, not before."""

    wanted = Signal()
    is_filled = False

    def ask(self) -> None:
        """Have the choices, if they are not there."""
        if not self.is_filled:
            self.wanted.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.ask()
        super().focusInEvent(event)

    def showPopup(self) -> None:
        self.ask()
        super().showPopup()


def _offer(box: QComboBox, rows: list[tuple[str, int, str]]) -> None:
    """Offer (words, value, what is kept of it) behind the first entry, which stays."""
    chosen = box.currentData(_KEPT_ROLE)
    while box.count() > 1:
        box.removeItem(1)
    for words, value, kept in rows:
        _add(box, words, value, kept)
    _fit_list(box)
    box.setCurrentIndex(max(0, box.findData(chosen, _KEPT_ROLE)))


def _add(box: QComboBox, words: str, value: object, kept: object) -> None:
    box.addItem(words, value)
    box.setItemData(box.count() - 1, kept, _KEPT_ROLE)


def _fit_list(box: QComboBox) -> None:
    """The row is narrow; the list below it is as wide as its longest words. A view asked about thousands takes long."""
    view = box.view()
    longest = max((box.itemText(place) for place in range(box.count())), key=len)
    margins = 3 * view.fontMetrics().averageCharWidth() + view.verticalScrollBar().sizeHint().width()
    view.setMinimumWidth(view.fontMetrics().horizontalAdvance(longest) + margins)


def _box(name: str, everything: str, choices: Iterable[tuple[str, str]] = ()) -> QComboBox:
    box = QuietComboBox()
    _dress(box, name, everything, choices)
    return box


def _dress(box: QComboBox, name: str, everything: str, choices: Iterable[tuple[str, str]] = ()) -> None:
    box.setAccessibleName(name)
    box.setToolTip(name)
    box.setMaxVisibleItems(24)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_LETTERS)
    _add(box, everything, None, None)
    for value, words in choices:
        _add(box, words, value, value)
    _fit_list(box)
