"""The papers that can be printed, ticked or not, and what the chosen one still misses."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.paper_states import FINAL, NAMES, State
from desktop.domain.paper_wishes import Offer
from desktop.gui.style import COLOURS
from desktop.gui.widgets.labels import plain_label
from desktop.printing.values import Missing
from desktop.services.papers import Made
from desktop.vietnamese import show_date, show_number

_KEY = Qt.ItemDataRole.UserRole
_NONE = "Không thiếu mục nào"


@dataclass(frozen=True)
class Blank:
    """One missing value: whose paper, if anybody's, the words for it, and where the book would keep it."""

    person_id: int | None
    text: str
    missing: Missing


@dataclass
class FormLine:
    """One form with all its copies: pages, the first of them, blanks, state, when the very same was printed last."""

    form: str
    title: str
    pages: int
    first_page: int
    blanks: list[Blank]
    state: State = FINAL
    printed_before: str = ""


class _Line(QStyledItemDelegate):
    """A line of a list as high as its words need: the style sheet narrows what is drawn, but not what is measured."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        narrow = QStyleOptionViewItem(option)
        narrow.rect = option.rect.adjusted(0, 0, -2 * option.fontMetrics.averageCharWidth(), 0)
        return super().sizeHint(narrow, index)


class PaperList(QWidget):
    """`ticked`: other forms are wanted; `chosen`: the line of a form was chosen; `wanted`: a blank is to be filled.

    `leads` says whether a blank can be filled in the window at all; of an empty form, None, nothing is missing.
    """

    ticked = Signal()
    chosen = Signal(int)
    wanted = Signal(object)

    def __init__(self, leads: Callable[[Blank], bool] | None) -> None:
        super().__init__()
        self._leads = leads
        self._lines: dict[str, FormLine] = {}
        self._form_of_page: list[str] = []
        self._is_filling = False
        self.forms = QListWidget()
        self.blanks = QListWidget()
        self.blanks_heading = plain_label("Còn thiếu", "heading")
        self.hint = plain_label("Enter ở một mục để tới chỗ ghi. Mục còn thiếu in thành dòng chấm.", "hint", wraps=True)
        self._build()

    def wanted_forms(self) -> list[str]:
        """The codes of the ticked forms."""
        return [item.data(_KEY) for item in self._items().values() if item.checkState() == Qt.CheckState.Checked]

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """List the forms there are beside those made, without a tick."""
        known = self._items()
        self._is_filling = True
        for offer in offers:
            if offer.form not in known:
                item = self._add(offer.form, Qt.CheckState.Unchecked)
                item.setText(f"{offer.form}. {offer.title}\nkhông in")
        self._is_filling = False

    def tick(self, forms: Collection[str]) -> None:
        """Want these forms and no others."""
        self._is_filling = True
        for form, item in self._items().items():
            item.setCheckState(Qt.CheckState.Checked if form in forms else Qt.CheckState.Unchecked)
        self._is_filling = False
        self.ticked.emit()

    def tick_only_chosen(self) -> None:
        """Want the form of the current line and no other."""
        if self.forms.currentRow() >= 0:
            self.tick([self.forms.item(self.forms.currentRow()).data(_KEY)])

    def follow(self, page: int) -> None:
        """Mark the form to which a page belongs, counted from 0."""
        form = self._form_of_page[page] if 0 <= page < len(self._form_of_page) else None
        item = self._items().get(form) if form else None
        if item is not None and item is not self.forms.currentItem():
            self._is_filling = True
            self.forms.setCurrentItem(item)
            self._is_filling = False
            self._show_blanks()

    def note_printed(self, today: date) -> None:
        """Everything shown has just gone out as it is."""
        items = self._items()
        self._is_filling = True
        for line in self._lines.values():
            line.printed_before = today.isoformat()
            items[line.form].setText(self._words(line))
        self._is_filling = False

    def show_made(self, made: Made) -> None:
        """Show what was made; forms not ticked stay in the list without pages."""
        self._lines = {line.form: line for line in form_lines(made, self._leads is not None)}
        self._form_of_page = [info.form for info in made.infos for _ in range(info.pages)]
        self._is_filling = True
        known = self._items()
        for line in self._lines.values():
            item = known.get(line.form) or self._add(line.form, Qt.CheckState.Checked)
            item.setText(self._words(line))
        for form, item in known.items():
            if form not in self._lines:
                item.setText(item.text().partition("\n")[0] + "\nkhông in")
        if self.forms.currentRow() < 0:
            self.forms.setCurrentRow(0)
        self._is_filling = False
        self._show_blanks()

    def _items(self) -> dict[str, QListWidgetItem]:
        items = (self.forms.item(place) for place in range(self.forms.count()))
        return {item.data(_KEY): item for item in items}

    def _add(self, form: str, tick: Qt.CheckState) -> QListWidgetItem:
        item = QListWidgetItem()
        item.setData(_KEY, form)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(tick)
        self.forms.addItem(item)
        return item

    def _on_item_changed(self) -> None:
        if not self._is_filling:
            self.ticked.emit()

    def _on_row(self) -> None:
        if self._is_filling:
            return
        line = self._chosen()
        if line is not None:
            self.chosen.emit(line.first_page)
        self._show_blanks()

    def _chosen(self) -> FormLine | None:
        place = self.forms.currentRow()
        return self._lines.get(self.forms.item(place).data(_KEY)) if place >= 0 else None

    def _show_blanks(self) -> None:
        line = self._chosen()
        blanks = line.blanks if line else []
        self.blanks.clear()
        for blank in blanks:
            item = QListWidgetItem(blank.text)
            item.setData(_KEY, blank)
            if self._leads is not None and not self._leads(blank):
                item.setText(f"{blank.text} (viết tay)")
                item.setForeground(QColor(COLOURS["muted"]))
            self.blanks.addItem(item)
        self.blanks_heading.setText(f"Còn thiếu {show_number(len(blanks))} mục" if blanks else _NONE)
        self.blanks_heading.setVisible(self._leads is not None)
        self.blanks.setVisible(self._leads is not None)
        # Both keep their room: the lists must not jump while the arrow keys go through the papers.
        self.blanks.setEnabled(bool(blanks))
        self.hint.setVisible(bool(blanks))

    def _words(self, line: FormLine) -> str:
        told = [f"{show_number(line.pages)} trang"]
        if self._leads is not None:
            told.append(f"thiếu {show_number(len(line.blanks))} mục" if line.blanks else "đủ")
        if line.state != FINAL:
            told.append(NAMES[line.state].lower())
        before = f"\nđã in ngày {show_date(line.printed_before[:10])}, không thay đổi" if line.printed_before else ""
        return f"{line.form}. {line.title}\n{', '.join(told)}{before}"

    def _build(self) -> None:
        self.forms.setAccessibleName("Giấy tờ sẽ in")
        self.blanks.setAccessibleName("Mục còn thiếu")
        for listed in (self.forms, self.blanks):
            listed.setWordWrap(True)
            listed.setItemDelegate(_Line(listed))
            # Lines are measured again when the width changes, as when the scroll bar appears.
            listed.setResizeMode(QListView.ResizeMode.Adjust)
            listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            listed.setProperty("role", "roomy")
        keeps_room = self.hint.sizePolicy()
        keeps_room.setRetainSizeWhenHidden(True)
        self.hint.setSizePolicy(keeps_room)
        self.forms.itemChanged.connect(self._on_item_changed)
        self.forms.currentRowChanged.connect(self._on_row)
        self.blanks.itemActivated.connect(lambda item: self.wanted.emit(item.data(_KEY)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(plain_label("Giấy tờ sẽ in", "heading"))
        layout.addWidget(self.forms, 3)
        layout.addWidget(self.blanks_heading)
        layout.addWidget(self.blanks, 2)
        layout.addWidget(self.hint)


def form_lines(made: Made, has_blanks: bool = True) -> list[FormLine]:
    """The forms of what was made, each with all its copies together, in the order of their first copies."""
    lines: dict[str, FormLine] = {}
    first_page = 0
    people = {wanted.keys.get("person_id") for wanted in made.order.wanted}
    for wanted, info in zip(made.order.wanted, made.infos, strict=True):
        line = lines.get(info.form)
        if line is None:
            line = lines[info.form] = FormLine(
                info.form, info.title, 0, first_page, [], info.state, info.printed_before
            )
        line.pages += info.pages
        if info.state != made.order.state:
            line.state = info.state
        # All copies have to be the same as before, else the form is new.
        line.printed_before = min(line.printed_before, info.printed_before)
        person = wanted.case.person if wanted.case is not None else None
        owner = person.full_name if person is not None and len(people) > 1 else ""
        missing = info.missing if has_blanks else ()
        line.blanks += _blanks(person.id if person is not None else None, owner, missing)
        first_page += info.pages
    return list(lines.values())


def _blanks(person_id: int | None, name: str, missing: Sequence[Missing]) -> list[Blank]:
    return [Blank(person_id, f"{name}: {label}" if name else label, label) for label in dict.fromkeys(missing)]
