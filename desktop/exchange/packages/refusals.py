"""What is said of a package that cannot be opened: one sentence each, with what to do."""

from db.errors import BadInputFile

_UNTOUCHED = "Chưa đọc được gì từ gói này, không có gì thay đổi."


class BadPackage(BadInputFile):
    """A file that is no whole hand-over package, or one that this program cannot read."""


class WrongPackagePassphrase(BadPackage):
    """The passphrase does not open the package."""


def wrong_passphrase() -> WrongPackagePassphrase:
    """The passphrase is another, or the file was changed: the seal cannot tell which."""
    return WrongPackagePassphrase(
        f"Mật khẩu không mở được gói dữ liệu, hoặc gói đã bị sửa. {_UNTOUCHED} "
        "Hãy gõ lại mật khẩu nơi gửi đã báo riêng; đối chiếu dấu kiểm trên phiếu bàn giao nếu vẫn không mở được."
    )


def needs_passphrase() -> BadPackage:
    """The package is sealed and no passphrase was given."""
    return BadPackage(f"Gói dữ liệu này đã khóa bằng mật khẩu. {_UNTOUCHED} Hãy gõ mật khẩu nơi gửi đã báo riêng.")


def foreign() -> BadPackage:
    """The file is not a package of this program."""
    return BadPackage(f"Tệp này không phải gói dữ liệu bàn giao của chương trình. {_UNTOUCHED} Hãy chọn đúng tệp.")


def damaged() -> BadPackage:
    """The file began as a package and is not whole, or its content is not what its checksums say."""
    return BadPackage(f"Gói dữ liệu bị hỏng hoặc chưa chép xong. {_UNTOUCHED} Hãy xin nơi gửi chép lại.")


def newer() -> BadPackage:
    """A later version of the program made it."""
    return BadPackage(f"Gói dữ liệu do chương trình phiên bản mới hơn lập. {_UNTOUCHED} Hãy cập nhật chương trình.")


def too_big() -> BadPackage:
    """It unpacks to more than any office has."""
    return BadPackage(f"Gói dữ liệu giải nén ra lớn bất thường. {_UNTOUCHED} Hãy hỏi lại nơi gửi.")


def weak_passphrase(shortest: int) -> BadPackage:
    """The passphrase for a new package is too short."""
    return BadPackage(
        f"Mật khẩu của gói dữ liệu phải dài ít nhất {shortest} ký tự. Chưa lập gói. Hãy đặt một câu dễ nhớ, dài hơn."
    )
