"""The tab "Lý lịch": every field of the person by the sections of the registry, and the sources."""

from collections.abc import Mapping
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db import fields as registry
from db.records import Case
from desktop.gui.context import AppContext
from desktop.gui.fields.form import FieldForm
from desktop.gui.fields.saving import attempt
from desktop.gui.person.part import PersonPart
from desktop.gui.widgets.labels import plain_label
from desktop.services import people

_SOURCES = "Nguồn"


class History(PersonPart):
    """One long form; the names of its sections at the left lead to them. `completed`: Enter in the last field."""

    title = "Lý lịch"
    completed = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self._person_id = 0
        self._held_sources: set[int] = set()
        sections = {title: fields for title, fields in registry.sections("person").items() if title}
        self.forms = {title: FieldForm(context.store, fields) for title, fields in sections.items()}
        self.sources: dict[int, QCheckBox] = {}
        self._sources_grid = QGridLayout()
        self._headings: dict[str, QLabel] = {}
        self.names = QListWidget()
        self.area = QScrollArea()
        self._build()
        self._lead_on()
        for title, form in self.forms.items():
            form.edited.connect(self.edited)
            form.entered.connect(partial(self._mark, title))

    def show_case(self, case: Case) -> None:
        self._person_id = case.person.id
        for form in self.forms.values():
            form.follow(case.person)
        if not self._sources_changed():
            self._held_sources = {row.id for row in case.source_categories}
            self._show_sources()

    def has_unsaved(self) -> bool:
        return self._sources_changed() or any(form.is_changed() for form in self.forms.values())

    def save(self) -> bool:
        return self._save_fields() and self._save_sources()

    def discard(self) -> None:
        person = self.context.store.get("person", self._person_id)
        for form in self.forms.values():
            form.show_values(person)
        self._show_sources()

    def collect(self) -> dict[str, dict[str, Any]]:
        changed = {name: value for form in self.forms.values() for name, value in form.changed_values().items()}
        content: dict[str, dict[str, Any]] = {"person": changed} if changed else {}
        if self._sources_changed():
            content[_SOURCES] = {"chosen": sorted(self._chosen_sources())}
        return content

    def restore(self, content: Mapping[str, Mapping[str, Any]]) -> None:
        for form in self.forms.values():
            form.restore({name: value for name, value in content.get("person", {}).items() if name in form.editors})
        if _SOURCES in content:
            for key, box in self.sources.items():
                box.setChecked(key in content[_SOURCES]["chosen"])
            self.edited.emit()

    def lead_to(self, table: str, name: str, row_id: int | None = None) -> bool:
        form = next((form for form in self.forms.values() if name in form.editors), None)
        if table != "person" or form is None:
            return False
        form.editors[name].input.setFocus()
        self.area.ensureWidgetVisible(form.editors[name], 0, 80)
        return True

    def _save_fields(self) -> bool:
        forms = list(self.forms.values())
        values = {name: value for form in forms for name, value in form.changed_values().items()}
        if not values:
            return True
        store = self.context.store
        changes = attempt(self.context.messages, forms, lambda: people.save_person(store, self._person_id, values))
        if changes is not None:
            self.context.show_status(f"Đã lưu: {changes.label}.", changes)
        return changes is not None

    def _save_sources(self) -> bool:
        if not self._sources_changed():
            return True
        store, chosen = self.context.store, self._chosen_sources()
        work = self.context.messages.attempt
        changes = work(lambda: people.set_source_categories(store, self._person_id, chosen))
        if changes is not None:
            self._held_sources = chosen
            self.context.show_status(f"Đã lưu: {changes.label}.", changes)
        return changes is not None

    def _chosen_sources(self) -> set[int]:
        return {key for key, box in self.sources.items() if box.isChecked()}

    def _sources_changed(self) -> bool:
        return bool(self.sources) and self._chosen_sources() != self._held_sources

    def _show_sources(self) -> None:
        rows = [
            row
            for row in self.context.store.list("source_category", order="name")
            if row.is_active or row.id in self._held_sources
        ]
        if list(self.sources) != [row.id for row in rows]:
            self._rebuild_sources({row.id: row.name for row in rows})
        for key, box in self.sources.items():
            box.setChecked(key in self._held_sources)

    def _rebuild_sources(self, names: dict[int, str]) -> None:
        for box in self.sources.values():
            box.deleteLater()
        self.sources = {key: QCheckBox(name) for key, name in names.items()}
        for place, box in enumerate(self.sources.values()):
            box.clicked.connect(self.edited)
            self._sources_grid.addWidget(box, place // 3, place % 3)
        self._headings[_SOURCES].setVisible(bool(names))
        self.names.item(self.names.count() - 1).setHidden(not names)

    def _lead_on(self) -> None:
        """Enter in the last field of a section goes on to the first of the next."""
        forms = list(self.forms.values())
        for form, following in pairwise(forms):
            form.completed.connect(following.focus_first)
        forms[-1].completed.connect(self.completed)

    def _build(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(4, 0, 16, 8)
        column.setSpacing(8)
        for title, form in self.forms.items():
            column.addWidget(self._heading(title))
            column.addWidget(form)
            column.addSpacing(10)
        column.addWidget(self._heading(_SOURCES))
        column.addLayout(self._sources_grid)
        column.addStretch()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setWidget(inside)
        self.names.setAccessibleName("Các mục của lý lịch")
        self.names.setProperty("role", "sections")
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.setFixedWidth(self.names.sizeHintForColumn(0) + 40)
        self.names.setCurrentRow(0)
        self.names.currentTextChanged.connect(self._scroll_to)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(14)
        layout.addWidget(self.names)
        layout.addWidget(self.area, 1)

    def _heading(self, title: str) -> QLabel:
        label = plain_label(title, "heading")
        self._headings[title] = label
        self.names.addItem(title)
        return label

    def _mark(self, title: str) -> None:
        """The section the keyboard is in is the one that is marked; the page stays where it is."""
        self.names.blockSignals(True)
        self.names.setCurrentRow(list(self._headings).index(title))
        self.names.blockSignals(False)

    def _scroll_to(self, title: str) -> None:
        heading = self._headings.get(title)
        if heading is not None:
            self.area.verticalScrollBar().setValue(heading.y())
