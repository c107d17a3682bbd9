"""The menus: every action of the window with its words and its shortcut, as data."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow

from db.store import Store
from desktop.gui.places import PLACES


@dataclass(frozen=True)
class Entry:
    """One line of a menu; `name` is looked up among the window's doings, `right` is what the account needs for it.

    No name is a separator.
    """

    name: str = ""
    text: str = ""
    shortcut: str = ""
    right: str = ""


LINE = Entry()
MENUS: dict[str, tuple[Entry, ...]] = {
    "&Tệp": (
        Entry("import", "&Nhập danh sách từ Excel…", "Ctrl+I", "import"),
        LINE,
        Entry("hand_over", "Gửi cấp t&rên…", "Ctrl+G", "export"),
        Entry("fill_template", "Điền vào tệp &Excel của cấp trên…", "Ctrl+Shift+G"),
        LINE,
        Entry("back_up", "&Sao lưu ngay", "Ctrl+B", "backup"),
        Entry("back_up_elsewhere", "Sao lưu sang &USB…", "Ctrl+Shift+B", "backup"),
        Entry("restore", "&Khôi phục từ bản sao lưu…", right="restore"),
        Entry("verify", "K&iểm tra và sửa chữa sổ"),
        Entry("move_office", "&Chuyển sang máy khác…", right="settings"),
        LINE,
        Entry("settings", "&Thiết lập…", "Ctrl+,"),
        Entry("lock", "Khóa &màn hình", "Ctrl+L"),
        Entry("close", "Đón&g sổ", "Ctrl+Q"),
    ),
    "&Sửa": (
        Entry("save", "&Lưu", "Ctrl+S", "write"),
        Entry("undo", "&Hoàn tác việc gần nhất", "Ctrl+Z", "write"),
        Entry("copy_before", "&Chép dòng trên, ô trước", "Ctrl+D", "write"),
        LINE,
        Entry("search", "&Tìm người", "Ctrl+F"),
    ),
    "&Hồ sơ": (
        Entry("add_person", "T&hêm người", "Ctrl+N", "write"),
        Entry("print", "&In hồ sơ", "Ctrl+P", "print"),
        Entry("next_missing", "Tới &mục còn trống", "F8"),
        Entry("registers", "In &sổ…", right="print"),
        LINE,
        Entry("save_portraits", "Lưu ả&nh chân dung…", right="export"),
        Entry("print_held", "In tất cả &dữ liệu đang giữ…", "Ctrl+Shift+P", "print"),
        Entry("correct_person", "Sửa theo &yêu cầu của người đó…", right="write"),
        Entry("erase_person", "&Xóa dữ liệu của một người…", right="erase"),
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
    "Trợ &giúp": (
        Entry("help", "&Giải thích trang này", "F1"),
        Entry("checks", "&Các phép kiểm tra"),
        Entry("forms", "&Danh sách mẫu"),
        Entry("notation", "Cách viết &mẫu"),
        Entry("about", "&Về chương trình"),
    ),
}


def fill(
    window: QMainWindow, doings: dict[str, Callable[[], object]], refuse: Callable[[str], object]
) -> dict[str, QAction]:
    """Make the menus of a window; `doings` says what each named entry does. Returns the actions by name.

    `refuse` is called with the name of a greyed entry whose keys are pressed, so that the keyboard hears why.
    """
    actions: dict[str, QAction] = {}
    for title, entries in MENUS.items():
        menu = window.menuBar().addMenu(title)
        menu.setToolTipsVisible(True)
        for entry in entries:
            if entry.name:
                actions[entry.name] = _action(window, entry, doings[entry.name])
                if entry.right and entry.shortcut:
                    _answer(window, entry, actions[entry.name], refuse)
                menu.addAction(actions[entry.name])
            else:
                menu.addSeparator()
    return actions


def rights() -> dict[str, str]:
    """The right that each entry needs which needs one, by name."""
    return {entry.name: entry.right for entries in MENUS.values() for entry in entries if entry.right}


def enable(actions: dict[str, QAction], store: Store, is_read_only: bool = False) -> None:
    """Enable the entries that the account may use, unless the book is being written; others say why they are not."""
    needed = rights()
    for name, action in actions.items():
        refusal = store.refusal(needed[name]) if name in needed else ""
        action.setEnabled(not is_read_only and not refusal)
        action.setToolTip(refusal or action.iconText())


def _answer(window: QMainWindow, entry: Entry, action: QAction, refuse: Callable[[str], object]) -> None:
    keys = QShortcut(QKeySequence(entry.shortcut), window)
    keys.setEnabled(False)
    keys.activated.connect(lambda: refuse(entry.name))
    action.enabledChanged.connect(lambda is_enabled: keys.setEnabled(not is_enabled))


def _action(window: QMainWindow, entry: Entry, doing: Callable[[], object]) -> QAction:
    action = QAction(entry.text, window)
    if entry.shortcut:
        action.setShortcut(QKeySequence(entry.shortcut))
    action.triggered.connect(lambda _checked=False: doing())
    return action
