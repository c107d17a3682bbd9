"""A list of a person or of the newest dossier as a part of the page."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from db.changes import Changes
from db.records import Case, Record
from desktop.gui.context import AppContext
from desktop.gui.fields.record_list import ListKind, RecordList
from desktop.gui.person.lists import OF_DOSSIER, ROWS
from desktop.gui.person.part import PersonPart
from desktop.services import people


class ListPart(PersonPart):
    """One list with its editor; made when it is first looked at, so that the page of a person opens at once."""

    def __init__(self, context: AppContext, kind: ListKind, top: int = 0) -> None:
        super().__init__()
        self.context = context
        self.kind = kind
        self.title = kind.title
        self._owner = 0
        self._person: Mapping[str, Any] = {}
        self._rows: Sequence[Record] = ()
        self._known: Mapping[str, Any] = {}
        self._list: RecordList | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, top, 0, 0)

    @property
    def list(self) -> RecordList:
        """The list itself."""
        if self._list is None:
            self._list = self.make_list()
            self._list.edited.connect(self.edited)
            self._layout.addWidget(self._list)
            # At once, not when the layout comes to it: the keyboard may be led here by the key that opened the tab.
            self._list.show()
            self._list.set_owner(self._person)
            self._list.known = self._known
            self._list.set_rows(self._rows)
        return self._list

    def make_list(self) -> RecordList:
        """The list with its ways to save and to delete."""
        return RecordList(self.context, self.kind, self._save, self._delete)

    def show_case(self, case: Case) -> None:
        if self.kind.table in OF_DOSSIER:
            self._owner = case.dossier.id if case.dossier else 0
        else:
            self._owner = case.person.id
        self._person = case.person
        self._rows, self._known = getattr(case, ROWS[self.kind.table]), self.kind.known(case)
        if self._list is not None:
            self._list.set_owner(self._person)
            self._list.known = self._known
            self._list.set_rows(self._rows)

    def has_unsaved(self) -> bool:
        return self._list is not None and self._list.has_unsaved()

    def save(self) -> bool:
        return self._list is None or self._list.save()

    def discard(self) -> None:
        if self._list is not None:
            self._list.discard()

    def collect(self) -> dict[str, dict[str, Any]]:
        return self._list.collect() if self._list is not None else {}

    def restore(self, content: Mapping[str, Mapping[str, Any]]) -> None:
        if any(group.startswith(f"{self.kind.table}:") for group in content):
            self.list.restore(content)

    def count(self) -> int | None:
        return len(self._rows)

    def lead_to(self, table: str, name: str, row_id: int | None = None) -> bool:
        if table != self.kind.table:
            return False
        if row_id is not None:
            self.list.show_key(row_id)
        elif not self._rows and not self.has_unsaved() and self.list.add_button.isEnabled():
            # Where nothing is recorded yet, the first row is what is wanted.
            self.list.begin_new()
        editor = self.list.form.editors.get(name)
        if editor is not None or self._rows:
            (editor.input if editor is not None else self.list.table).setFocus()
        return True

    def showEvent(self, event: QShowEvent) -> None:
        assert self.list is not None
        super().showEvent(event)

    def _save(self, values: Mapping[str, Any], key: int | None) -> Changes:
        return people.save_row(self.context.store, self.kind.table, self._owner, values, key)

    def _delete(self, key: int) -> Changes:
        return people.delete_row(self.context.store, self.kind.table, key)
