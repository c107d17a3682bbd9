"""A list of a person or of the newest dossier as a part of the page."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from db.changes import Changes
from db.records import Case
from desktop.gui.context import AppContext
from desktop.gui.fields.record_list import ListKind, RecordList
from desktop.gui.person.lists import OF_DOSSIER, ROWS
from desktop.gui.person.part import PersonPart
from desktop.services import people


class ListPart(PersonPart):
    """One list with its editor."""

    def __init__(self, context: AppContext, kind: ListKind, top: int = 0) -> None:
        super().__init__()
        self.context = context
        self.kind = kind
        self.title = kind.title
        self._owner = 0
        self.list = RecordList(context, kind, self._save, self._delete)
        self.list.edited.connect(self.edited)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, top, 0, 0)
        layout.addWidget(self.list)

    def show_case(self, case: Case) -> None:
        if self.kind.table in OF_DOSSIER:
            self._owner = case.dossier.id if case.dossier else 0
        else:
            self._owner = case.person.id
        self.list.set_rows(getattr(case, ROWS[self.kind.table]))

    def has_unsaved(self) -> bool:
        return self.list.has_unsaved()

    def save(self) -> bool:
        return self.list.save()

    def discard(self) -> None:
        self.list.discard()

    def collect(self) -> dict[str, dict[str, Any]]:
        return self.list.collect()

    def restore(self, content: Mapping[str, Mapping[str, Any]]) -> None:
        self.list.restore(content)

    def count(self) -> int | None:
        return self.list.row_count

    def lead_to(self, table: str, name: str) -> bool:
        if table != self.kind.table:
            return False
        editor = self.list.form.editors.get(name)
        (editor.input if editor and self.list.row_count else self.list.table).setFocus()
        return True

    def _save(self, values: Mapping[str, Any], key: int | None) -> Changes:
        return people.save_row(self.context.store, self.kind.table, self._owner, values, key)

    def _delete(self, key: int) -> Changes:
        return people.delete_row(self.context.store, self.kind.table, key)
