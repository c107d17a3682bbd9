"""The terminal as a person or a script at a prompt uses it: real books and files, the output, the exit status."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from db import keys
from desktop import VERSION, cli
from desktop.services import accounts, session
from tests.printing.reading import pdf_text

PASSPHRASE = "một mật khẩu thử"
# A process of its own that runs a command, and tells which of some large libraries it has loaded.
PRINTS = """
import sys
from desktop.__main__ import run
run()
print([name for name in ("PySide6", "docx", "holidays", "pypdfium2", "reportlab.graphics", "sqlite_utils")
    if name in sys.modules])
"""
LIST_2024 = Path(__file__).parent / "files" / "danh-sach-nguon-2024.xlsx"


class Terminal:
    """Runs commands on one book and gives back what they print."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.book = folder / "so" / "an-mau.book"
        self._capsys = capsys

    def run(self, *words: object, status: int = cli.DONE) -> str:
        self._capsys.readouterr()
        found = cli.main(["--book", str(self.book), *map(str, words)])
        output = self._capsys.readouterr()
        assert found == status, output.err
        return output.out if status in (cli.DONE, cli.DONE_WITH_FINDINGS) else output.err

    def json(self, *words: object, status: int = cli.DONE) -> Any:
        return json.loads(self.run("--json", *words, status=status))

    def new(self) -> Any:
        return self.json("new", self.book, "--office", "Đảng ủy xã An Mẫu", "--recovery-sheet", self.folder / "ma.pdf")


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv(cli.PASSPHRASE_VARIABLE, PASSPHRASE)
    return Terminal(tmp_path, capsys)


@pytest.fixture(scope="session")
def listed_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a terminal made a book into which the office's own list went."""
    folder = tmp_path_factory.mktemp("listed")
    secret = tmp_path_factory.mktemp("secret") / "mat-khau.txt"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    book = folder / "so" / "an-mau.book"
    named = ["--book", str(book), "--passphrase-file", str(secret)]
    new = ["new", str(book), "--office", "Đảng ủy xã An Mẫu", "--recovery-sheet", str(folder / "ma.pdf")]
    assert cli.main([*named, *new]) == cli.DONE
    assert cli.main([*named, "import", str(LIST_2024)]) == cli.DONE_WITH_FINDINGS
    return folder


@pytest.fixture
def listed(terminal: Terminal, listed_folder: Path) -> Terminal:
    """A terminal on a book into which the office's own list went."""
    shutil.copytree(listed_folder, terminal.folder, dirs_exist_ok=True)
    return terminal


def test_new_makes_a_book_and_its_recovery_sheet(terminal: Terminal) -> None:
    made = terminal.new()
    assert made == {"book": str(terminal.book), "recovery_sheet": str(terminal.folder / "ma.pdf")}
    assert terminal.book.stat().st_size > 0
    assert "MÃ KHÔI PHỤC" in pdf_text(terminal.folder / "ma.pdf")
    assert terminal.json("people") == []


@pytest.mark.usefixtures("usual_work")
def test_new_protects_the_passphrase_as_the_safety_rules_ask(terminal: Terminal) -> None:
    terminal.new()
    wraps = json.loads(keys.read_key_file(terminal.book))["wraps"]
    assert [(wrap["memory_kib"], wrap["passes"]) for wrap in wraps] == [(65536, 3)]


def test_the_recovery_sheet_never_lies_beside_the_book(terminal: Terminal) -> None:
    words = ["new", terminal.book, "--office", "Đảng ủy xã An Mẫu", "--recovery-sheet", terminal.book.parent / "ma.pdf"]
    assert "không được lưu cùng thư mục" in terminal.run(*words, status=cli.KNOWN_ERROR)
    assert not terminal.book.exists()


def test_new_leaves_an_existing_book_alone(terminal: Terminal) -> None:
    terminal.new()
    before = terminal.book.read_bytes()
    words = ["new", terminal.book, "--office", "Khác", "--recovery-sheet", terminal.folder / "khac.pdf"]
    assert "Đã có tệp" in terminal.run(*words, status=cli.KNOWN_ERROR)
    assert terminal.book.read_bytes() == before
    assert not (terminal.folder / "khac.pdf").exists()


def test_import_of_an_offices_own_list(terminal: Terminal) -> None:
    terminal.new()
    report = terminal.json("import", LIST_2024, status=cli.DONE_WITH_FINDINGS)
    assert (report["read"], report["new"], report["changed"], report["same"]) == (65, 64, 0, 1)
    assert report["read"] == report["new"] + report["changed"] + report["same"] + len(report["left_out"])
    assert {("31/02/1999", 43), ("03819812", 34)} <= {(cell["value"], cell["row"]) for cell in report["rejected"]}
    assert all(set(cell) == {"row", "column", "value", "why"} for cell in report["rejected"])
    again = terminal.json("import", LIST_2024, status=cli.DONE_WITH_FINDINGS)
    assert (again["new"], again["changed"]) == (0, 0)


def test_a_dry_run_changes_nothing(terminal: Terminal) -> None:
    terminal.new()
    report = terminal.json("import", LIST_2024, "--dry-run", status=cli.DONE_WITH_FINDINGS)
    assert report["new"] == 64
    assert terminal.json("people") == []


def test_people_are_found_without_accents_and_sorted_by_given_name(listed: Terminal) -> None:
    found = listed.json("people", "--search", "nguyen thi oanh")
    assert [person["full_name"] for person in found] == ["Nguyễn Thị Oanh"]
    assert found[0]["born_on"] == "1992-10-17"
    assert found[0]["sex"] == "female"
    assert found[0]["cell"] == "Chi bộ thôn Đức Bình"
    names = [person["full_name"] for person in listed.json("people")]
    assert len(names) == 64
    assert [name.split()[-1] for name in names[:3]] == ["An", "An", "An"]
    assert names[-1].split()[-1] == "Yến"


def test_people_by_cell_stage_and_limit(listed: Terminal) -> None:
    certified = listed.json("people", "--stage", "certified")
    in_cell = listed.json("people", "--cell", "tram y te")
    assert 0 < len(certified) < 64
    assert {person["cell"] for person in in_cell} == {"Chi bộ Trạm Y tế"}
    assert len(listed.json("people", "--limit", 5)) == 5


def test_show_takes_the_printed_id_or_the_key(listed: Terminal) -> None:
    person = listed.json("people", "--search", "nguyen thi oanh")[0]
    shown = listed.json("show", person["id"])
    key = listed.run("people", "--search", "nguyen thi oanh").split("\t")[0]
    assert listed.json("show", key) == shown
    assert shown["full_name"] == "Nguyễn Thị Oanh"
    assert shown["citizen_id"] == "038192635581"
    assert [row["member"]["full_name"] for row in shown["mentor_assignments"]] == ["Lục Đức Nghĩa"]
    assert "Nguyễn Thị Oanh" in listed.run("show", key)


def test_the_whole_dossier_is_one_pdf_in_correct_vietnamese(listed: Terminal) -> None:
    person = listed.json("people", "--search", "nguyen thi oanh")[0]
    out = listed.folder / "ho-so.pdf"
    files = listed.json("print", person["id"], "--out", out)["files"]
    assert {file["path"] for file in files} == {str(out)}
    assert all(set(file) == {"path", "form", "edition", "pages", "missing"} for file in files)
    text = pdf_text(out)
    assert "NGUYỄN THỊ OANH" in text
    assert "thôn Đức Bình, xã Hòa Quỳ" in text
    assert sum(file["pages"] for file in files) == len(pypdfium2.PdfDocument(out))


def test_a_folder_gets_one_file_a_paper_in_pdf_or_word(listed: Terminal) -> None:
    person = listed.json("people", "--search", "nguyen thi oanh")[0]
    for kind in ("pdf", "docx"):
        files = listed.json("print", person["id"], "--as", kind, "--out", listed.folder / kind)["files"]
        paths = [Path(file["path"]) for file in files]
        assert len(set(paths)) == len(files)
        assert all(path.suffix == f".{kind}" and path.stat().st_size > 1000 and path.name.isascii() for path in paths)


def test_one_part_of_a_dossier_is_printed_alone(listed: Terminal) -> None:
    person = listed.json("people", "--limit", 1)[0]
    files = listed.json("print", person["id"], "--part", "admission", "--out", listed.folder / "a.pdf")["files"]
    assert {"1-KNĐ", "6-KNĐ", "9-KNĐ"} <= {file["form"] for file in files}
    out = listed.folder / "b.pdf"
    told = listed.run("print", person["id"], "--part", "recognition", "--out", out, status=cli.KNOWN_ERROR)
    assert "“Bộ giấy công nhận chính thức”" in told
    assert not out.exists()


def test_a_print_loads_only_what_it_needs(listed: Terminal) -> None:
    person, out = listed.json("people", "--limit", 1)[0], listed.folder / "a.pdf"
    words = ["--book", str(listed.book), "print", str(person["id"]), "--out", str(out)]
    told = subprocess.run([sys.executable, "-c", PRINTS, *words], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1] == "[]", "these take as long as many pages"
    assert out.is_file()


def test_an_unknown_form_is_named_and_nothing_printed(listed: Terminal) -> None:
    person = listed.json("people", "--limit", 1)[0]
    out = listed.folder / "x.pdf"
    assert "“99-X”" in listed.run("print", person["id"], "--form", "99-X", "--out", out, status=cli.KNOWN_ERROR)
    assert not out.exists()


def test_portraits_name_who_lacks_something(listed: Terminal) -> None:
    person = listed.json("people", "--limit", 1)[0]
    told = listed.json("portraits", person["id"], "--out", listed.folder / "ảnh", status=cli.DONE_WITH_FINDINGS)
    assert told["files"] == []
    assert person["full_name"] in told["left_out"][0]


def test_backup_and_restore_bring_back_what_was(listed: Terminal) -> None:
    made = listed.json("backup", "--to", listed.folder / "usb")
    assert made["people"] > 64
    key = listed.json("people", "--limit", 1)[0]["id"]
    before = listed.json("show", key)
    listed.book.write_bytes(listed.book.read_bytes()[:8192])
    listed.run("show", key, status=cli.KNOWN_ERROR)
    restored = listed.json("restore", made["path"])
    assert restored["restored"]["people"] == made["people"]
    assert listed.json("show", key) == before


def test_verify_tells_a_sound_book(listed: Terminal) -> None:
    answer = listed.json("verify")
    assert answer["problems"] == []
    assert answer["people"] > 64


def test_a_wrong_passphrase_is_one_sentence(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal.new()
    monkeypatch.setenv(cli.PASSPHRASE_VARIABLE, "sai")
    assert terminal.run("people", status=cli.KNOWN_ERROR).startswith("Mật khẩu không đúng.")


def test_the_passphrase_may_come_from_a_file(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal.new()
    monkeypatch.delenv(cli.PASSPHRASE_VARIABLE)
    kept = terminal.folder / "mat-khau.txt"
    kept.write_text(PASSPHRASE + "\n", encoding="utf-8")
    assert terminal.json("people", "--passphrase-file", kept) == []


def test_a_book_of_several_is_opened_as_one_of_them(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal.new()
    store = session.open_with_passphrase(terminal.book, PASSPHRASE)
    accounts.add(store, "Lan", "secretary", PASSPHRASE)
    accounts.add(store, "Hòa", "reader", "mật khẩu của Hòa")
    store.close()
    assert terminal.run("people", status=cli.KNOWN_ERROR).endswith("--account TÊN, chọn trong: Lan, Hòa.\n")
    assert "không có tài khoản “Mai”" in terminal.run("--account", "Mai", "people", status=cli.KNOWN_ERROR)
    terminal.json("import", LIST_2024, "--account", "lan", status=cli.DONE_WITH_FINDINGS)
    made = terminal.json("backup", "--account", "Lan")
    monkeypatch.setenv(cli.PASSPHRASE_VARIABLE, "mật khẩu của Hòa")
    key = terminal.json("people", "--limit", 1, "--account", "hoa")[0]["id"]
    for words in (
        ("import", LIST_2024),
        ("backup",),
        ("restore", made["path"]),
        ("print", key, "--out", terminal.folder / "x.pdf"),
    ):
        told = terminal.run(*words, "--account", "Hòa", status=cli.KNOWN_ERROR)
        assert told.startswith("Tài khoản “Hòa” (Người xem) không được ")
    assert not (terminal.folder / "x.pdf").exists()


@pytest.mark.parametrize(
    "words", [["print"], ["không có"], ["people", "--limit", "x"], ["--today", "hôm nay", "people"]]
)
def test_wrong_use_ends_with_2_in_vietnamese(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(words)
    assert ended.value.code == 2
    assert "Sai cách dùng" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["", *cli.COMMANDS])
def test_help_is_vietnamese(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([*([command] if command else []), "--help"])
    assert ended.value.code == 0
    text = capsys.readouterr().out
    assert "Cách dùng" in text
    assert "show this help" not in text
    headings = [line for line in text.splitlines() if re.fullmatch(r"\S.*:", line)]
    assert len(headings) == len(set(headings))


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    import tomllib

    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    with pytest.raises(SystemExit):
        cli.main(["--version"])
    assert capsys.readouterr().out.strip() == f"ketnap {VERSION}"
    assert project["version"] == VERSION


def test_the_form_says_what_the_key_stands_for(listed: Terminal) -> None:
    out = listed.folder / "so.pdf"
    files = listed.json("print", "2026", "--form", "SỔ-QC", "--out", out)["files"]
    assert [file["form"] for file in files] == ["SỔ-QC"]
    refused = listed.run("print", "1", "--as", "tree", "--out", listed.folder / "cay", status=cli.KNOWN_ERROR)
    assert "Chưa có bản quét" in refused
