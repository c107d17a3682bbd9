"""What every part of a person's page can do: show a case, say what is unsaved, save it, forget it."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.records import Case
from desktop.services.findings import Review


class PersonPart(QWidget):
    """A tab or a section of one. `title` is shown on it; `edited`: whether something is unsaved may have changed."""

    title = ""
    edited = Signal()

    def show_case(self, case: Case) -> None:
        """Show what the book holds; what is typed and unsaved stays."""
        raise NotImplementedError

    def has_unsaved(self) -> bool:
        """Whether something typed is not in the book."""
        return False

    def save(self) -> bool:
        """Keep what was typed; False when it could not be kept."""
        return True

    def discard(self) -> None:
        """Forget what was typed."""

    def collect(self) -> dict[str, dict[str, Any]]:
        """What is typed and not saved, by group and field, for a draft."""
        return {}

    def restore(self, content: Mapping[str, Mapping[str, Any]]) -> None:
        """Put back what collect() gave before; groups of other parts are left alone."""

    def count(self) -> int | None:
        """How many lines it holds, for its title; None when that says nothing."""
        return None

    def lead_to(self, table: str, name: str) -> bool:
        """Put the keyboard into a field; False when it is not here."""
        return False

    def lead_to_row(self, table: str, row_id: int | None, name: str) -> bool:
        """The same for a field of one row of a list; parts without lists know no rows."""
        return self.lead_to(table, name)

    def show_review(self, review: Review) -> None:
        """Show what the rules say; it comes a moment after the case, and only to parts that care."""
