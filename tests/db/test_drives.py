"""Drives: a share is refused, a stick warned about, and the recovery sheet kept out of the book's folder."""

from pathlib import Path

import pytest

from db.drives import (
    Drive,
    Mount,
    is_same_drive,
    kind_of,
    mount_of,
    parse_mounts,
    require_local,
    require_outside,
    warning_about,
)
from db.errors import UnsafePlace

TABLE = """22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
30 22 0:26 / /proc rw,nosuid - proc proc rw
41 22 8:17 / /media/clerk/USB\\040STICK rw,nosuid - vfat /dev/sdb1 rw
52 22 0:44 / /mnt/office rw,relatime shared:9 master:2 - cifs //server/office rw,vers=3.0
53 22 0:45 / /mnt/office/inner rw,relatime - ext4 /dev/sda3 rw
54 22 0:46 / /mnt/office rw,relatime - nfs4 server:/office rw
broken line
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/var/sổ.book", Mount("/", "ext4", "/dev/sda2")),
        ("/media/clerk/USB STICK/sổ.book", Mount("/media/clerk/USB STICK", "vfat", "/dev/sdb1")),
        ("/media/clerk/USB STICKS/sổ.book", Mount("/", "ext4", "/dev/sda2")),
        ("/mnt/office/sổ.book", Mount("/mnt/office", "nfs4", "server:/office")),
        ("/mnt/office/inner/a/sổ.book", Mount("/mnt/office/inner", "ext4", "/dev/sda3")),
    ],
)
def test_the_deepest_and_latest_mount_holds_a_path(path: str, expected: Mount) -> None:
    assert mount_of(Path(path), parse_mounts(TABLE)) == expected


def test_a_broken_table_holds_nothing() -> None:
    assert mount_of(Path("/a"), parse_mounts("nothing here\n- -\n")) is None


def test_a_folder_of_this_machine_is_a_fixed_disk(tmp_path: Path) -> None:
    assert kind_of(tmp_path / "not yet" / "sổ.book") is Drive.FIXED
    require_local(tmp_path / "sổ.book")
    assert warning_about(tmp_path / "sổ.book") is None


def test_the_recovery_sheet_lies_outside_the_folder_of_its_book(tmp_path: Path) -> None:
    book = tmp_path / "office" / "sổ.book"
    (tmp_path / "office" / "papers").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "office")
    require_outside(tmp_path / "tờ mã.pdf", book)
    require_outside(tmp_path / "office 2" / "tờ mã.pdf", book)
    for place in ("office", "office/papers", "office/papers/..", "link", "other/../office"):
        with pytest.raises(UnsafePlace, match="Tờ mã chưa được lưu"):
            require_outside(tmp_path / place / "tờ mã.pdf", book)


def test_two_folders_of_one_disk_are_one_drive(tmp_path: Path) -> None:
    assert is_same_drive(tmp_path / "a" / "b", tmp_path / "c")
    assert not is_same_drive(tmp_path, Path("/proc"))
