"""Keeping what is typed through power cuts: written to the book while one types, offered when the page is opened."""

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.errors import KnownError
from desktop.gui.context import AppContext
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label
from desktop.services import drafts
from desktop.services.drafts import Content
from desktop.vietnamese import show_moment

# Long enough that a word being typed is not written letter by letter.
PAUSE_MILLISECONDS = 4_000


class DraftBar(QWidget):
    """A line above a page: hidden, unless the book holds a draft of it that is not on the screen.

    `collect` gives what is typed and not saved, by group and field; `restore` puts it back.
    """

    def __init__(
        self,
        context: AppContext,
        place: str,
        record_id: int,
        collect: Callable[[], Content],
        restore: Callable[[Content], None],
    ) -> None:
        super().__init__()
        self.context = context
        self._key = (place, record_id)
        self._collect, self._restore = collect, restore
        self._offered: Content = {}
        self._is_kept = False
        self.timer = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self.timer.timeout.connect(self.keep)
        self.words = plain_label("", "", wraps=True)
        self.restore_button = button("Lấy lại", self.take_back)
        self.drop_button = button("Bỏ", self.drop)
        self._build()

    def offer(self) -> None:
        """Offer the draft that the book holds, if any."""
        draft = drafts.find(self.context.store, *self._key)
        self._offered = draft.content if draft else {}
        self._is_kept = draft is not None
        self.setVisible(draft is not None)
        if draft is not None:
            self.words.setText(f"Có nội dung đã gõ mà chưa lưu, lúc {show_moment(draft.saved_at)}.")

    def note_edit(self) -> None:
        """Something was typed, saved or discarded: keep what is unsaved, once typing pauses."""
        self.timer.start()

    def keep(self) -> None:
        """Write what is unsaved now; an offer that was not answered is kept with it."""
        if self.context.jobs.holds_store:
            self.timer.start()
            return
        content = _merged(self._offered, self._collect())
        if not content and not self._is_kept:
            return
        # A book that cannot be written keeps no draft; what was typed stays on the screen, and saving says why.
        with suppress(KnownError):
            drafts.keep(self.context.store, *self._key, content)
            self._is_kept = bool(content)

    def settle(self) -> None:
        """Keep what is unsaved now; once all is saved or discarded that is nothing."""
        self.timer.stop()
        self.keep()

    def hurry(self) -> None:
        """The page goes out of sight, perhaps to be locked: what is typed is kept now, not after the pause."""
        if self.timer.isActive():
            self.settle()

    def take_back(self) -> None:
        """Put the draft on the screen, where it can be saved or discarded like anything typed."""
        content, self._offered = self._offered, {}
        self.hide()
        self._restore(content)

    def drop(self) -> None:
        """Forget the draft."""
        self._offered, self._is_kept = {}, False
        self.hide()
        self.context.messages.attempt(lambda: drafts.drop(self.context.store, *self._key))

    def _build(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.restore_button)
        layout.addWidget(self.drop_button)
        self.hide()


def _merged(offered: Content, typed: Content) -> Content:
    """An offer that was not answered yet, with what was typed since over it."""
    groups = [*offered, *(group for group in typed if group not in offered)]
    return {group: {**offered.get(group, {}), **typed.get(group, {})} for group in groups}
