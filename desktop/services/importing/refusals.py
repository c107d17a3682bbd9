"""What is said of a file that cannot be read: one sentence each, with what to do."""

from db.errors import BadInputFile
from desktop.services.importing.limits import MEGABYTE, Limits
from desktop.vietnamese import show_number

_UNTOUCHED = "Sổ không thay đổi."


class UnreadableFile(BadInputFile):
    """A list that was given to be imported cannot be read."""


def missing(name: str) -> UnreadableFile:
    """There is no such file, or it may not be read."""
    return UnreadableFile(
        f"Không mở được tệp “{name}”. {_UNTOUCHED} Hãy xem lại tên tệp, hoặc chép tệp vào máy rồi chọn lại."
    )


def empty(name: str) -> UnreadableFile:
    """The file has no cell with anything in it."""
    return UnreadableFile(f"Tệp “{name}” không có chữ nào. {_UNTOUCHED} Hãy chọn tệp khác.")


def not_a_sheet(name: str) -> UnreadableFile:
    """The content is none of the kinds that can be read, whatever the name says."""
    return UnreadableFile(
        f"Tệp “{name}” không phải là bảng tính .xlsx, .xls hay .csv. {_UNTOUCHED} "
        "Hãy mở tệp bằng Excel, chọn Lưu thành (Save As) dạng .xlsx rồi nhập lại."
    )


def damaged(name: str) -> UnreadableFile:
    """The file began as a sheet and could not be read to its end."""
    return UnreadableFile(
        f"Tệp “{name}” bị hỏng hoặc chưa chép xong nên không đọc được. {_UNTOUCHED} "
        "Hãy chép lại tệp, hoặc mở bằng Excel rồi lưu thành tệp .xlsx mới."
    )


def locked(name: str) -> UnreadableFile:
    """The file asks for a password."""
    return UnreadableFile(
        f"Tệp “{name}” có đặt mật khẩu. {_UNTOUCHED} Hãy mở tệp bằng Excel, bỏ mật khẩu, lưu lại rồi nhập."
    )


def dangerous(name: str) -> UnreadableFile:
    """The file has what no list has and what is used to attack programs."""
    return UnreadableFile(
        f"Tệp “{name}” chứa khai báo lạ mà bảng tính thông thường không có, nên không được đọc. {_UNTOUCHED} "
        "Hãy hỏi lại người gửi tệp."
    )


def too_big(name: str, limits: Limits) -> UnreadableFile:
    """The file, or what it unpacks to, is over the cap."""
    most = show_number(limits.file_bytes // MEGABYTE)
    return UnreadableFile(
        f"Tệp “{name}” quá lớn: nội dung hơn {most} MB. {_UNTOUCHED} "
        "Hãy bỏ ảnh và các trang thừa, hoặc tách thành nhiều tệp."
    )


def too_far(name: str, sheet: str, cell: str, limits: Limits) -> UnreadableFile:
    """A cell with something in it lies beyond the rows or columns that are read."""
    return UnreadableFile(
        f"Tệp “{name}”, trang “{sheet}”: ô {cell} có dữ liệu nhưng nằm ngoài {show_number(limits.rows)} dòng, "
        f"{limits.columns} cột được đọc. {_UNTOUCHED} Hãy xóa ô đó, hoặc tách danh sách thành nhiều tệp."
    )


def too_many_cells(name: str, limits: Limits) -> UnreadableFile:
    """More filled cells than are read."""
    return UnreadableFile(
        f"Tệp “{name}” có hơn {show_number(limits.cells)} ô. {_UNTOUCHED} Hãy tách danh sách thành nhiều tệp."
    )


def too_slow(name: str, limits: Limits) -> UnreadableFile:
    """Reading was stopped."""
    return UnreadableFile(
        f"Đọc tệp “{name}” quá {limits.seconds:g} giây nên đã dừng. {_UNTOUCHED} "
        "Hãy mở tệp bằng Excel, chỉ giữ trang danh sách, lưu thành tệp .xlsx mới rồi nhập lại."
    )


def too_heavy(name: str) -> UnreadableFile:
    """Reading took more memory than it may."""
    return UnreadableFile(
        f"Đọc tệp “{name}” cần quá nhiều bộ nhớ nên đã dừng. {_UNTOUCHED} "
        "Hãy mở tệp bằng Excel, chỉ giữ trang danh sách, lưu thành tệp .xlsx mới rồi nhập lại."
    )


def stopped(name: str) -> UnreadableFile:
    """The user did not want to wait."""
    return UnreadableFile(f"Đã dừng đọc tệp “{name}” theo yêu cầu. {_UNTOUCHED}")
