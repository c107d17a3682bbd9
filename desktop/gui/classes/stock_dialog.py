"""How certificates lie on the office's pre-printed stock: asked in one dialog, tried with a test print."""

from typing import Any

from PySide6.QtWidgets import QWidget

from db.changes import Changes
from db.fields import Field
from desktop.gui.context import AppContext
from desktop.gui.fields.dialog import FieldDialog, Words
from desktop.services import print_settings

_FIELDS = (
    Field("stock", "is_used", "In giấy chứng nhận trên phôi in sẵn", "flag"),
    Field("stock", "right", "Dịch sang phải, mm (sang trái: số âm)", max_length=8),
    Field("stock", "down", "Dịch xuống, mm (lên trên: số âm)", max_length=8),
)
_WORDS = Words(
    "Phôi in sẵn",
    "Giấy chứng nhận in trên phôi",
    "Trên phôi chỉ in chữ điền. In trang thử ra giấy thường, đặt lên phôi soi trước ánh sáng, rồi gõ số mi-li-mét phải "
    "dịch; từng chỗ một sửa được ở mẫu trong thư mục “Mẫu riêng”.",
    "Lưu",
)


def ask(context: AppContext, parent: QWidget) -> bool:
    """Ask and keep; whether something was kept."""
    held = print_settings.stock(context.store)
    shown = {"is_used": int(held.is_used), "right": _millimetres(held.right), "down": _millimetres(held.down)}

    def save(values: dict[str, Any]) -> Changes:
        typed = values["right"] or "", values["down"] or ""
        return print_settings.save_stock(context.store, bool(values["is_used"]), *typed)

    dialog = FieldDialog(context, _WORDS, _FIELDS, shown, save, 1, parent)
    dialog.setMinimumWidth(480)
    return context.messages.run_dialog(dialog)


def _millimetres(distance: float) -> str:
    return f"{distance:g}".replace(".", ",")
