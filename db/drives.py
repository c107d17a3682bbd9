"""What kind of drive a file lies on: a fixed disk, a stick, or a network share; and which places are unsafe."""

import os
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from db.errors import UnsafePlace

_NETWORK_SYSTEMS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "coda", "ceph", "lustre"})
_NETWORK_SYSTEMS |= {"fuse.sshfs", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.s3fs", "fuse.smbnetfs"}
_NETWORK_SYSTEMS |= {"davfs", "glusterfs", "fuse.glusterfs"}
_MOUNT_TABLE = Path("/proc/self/mountinfo")
_BLOCK_DEVICES = Path("/sys/class/block")
_OCTAL = re.compile(r"\\([0-7]{3})")
_WINDOWS_REMOVABLE, _WINDOWS_REMOTE = 2, 4


class Drive(Enum):
    """Kinds of drives, as far as a book cares."""

    FIXED = "fixed"
    REMOVABLE = "removable"
    NETWORK = "network"


class NetworkPlace(UnsafePlace):
    """A book on a network share: it is not opened there, a copy on the disk may be."""


@dataclass(frozen=True)
class Mount:
    """One line of the system's mount table: where, which file system, from which device."""

    point: str
    system: str
    source: str


def kind_of(path: Path) -> Drive:
    """The kind of drive that holds the path, or would hold it; a fixed disk when the system does not tell."""
    if sys.platform == "win32":
        return _windows_kind(path)
    try:
        table = _MOUNT_TABLE.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return Drive.FIXED
    mount = mount_of(path.resolve(), parse_mounts(table))
    return Drive.FIXED if mount is None else _kind_of_mount(mount)


def require_local(book: Path) -> None:
    """Raise NetworkPlace, with the offer to copy, when a book lies on a network share."""
    if kind_of(book) is Drive.NETWORK:
        raise NetworkPlace(
            f"“{book.name}” nằm trên ổ mạng, nơi mất kết nối có thể làm hỏng sổ. Sổ chưa được mở và còn nguyên. "
            "Hãy chép cả sổ và tệp .keys vào ổ đĩa của máy này rồi mở bản chép đó."
        )


def warning_about(book: Path) -> str | None:
    """What a clerk should know about the drive of an open book; None for a fixed disk."""
    if kind_of(book) is not Drive.REMOVABLE:
        return None
    return (
        "Sổ đang nằm trên USB hoặc thẻ nhớ: dễ mất, chậm và hỏng nếu rút ra khi chưa đóng. Sổ vẫn dùng được. "
        "Nên chép sổ vào ổ đĩa của máy và chỉ dùng USB để sao lưu."
    )


def require_outside(paper: Path, book: Path) -> None:
    """Raise UnsafePlace when the recovery sheet would lie in the folder of its own book, or below it."""
    if paper.resolve().is_relative_to(book.resolve().parent):
        raise UnsafePlace(
            "Tờ mã khôi phục không được lưu cùng thư mục với sổ: ai lấy được thư mục này sẽ mở được sổ. "
            "Tờ mã chưa được lưu. Hãy in ra giấy, hoặc lưu sang USB hay một thư mục khác."
        )


def is_same_drive(one: Path, other: Path) -> bool:
    """Whether two places lie on one drive, so that losing it loses both."""
    if sys.platform == "win32":
        return one.resolve().drive.casefold() == other.resolve().drive.casefold()
    return _nearest_existing(one).stat().st_dev == _nearest_existing(other).stat().st_dev


def parse_mounts(table: str) -> list[Mount]:
    """The mounts of a Linux mount table (the format of /proc/self/mountinfo), in its order."""
    mounts = []
    for line in table.splitlines():
        left, dash, right = line.partition(" - ")
        places, systems = left.split(" "), right.split(" ")
        if dash and len(places) >= 5 and len(systems) >= 2:
            mounts.append(Mount(_plain(places[4]), systems[0], _plain(systems[1])))
    return mounts


def mount_of(path: Path, mounts: Iterable[Mount]) -> Mount | None:
    """The mount that holds an absolute path: the deepest one, and of two at one place the later."""
    found = None
    for mount in mounts:
        if path.is_relative_to(mount.point) and (found is None or len(mount.point) >= len(found.point)):
            found = mount
    return found


def _kind_of_mount(mount: Mount) -> Drive:
    if mount.system in _NETWORK_SYSTEMS or mount.source.startswith("//"):
        return Drive.NETWORK
    return Drive.REMOVABLE if _is_removable(mount.source) else Drive.FIXED


def _is_removable(source: str) -> bool:
    device = _BLOCK_DEVICES / Path(os.path.realpath(source)).name
    if not source.startswith("/dev/") or not device.exists():
        return False
    real = device.resolve()
    # A partition has no such mark, the disk above it has.
    marks = [folder / "removable" for folder in (real, real.parent)]
    return any(mark.exists() and mark.read_text().strip() == "1" for mark in marks) or "/usb" in str(real)


def _plain(escaped: str) -> str:
    return _OCTAL.sub(lambda match: chr(int(match[1], 8)), escaped)


def _nearest_existing(path: Path) -> Path:
    resolved = path.resolve()
    return next(place for place in (resolved, *resolved.parents) if place.exists())


def _windows_kind(path: Path) -> Drive:
    import ctypes

    drive = path.resolve().drive
    if drive.startswith("\\\\"):
        return Drive.NETWORK
    kind = ctypes.windll.kernel32.GetDriveTypeW(drive + "\\")  # type: ignore[attr-defined,unused-ignore]
    return {_WINDOWS_REMOVABLE: Drive.REMOVABLE, _WINDOWS_REMOTE: Drive.NETWORK}.get(kind, Drive.FIXED)
