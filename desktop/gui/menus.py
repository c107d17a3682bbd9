"""The menus: every action of the window with its words and its shortcut, as data."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from desktop.gui.places import PLACES


@dataclass(frozen=True)
class Entry:
    """One line of a menu; `name` is looked up among the window's doings. No name is a separator."""

    name: str = ""
    text: str = ""
    shortcut: str = ""


LINE = Entry()
MENUS: dict[str, tuple[Entry, ...]] = {
    "&Tệp": (
        Entry("import", "&Nhập danh sách từ Excel…", "Ctrl+I"),
        LINE,
        Entry("back_up", "&Sao lưu ngay", "Ctrl+B"),
        Entry("back_up_elsewhere", "Sao lưu sang &USB…", "Ctrl+Shift+B"),
        Entry("restore", "&Khôi phục từ bản sao lưu…"),
        Entry("verify", "K&iểm tra sổ"),
        LINE,
        Entry("settings", "&Thiết lập…", "Ctrl+,"),
        Entry("lock", "Khóa &màn hình", "Ctrl+L"),
        Entry("close", "Đón&g sổ", "Ctrl+Q"),
    ),
    "&Sửa": (
        Entry("save", "&Lưu", "Ctrl+S"),
        Entry("undo", "&Hoàn tác việc gần nhất", "Ctrl+Z"),
        LINE,
        Entry("search", "&Tìm người", "Ctrl+F"),
    ),
    "&Hồ sơ": (
        Entry("add_person", "T&hêm người", "Ctrl+N"),
        Entry("print", "&In hồ sơ", "Ctrl+P"),
        LINE,
        Entry("print_held", "In tất cả &dữ liệu đang giữ…", "Ctrl+Shift+P"),
        Entry("erase_person", "&Xóa dữ liệu của một người…"),
    ),
    "&Xem": (
        *(Entry(f"go.{place.key}", place.title, place.shortcut) for place in PLACES),
        LINE,
        Entry("back", "&Quay lại", "Alt+Left"),
        Entry("refresh", "&Đọc lại trang", "F5"),
        LINE,
        Entry("larger", "Chữ &to hơn", "Ctrl+="),
        Entry("smaller", "Chữ &nhỏ hơn", "Ctrl+-"),
    ),
    "&Trợ giúp": (
        Entry("help", "&Giải thích trang này", "F1"),
        Entry("checks", "&Các phép kiểm tra"),
        Entry("about", "&Về chương trình"),
    ),
}


def fill(window: QMainWindow, doings: dict[str, Callable[[], object]]) -> dict[str, QAction]:
    """Make the menus of a window; `doings` says what each named entry does. Returns the actions by name."""
    actions: dict[str, QAction] = {}
    for title, entries in MENUS.items():
        menu = window.menuBar().addMenu(title)
        for entry in entries:
            if entry.name:
                actions[entry.name] = _action(window, entry, doings[entry.name])
                menu.addAction(actions[entry.name])
            else:
                menu.addSeparator()
    return actions


def shortcuts() -> Iterable[tuple[str, str]]:
    """Every entry with a shortcut, as words and keys."""
    return ((entry.text, entry.shortcut) for entries in MENUS.values() for entry in entries if entry.shortcut)


def _action(window: QMainWindow, entry: Entry, doing: Callable[[], object]) -> QAction:
    action = QAction(entry.text, window)
    if entry.shortcut:
        action.setShortcut(QKeySequence(entry.shortcut))
    action.triggered.connect(lambda _checked=False: doing())
    return action
