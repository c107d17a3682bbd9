"""The buttons over a page: to turn it, where one is, and how large it is seen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.gui.printing.page_view import PageView
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.flow import FlowRow
from desktop.gui.widgets.labels import plain_label
from desktop.vietnamese import show_number

# Keys that turn the page wherever the keyboard is; in the page itself the page keys read on.
_TURNS = {"Ctrl+PgUp": -1, "Ctrl+PgDown": 1}


class PageTools(FlowRow):
    """A row over `view`, with further widgets before the sizes; `page` is what turns with the keys."""

    def __init__(self, view: PageView, page: QWidget, *further: QWidget) -> None:
        super().__init__()
        self.label = plain_label()
        # What stands behind it must not move with every page.
        self.label.setMinimumWidth(self.label.fontMetrics().horizontalAdvance("Trang 888 / 888"))
        self.addWidget(button("‹ Trước", lambda: view.go_to(view.page - 1), "", "Trang trước (Ctrl+Page Up)"))
        self.addWidget(button("Sau ›", lambda: view.go_to(view.page + 1), "", "Trang sau (Ctrl+Page Down)"))
        self.addWidget(self.label)
        for widget in further:
            self.addWidget(widget)
        self.addWidget(button("Nhỏ", lambda: view.enlarge(-1), "", "Thu nhỏ (−)"))
        self.addWidget(button("To", lambda: view.enlarge(1), "", "Phóng to (+)"))
        self.addWidget(button("Vừa", view.fit, "", "Vừa bề ngang (0)"))
        view.turned.connect(self.tell)
        for keys, turn in _TURNS.items():
            shortcut = QShortcut(QKeySequence(keys), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda turn=turn: view.go_to(view.page + turn))

    def tell(self, page: int, count: int) -> None:
        """Say which page is seen, from 1."""
        self.label.setText(f"Trang {show_number(page)} / {show_number(count)}" if count else "")
