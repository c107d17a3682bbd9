"""A list of choices for the keyboard: letters without accents find a choice; the wheel leaves it to the page."""

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from db.text import fold

# Typed within this time, letters belong together; Qt's own time is too short for who looks for the keys.
TOGETHER_MILLISECONDS = 1500
_NO_TEXT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class QuietComboBox(QComboBox):
    """ "ong ng" finds "Ông ngoại", "em" finds "Anh, chị, em ruột"; one letter again and again goes through its choices.

    The wheel changes it only while it has the focus; scrolling a page changes nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        self._typed = ""
        self._since = QElapsedTimer()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_searching = self._since.isValid() and self._since.elapsed() < TOGETHER_MILLISECONDS and self._typed != ""
        text = "" if event.modifiers() & _NO_TEXT else event.text()
        if is_searching and event.key() == Qt.Key.Key_Backspace:
            # An input method takes a letter back before it sends the one with its mark.
            self._typed = self._typed[:-1]
        elif text.isprintable() and (text.strip() or (is_searching and text)):
            self._typed = (self._typed if is_searching else "") + text
            self._since.start()
            self._find()
        else:
            super().keyPressEvent(event)

    def _find(self) -> None:
        wanted = fold(self._typed)
        if not wanted:
            return
        is_repeated = len(wanted) > 1 and len(set(wanted)) == 1
        wanted = wanted[0] if is_repeated else wanted
        places = range(self.count())
        labels = [fold(self.itemText(place)) for place in places]
        begun = [place for place in places if labels[place].startswith(wanted)]
        found = begun or [place for place in places if f" {wanted}" in f" {labels[place]}"]
        behind = [place for place in found if place > self.currentIndex()] if is_repeated else []
        if found:
            self.setCurrentIndex((behind or found)[0])
            self.activated.emit(self.currentIndex())
