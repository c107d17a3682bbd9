"""The terminal on what safety asks for: all that is held about a person, the office moved, a book that moved."""

from pathlib import Path

from desktop import cli
from tests.printing.reading import pdf_text
from tests.test_cli import Terminal, listed, listed_folder, terminal

__all__ = ["listed", "listed_folder", "terminal"]


def a_person(listed: Terminal) -> dict[str, str]:
    return dict(listed.json("people", "--limit", "1")[0])


def test_everything_held_about_a_person_is_printed_and_the_request_logged(listed: Terminal) -> None:
    person, out = a_person(listed), listed.folder / "tờ.pdf"
    words = ("--asked-on", "2026-02-27", "--out", out)
    printed = listed.json("print", person["id"], "--held", "đơn số 07", *words)
    (file,) = printed["files"]
    assert (file["path"], file["missing"]) == (str(out), [])
    assert file["pages"] >= 1
    text = " ".join(pdf_text(out).split())
    assert person["full_name"] in text
    assert "yêu cầu ngày 27/02/2026: đơn số 07" in text
    again = listed.folder / "tờ.docx"
    listed.run("print", person["id"], "--held", "đơn số 07", "--asked-on", "2026-02-27", "--out", again)
    assert again.read_bytes().startswith(b"PK")


def test_a_request_without_its_day_prints_nothing(listed: Terminal) -> None:
    person, out = a_person(listed), listed.folder / "tờ.pdf"
    said = listed.run("print", person["id"], "--held", "đơn số 07", "--out", out, status=cli.KNOWN_ERROR)
    assert "Ngày yêu cầu" in said
    assert not out.exists()
    words = ("--held", "đơn", "--asked-on", "2026-02-27", "--form", "x", "--out", out)
    assert "--form" in listed.run("print", person["id"], *words, status=cli.KNOWN_ERROR)


def test_the_office_moves_to_another_computer(listed: Terminal) -> None:
    people = listed.json("people")
    file = listed.folder / "USB" / "an-mau.ketnap"
    assert "thư mục" in listed.run("backup", "--move", file, status=cli.KNOWN_ERROR)
    file.parent.mkdir()
    moved = listed.json("backup", "--move", file)
    assert moved["path"] == str(file)
    old = listed.book
    assert listed.json("people") == people
    refused = listed.run("import", Path(__file__).parent / "files/danh-sach-nguon-2024.xlsx", status=cli.KNOWN_ERROR)
    assert "chuyển sang máy khác" in refused
    listed.book = listed.folder / "máy mới" / "an-mau.book"
    received = listed.json("restore", file)
    assert received["restored"]["people"] == moved["people"] >= len(people)
    assert [each["id"] for each in listed.json("people")] == [each["id"] for each in people]
    assert listed.json("verify")["problems"] == []
    assert "Đã có tệp" in listed.run("restore", file, status=cli.KNOWN_ERROR)
    assert old.exists()


def test_verify_repairs_when_asked_after_a_copy(listed: Terminal) -> None:
    assert listed.json("verify")["repaired"] == []
    repaired = listed.json("verify", "--repair")
    assert "Đã sao lưu trước" in repaired["repaired"][0]
    assert repaired["problems"] == []
