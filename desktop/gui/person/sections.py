"""A tab of several parts: their names with counts in a row above, one of them shown."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout

from db.records import Case
from desktop.gui.person.part import PersonPart, lead_into
from desktop.services.findings import Review


class Sections(PersonPart):
    """Parts behind a row of their names."""

    def __init__(self, title: str, parts: Sequence[PersonPart]) -> None:
        super().__init__()
        self.title = title
        self.parts = list(parts)
        self.names = QTabBar()
        self.names.setObjectName("sections")
        self.names.setAccessibleName(title)
        self.names.setDrawBase(False)
        self.names.setExpanding(False)
        self.stack = QStackedWidget()
        for part in self.parts:
            self.names.addTab(part.title)
            self.stack.addWidget(part)
            part.edited.connect(self.edited)
        self.names.currentChanged.connect(self.stack.setCurrentIndex)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.names)
        layout.addWidget(self.stack, 1)

    def show_case(self, case: Case) -> None:
        for place, part in enumerate(self.parts):
            part.show_case(case)
            count = part.count()
            self.names.setTabText(place, part.title if count is None else f"{part.title} ({count})")

    def has_unsaved(self) -> bool:
        return any(part.has_unsaved() for part in self.parts)

    def save(self) -> bool:
        for place, part in enumerate(self.parts):
            if part.has_unsaved() and not part.save():
                self.names.setCurrentIndex(place)
                return False
        return True

    def discard(self) -> None:
        for part in self.parts:
            part.discard()

    def collect(self) -> dict[str, dict[str, Any]]:
        return {group: values for part in self.parts for group, values in part.collect().items()}

    def restore(self, content: Mapping[str, Mapping[str, Any]]) -> None:
        for part in self.parts:
            part.restore(content)

    def lead_to(self, table: str, name: str, row_id: int | None = None) -> bool:
        return lead_into(self.parts, self.names.setCurrentIndex, table, name, row_id)

    def show_review(self, review: Review) -> None:
        for part in self.parts:
            part.show_review(review)
