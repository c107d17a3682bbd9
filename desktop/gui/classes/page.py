"""The place of the classes: the list at the left, the chosen class at the right."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from db.choices import CLASS_KIND
from db.records import Record
from desktop.gui.classes.class_panel import ROSTER, ClassPanel
from desktop.gui.context import AppContext
from desktop.gui.field_place import CLASSES, FieldPlace
from desktop.gui.fields.table import RowTable
from desktop.gui.messages import Unsaved
from desktop.gui.page import Page
from desktop.gui.widgets.arranging import side_by_side
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.empty_state import EmptyState
from desktop.gui.widgets.flow import FlowRow
from desktop.gui.widgets.permission import permit
from desktop.gui.widgets.record_model import RecordModel, TableColumn
from desktop.services import classes
from desktop.vietnamese import show_date, show_number

_COLUMNS = (TableColumn("name", "Lớp", lambda row: f"{row.name}\n{_when_and_how_many(row)}", lambda row: row.name),)


class ClassesPage(Page):
    """Classes of all kinds, the newest first."""

    title = "Lớp bồi dưỡng"
    help_name = "classes"
    concerns = frozenset({"training_class", "enrolment", "certificate", "person", "party_cell"})

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._is_adding = False
        self.model = RecordModel(_COLUMNS)
        self.table = RowTable(context, "classes", "Các lớp", self.model, (24,))
        # Names of classes are long: two lines of them, and a third for the day and the learners.
        self.table.set_row_lines(3.9)
        self.panel = ClassPanel(context)
        self.new_button = button("Mở lớp mới (Insert)", self.begin_new)
        self.save_button = button("Lưu (Ctrl+S)", self.save, "primary")
        permit(context.store, "write", self.new_button, self.save_button)
        self.stack = QStackedWidget()
        self._build()
        self._connect()
        context.field_place_wanted.connect(self._on_field_place_wanted)

    def refresh(self) -> None:
        """Read the classes again; the chosen one stays chosen, and what is typed stays."""
        rows = classes.list_classes(self.context.store)
        self.model.show_records(rows)
        place = self.table.row_of(self.panel.class_id)
        if place is None and rows and not self._is_adding:
            place = 0
        self.stack.setCurrentIndex(0 if rows or self._is_adding else 1)
        self.table.choose(place)
        if not self._is_adding:
            self.panel.show_class(rows[place] if place is not None else None)
        self._show_unsaved()

    def has_unsaved(self) -> bool:
        return self.panel.has_unsaved()

    def save(self) -> bool:
        was_adding, self._is_adding = self._is_adding, False
        if not self.panel.save():
            self._is_adding = was_adding and self.panel.class_id is None
            return False
        if was_adding:
            self.panel.tabs.setCurrentIndex(ROSTER)
            self.panel.roster.table.setFocus()
        self._show_unsaved()
        return True

    def discard(self) -> None:
        self._is_adding = False
        self.panel.discard()
        self.refresh()

    def first_control(self) -> QWidget | None:
        return self.table

    def print(self) -> None:
        """Ctrl+P: the papers of the class in front."""
        self.panel.roster.print_papers()

    def begin_new(self) -> None:
        """An empty class, after what was typed for another is settled."""
        if not self._settle():
            return
        self._is_adding = True
        self.stack.setCurrentIndex(0)
        self.table.choose(None)
        office = self.context.store.find("office", id=1)
        self.panel.begin_new(office.political_centre if office else None)

    def _settle(self) -> bool:
        """Whether nothing typed would be lost by leaving the chosen class."""
        if not self.has_unsaved():
            return True
        answer = self.context.messages.ask_unsaved(self.panel.heading.text())
        if answer is Unsaved.SAVE:
            return self.save()
        if answer is Unsaved.DISCARD:
            self.discard()
        return answer is Unsaved.DISCARD

    def _on_chosen(self, place: int) -> None:
        key = self.model.record(place).id
        # Settling may read the classes again, which must not happen while the table is still moving.
        QTimer.singleShot(0, self, lambda: self._turn_to(key))

    def _turn_to(self, key: int) -> None:
        if key != self.panel.class_id and self._settle():
            self._is_adding = False
            place = self.table.row_of(key)
            if place is not None:
                self.panel.show_class(self.model.record(place))
        self.table.choose(self.table.row_of(self.panel.class_id))
        self._show_unsaved()

    def _on_field_place_wanted(self, wanted: FieldPlace) -> None:
        """A paper misses what is typed here."""
        if wanted.where == CLASSES and self.isVisible():
            self._turn_to(wanted.key)
            if self.panel.class_id == wanted.key:
                self.panel.lead_to(wanted)

    def _show_unsaved(self) -> None:
        self.save_button.setEnabled(self.has_unsaved() or self._is_adding)

    def _connect(self) -> None:
        self.table.chosen.connect(self._on_chosen)
        self.table.insert_wanted.connect(self.begin_new)
        self.table.opened.connect(lambda _: self.panel.roster.table.setFocus())
        self.panel.form.edited.connect(self._show_unsaved)
        self.panel.form.completed.connect(self.save)
        self.panel.roster.model.edited.connect(self._show_unsaved)
        self.panel.roster.table.typing.connect(self._show_unsaved)

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 12, 0)
        column.addWidget(self.table, 1)
        column.addLayout(FlowRow(self.new_button, self.save_button))
        splitter = side_by_side(left, self.panel, (300, 810))
        self.stack.addWidget(splitter)
        kinds = ", ".join(label.lower() for label in CLASS_KIND.values())
        text = f"Ghi ở đây các lớp: {kinds}. Ghi học viên, kết quả, cấp số và in giấy chứng nhận."
        self.stack.addWidget(EmptyState("Chưa có lớp nào", text, ("Mở lớp mới", self.begin_new)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.addWidget(self.stack)


def _when_and_how_many(row: Record) -> str:
    return "  ·  ".join(part for part in (show_date(row.starts_on), f"{show_number(row.learners)} học viên") if part)
