"""What is said of a template that cannot be filled: one sentence each, with what to do."""

from db.errors import BadInputFile
from desktop.exchange.templates.model import Entry

_UNTOUCHED = "Tệp của cấp trên giữ nguyên, chưa ghi gì."


class CannotFill(BadInputFile):
    """The superior's file, or a cell of it, cannot be filled; nothing was written."""


def locked() -> CannotFill:
    """The file asks for a password before it can be read."""
    return CannotFill(
        f"Tệp Excel này có đặt mật khẩu mở tệp nên không điền được. {_UNTOUCHED} "
        "Hãy xin cấp trên tệp không đặt mật khẩu mở, hoặc mở bằng Excel, bỏ mật khẩu mở tệp rồi chọn lại."
    )


def damaged() -> CannotFill:
    """The file is not whole, or not what its kind is made of."""
    return CannotFill(
        f"Tệp Excel này bị hỏng hoặc chưa chép xong nên không điền được. {_UNTOUCHED} "
        "Hãy chép lại tệp từ nơi nhận rồi chọn lại."
    )


def not_a_workbook() -> CannotFill:
    """The content is neither .xlsx nor .xls, whatever the name says."""
    return CannotFill(
        f"Tệp này không phải là bảng tính Excel .xlsx hay .xls. {_UNTOUCHED} Hãy chọn đúng tệp cấp trên gửi."
    )


def too_big() -> CannotFill:
    """The file unpacks to more than a template has."""
    return CannotFill(f"Tệp Excel này quá lớn so với một biểu mẫu. {_UNTOUCHED} Hãy chọn đúng tệp cấp trên gửi.")


def dangerous() -> CannotFill:
    """The file declares what no workbook has and what is used to attack programs."""
    return CannotFill(
        f"Tệp Excel này chứa khai báo lạ mà bảng tính thông thường không có. {_UNTOUCHED} Hãy hỏi lại nơi gửi tệp."
    )


def signed() -> CannotFill:
    """Filling would break the digital signature."""
    return CannotFill(
        f"Tệp Excel này có chữ ký số; điền vào sẽ làm chữ ký mất hiệu lực. {_UNTOUCHED} "
        "Hãy xin cấp trên tệp biểu mẫu chưa ký."
    )


def unusual() -> CannotFill:
    """The file is written in a way that cannot be changed in one place only."""
    return CannotFill(
        f"Tệp Excel này được lưu theo cách lạ nên không thể chỉ sửa riêng ô cần điền. {_UNTOUCHED} "
        "Hãy điền tay tệp này, hoặc xin cấp trên tệp .xlsx."
    )


def no_sheet(sheet: str, known: list[str]) -> CannotFill:
    """The workbook has no such sheet of cells."""
    return CannotFill(
        f"Tệp Excel không có trang “{sheet}”; đang có: {', '.join(known) or 'không trang nào'}. {_UNTOUCHED} "
        "Hãy chọn lại ô cho tệp này."
    )


def is_formula(entry: Entry) -> CannotFill:
    """The cell holds a formula of the superior's."""
    return _cell(entry, "có công thức của cấp trên", "Hãy bỏ ô này khỏi danh sách điền, công thức sẽ tự tính.")


def is_protected(entry: Entry) -> CannotFill:
    """The sheet is protected and the cell is locked."""
    return _cell(entry, "bị cấp trên khóa, không cho sửa", "Hãy chọn ô được phép điền.")


def is_merged(entry: Entry, area: str, first: str) -> CannotFill:
    """The cell is hidden under a merged area."""
    return _cell(entry, f"nằm trong vùng gộp {area}", f"Hãy chọn ô đầu của vùng gộp, ô {first}.")


def no_room(entry: Entry) -> CannotFill:
    """There is no record of the cell and none can be put there without touching others."""
    return _cell(
        entry,
        "không có chỗ ghi trong tệp .xls này",
        "Hãy chọn ô có kẻ khung, hoặc mở bằng Excel rồi lưu thành tệp .xlsx.",
    )


def cannot_hold(entry: Entry) -> CannotFill:
    """The value cannot stand in a cell."""
    return _cell(entry, f"không chứa được giá trị “{str(entry.content)[:40]}”", "Hãy chọn số liệu khác cho ô này.")


def twice(entry: Entry) -> CannotFill:
    """Two values for one cell."""
    return _cell(entry, "được chọn cho hai số liệu khác nhau", "Hãy chỉ giữ một.")


def _cell(entry: Entry, why: str, remedy: str) -> CannotFill:
    return CannotFill(f"Trang “{entry.sheet}”, ô {entry.place} {why}. {_UNTOUCHED} {remedy}")
