"""The pages one above the other: a place at the bottom, a person or a print above it, and the way back."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QStackedWidget

from desktop.gui.context import AppContext
from desktop.gui.messages import Unsaved
from desktop.gui.page import Page
from desktop.gui.places import place


class PagePile(QStackedWidget):
    """Places are made once and kept, pages above them until one goes back. `turned`: another is in front."""

    turned = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._places: dict[str, Page] = {}
        self._above: list[Page] = []
        self.place_key = ""
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """What the page in front needs; those behind it need nothing."""
        return self.page.minimumSizeHint() if self.page is not None else QSize()

    @property
    def page(self) -> Page | None:
        """The page in front."""
        front = self.currentWidget()
        return front if isinstance(front, Page) else None

    @property
    def has_way_back(self) -> bool:
        """Whether a page lies above its place."""
        return bool(self._above)

    def go(self, key: str) -> Page | None:
        """Show a place; None when the clerk stays for what is not saved."""
        if self.place_key == key and not self._above:
            return self.page
        if not self.may_leave():
            return None
        if key not in self._places:
            self._places[key] = place(key).make(self._context)
            self.addWidget(self._places[key])
        self.place_key = key
        self._turn_to(self._places[key])
        self._drop(self._above)
        self._above = []
        self.turned.emit()
        return self._places[key]

    def put_above(self, make: type[Page], *arguments: object) -> Page | None:
        """Show a page above the one in front; None when the clerk stays for what is not saved."""
        if not self.may_leave():
            return None
        page = make(self._context, *arguments)
        self._above.append(page)
        self.addWidget(page)
        self._turn_to(page)
        self.turned.emit()
        return page

    def back(self) -> bool:
        """Go back one page; False when the clerk stays, or is at the place already."""
        if not self._above or not self.may_leave():
            return False
        left = self._above.pop()
        below = self._above[-1] if self._above else self._places[self.place_key]
        self.setCurrentWidget(below)
        below.resume_keyboard()
        self._drop([left])
        self.turned.emit()
        return True

    def renew(self) -> None:
        """Make the place in front anew, and others when they are next shown: what may be done has changed."""
        key, old = self.place_key, [*self._above, *self._places.values()]
        if not self.may_leave():
            return
        self._above, self._places, self.place_key = [], {}, ""
        self.go(key)
        self._drop(old)

    def may_leave(self) -> bool:
        """Whether the page in front may be left; asks when something would be lost."""
        page = self.page
        if page is None or not page.has_unsaved():
            return True
        answer = self._context.messages.ask_unsaved(page.title)
        if answer is Unsaved.SAVE:
            return page.save()
        if answer is Unsaved.DISCARD:
            page.discard()
        return answer is Unsaved.DISCARD

    def _turn_to(self, page: Page) -> None:
        self.setCurrentWidget(page)
        page.take_keyboard()

    def _drop(self, pages: list[Page]) -> None:
        for page in pages:
            self.removeWidget(page)
            # A page left while its papers are being made hears of them before it goes.
            self._context.jobs.when_idle(page.deleteLater)
