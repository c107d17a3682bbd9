"""The manners of a page: it redraws when a change concerns it and it is seen, and says when something would be lost."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from db.changes import Changes
from desktop.gui.context import AppContext
from desktop.gui.widgets.empty_state import EmptyState


class Page(QWidget):
    """A page of the main window.

    Subclasses set `title` (shown above the page), `concerns` (tables whose changes make it redraw), `help_name`
    (a text of resources/help), and override refresh(), and for typed text has_unsaved(), save() and discard().
    """

    title_changed = Signal()

    title = ""
    concerns: frozenset[str] = frozenset()
    help_name = ""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self._is_stale = True
        context.changed.connect(self._on_changes)

    def refresh(self) -> None:
        """Read from the book again and redraw; called before the page is first shown and after changes."""

    def set_title(self, title: str) -> None:
        """Change the words above the page."""
        self.title = title
        self.title_changed.emit()

    def has_unsaved(self) -> bool:
        """Whether leaving the page would lose something typed."""
        return False

    def save(self) -> bool:
        """Keep what was typed; False when it could not be kept (the page has said why)."""
        return True

    def discard(self) -> None:
        """Forget what was typed."""

    def first_control(self) -> QWidget | None:
        """The control that has the keyboard when the page is shown."""
        return None

    def take_keyboard(self) -> None:
        """Put the keyboard into the first control; where the place is empty, onto the first step it offers."""
        control = self.first_control()
        if control is not None and not control.isVisible():
            steps = [empty.steps for empty in self.findChildren(EmptyState) if empty.isVisible()]
            control = next((step for offered in steps for step in offered), control)
        if control is not None:
            control.setFocus()

    def resume_keyboard(self) -> None:
        """Put the keyboard back where it was in the page; Qt remembers it while it is elsewhere."""
        held = self.focusWidget()
        if held is not None and held.isVisible():
            held.setFocus()
        else:
            self.take_keyboard()

    def showEvent(self, event: QShowEvent) -> None:
        """Redraw now if something changed while the page was not seen."""
        self._refresh_if_stale()
        super().showEvent(event)

    def _on_changes(self, changes: Changes) -> None:
        if changes.concerns(self.concerns):
            self._is_stale = True
            if self.isVisible():
                self._refresh_if_stale()

    def _refresh_if_stale(self) -> None:
        if self._is_stale:
            self._is_stale = False
            self.refresh()
