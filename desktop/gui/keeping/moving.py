"""Moving the office to another computer from the window, and working with the book here again."""

from pathlib import Path

from desktop.gui.context import AppContext

_WHAT_HAPPENS = (
    "Cả sổ, ảnh, bản quét, mẫu riêng và quy định riêng được ghi vào một tệp, khóa bằng mật khẩu của sổ. "
    "Nên ghi vào USB.\n"
    "Ở máy mới: mở Kết Nạp, bấm “Nhận sổ từ máy khác” rồi chọn tệp đó.\n\n"
    "Sau đó sổ ở máy này chỉ còn xem và in; chỉ ghi tiếp vào sổ ở máy mới."
)
_TAKING_BACK = (
    "Chỉ làm việc này khi sổ ở máy kia không dùng nữa. Những gì đã ghi ở máy kia không có trong sổ này, "
    "và hai sổ cùng ghi thì không gộp lại được."
)


def move_office(context: AppContext) -> None:
    """Say what happens, ask for the file, write it beside the window; then the book here is only read."""
    if not context.messages.confirm("Chuyển sang máy khác", _WHAT_HAPPENS, "Chọn nơi ghi tệp…"):
        return
    from db.office_file import SUFFIX
    from desktop.services import moving

    store = context.store
    suggested = Path.home() / f"{store.path.stem}{SUFFIX}"
    chosen = context.messages.choose_new_file("Ghi tệp chuyển sổ", suggested, f"Tệp chuyển sổ (*{SUFFIX})")
    if chosen is None:
        return
    target = chosen if chosen.suffix.casefold() == SUFFIX else chosen.with_name(chosen.name + SUFFIX)

    def done(_: object) -> None:
        context.rights_changed.emit()
        context.show_status(f"Đã ghi và đọc lại “{target.name}”. Hãy mang tệp sang máy mới.")

    context.jobs.run("Đang ghi tệp chuyển sổ", lambda report: moving.pack(store, target), done, holds_store=True)


def take_back(context: AppContext) -> None:
    """After a question, work with the book of this computer again."""
    if not context.messages.confirm("Dùng lại sổ ở máy này", _TAKING_BACK, "Dùng lại sổ này"):
        return
    from desktop.services import moving

    if context.messages.attempt(lambda: moving.take_back(context.store)):
        context.rights_changed.emit()
        context.show_status("Sổ ở máy này lại được ghi.")
