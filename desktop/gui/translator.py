"""The Vietnamese words of Qt's own buttons, menus and file boxes; Qt ships none."""

from PySide6.QtCore import QObject, QTranslator

WORDS = {
    "OK": "Đồng ý",
    "&OK": "Đồng ý",
    "Cancel": "Thôi",
    "&Cancel": "Thôi",
    "Close": "Đóng",
    "&Close": "Đóng",
    "Save": "Lưu",
    "&Save": "Lưu",
    "Open": "Mở",
    "&Open": "Mở",
    "Yes": "Có",
    "&Yes": "Có",
    "No": "Không",
    "&No": "Không",
    "Apply": "Áp dụng",
    "Reset": "Đặt lại",
    "Help": "Giúp đỡ",
    "Discard": "Bỏ",
    "Don't Save": "Không lưu",
    "Abort": "Dừng",
    "Retry": "Thử lại",
    "Ignore": "Bỏ qua",
    "&Undo": "Hoàn tác gõ",
    "&Redo": "Gõ lại",
    "Cu&t": "Cắt",
    "&Copy": "Chép",
    "&Paste": "Dán",
    "Delete": "Xóa",
    "&Delete": "Xóa",
    "Select All": "Chọn tất cả",
    "Copy &Link Location": "Chép đường dẫn",
    "Choose": "Chọn",
    "&Choose": "Chọn",
    "Look in:": "Thư mục:",
    "Directory:": "Thư mục:",
    "File &name:": "Tên tệp:",
    "Files of type:": "Loại tệp:",
    "Save As": "Lưu thành",
    "Find Directory": "Chọn thư mục",
    "Back": "Lùi",
    "Forward": "Tới",
    "Parent Directory": "Thư mục trên",
    "Create New Folder": "Tạo thư mục mới",
    "&New Folder": "Thư mục mới",
    "New Folder": "Thư mục mới",
    "&Rename": "Đổi tên",
    "Show &hidden files": "Hiện tệp ẩn",
    "List View": "Dạng danh sách",
    "Detail View": "Dạng chi tiết",
    "Name": "Tên",
    "Size": "Cỡ",
    "Type": "Loại",
    "Kind": "Loại",
    "Date Modified": "Ngày sửa",
    "My Computer": "Máy tính",
    "Computer": "Máy tính",
    "%1 already exists.\nDo you want to replace it?": "Đã có %1.\nCó thay bằng tệp mới không?",
    "%1\nFile not found.\nPlease verify the correct file name was given.": "Không thấy %1.\nHãy xem lại tên tệp.",
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.": (
        "Không thấy %1.\nHãy xem lại tên thư mục."
    ),
    "Toggles the checkbox": "Đánh dấu hoặc bỏ dấu",
}


class VietnameseTranslator(QTranslator):
    """Answers with the words above whatever part of Qt asks; everything else stays as it is written."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str | bytes, source: str | bytes, disambiguation: str | bytes | None = None, n: int = -1
    ) -> str | None:
        text = source.decode() if isinstance(source, bytes) else source
        return WORDS.get(text)
