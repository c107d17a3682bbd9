"""The tab of the committees: each with its level and days, what a merger moves, and where cells stood before."""

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from db.fields import field
from desktop.gui.context import AppContext
from desktop.gui.fields.dialog import FieldDialog, Words
from desktop.gui.fields.record_list import ListKind, RecordList
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.permission import make_read_only, permit
from desktop.services import committees

_COMMITTEES = ListKind(
    "party_committee",
    "Các cấp ủy",
    "cấp ủy",
    ("name", "level", "starts_on", "ends_on"),
    (26, 18, 10, 10),
    "Chưa ghi cấp ủy nào. Bấm Insert để thêm cấp ủy quyết định kết nạp, rồi các đảng ủy cơ sở ở dưới.",
)
_FORMER = ListKind(
    "former_parent",
    "Trực thuộc trước đây",
    "nơi trực thuộc trước đây",
    ("party_cell_id", "committee_id", "parent_id", "last_on"),
    (18, 18, 20, 10),
    "Chưa có chi bộ, cấp ủy nào đổi nơi trực thuộc. Khi sáp nhập: chọn cấp ủy cũ ở thẻ bên, bấm “Kết thúc, sáp nhập”.",
)
_HINT = (
    "Mọi chi bộ, cấp ủy đang ở dưới cấp ủy này chuyển sang cấp ủy mới từ hôm sau. "
    "Giấy tờ và các bước từ ngày ấy trở về trước vẫn thuộc cấp ủy cũ."
)


class CommitteesPart(QWidget):
    """Two lists one behind the other; a merger is one button and one undo."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        store = context.store
        self.committees = RecordList(
            context, _COMMITTEES, lambda values, key: committees.save_committee(store, values, key), None
        )
        self.former = RecordList(
            context,
            _FORMER,
            lambda values, key: committees.save_former(store, values, key),
            lambda key: committees.delete_former(store, key),
        )
        self.merge_button = button("Kết thúc, sáp nhập…", self.merge)
        self.committees.buttons.addWidget(self.merge_button)
        for held in (self.committees, self.former):
            permit(store, "settings", held.add_button, held.delete_button)
            if refusal := store.refusal("settings"):
                make_read_only(held.form, refusal)
        permit(store, "settings", self.merge_button)
        tabs = QTabWidget()
        tabs.addTab(self.committees, _COMMITTEES.title)
        tabs.addTab(self.former, _FORMER.title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.addWidget(tabs)

    def refresh(self) -> None:
        """List both as they are kept."""
        self.committees.set_rows(committees.list_committees(self.context.store))
        self.former.set_rows(committees.list_former(self.context.store))

    def is_changed(self) -> bool:
        """Whether something is typed and not saved."""
        return self.committees.has_unsaved() or self.former.has_unsaved()

    def save(self) -> bool:
        """Keep what was typed; False when something is wrong with it, which is said under its field."""
        return self.committees.save() and self.former.save()

    def discard(self) -> None:
        """Show again what the book holds."""
        self.committees.discard()
        self.former.discard()

    def lead_to(self, name: str, row_id: int | None) -> None:
        """Put the keyboard into a field of a committee; into the list while it is not known which."""
        if row_id is not None:
            self.committees.show_key(row_id)
        editor = self.committees.form.editors.get(name) if row_id is not None else None
        (self.committees.table if editor is None else editor.input).setFocus()

    def merge(self) -> None:
        """End the chosen committee and put another in its place."""
        ended = self.committees.current()
        if ended is None:
            return
        store, key = self.context.store, ended.id
        dialog = FieldDialog(
            self.context,
            Words("Kết thúc, sáp nhập cấp ủy", ended.name, _HINT, "Chuyển"),
            [field("former_parent", "parent_id"), field("former_parent", "last_on")],
            {},
            lambda values: committees.merge(store, key, values),
            2,
            self,
        )
        self.context.messages.run_dialog(dialog)
