"""What is told of a bug: where it broke and on what machine, nothing personal."""

import platform
import re
import traceback

from desktop import VERSION

SENTENCE = (
    "Chương trình gặp lỗi ngoài dự kiến và dừng việc này lại; những gì đã lưu còn nguyên. "
    "Hãy gửi mấy dòng dưới đây (không có dữ liệu cá nhân) cho người hỗ trợ."
)

_NUMBER = re.compile(r"\d{9,}")


def report(error: BaseException) -> str:
    """A report for whoever helps: where it broke and on what, never the values or messages, which may be personal."""
    lines = [
        f"{type(error).__name__}",
        f"Kết Nạp {VERSION}, Python {platform.python_version()}, {platform.system()} {platform.release()}",
    ]
    for frame in traceback.extract_tb(error.__traceback__):
        # A file of the office's own may bear any name; what looks like somebody's number is not told.
        file = _NUMBER.sub("…", frame.filename.replace("\\", "/").rpartition("/")[2])
        lines.append(f"  {file}:{frame.lineno} {frame.name}")
    cause = error.__cause__ or error.__context__
    return "\n".join(lines) + (f"\nfrom {report(cause)}" if cause is not None else "")
