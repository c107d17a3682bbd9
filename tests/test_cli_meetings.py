"""The command of the meetings: the papers of one, before it and after it, in a folder."""

import json
from pathlib import Path

import pytest

from desktop import cli
from desktop.services import session
from tests.meeting_office import Office

PASSPHRASE = "một mật khẩu thử"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A book with a meeting of a cell that considers somebody, and a round."""
    monkeypatch.setenv(cli.PASSPHRASE_VARIABLE, PASSPHRASE)
    path = tmp_path / "so" / "an-mau.book"
    words = ["new", path, "--office", "Đảng ủy xã An Mẫu", "--recovery-sheet", tmp_path / "ma.pdf"]
    assert cli.main(["--book", str(path), *map(str, words)]) == cli.DONE
    store = session.open_with_passphrase(path, PASSPHRASE, program="thử")
    office = Office(store)
    office.cell_meeting((office.ready("Lò Thị Ánh").id, "admission"))
    office.standing_meeting((office.voted("Vàng A Dơ").id, "admission"))
    store.close()
    capsys.readouterr()
    return path


def run(book: Path, capsys: pytest.CaptureFixture[str], *words: object, status: int = cli.DONE) -> str:
    assert cli.main(["--book", str(book), "--today", "2026-06-15", *map(str, words)]) == status
    output = capsys.readouterr()
    return output.err if status else output.out


def test_all_papers_of_a_meeting_go_into_a_folder(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = book.parent / "giấy tờ"
    printed = json.loads(run(book, capsys, "--json", "meeting", 1, "--out", out))
    files = printed["files"]
    assert {"path", "form", "edition", "pages", "missing"} == set(files[0])
    assert [Path(each["path"]).parent for each in files] == [out] * len(files)
    assert all(Path(each["path"]).read_bytes().startswith(b"%PDF") for each in files)


def test_a_round_is_named_and_its_papers_are_one_file(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = book.parent / "đợt.docx"
    told = run(book, capsys, "meeting", "Đợt 1 năm 2026", "--out", out)
    assert "bản mang đi họp" in told
    assert out.stat().st_size > 0


def test_a_meeting_that_is_not_there_is_refused(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = run(book, capsys, "meeting", "99", "--out", book.parent / "x", status=cli.KNOWN_ERROR)
    assert "Không có cuộc họp hay đợt xét “99”" in told
    assert "Các cuộc họp gần đây: 2 là Ban Thường vụ" in told
    assert not (book.parent / "x").exists()
