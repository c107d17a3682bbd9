"""One class: its fields, its roster with results, and its certificates."""

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from db import fields as registry
from db.records import Record
from desktop.gui.classes.roster_panel import RosterPanel
from desktop.gui.context import AppContext
from desktop.gui.field_place import FieldPlace
from desktop.gui.fields.form import FieldForm
from desktop.gui.fields.saving import attempt
from desktop.gui.widgets.arranging import scrolled, stacked
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.flow import FlowRow
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.permission import permit
from desktop.services import classes

ROSTER, ABOUT = 0, 1


class ClassPanel(QWidget):
    """The right side of the place; `class_id` is None while a new class is typed."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.class_id: int | None = None
        self.heading = plain_label("", "heading", wraps=True)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.roster = RosterPanel(context)
        self.form = FieldForm(context.store, registry.fields_of("training_class"), columns=2)
        self._build()

    def show_class(self, row: Record | None) -> None:
        """Show a class of the book; what is typed and unsaved for the same one stays."""
        key = row.id if row else None
        if key != self.class_id:
            self.form.show_values(row or {})
            self.roster.discard()
        else:
            self.form.follow(row or {})
        self.class_id = key
        self.heading.setText(_describe(row))
        self.tabs.setTabEnabled(ROSTER, row is not None)
        self.roster.show_class(row)

    def begin_new(self, organiser: str | None) -> None:
        """An empty class, its kind to be chosen first."""
        self.show_class(None)
        self.form.show_values({"kind": "awareness", "organiser": organiser})
        self.tabs.setCurrentIndex(ABOUT)
        self.form.focus_first()

    def lead_to(self, wanted: FieldPlace) -> None:
        """Put the keyboard into a field of the class, or into the roster with its results."""
        editor = self.form.editors.get(wanted.name) if wanted.table == "training_class" else None
        self.tabs.setCurrentIndex(ROSTER if editor is None else ABOUT)
        (self.roster.table if editor is None else editor.input).setFocus()

    def has_unsaved(self) -> bool:
        """Whether something typed is not in the book."""
        return self.form.is_changed() or self.roster.has_unsaved()

    def save(self) -> bool:
        """Keep the class, then results, then numbers."""
        self.roster.table.commit()
        if (self.form.is_changed() or self.class_id is None) and not self._save_class():
            self.tabs.setCurrentIndex(ABOUT)
            return False
        return self.roster.save()

    def discard(self) -> None:
        """Forget what was typed."""
        held = self.context.store.find("training_class", id=self.class_id) if self.class_id else None
        self.form.show_values(held or {})
        self.roster.discard()

    def propose(self) -> None:
        """Fill the next number of a letter into its field if it has none."""
        typed = self.form.values()
        found = classes.propose_letter_number(self.context.store, typed["letter_on"], self.context.today())
        if found and not typed["letter_number"]:
            self.form.restore({"letter_number": found})

    def _save_class(self) -> bool:
        store, key = self.context.store, self.class_id
        values = self.form.values() if key is None else self.form.changed_values()
        saved = attempt(self.context.messages, [self.form], lambda: classes.save_class(store, values, key))
        if saved is None:
            return False
        # The key is known before the pages hear of the change, so that the new class is the one they show.
        self.class_id, changes = saved
        self.context.show_status(f"Đã lưu: {changes.label}.", changes)
        return True

    def _build(self) -> None:
        self.propose_button = button("Điền số công văn", self.propose, "", "Số tiếp theo trong sổ cấp số; sửa được")
        permit(self.context.store, "write", self.propose_button)
        buttons = QWidget()
        buttons.setLayout(FlowRow(self.propose_button))
        inside = stacked(self.form, buttons, margins=(0, 8, 12, 0))
        area = scrolled(inside)
        self.tabs.addTab(self.roster, "Học viên")
        self.tabs.addTab(area, "Thông tin lớp")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.heading)
        layout.addWidget(self.tabs, 1)


def _describe(row: Record | None) -> str:
    return row.name if row else "Lớp mới"
