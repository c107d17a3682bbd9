"""Files of lists made for a test."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

FILES = Path(__file__).parent.parent.parent / "files"
LIST_2024 = FILES / "danh-sach-nguon-2024.xlsx"
CLASS_LIST = FILES / "lop-nhan-thuc-VnTime.xls"
HEADER = (
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Số CCCD",
    "Chi bộ",
    "Đảng viên giúp đỡ",
    "Ngày cấp GCN",
    "Số GCN",
)
LAN = (1, "Lê Thị Lan", "3/2/1999", "Nữ", "038199117579", "Chi bộ thôn Đông", "Hà Văn Mười", "5/6/2024", "12/GCN")
SON = (2, "Hà Văn Sơn", "4/2/1998", "Nam", None, "Chi bộ thôn Tây", None, None, None)


def xlsx(path: Path, rows: Iterable[Iterable[Any]], font: str | None = None) -> Path:
    """A workbook with one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    if font:
        for cells in sheet.iter_rows():
            for cell in cells:
                cell.font = Font(name=font)
    book.save(path)
    book.close()
    return path
