"""What every part of a person's page can do: show a case, say what is unsaved, save it, forget it."""

from collections.abc import Callable, Mapping, Sequence
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

    def lead_to(self, table: str, name: str, row_id: int | None = None) -> bool:
        """Put the keyboard into a field, of one row where the part has a list of them; False when it is not here."""
        return False

    def show_review(self, review: Review) -> None:
        """Show what the rules say; it comes a moment after the case, and only to parts that care."""


def lead_into(
    parts: Sequence[PersonPart], show: Callable[[int], object], table: str, name: str, row_id: int | None
) -> bool:
    """Put the keyboard into a field of one of several parts, which is shown first; False when none has it."""
    for place, part in enumerate(parts):
        if part.lead_to(table, name, row_id):
            show(place)
            # A field takes the keyboard only once it is seen.
            part.lead_to(table, name, row_id)
            return True
    return False
