"""The one way the program writes a file: NAME.part, checked, flushed to the disk, then renamed to its final name."""

import contextlib
import errno
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from db.errors import CannotWrite

Writer = Callable[[Path], object]
Check = Callable[[Path], object]

# An antivirus program holds a new file for a moment after it was written.
_WAITS = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8)

_KEPT = "Những gì đã lưu trước đó còn nguyên."
_SENTENCES = {
    errno.ENOSPC: "Đĩa chứa “{folder}” đã đầy (còn trống {free}). {kept} "
    "Hãy xóa bớt tệp không cần hoặc chọn nơi khác rồi làm lại.",
    errno.EFBIG: "Tệp “{name}” lớn hơn mức đĩa này nhận được. {kept} Hãy chọn ổ đĩa khác rồi làm lại.",
    errno.EIO: "Ổ đĩa báo lỗi khi ghi “{name}”. {kept} "
    "Hãy chọn ổ đĩa khác, sao lưu ngay và cho người kiểm tra ổ đĩa này.",
    errno.EACCES: "Không được phép ghi “{name}” vào “{folder}”, hoặc tệp đang mở trong chương trình khác. {kept} "
    "Hãy đóng tệp đó lại, hoặc chọn nơi khác rồi làm lại.",
    errno.EROFS: "Ổ đĩa chứa “{folder}” chỉ cho đọc. {kept} "
    "Hãy bỏ khóa ghi của thẻ hoặc USB, hay chọn nơi khác rồi làm lại.",
    errno.ENOENT: "Không còn thấy thư mục “{folder}” (có thể USB đã rút ra). {kept} "
    "Hãy cắm lại hoặc chọn nơi khác rồi làm lại.",
    errno.ENAMETOOLONG: "Tên tệp “{name}” dài quá. {kept} Hãy đặt tên ngắn hơn rồi làm lại.",
    errno.EISDIR: "“{name}” là một thư mục chứ không phải tệp. {kept} Hãy đặt tên khác rồi làm lại.",
}
_SAME_SENTENCE = {
    errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC: errno.ENOSPC,
    errno.EPERM: errno.EACCES,
    errno.ENOTDIR: errno.ENOENT,
    errno.ENODEV: errno.ENOENT,
    errno.ENXIO: errno.ENOENT,
}
_OTHERWISE = "Không ghi được “{name}” vào “{folder}” ({error}). {kept} Hãy chọn nơi khác rồi làm lại."


def write_whole(path: Path, content: bytes | Writer, check: Check | None = None) -> None:
    """Put a whole file under `path`, or leave what was there; never a broken one.

    `content` is bytes, or a function that writes the file at the path it is given. `check` opens the finished file
    and raises when it is not good. Raises CannotWrite with a sentence for a full, failing or read-only disk; errors
    of the writer and of the check go through unchanged.
    """
    path = Path(path)
    part = part_of(path)
    try:
        with known_disk_errors(path):
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, "is a folder", str(path))
            _remove(part)
            _write(part, content)
            if check is not None:
                check(part)
            _flush(part)
            replace_patiently(part, path)
            flush_folder(path.parent)
    finally:
        # After a success only a journal may lie there; a stick pulled out cannot be tidied.
        with contextlib.suppress(OSError):
            _remove(part)


def part_of(path: Path) -> Path:
    """The name a file has while it is being written, in the same folder."""
    return path.with_name(path.name + ".part")


def replace_patiently(source: Path, target: Path, waits: Sequence[float] = _WAITS) -> None:
    """Rename over the target, trying again while another program holds one of the two (Windows)."""
    for wait in waits:
        try:
            os.replace(source, target)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    os.replace(source, target)


def flush_folder(folder: Path) -> None:
    """Make the renaming itself last through a power cut; Windows does so by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some file systems of sticks and shares know no flushing of folders.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


@contextmanager
def known_disk_errors(path: Path) -> Iterator[None]:
    """Turn the errors of a disk into CannotWrite with a sentence about `path`."""
    try:
        yield
    except OSError as error:
        raise CannotWrite(disk_sentence(error, path)) from error


def disk_sentence(error: OSError, path: Path) -> str:
    """What the error means for somebody who wanted to write `path`."""
    number = error.errno or 0
    pattern = _SENTENCES.get(_SAME_SENTENCE.get(number, number), _OTHERWISE)
    return pattern.format(
        name=path.name, folder=path.parent, free=show_size(free_space(path.parent)), kept=_KEPT, error=error.strerror
    )


def free_space(folder: Path) -> int:
    """Bytes free for the user in the nearest folder that exists; 0 when even that cannot be told."""
    for place in (folder, *folder.parents):
        with contextlib.suppress(OSError):
            return shutil.disk_usage(place).free
    return 0


def show_size(size: int) -> str:
    """A size for people: 512 B, 1,5 MB."""
    number, unit = float(size), "B"
    for larger in ("KB", "MB", "GB", "TB"):
        if number < 1000:
            break
        number, unit = number / 1024, larger
    shown = f"{number:.0f}" if unit == "B" or number >= 10 else f"{number:.1f}"
    return f"{shown.replace('.', ',')} {unit}"


def _remove(part: Path) -> None:
    part.unlink(missing_ok=True)
    # A database written under that name leaves its emptied journal beside it.
    part.with_name(part.name + "-journal").unlink(missing_ok=True)


def _write(part: Path, content: bytes | Writer) -> None:
    if isinstance(content, bytes | bytearray):
        part.write_bytes(content)
    else:
        content(part)


def _flush(part: Path) -> None:
    handle = os.open(part, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
