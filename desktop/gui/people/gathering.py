"""The answers to questions asked of every dossier, gathered a slice at a time and kept until the book changes."""

from collections.abc import Generator

from PySide6.QtCore import QObject, Signal

from desktop.gui.context import AppContext
from desktop.gui.widgets.trickle import Trickle
from desktop.services.attention import QUESTIONS


class Gathering(QObject):
    """`progressed` tells (dossiers gone through, all); `found`: another question was answered."""

    progressed = Signal(int, int)
    found = Signal()

    def __init__(self, context: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._answers: dict[str, frozenset[int]] = {}
        self._stale = set[str]()
        self._asked: list[str] = []
        self._trickle = Trickle(self)
        self._trickle.progressed.connect(self.progressed)
        self._trickle.finished.connect(self._keep)

    @property
    def is_running(self) -> bool:
        """Whether a question is being answered."""
        return self._trickle.is_running

    def ask(self, questions: list[str]) -> None:
        """Answer these, as far as they are not answered; whatever else was being read is left."""
        open_ones = [name for name in questions if name not in self._answers or name in self._stale]
        if open_ones != self._asked or not self._trickle.is_running:
            self._asked = open_ones
            self._trickle.stop()
            self._go_on()

    def among(self, questions: list[str]) -> frozenset[int] | None:
        """The keys of the people to whom all the questions answered so far apply; None while there is no answer."""
        answers = [self._answers[name] for name in questions if name in self._answers]
        return frozenset.intersection(*answers) if answers else None

    def forget(self) -> None:
        """The book has changed: old answers are shown until the new ones are there."""
        self._stale = set(self._answers)

    def stop(self) -> None:
        """Leave the book alone."""
        self._trickle.stop()

    def _go_on(self) -> None:
        if self._asked:
            self._trickle.start(self._read(self._asked[0]))

    def _read(self, name: str) -> Generator[tuple[int, int], None, tuple[str, frozenset[int]]]:
        found = yield from QUESTIONS[name].gather(self._context.store, self._context.today())
        return name, found

    def _keep(self, answer: tuple[str, frozenset[int]]) -> None:
        name, people = answer
        self._answers[name] = people
        self._stale.discard(name)
        self._asked.remove(name)
        self.found.emit()
        self._go_on()
