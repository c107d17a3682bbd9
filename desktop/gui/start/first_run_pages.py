"""The pages of the first run that ask: the office, its model, its cells, the passphrase and where the book lies."""

from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QPlainTextEdit, QRadioButton, QWidget

from db.book import SUFFIX
from desktop import paths
from desktop.gui.messages import Messages
from desktop.gui.start.card import Card
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.secret_line import showing_box
from desktop.services import office
from desktop.vietnamese import show_number

SHORTEST_PASSPHRASE = 8
STEPS = 5
_NOT_IN_NAMES = '<>:"/\\|?*'


@dataclass
class Draft:
    """What was typed so far; nothing of it is written before the last page."""

    name: str = ""
    place_name: str = ""
    province: str = ""
    model: str = "deciding"
    superior: str = ""
    cells: str = ""
    passphrase: str = ""
    path: Path = field(default_factory=Path)
    new: Any = None

    def setup(self) -> office.OfficeSetup:
        """The office as the service takes it."""
        values = {"place_name": self.place_name or None, "province": self.province or None}
        cells = tuple(office.parse_cells(self.cells))
        return office.OfficeSetup(self.name, self.model, self.superior or None, cells, values)

    def usual_path(self) -> Path:
        """Where the book lies unless another place is chosen."""
        name = "".join(letter for letter in self.name if letter not in _NOT_IN_NAMES).strip(" .")
        return paths.user_folder() / f"{name or 'Sổ kết nạp'}{SUFFIX}"


class StepCard(Card):
    """One step: Enter or "Tiếp" goes on when nothing is wrong."""

    went_on = Signal()
    went_back = Signal()

    def __init__(self, number: int, title: str, hint: str, onward: str = "Tiếp") -> None:
        super().__init__(f"Bước {number} trên {STEPS}", title, hint)
        self._onward_words = onward
        self.back = button("Lùi", self.went_back.emit)
        self.onward = button(onward, self.go_on, "primary")
        self.foot.addWidget(self.back)
        self.foot.addStretch()
        self.foot.addWidget(self.onward)
        # From every control: in a text of several lines Enter makes a line, on a choice it does nothing of itself.
        QShortcut(QKeySequence("Ctrl+Return"), self, self.go_on, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def problem_now(self) -> str:
        """What is wrong with what is typed, or nothing; keeps it in the draft when it is right."""
        return ""

    def first_control(self) -> QWidget:
        """The control that has the keyboard first."""
        return self.onward

    def enter(self) -> None:
        """The page comes to the front."""
        # Whoever leaves the last control with Tab means to go on; only controls of one window can be put in order.
        self.setTabOrder(self.onward, self.back)
        self.say("")
        self.first_control().setFocus()

    def go_on(self) -> None:
        """To the next page, unless something is wrong."""
        problem = self.problem_now()
        self.say(problem)
        if not problem:
            self.went_on.emit()

    def set_busy(self, label: str) -> None:
        """Say that work is running; nothing else can be pressed meanwhile."""
        self.back.setEnabled(not label)
        self.onward.setEnabled(not label)
        self.onward.setText(f"{label}…" if label else self._onward_words)

    def chain(self, *lines: QLineEdit) -> None:
        """Enter moves from line to line, and from the last one onward."""
        for line, following in pairwise(lines):
            line.returnPressed.connect(following.setFocus)
        lines[-1].returnPressed.connect(self.go_on)


class OfficePage(StepCard):
    """The office that will own the book. `elsewhere`: it has one already, on another computer."""

    elsewhere = Signal()

    def __init__(self, draft: Draft) -> None:
        super().__init__(
            1, "Cơ quan giữ sổ", "Tên ghi đúng như trên văn bản; địa danh là chữ đứng trước ngày tháng trên giấy tờ."
        )
        self._draft = draft
        self.name = self.add_line("Tên cơ quan *")
        self.place_name = self.add_line("Địa danh ghi trên văn bản")
        self.province = self.add_line("Tỉnh, thành phố")
        self.name.setPlaceholderText("Thí dụ: Đảng ủy xã …")
        self.place_name.setPlaceholderText("Thí dụ: An …, như trong “An …, ngày 03 tháng 02 năm …”")
        self.province.setPlaceholderText("Thí dụ: tỉnh …")
        self.chain(self.name, self.place_name, self.province)
        self._elsewhere = button("Đã có sổ ở máy khác…", self.elsewhere.emit, "link")
        self.foot.insertWidget(1, self._elsewhere)

    def enter(self) -> None:
        super().enter()
        self.setTabOrder(self.back, self._elsewhere)

    def first_control(self) -> QWidget:
        return self.name

    def problem_now(self) -> str:
        self._draft.name = self.name.text().strip()
        self._draft.place_name = self.place_name.text().strip()
        self._draft.province = self.province.text().strip()
        return "" if self._draft.name else "Hãy gõ tên cơ quan."


class ModelPage(StepCard):
    """Who decides on admissions, and the committee above."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(
            2, "Mô hình tổ chức", "Chương trình theo đây mà biết ai ra quyết định kết nạp và giấy nào cần có."
        )
        self._draft = draft
        self.models = QButtonGroup(self)
        for model, words in office.MODEL_TITLES.items():
            choice = QRadioButton(words)
            choice.setProperty("model", model)
            choice.setChecked(model == draft.model)
            choice.installEventFilter(self)
            self.models.addButton(choice)
            self.body.addWidget(choice)
        self.superior = self.add_line("Cấp ủy cấp trên trực tiếp")
        self.superior.setPlaceholderText("Thí dụ: Tỉnh ủy …")
        self.chain(self.superior)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on a choice moves on, as it does in a line."""
        is_press = event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.superior.setFocus()
            return True
        return super().eventFilter(watched, event)

    def first_control(self) -> QWidget:
        return self.models.checkedButton() or self.superior

    def problem_now(self) -> str:
        self._draft.model = next(each.property("model") for each in self.models.buttons() if each.isChecked())
        self._draft.superior = self.superior.text().strip()
        needs_superior = self._draft.model == "grassroots" and not self._draft.superior
        return "Hãy gõ tên cấp ủy cấp trên, nơi ra quyết định kết nạp." if needs_superior else ""


class CellsPage(StepCard):
    """The cells, one a line."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(
            3,
            "Các chi bộ",
            "Mỗi dòng một chi bộ; có thể dán từ Word hoặc Excel. Chi bộ thuộc đảng ủy cơ sở thì ghi tên đảng ủy ở dòng "
            "trên. Có thể để trống rồi thêm sau, hoặc để chương trình lấy từ danh sách Excel. Ctrl+Enter: tiếp.",
        )
        self._draft = draft
        self.cells = QPlainTextEdit()
        self.cells.setAccessibleName("Danh sách chi bộ")
        self.cells.setPlaceholderText("Chi bộ thôn …\nChi bộ Trường Tiểu học …")
        self.cells.setTabChangesFocus(True)
        self.cells.setMinimumHeight(self.fontMetrics().lineSpacing() * 9)
        self.cells.textChanged.connect(self._count)
        self._counted = plain_label("", "hint")
        self.body.addWidget(self.cells)
        self.body.addWidget(self._counted)

    def first_control(self) -> QWidget:
        return self.cells

    def problem_now(self) -> str:
        self._draft.cells = self.cells.toPlainText()
        return ""

    def _count(self) -> None:
        number = len(office.parse_cells(self.cells.toPlainText()))
        self._counted.setText(f"{show_number(number)} chi bộ")


class PassphrasePage(StepCard):
    """The passphrase twice, and where the book lies."""

    def __init__(self, draft: Draft, messages: Messages) -> None:
        super().__init__(
            4,
            "Mật khẩu",
            "Sổ được mã hóa; không có mật khẩu hoặc tờ mã khôi phục thì không ai đọc được. "
            "Nên dùng bốn, năm từ dễ nhớ viết liền nhau.",
        )
        self._draft, self._messages = draft, messages
        self.passphrase = self.add_line(f"Mật khẩu (ít nhất {SHORTEST_PASSPHRASE} chữ)", is_secret=True)
        self.repeated = self.add_line("Gõ lại mật khẩu", is_secret=True)
        self.chain(self.passphrase, self.repeated)
        self.body.addWidget(showing_box(self.passphrase, self.repeated))
        self._place = plain_label("", "hint", wraps=True)
        self._place.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        row = QHBoxLayout()
        row.addWidget(self._place, 1)
        row.addWidget(button("Đổi nơi để sổ…", self._choose_place))
        self.body.addLayout(row)

    def first_control(self) -> QWidget:
        return self.passphrase

    def enter(self) -> None:
        super().enter()
        if self._draft.path == Path():
            self._draft.path = self._draft.usual_path()
        self._show_place()

    def problem_now(self) -> str:
        typed = self.passphrase.text()
        if len(typed) < SHORTEST_PASSPHRASE:
            return f"Mật khẩu cần ít nhất {SHORTEST_PASSPHRASE} chữ."
        if typed != self.repeated.text():
            return "Hai lần gõ mật khẩu khác nhau. Hãy gõ lại."
        if self._draft.path.exists():
            return f"Đã có tệp “{self._draft.path.name}” ở đó. Hãy đổi nơi để sổ, hoặc lùi lại và mở sổ đã có."
        self._draft.passphrase = typed
        return ""

    def _choose_place(self) -> None:
        chosen = self._messages.choose_new_file("Nơi để sổ", self._draft.path, f"Sổ Kết Nạp (*{SUFFIX})")
        if chosen is not None:
            self._draft.path = chosen if chosen.suffix == SUFFIX else chosen.with_name(chosen.name + SUFFIX)
            self._show_place()

    def _show_place(self) -> None:
        self._place.setText(f"Sổ sẽ nằm ở: {self._draft.path}")
