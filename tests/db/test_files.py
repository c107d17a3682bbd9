"""Writing whole files: after any error, full disk or kill there is the old file or the new one, and a sentence."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import CannotWrite, KnownError
from db.files import disk_sentence, known_disk_errors, part_of, replace_patiently, show_size, write_whole
from tests.db.full_disk import no_file_beyond


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "giấy tờ.pdf"
    path.write_bytes(b"old")
    return path


def only(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_bytes_and_writers_give_a_whole_file(target: Path) -> None:
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"
    write_whole(target, lambda part: part.write_bytes(b"newer"))
    assert target.read_bytes() == b"newer"
    assert only(target.parent) == [target.name]


def test_the_final_name_is_untouched_until_the_check_has_passed(target: Path) -> None:
    seen = []

    def check(part: Path) -> None:
        seen.append((part.name, part.read_bytes(), target.read_bytes()))

    write_whole(target, b"new", check)
    assert seen == [("giấy tờ.pdf.part", b"new", b"old")]


def test_a_failed_check_leaves_the_old_file_and_no_part(target: Path) -> None:
    def check(part: Path) -> None:
        raise KnownError("không đọc lại được")

    with pytest.raises(KnownError, match="không đọc lại được"):
        write_whole(target, b"new", check)
    assert target.read_bytes() == b"old"
    assert only(target.parent) == [target.name]


def test_a_writer_that_breaks_off_leaves_the_old_file_and_no_part(target: Path) -> None:
    def writer(part: Path) -> None:
        part.write_bytes(b"half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_whole(target, writer)
    assert target.read_bytes() == b"old"
    assert only(target.parent) == [target.name]


def test_a_part_left_by_a_crash_is_no_hindrance(target: Path) -> None:
    part_of(target).write_bytes(b"left behind, and longer than what comes")
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"
    assert only(target.parent) == [target.name]


@pytest.mark.parametrize(
    ("name", "says"),
    [("no folder/paper.pdf", "Không còn thấy thư mục"), ("x" * 250 + ".pdf", "dài quá"), ("folder", "là một thư mục")],
)
def test_a_place_that_cannot_be_written_has_its_sentence(tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(CannotWrite, match=says):
        write_whole(tmp_path / name, b"new")
    assert only(tmp_path) == ["folder"]


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.ENOSPC, "đã đầy (còn trống "),
        (errno.EDQUOT, "đã đầy (còn trống "),
        (errno.EIO, "Ổ đĩa báo lỗi"),
        (errno.EACCES, "Không được phép ghi"),
        (errno.EPERM, "Không được phép ghi"),
        (errno.EROFS, "chỉ cho đọc"),
        (errno.EFBIG, "lớn hơn mức"),
        (errno.EBADF, "Bad file descriptor"),
    ],
)
def test_every_error_of_a_disk_says_that_nothing_is_lost_and_what_to_do(target: Path, number: int, says: str) -> None:
    with pytest.raises(CannotWrite) as caught, known_disk_errors(target):
        raise OSError(number, os.strerror(number))
    assert says in caught.value.sentence
    assert "còn nguyên" in caught.value.sentence
    assert "{" not in caught.value.sentence
    assert caught.value.sentence == disk_sentence(OSError(number, os.strerror(number)), target)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    folder = tmp_path / "small"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a small disk here")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk_keeps_the_old_file_and_says_how_much_is_free(small_disk: Path) -> None:
    target = small_disk / "paper.pdf"
    write_whole(target, b"old")
    (small_disk / "filler").write_bytes(bytes(900 * 1024))
    with pytest.raises(CannotWrite, match=r"đã đầy \(còn trống \d+"):
        write_whole(target, bytes(400 * 1024))
    assert target.read_bytes() == b"old"
    assert only(small_disk) == ["filler", "paper.pdf"]
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"


def test_a_file_beyond_the_limit_keeps_the_old_one(target: Path) -> None:
    with no_file_beyond(100_000), pytest.raises(CannotWrite, match="lớn hơn mức"):
        write_whole(target, bytes(200_000))
    assert target.read_bytes() == b"old"
    assert only(target.parent) == [target.name]


WRITE_FOR_EVER = """
import itertools, sys
from pathlib import Path
from db.files import write_whole
for round in itertools.count():
    write_whole(Path(sys.argv[1]), bytes([round % 251]) * 300_000)
    print(round, flush=True)
"""


@pytest.mark.parametrize("rounds", [1, 2, 3, 5, 8])
def test_a_kill_in_the_middle_leaves_a_whole_file(target: Path, rounds: int) -> None:
    child = subprocess.Popen([sys.executable, "-c", WRITE_FOR_EVER, str(target)], stdout=subprocess.PIPE)
    assert child.stdout is not None
    for _ in range(rounds):
        child.stdout.readline()
    # The child is at the next file by now.
    child.kill()
    child.communicate()
    content = target.read_bytes()
    assert len(content) == 300_000
    assert len(set(content)) == 1
    assert set(only(target.parent)) <= {target.name, part_of(target).name}


@given(st.integers(0, 2**45))
def test_a_size_is_short_and_vietnamese(size: int) -> None:
    number, unit = show_size(size).split(" ")
    assert unit in {"B", "KB", "MB", "GB", "TB"}
    assert len(number) <= 4
    assert "." not in number


def test_a_size_reads_as_people_say_it() -> None:
    sizes = [0, 999, 1500, 200 * 1024, 1536 * 1024, 5 * 1024**3]
    assert [show_size(size) for size in sizes] == ["0 B", "999 B", "1,5 KB", "200 KB", "1,5 MB", "5,0 GB"]


def test_a_file_held_for_good_is_a_known_error(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(b"new")
    replace_patiently(source, target, waits=())
    assert target.read_bytes() == b"new"
    source.write_bytes(b"newer")
    held = subprocess.run(["chattr", "+i", target], capture_output=True, check=False)
    if held.returncode:
        pytest.skip("no right to hold a file here")
    try:
        with pytest.raises(CannotWrite, match="đang mở trong chương trình khác"), known_disk_errors(target):
            replace_patiently(source, target, waits=(0.0, 0.0))
    finally:
        subprocess.run(["chattr", "-i", target], check=True)
    assert target.read_bytes() == b"new"
    replace_patiently(source, target, waits=(0.0,))
    assert target.read_bytes() == b"newer"
