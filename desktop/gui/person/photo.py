"""The photograph 3x4 of a person: shown, chosen from a file, taken away."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from db.errors import CannotWrite
from desktop.gui.context import AppContext
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.permission import permit
from desktop.services import people

_FOLDER = "photo_folder"
_WIDTH, _HEIGHT = 84, 112


class PhotoBox(QWidget):
    """The picture with its two buttons."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self._person_id = 0
        self.picture = plain_label("Chưa có\nảnh 3x4", "hint")
        self.picture.setObjectName("photo")
        self.picture.setFixedSize(_WIDTH, _HEIGHT)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setProperty("role", "hint")
        self.picture.setFrameShape(QLabel.Shape.StyledPanel)
        self.change_button = button("Đổi ảnh…", self.choose, "link")
        self.remove_button = button("Bỏ", lambda: self.put(None), "link", "Bỏ ảnh; hoàn tác được")
        permit(context.store, "write", self.change_button, self.remove_button)
        self._build()

    def show_photo(self, person_id: int, content: bytes | None) -> None:
        """Show the picture kept in the book, if any."""
        self._person_id = person_id
        pixels = QPixmap()
        if content is not None and pixels.loadFromData(content):
            smooth = Qt.TransformationMode.SmoothTransformation
            ratio = self.devicePixelRatioF()
            scaled = pixels.scaled(
                round(_WIDTH * ratio), round(_HEIGHT * ratio), Qt.AspectRatioMode.KeepAspectRatio, smooth
            )
            scaled.setDevicePixelRatio(ratio)
            self.picture.setPixmap(scaled)
            self.picture.setAccessibleName("Ảnh 3x4")
        else:
            self.picture.setText("Chưa có\nảnh 3x4")
            self.picture.setAccessibleName("Chưa có ảnh 3x4")
        self.remove_button.setVisible(content is not None)

    def choose(self) -> None:
        """Ask for a picture file and put it with the person."""
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        folder = Path(self.context.preferences.get(_FOLDER, "") or pictures)
        path = self.context.messages.choose_file("Chọn ảnh 3x4", folder, "Ảnh (*.jpg *.jpeg *.png *.bmp)")
        if path is not None:
            self.context.preferences.set(_FOLDER, str(path.parent))
            content = self.context.messages.attempt(lambda: _read(path))
            if content is not None:
                self.put(content)

    def put(self, content: bytes | None) -> None:
        """Keep a picture, or none; the status line offers the old one back."""
        store = self.context.store
        changes = self.context.messages.attempt(lambda: people.set_photo(store, self._person_id, content))
        if changes:
            self.context.show_status(f"Đã lưu: {changes.label}.", changes)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.change_button)
        row.addWidget(self.remove_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(row)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotWrite(f"Không đọc được tệp “{path.name}”. Ảnh cũ còn nguyên. Hãy chọn tệp khác.") from error
